// What GitLab shows beside a merge request (Code Quality) and what GitHub turns into annotations
// (workflow commands). Both want a line: it is the page where there is one, else 1.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>

#include "scanner/base/digest.h"
#include "scanner/base/utf8.h"
#include "scanner/report/escape.h"
#include "scanner/report/facts.h"
#include "scanner/report/machine.h"

namespace mishen {
namespace {

using Json = nlohmann::ordered_json;

std::uint32_t line_of_page(std::uint32_t page) { return page == 0 ? 1 : page; }

Json issue(const std::string& description, const std::string& check, const std::string& fingerprint,
           const char* severity, const std::string& path, std::uint32_t page) {
  return {{"description", description},
          {"check_name", check},
          {"fingerprint", fingerprint},
          {"severity", severity},
          {"location", {{"path", path}, {"lines", {{"begin", line_of_page(page)}}}}}};
}

const char* gitlab_severity(Severity severity) {
  switch (severity) {
    case Severity::block:
      return "blocker";
    case Severity::review:
      return "major";
    case Severity::notice:
      break;
  }
  return "info";
}

const char* github_level(Severity severity) {
  switch (severity) {
    case Severity::block:
      return "error";
    case Severity::review:
      return "warning";
    case Severity::notice:
      break;
  }
  return "notice";
}

// What was decided to stand is told like a notice: it is no one's task any more.
Severity shown_severity(const DecidedFinding& decided) {
  return decided.weighs && !decided.holds ? Severity::notice : decided.severity;
}

// As actions/toolkit spells it: '%', CR and LF, in properties ':' and ',' too.
std::string command_escape(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    if (special) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

std::string command(const char* level, const std::string& file, std::uint32_t page,
                    const std::string& title, const std::string& message) {
  return fmt::format("::{} file={},line={},title={}::{}\n", level, command_escape(file, true),
                     line_of_page(page), command_escape(title, true),
                     command_escape(message, false));
}

// A fingerprint is of the draft too: two drafts may hold the same value in the same words.
std::string keyed(const Review& review, const std::string& id) {
  return sha256_hex(review.path + '\n' + id).substr(0, 40);
}

}  // namespace

std::string gitlab_report(std::span<const Review> reviews, const ReportContext& context) {
  const RuleIndex rules(context.rules);
  Json out = Json::array();
  for (const Review& review : reviews) {
    const std::string path = terminal_escape(utf8::sanitise(review.path));
    for (const DecidedFinding& decided : review.findings) {
      const Finding& finding = decided.finding;
      out.push_back(issue(line_of(decided, rules, context.language), finding.rule,
                          keyed(review, finding.id), gitlab_severity(shown_severity(decided)), path,
                          finding.places.front().page));
    }
    for (const DecidedGap& decided : review.gaps) {
      const Gap& gap = decided.gap;
      out.push_back(issue(line_of(gap, context.language), gap_rule_id(gap),
                          keyed(review, gap_fingerprint(gap, review)),
                          decided.accepted ? "info" : "blocker", path,
                          page_of(gap.where).value_or(0)));
    }
  }
  return json_escape_unseen(out.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

std::string github_report(std::span<const Review> reviews, const ReportContext& context) {
  const RuleIndex rules(context.rules);
  std::string out;
  for (const Review& review : reviews) {
    const std::string path = terminal_escape(utf8::sanitise(review.path));
    for (const DecidedFinding& decided : review.findings) {
      const Finding& finding = decided.finding;
      const Rule* rule = rules.find(finding.rule);
      const std::string title = rule != nullptr ? in(context.language, rule->title) : finding.rule;
      out += command(github_level(shown_severity(decided)), path, finding.places.front().page,
                     terminal_escape(title),
                     line_of(decided, rules, context.language) + " " + finding.id);
    }
    for (const DecidedGap& decided : review.gaps) {
      out += command(decided.accepted ? "notice" : "error", path,
                     page_of(decided.gap.where).value_or(0), gap_rule_id(decided.gap),
                     line_of(decided.gap, context.language));
    }
    // The verdict last, also when nothing was found.
    std::string clauses;
    for (const Message& clause : review.clauses) {
      clauses += (clauses.empty() ? "" : " ") + text(context.language, clause);
    }
    out += command(review.verdict == Verdict::clear ? "notice" : "error", path, 0,
                   "mishen: " + std::string(name(review.verdict)), terminal_escape(clauses));
  }
  return out;
}

}  // namespace mishen
