// The hook as a file: put in place beside one that was there, and taken out again.
#pragma once

#include <string>
#include <string_view>

#include "scanner/base/result.h"

namespace mishen {

enum class HookKind : unsigned char { pre_commit, pre_receive };
[[nodiscard]] std::string_view name(HookKind kind);  // "pre-commit"

enum class HookState : unsigned char {
  absent,   // none, or somebody else's
  present,  // as install_hook() writes it
  changed,  // ours by its second line, but not as this version writes it
};

struct HookPlace {
  HookKind kind = HookKind::pre_commit;
  std::string folder;   // where git looks for hooks
  std::string program;  // the mishen to run, absolute

  [[nodiscard]] std::string file() const;
  // What a hook that was there before is called while ours stands in its place.
  [[nodiscard]] std::string former() const;
};

// The script of a hook: runs the former one first, then mishen. Whatever goes wrong in it, git is
// told no.
[[nodiscard]] std::string hook_script(const HookPlace& place);

[[nodiscard]] HookState hook_state(const HookPlace& place);

// True: a hook that was there was given its other name; it is the same file, with its bytes and its
// rights. At no moment is there no hook where there was one. One of ours, of whatever version, is
// written anew. Errors: kind usage (error.hook-former), io.
Result<bool> install_hook(const HookPlace& place);

// True: the hook that was there before is back. Errors: kind usage "error.hook-not-ours" when what
// stands there is not what this version wrote, or nothing; io.
Result<bool> uninstall_hook(const HookPlace& place);

}  // namespace mishen
