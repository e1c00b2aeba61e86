// mishen.toml: what a project asks of its drafts. README.md beside this file documents every key.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/policy/policy.h"
#include "scanner/policy/waiver.h"

namespace mishen {

// What may be said for all drafts, and again for those below a path. Absent: as said before it.
struct PolicyChoices {
  std::optional<Profile> profile;
  std::optional<Severity> hold_from;  // the least severity that holds
  std::optional<Likelihood> min_likelihood;
  std::optional<std::set<GapCause>> accepted_gaps;
  std::optional<bool> attribute_required;
  std::string place;  // "mishen.toml:12"
};

struct PathChoices {
  std::vector<std::string> match;  // globs
  PolicyChoices choices;
};

struct PolicyFile {
  std::string file;    // as it was named
  std::string digest;  // "sha256:…" of its bytes
  PolicyChoices all;
  std::vector<PathChoices> paths;    // in the order of the file: a later one outweighs
  std::vector<std::string> packs;    // as Options::packs takes them: names, and "+name"
  std::vector<std::string> ignored;  // globs of what is no draft: counted and listed, not reviewed
  std::vector<std::pair<std::string, std::string>> limits;  // name, value
  std::string key_file;  // relative to the policy's folder, as all files below
  std::vector<std::string> waiver_files;
  std::string baseline_file;
  WaiverRules waiver_rules;
  // Waivers and policy that a change brings itself count for it (default: only those before it).
  bool same_change = false;
  std::vector<std::string> trusted_keys;         // public keys receipts may be signed with
  int max_age_days = 0;                          // of a receipt; 0: no limit
  std::map<std::string, std::string> min_packs;  // pack id to the least version a receipt may have

  [[nodiscard]] bool present() const { return !file.empty(); }
};

// Unknown keys, patterns, causes and limits are errors with file and line; all of them go to
// `all_errors`. Kind policy. Pure.
Result<PolicyFile> parse_policy(const std::string& file, std::string_view text,
                                RuleErrors* all_errors = nullptr);

// What holds for the draft at `scope` (path from the policy's folder; empty: elsewhere). `asked`:
// what the command line asks for, which outweighs the file. `why`, if given, gets the place of each
// choice that had a say, in the order they were taken.
[[nodiscard]] Policy policy_for(const PolicyFile& file, std::string_view scope,
                                const PolicyChoices& asked,
                                std::vector<std::string>* why = nullptr);

// The glob that makes `scope` no draft, or nothing.
[[nodiscard]] std::optional<std::string> ignored_by(const PolicyFile& file, std::string_view scope);

}  // namespace mishen
