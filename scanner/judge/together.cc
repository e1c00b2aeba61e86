#include "scanner/judge/together.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "scanner/judge/score.h"

namespace mishen {
namespace {

constexpr MaskShape kOpen{0, 0, true};

// The first finding of each rule that is sure enough to be held against another.
using Firsts = std::map<std::string_view, std::size_t>;

Firsts firsts_of(const std::vector<Finding>& findings) {
  Firsts firsts;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].likelihood >= Likelihood::likely) firsts.try_emplace(findings[i].rule, i);
  }
  return firsts;
}

Finding tell(const Rule& rule, const std::vector<const Finding*>& parts, IdMaker& ids) {
  const Finding& first = *parts.front();
  Finding out;
  out.rule = rule.full_id();
  out.masked = first.masked;
  out.excerpt = first.excerpt;
  out.excerpt_begin = first.excerpt_begin;
  out.excerpt_end = first.excerpt_end;
  out.value = first.value;
  out.points = first.points;
  std::string all;
  for (const Finding* part : parts) {
    all += part->id + '\n';
    out.places.insert(out.places.end(), part->places.begin(), part->places.end());
    out.points = std::min(out.points, part->points);
    out.reasons.push_back({"together", 0, {{"rule", part->rule}, {"text", part->masked}}});
  }
  // The points of the least sure one are what the whole is worth.
  out.reasons.front().points = out.points;
  out.likelihood = likelihood(out.points).value_or(Likelihood::likely);
  out.id = ids.make(out.rule, all, kOpen, "together");
  return out;
}

}  // namespace

std::vector<Finding> add_together(std::vector<Finding> findings, const Rulebook& book,
                                  IdMaker& ids) {
  const Firsts firsts = firsts_of(findings);
  std::vector<std::pair<std::size_t, Finding>> told;  // behind which finding it stands
  for (const Rule& rule : book.rules) {
    if (rule.together.empty()) continue;
    std::vector<const Finding*> parts;
    std::size_t at = findings.size();
    for (const std::string& wanted : rule.together) {
      const auto first = firsts.find(wanted);
      if (first == firsts.end()) break;
      parts.push_back(&findings[first->second]);
      at = std::min(at, first->second);
    }
    if (parts.size() == rule.together.size()) told.emplace_back(at, tell(rule, parts, ids));
  }
  std::stable_sort(told.begin(), told.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Finding> out;
  auto next = told.begin();
  for (std::size_t i = 0; i < findings.size(); ++i) {
    out.push_back(std::move(findings[i]));
    for (; next != told.end() && next->first == i; ++next) out.push_back(std::move(next->second));
  }
  return out;
}

}  // namespace mishen
