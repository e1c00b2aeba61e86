#include "scanner/report/machine.h"

#include <fmt/format.h>

#include <cmath>

#include "scanner/base/digest.h"
#include "scanner/report/escape.h"
#include "scanner/report/facts.h"

namespace mishen {
namespace {

constexpr std::size_t kFingerprintDigits = 32;

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~' || c == '/';
}

}  // namespace

std::string uri_of(std::string_view path) {
  std::string out;
  for (const char c : path) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  // "//host" would name a machine.
  if (out.starts_with("//")) out.insert(0, "/.");
  return out.starts_with("/") ? "file://" + out : out;
}

std::string gap_rule_id(const Gap& gap) { return "gap/" + std::string(name(gap.cause)); }

std::string gap_fingerprint(const Gap& gap, const Review& review) {
  return sha256_hex(review.path + '\n' + path(gap.where) + '\n' + gap_rule_id(gap) + '\n' +
                    gap.detail.id)
      .substr(0, kFingerprintDigits);
}

double thousandths(double points) {
  const double rounded = std::round(points * 1000.0) / 1000.0;
  return rounded == 0 ? 0.0 : rounded;  // no "-0.0"
}

std::string line_of(const DecidedFinding& decided, const RuleIndex& rules, Language language) {
  const Finding& finding = decided.finding;
  const Rule* rule = rules.find(finding.rule);
  const FindingPlace& at = finding.places.front();
  const bool column = is_column(finding);
  const std::string decision = decision_text(decided, language);
  return terminal_escape(
      text(language, {column ? "machine.column" : "machine.finding",
                      {{"title", rule != nullptr ? in(language, rule->title) : finding.rule},
                       {"masked", finding.masked},
                       {"count", std::to_string(finding.group.count)},
                       {"place", column ? column_place(at, language) : place(at, language)}}}) +
      (decision.empty() ? "" : " " + decision));
}

std::string line_of(const Gap& gap, Language language) {
  const std::string where = place_of_gap(gap, language);
  const std::string what = gap_text(language, gap);
  return terminal_escape(where.empty() ? what : where + ": " + what);
}

}  // namespace mishen
