// What a user asked for on the command line, checked; flags.h says how it is asked.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scanner/base/limits.h"
#include "scanner/policy/policy_file.h"
#include "scanner/report/catalogue.h"

namespace mishen {

enum class ReportFormat : unsigned char { text, json, jsonl, sarif, junit, gitlab, github, html };

// Drafts that come from a git repository instead of files.
enum class GitDrafts : unsigned char { none, staged, range, everything, push };
struct GitRequest {
  GitDrafts drafts = GitDrafts::none;
  std::string range;                // "A..B"
  std::vector<std::string> pushed;  // ids that a push brings
  std::vector<std::string> refs;    // names of refs that a push makes
  bool cached = true;               // answers about objects seen before are used and kept
  std::string cache_folder;         // empty: mishen/cache in the repository's own folder
};

struct Options {
  std::vector<std::string> drafts;
  GitRequest git;
  ReportFormat format = ReportFormat::text;
  std::string output;                     // folder; empty: standard output
  std::optional<Profile> profile;         // none: the policy's, else external
  std::optional<Severity> hold_from;      // the least severity that holds; none: the profile's own
  std::string policy_file;                // empty: mishen.toml of the repository, if it has one
  std::vector<std::string> waiver_files;  // beside those the policy names
  bool update_baseline = false;           // write the baseline anew
  std::string reason;                     // why it may grow
  std::vector<std::string> packs;         // rule packs to use; empty: the default ones
  std::string rules_folder;               // empty: the installed one
  std::string key_file;                   // empty: the policy's
  unsigned jobs = 0;                      // 0: one for each core
  bool sarif_lines = false;               // SARIF as GitHub's code scanning takes it
  bool reveal = false;
  bool annotate = false;         // write annotated copies into `output`
  bool profile_time = false;     // tell where the time went
  bool require_sandbox = false;  // refuse to run where a layer of the cage is missing
  Limits limits;
  std::vector<std::pair<std::string, std::string>> asked_limits;  // as the command line gave them

  // What the command line asks of the policy.
  [[nodiscard]] PolicyChoices asked() const;
};

}  // namespace mishen
