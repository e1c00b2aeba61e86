#include "scanner/policy/baseline.h"

#include <algorithm>
#include <limits>

#include "scanner/policy/toml_file.h"

namespace mishen {
namespace {

constexpr int kMostOfOne = std::numeric_limits<int>::max();

}  // namespace

std::uint64_t Baseline::count() const {
  std::uint64_t sum = 0;
  for (const auto& [key, count] : known) sum += count;
  return sum;
}

Result<Baseline> parse_baseline(const std::string& file, std::string_view text,
                                RuleErrors* all_errors) {
  RuleErrors own;
  RuleErrors& errors = all_errors == nullptr ? own : *all_errors;
  const std::size_t before = errors.errors.size();
  Problems problems(errors);
  Baseline baseline;
  if (const std::optional<toml::table> root = parse_toml(file, text, problems)) {
    TableReader top(*root, "", file, problems);
    for (TableReader& table : top.tables("known")) {
      Baseline::Key key;
      key.finding = table.required_text("finding");
      key.draft = table.text("draft").value_or("");
      const int count = table.number("count", 1, kMostOfOne).value_or(1);
      table.finish();
      if (!baseline.known.emplace(key, static_cast<std::uint64_t>(count)).second) {
        problems.add(table.place(), "error.baseline-twice", {{"finding", key.finding}});
      }
    }
    top.finish();
  }
  if (errors.errors.size() > before) return policy_error(errors, before);
  return baseline;
}

std::string baseline_toml(const Baseline& baseline, std::string_view head) {
  std::string out;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    out += "# " + std::string(head.substr(0, end)) + "\n";
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  for (const auto& [key, count] : baseline.known) {
    out += "\n[[known]]\nfinding = \"" + key.finding + "\"\n";
    if (count != 1) out += "count = " + std::to_string(count) + "\n";
    if (!key.draft.empty()) out += "draft = \"" + key.draft + "\"\n";
  }
  return out;
}

Baseline baseline_of(std::span<const Review> reviews, bool keyed) {
  Baseline baseline;
  for (const Review& review : reviews) {
    for (const DecidedFinding& decided : review.findings) {
      if (!decided.weighs) continue;
      if (!decided.holds && !decided.in_baseline) continue;  // a waiver lets it stand
      Baseline::Key key{decided.finding.id, keyed ? "" : "sha256:" + review.sha256};
      ++baseline.known[std::move(key)];
    }
  }
  return baseline;
}

std::uint64_t growth(const Baseline& before, const Baseline& next) {
  std::uint64_t more = 0;
  for (const auto& [key, count] : next.known) {
    const auto known = before.known.find(key);
    const std::uint64_t had = known == before.known.end() ? 0 : known->second;
    if (count > had) more += count - had;
  }
  return more;
}

}  // namespace mishen
