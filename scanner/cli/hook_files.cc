#include "scanner/cli/hook_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "scanner/base/io.h"

namespace mishen {
namespace {

constexpr std::uint64_t kMostBytes = 1U << 20U;
constexpr std::string_view kMark = "# mishen hook ";

Error io_error(const std::string& file) {
  return {ErrorKind::io, file, {"error.cannot-write", {{"cause", std::strerror(errno)}}}};
}

bool is_there(const std::string& file) {
  struct stat about {};
  return ::lstat(file.c_str(), &about) == 0;
}

// A shell's word for exactly this text.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

std::string base_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

// Hard links, so that the hook that was there keeps its place until ours takes it.
bool put_aside(const HookPlace& place) {
  if (::linkat(AT_FDCWD, place.file().c_str(), AT_FDCWD, place.former().c_str(), 0) == 0) {
    return true;
  }
  // A file system without links.
  return errno != EEXIST && ::rename(place.file().c_str(), place.former().c_str()) == 0;
}

}  // namespace

std::string_view name(HookKind kind) {
  return kind == HookKind::pre_commit ? "pre-commit" : "pre-receive";
}

std::string HookPlace::file() const { return folder + "/" + std::string(name(kind)); }
std::string HookPlace::former() const { return file() + ".before-mishen"; }

std::string hook_script(const HookPlace& place) {
  const std::string kind(name(place.kind));
  std::string out = "#!/bin/sh\n" + std::string(kMark) + kind +
                    ": put here by 'mishen hook install', taken out by 'mishen hook uninstall'.\n"
                    "# A hook that was here before runs first.\n"
                    "former=$(dirname \"$0\")/" +
                    base_name(place.former()) + "\n";
  if (place.kind == HookKind::pre_commit) {
    out += "if [ -x \"$former\" ]; then \"$former\" \"$@\" || exit; fi\n";
    out += "exec " + quoted(place.program) + " hook run " + kind + "\n";
  } else {
    // Both read what git says of the refs.
    out +=
        "refs=$(cat) || exit 1\n"
        "if [ -x \"$former\" ]; then printf '%s\\n' \"$refs\" | \"$former\" \"$@\" || exit; fi\n";
    out += "printf '%s\\n' \"$refs\" | " + quoted(place.program) + " hook run " + kind + "\n";
  }
  return out;
}

HookState hook_state(const HookPlace& place) {
  const Result<std::string> text = read_file(place.file(), kMostBytes);
  if (!text) return HookState::absent;
  if (*text == hook_script(place)) return HookState::present;
  const std::string second = "\n" + std::string(kMark) + std::string(name(place.kind)) + ":";
  const bool ours = text->find(second) == text->find('\n') && text->find('\n') != std::string::npos;
  return ours ? HookState::changed : HookState::absent;
}

Result<bool> install_hook(const HookPlace& place) {
  const bool foreign = is_there(place.file()) && hook_state(place) == HookState::absent;
  if (foreign && is_there(place.former())) {
    return Error{ErrorKind::usage,
                 place.file(),
                 {"error.hook-former", {{"former", base_name(place.former())}}}};
  }
  ::mkdir(place.folder.c_str(), 0777);
  const std::string ready = place.file() + ".mishen-new";
  ::unlink(ready.c_str());
  if (const Status written = write_new_file(ready, hook_script(place), false); !written) {
    return written.error();
  }
  const bool placed = ::chmod(ready.c_str(), 0755) == 0 && (!foreign || put_aside(place)) &&
                      ::rename(ready.c_str(), place.file().c_str()) == 0;
  if (placed) return is_there(place.former());
  Error error = io_error(place.file());
  ::unlink(ready.c_str());
  return error;
}

Result<bool> uninstall_hook(const HookPlace& place) {
  if (hook_state(place) != HookState::present) {
    return Error{ErrorKind::usage, place.file(), {"error.hook-not-ours", {}}};
  }
  const bool chained = is_there(place.former());
  const bool gone = chained ? ::rename(place.former().c_str(), place.file().c_str()) == 0
                            : ::unlink(place.file().c_str()) == 0;
  if (!gone) return io_error(place.file());
  return chained;
}

}  // namespace mishen
