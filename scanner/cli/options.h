// What a user asked for on the command line, checked; flags.h says how it is asked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scanner/base/limits.h"
#include "scanner/policy/policy.h"
#include "scanner/report/catalogue.h"

namespace mishen {

enum class ReportFormat : unsigned char { text, json, jsonl, sarif, junit, gitlab, github, html };

struct Options {
  std::vector<std::string> drafts;
  ReportFormat format = ReportFormat::text;
  std::string output;  // folder; empty: standard output
  Profile profile = Profile::external;
  std::optional<Severity> hold_from;  // the least severity that holds; none: the profile's own
  std::vector<std::string> packs;     // rule packs to use; empty: the default ones
  std::string rules_folder;           // empty: the installed one
  std::string key_file;
  unsigned jobs = 0;         // 0: one for each core
  bool sarif_lines = false;  // SARIF as GitHub's code scanning takes it
  bool reveal = false;
  bool annotate = false;         // write annotated copies into `output`
  bool require_sandbox = false;  // refuse to run where a layer of the cage is missing
  Limits limits;

  [[nodiscard]] Policy policy() const;
};

}  // namespace mishen
