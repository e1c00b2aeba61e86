#include "scanner/judge/column.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace mishen {
namespace {

constexpr MaskShape kOpen{0, 0, true};

// The file, part, page or sheet a table is in: the way to it, up to the table.
std::string home_of(const Provenance& where) {
  const auto inside = std::find_if(where.begin(), where.end(), [](const Step& step) {
    return step.kind == StepKind::table || step.kind == StepKind::row ||
           step.kind == StepKind::cell;
  });
  return path(Provenance(where.begin(), inside));
}

bool is_in_column(const Finding& finding) {
  return finding.places.size() == 1 && finding.places.front().row != 0 && finding.group.count == 1;
}

auto column_of(const Finding& finding) {
  const FindingPlace& at = finding.places.front();
  return std::make_tuple(finding.rule, finding.likelihood, finding.cap, at.surface, at.visibility,
                         at.table, at.column, home_of(at.where));
}

void add_new(const std::vector<std::string>& from, std::vector<std::string>& to) {
  for (const std::string& one : from) {
    if (std::find(to.begin(), to.end(), one) == to.end()) to.push_back(one);
  }
}

void add_member(const Finding& member, MemberGroup& group) {
  group.places.push_back(member.places.front());
  group.values.push_back({member.id, member.masked, member.value});
}

// `into` stands for itself and for `member` from now on.
void take_in(const Finding& member, Finding& into) {
  if (into.group.places.empty()) add_member(into, into.group);
  add_member(member, into.group);
  into.group.count = into.group.places.size();
  add_new(member.disguises, into.disguises);
  add_new(member.also, into.also);
  std::erase_if(into.attributes, [&](const auto& attribute) {
    return std::find(member.attributes.begin(), member.attributes.end(), attribute) ==
           member.attributes.end();
  });
}

void name_anew(Finding& column, IdMaker& ids) {
  std::vector<std::string> members;
  for (const MemberValue& member : column.group.values) members.push_back(member.id);
  std::sort(members.begin(), members.end());
  std::string all;
  for (const std::string& member : members) all += member + '\n';
  column.id = ids.make(column.rule, all, kOpen, "column");
}

}  // namespace

std::vector<Finding> group_columns(std::vector<Finding> findings, IdMaker& ids) {
  std::map<decltype(column_of(findings.front())), std::size_t> columns;  // its place in `out`
  std::vector<Finding> out;
  out.reserve(findings.size());
  for (Finding& finding : findings) {
    if (is_in_column(finding)) {
      const auto [at, fresh] = columns.try_emplace(column_of(finding), out.size());
      if (!fresh) {
        take_in(finding, out[at->second]);
        continue;
      }
    }
    out.push_back(std::move(finding));
  }
  for (Finding& finding : out) {
    if (!finding.group.values.empty()) name_anew(finding, ids);
  }
  return out;
}

}  // namespace mishen
