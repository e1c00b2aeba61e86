// rules/**/*.toml -> rules. Anything doubtful is an error with file and line: unknown keys,
// duplicate ids, unknown validators, missing texts, missing examples. Reads files; nothing else in
// the rulebook does.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/result.h"
#include "scanner/rulebook/rule.h"

namespace mishen {

struct Rulebook {
  std::vector<Pack> packs;  // sorted by id
  std::vector<Rule> rules;  // by pack, then as written
};

// One file's text, for tests and for packs that do not lie on disk.
struct RuleFile {
  std::string path;
  std::string text;
};

// All problems found, not just the first: an author fixes them in one go.
struct RuleErrors {
  std::vector<Error> errors;  // kind rule, place "file:line"
};

// A pack that was read when mishen was built (packed.h), found by the digest of its files.
struct PackedPack {
  std::string_view digest;  // as Pack::digest
  std::string_view bytes;
};

// Parses the files of one pack: *.toml, exactly one of which has [pack], and *.txt, word lists.
// `known_validators` are the names a rule may use.
Result<Rulebook> parse_pack(std::span<const RuleFile> files,
                            std::span<const std::string_view> known_validators,
                            RuleErrors* all_errors = nullptr);

// Loads packs: every folder directly below `rules_folder` that holds *.toml (the folder data/ is
// not a pack). `wanted` limits to those ids (empty: every pack whose by_default is true). An id may
// be a family, the word before its first hyphen (intl: intl-marking, intl-personal); one that
// begins with + is added to the others or, alone, to the default ones. A wanted pack that does not
// exist is an error. A rule with `together` that names a rule of a pack not wanted is left out. A
// pack whose files are those of one of `packed` is taken from there, which
// makes no difference but in speed.
Result<Rulebook> load_rules(const std::string& rules_folder, std::span<const std::string> wanted,
                            std::span<const std::string_view> known_validators,
                            RuleErrors* all_errors = nullptr,
                            std::span<const PackedPack> packed = {});

}  // namespace mishen
