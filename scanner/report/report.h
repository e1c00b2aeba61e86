// Review -> text. Every reporter is a pure function of the same immutable reviews; each has one
// escaper for its target, and none sees an unmasked value unless the review was made with reveal.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "scanner/policy/decisions.h"
#include "scanner/policy/policy.h"
#include "scanner/report/catalogue.h"
#include "scanner/rulebook/load.h"

namespace mishen {

// What the project of a run had to say.
struct PolicyFacts {
  std::string file;  // mishen.toml; empty: none, the strict default holds
  std::string digest;
  DecisionReport decisions;
  // What the policy says is no draft, and was not reviewed.
  struct Ignored {
    std::string path;
    std::string glob;
  };
  std::vector<Ignored> ignored;
};

struct ReportContext {
  const Rulebook* rules = nullptr;
  std::string version;  // of mishen
  std::string rules_digest;
  Profile profile = Profile::external;
  Language language = Language::en;
  // SARIF for GitHub's code scanning, which wants lines: that of a finding is its page, else 1.
  bool sarif_lines = false;
  PolicyFacts policy;
  // The run was about a change: that it brings no draft is no gap.
  bool nothing_new = false;
};

// The verdict of the run: that of its reviews; of a change without drafts, clear.
[[nodiscard]] Verdict verdict_of(std::span<const Review> reviews, const ReportContext& context);

// `schema` mishen.review/1, see review.schema.json. Ends with a line feed.
[[nodiscard]] std::string json_report(std::span<const Review> reviews,
                                      const ReportContext& context);
// One draft as a single line, for jsonl: an element of drafts[]. Ends with its line feed.
[[nodiscard]] std::string json_line(const Review& review, const ReportContext& context);

// SARIF 2.1.0; see sarif.cc for what a location means in a binary draft.
[[nodiscard]] std::string sarif_report(std::span<const Review> reviews,
                                       const ReportContext& context);
// JUnit XML: a suite a draft.
[[nodiscard]] std::string junit_report(std::span<const Review> reviews,
                                       const ReportContext& context);
// GitLab Code Quality: a JSON list.
[[nodiscard]] std::string gitlab_report(std::span<const Review> reviews,
                                        const ReportContext& context);
// GitHub workflow commands, a line each.
[[nodiscard]] std::string github_report(std::span<const Review> reviews,
                                        const ReportContext& context);

// One self-contained HTML file without script or network. Ends with a line feed. `pictures[i]` are
// those of reviews[i]'s pages, in order; with none at all, or of a review without a view, the
// findings are listed by place.
struct PageImage;
[[nodiscard]] std::string html_report(std::span<const Review> reviews, const ReportContext& context,
                                      std::span<const std::vector<PageImage>> pictures = {});

struct TerminalStyle {
  unsigned columns = 80;
  bool colour = false;
};
[[nodiscard]] std::string terminal_report(std::span<const Review> reviews,
                                          const ReportContext& context, const TerminalStyle& style);

// The way to a passage in words: "table 2, row 5, column 身份证号" / “表2第5行‘身份证号’列”.
[[nodiscard]] std::string place(const FindingPlace& place, Language language);
// The same without the row: "table 2, column 3 (身份证号)". For a place in a table.
[[nodiscard]] std::string column_place(const FindingPlace& place, Language language);

}  // namespace mishen
