// JUnit XML, as Jenkins, GitLab and others read it: a suite a draft, a case a finding; a draft of
// which everything was read and nothing found has one case that passes. What could not be read is
// an error, a finding that holds is a failure, one that does not is skipped with its words.
#include <fmt/format.h>

#include <string>

#include "scanner/base/utf8.h"
#include "scanner/report/escape.h"
#include "scanner/report/facts.h"
#include "scanner/report/machine.h"

namespace mishen {
namespace {

struct Tally {
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
};

std::string attributes(const Tally& tally) {
  return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", tally.tests,
                     tally.failures, tally.errors, tally.skipped);
}

// `body` is the element inside the case; empty: it passes.
std::string case_of(const std::string& suite, const std::string& name, const std::string& body) {
  const std::string head = fmt::format("    <testcase classname=\"{}\" name=\"{}\"",
                                       xml_escape(suite), xml_escape(name));
  return body.empty() ? head + "/>\n" : head + ">\n" + body + "    </testcase>\n";
}

std::string outcome(const char* element, const std::string& message, std::string_view type,
                    const std::string& details) {
  return fmt::format("      <{0} message=\"{1}\" type=\"{2}\">{3}</{0}>\n", element,
                     xml_escape(message), xml_escape(type), xml_escape(details));
}

std::string details_of(const DecidedFinding& decided, const RuleIndex& rules, Language language) {
  const Finding& finding = decided.finding;
  std::string out = terminal_escape(finding.excerpt) + "\n";
  for (const Reason& reason : finding.reasons) {
    out += "- " + terminal_escape(reason_text(language, reason)) + "\n";
  }
  const Rule* rule = rules.find(finding.rule);
  if (rule != nullptr) {
    out += terminal_escape(rule->basis) + "\n" + terminal_escape(in(language, rule->remedy)) + "\n";
  }
  if (!finding.value.empty()) out += terminal_escape(finding.value.reveal()) + "\n";
  return out + finding.id + "\n";
}

std::string suite_of(const Review& review, const RuleIndex& rules, Language language, Tally& all) {
  const std::string draft = percent_path(review.path);
  Tally tally;
  std::string cases;
  for (const DecidedFinding& decided : review.findings) {
    ++tally.tests;
    ++(decided.holds ? tally.failures : tally.skipped);
    const std::string line = line_of(decided, rules, language);
    const char* element = decided.holds ? "failure" : "skipped";
    const std::string body =
        decided.holds
            ? outcome(element, line, name(decided.severity), details_of(decided, rules, language))
            : fmt::format("      <skipped message=\"{}\"/>\n", xml_escape(line));
    cases += case_of(draft, decided.finding.id, body);
  }
  std::size_t ordinal = 0;
  for (const DecidedGap& decided : review.gaps) {
    ++tally.tests;
    ++(decided.accepted ? tally.skipped : tally.errors);
    const std::string line = line_of(decided.gap, language);
    const std::string body =
        decided.accepted ? fmt::format("      <skipped message=\"{}\"/>\n", xml_escape(line))
                         : outcome("error", line, name(decided.gap.cause), line);
    cases += case_of(draft, fmt::format("{} {}", gap_rule_id(decided.gap), ++ordinal), body);
  }
  // Also for a draft that gave nothing at all: an empty suite would pass.
  const bool silent = tally.tests == 0 || (tally.failures == 0 && tally.errors == 0);
  if (silent) {
    ++tally.tests;
    const bool clear = review.verdict == Verdict::clear;
    if (!clear) ++tally.errors;
    std::string words;
    for (const Message& clause : review.clauses) {
      words += terminal_escape(text(language, clause)) + "\n";
    }
    cases += case_of(draft, "verdict",
                     clear ? "" : outcome("error", words, name(review.verdict), words));
  }
  all.tests += tally.tests;
  all.failures += tally.failures;
  all.errors += tally.errors;
  all.skipped += tally.skipped;
  return fmt::format("  <testsuite name=\"{}\" {}>\n{}  </testsuite>\n", xml_escape(draft),
                     attributes(tally), cases);
}

}  // namespace

std::string junit_report(std::span<const Review> reviews, const ReportContext& context) {
  const RuleIndex rules(context.rules);
  Tally all;
  std::string suites;
  for (const Review& review : reviews) {
    suites += suite_of(review, rules, context.language, all);
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mishen\" {}>\n{}"
      "</testsuites>\n",
      attributes(all), suites);
}

}  // namespace mishen
