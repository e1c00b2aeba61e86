// A draft's findings for a person: one entry a group, the gravest first.
#include <algorithm>
#include <iterator>

#include "scanner/report/terminal.h"

namespace mishen {
namespace {

// How many findings of a group are told one by one. A column is told by its first three and the
// rows of the rest.
constexpr std::size_t kToldOfColumn = 3;
constexpr std::size_t kToldOfOthers = 10;
// How many places of a finding that stands for many are told.
constexpr std::size_t kToldOfMembers = 5;

bool is_in_table(const Finding& finding) { return finding.places.front().row != 0; }

std::string joined_places(const Finding& finding, const TerminalPen& pen) {
  std::string out;
  for (const FindingPlace& at : finding.places) {
    if (!out.empty()) out += pen.word("report.and-then");
    out += place(at, pen.language);
  }
  return out;
}

// The first places of a finding that stands for many, none twice, and how many there are beside.
std::string members_of(const Finding& finding, const TerminalPen& pen) {
  if (finding.group.count <= 1) return "";
  std::vector<std::string> told;
  std::uint64_t covered = 0;
  for (const FindingPlace& at : finding.group.places) {
    std::string words = place(at, pen.language);
    const bool known = std::find(told.begin(), told.end(), words) != told.end();
    if (!known && told.size() == kToldOfMembers) break;
    if (!known) told.push_back(std::move(words));
    ++covered;
  }
  if (covered < finding.group.count) {
    told.push_back(pen.word("report.more-members",
                            {{"count", std::to_string(finding.group.count - covered)}}));
  }
  std::string out;
  for (const std::string& one : told) {
    out += (out.empty() ? "" : pen.word("report.reason-separator")) + one;
  }
  return out;
}

// The line round the value, with the value itself standing out.
std::vector<Piece> excerpt_pieces(const Finding& finding, const TerminalPen& pen) {
  const std::string& excerpt = finding.excerpt;
  const std::size_t end = std::min<std::size_t>(finding.excerpt_end, excerpt.size());
  const std::size_t begin = std::min<std::size_t>(finding.excerpt_begin, end);
  const std::string value = excerpt.substr(begin, end - begin);
  const bool colour = pen.sheet.colour();
  return {{excerpt.substr(0, begin)},
          {colour ? value : pen.word("report.marked", {{"value", value}}), Ink::strong},
          {excerpt.substr(end)}};
}

std::string without_full_stop(std::string sentence) {
  for (const std::string_view stop : {"。", "."}) {
    if (sentence.ends_with(stop)) sentence.resize(sentence.size() - stop.size());
  }
  return sentence;
}

std::string why(const Finding& finding, const TerminalPen& pen) {
  std::string out;
  for (const Reason& reason : finding.reasons) {
    if (!out.empty()) out += pen.word("report.reason-separator");
    const std::string said = without_full_stop(reason_text(pen.language, reason));
    const std::string points = (reason.points > 0 ? "+" : "") + std::to_string(reason.points);
    out += reason.points == 0 ? said
                              : pen.word("report.reason", {{"reason", said}, {"points", points}});
  }
  return out;
}

// A format may tell kinds apart by a word that no catalogue has; the word itself says enough.
std::string attribute_name(const std::string& key, const TerminalPen& pen) {
  const std::string id = "attribute." + key;
  if (has_text(pen.language, id)) return pen.word(id);
  constexpr std::string_view kCount = "count-";
  return key.starts_with(kCount) ? key.substr(kCount.size()) : key;
}

std::string attribute_list(const Finding& finding, const TerminalPen& pen) {
  std::string out;
  for (const auto& [key, value] : finding.attributes) {
    if (!out.empty()) out += pen.word("report.reason-separator");
    out += pen.word("report.attribute", {{"name", attribute_name(key, pen)}, {"value", value}});
  }
  return out;
}

std::string also_list(const Finding& finding, const TerminalPen& pen) {
  std::string out;
  for (const std::string& id : finding.also) {
    if (!out.empty()) out += pen.word("report.list-separator");
    const Rule* rule = pen.rules.find(id);
    out += rule != nullptr ? in(pen.language, rule->title) : id;
  }
  return out;
}

void write_optional(unsigned indent, const char* label, const std::string& value,
                    const TerminalPen& pen) {
  if (!value.empty()) pen.field(indent, label, {{value}});
}

// Where it is, what stands there, and its id.
void write_only(const Finding& finding, const TerminalPen& pen) {
  const std::string at = joined_places(finding, pen);
  pen.field(kDetailIndent, "label.place",
            {{finding.group.count > 1 ? pen.word("report.first-of-group", {{"place", at}}) : at}});
  // A macro, a picture: there is something, and it has no text.
  if (!finding.excerpt.empty()) {
    pen.field(kDetailIndent, "label.excerpt", excerpt_pieces(finding, pen));
  }
  write_optional(kDetailIndent, "label.value", finding.value.reveal(), pen);
  write_optional(kDetailIndent, "label.members", members_of(finding, pen), pen);
  pen.field(kDetailIndent, "label.id", {{finding.id, Ink::faint}});
}

// The same in short, as one of several.
void write_one_of(const Finding& finding, std::size_t ordinal, const TerminalPen& pen) {
  const unsigned hang = kDetailIndent + 3;
  std::vector<Piece> line = excerpt_pieces(finding, pen);
  line.insert(line.begin(),
              {pen.word("report.occurrence", {{"ordinal", std::to_string(ordinal)},
                                              {"place", joined_places(finding, pen)}})});
  pen.sheet.paragraph(kDetailIndent, hang, line);
  write_optional(hang, "label.value", finding.value.reveal(), pen);
  pen.sheet.paragraph(hang, hang, {{finding.id, Ink::faint}});
}

// A column: what its first members say, the rows of the rest, and the id of them all.
void write_column(const Finding& finding, const TerminalPen& pen) {
  const unsigned hang = kDetailIndent + 3;
  const MemberGroup& group = finding.group;
  const std::size_t told = std::min(group.values.size(), kToldOfColumn);
  for (std::size_t i = 0; i < told; ++i) {
    const std::string& masked = group.values[i].masked;
    const std::string value =
        pen.sheet.colour() ? masked : pen.word("report.marked", {{"value", masked}});
    const std::string head = pen.word(
        "report.occurrence",
        {{"ordinal", std::to_string(i + 1)}, {"place", place(group.places[i], pen.language)}});
    pen.sheet.paragraph(kDetailIndent, hang, {{head}, {value, Ink::strong}});
    write_optional(hang, "label.value", group.values[i].value.reveal(), pen);
  }
  if (told < group.places.size()) {
    const std::string rest =
        pen.word("report.rest-of-column", {{"count", std::to_string(group.places.size() - told)},
                                           {"first", std::to_string(group.places[told].row)},
                                           {"last", std::to_string(group.places.back().row)}});
    pen.sheet.paragraph(kDetailIndent, kDetailIndent, {{rest}});
  }
  pen.field(kDetailIndent, "label.id", {{finding.id, Ink::faint}});
}

// What people decided, under each finding it is about.
void write_decision(unsigned indent, const DecidedFinding& decided, const TerminalPen& pen) {
  const std::string decision = decision_text(decided, pen.language);
  if (decision.empty()) return;
  const bool stands = decided.weighs && !decided.holds;
  pen.field(indent, "label.decision", {{decision, stands ? Ink::good : Ink::review}});
}

// What holds for every finding of the rule.
void write_rule(const Finding& finding, const Rule* rule, const TerminalPen& pen) {
  write_optional(kDetailIndent, "label.reasons", why(finding, pen), pen);
  write_optional(kDetailIndent, "label.attributes", attribute_list(finding, pen), pen);
  write_optional(kDetailIndent, "label.also", also_list(finding, pen), pen);
  if (rule == nullptr) return;
  write_optional(kDetailIndent, "label.stake", in(pen.language, rule->why), pen);
  write_optional(kDetailIndent, "label.basis", rule->basis, pen);
  write_optional(kDetailIndent, "label.remedy", in(pen.language, rule->remedy), pen);
}

// "74 more: rows 5 to 78 of the same column".
void write_rest(const Review& review, const FindingGroup& group, std::size_t told,
                const TerminalPen& pen) {
  if (told >= group.members.size()) return;
  const std::string count = std::to_string(group.members.size() - told);
  const FindingPlace& next = review.findings[group.members[told]].finding.places.front();
  const FindingPlace& last = review.findings[group.members.back()].finding.places.front();
  const std::string sentence =
      next.row != 0 ? pen.word("report.rest-of-column", {{"count", count},
                                                         {"first", std::to_string(next.row)},
                                                         {"last", std::to_string(last.row)}})
                    : pen.word("report.rest", {{"count", count}});
  pen.sheet.paragraph(kDetailIndent, kDetailIndent, {{sentence}});
}

void write_group(const Review& review, const FindingGroup& group, const TerminalPen& pen) {
  const DecidedFinding& first = review.findings[group.members.front()];
  const Rule* rule = pen.rules.find(first.finding.rule);
  const std::string likelihood =
      pen.word("likelihood." + std::string(name(first.finding.likelihood)));
  const std::size_t count = group.members.size();
  const std::uint64_t hits = hits_of(review, group);
  const std::string title = rule != nullptr ? in(pen.language, rule->title) : first.finding.rule;
  const bool column = count == 1 && is_column(first.finding);
  const char* sentence = column      ? "report.column"
                         : hits == 1 ? "report.finding"
                                     : "report.findings";
  std::vector<std::pair<std::string, std::string>> args = {
      {"title", title}, {"likelihood", likelihood}, {"count", std::to_string(hits)}};
  if (column) args.emplace_back("place", column_place(first.finding.places.front(), pen.language));
  const std::string head = pen.word(sentence, std::move(args));
  pen.sheet.blank();
  pen.sheet.paragraph(0, kDetailIndent,
                      {severity_piece(first.severity, pen.language), {"  "}, {head, Ink::strong}});
  const std::size_t told =
      std::min(count, is_in_table(first.finding) ? kToldOfColumn : kToldOfOthers);
  for (std::size_t i = 0; i < told; ++i) {
    const Finding& finding = review.findings[group.members[i]].finding;
    if (column) {
      write_column(finding, pen);
    } else {
      count == 1 ? write_only(finding, pen) : write_one_of(finding, i + 1, pen);
    }
    write_decision(kDetailIndent + (count == 1 ? 0U : 3U), review.findings[group.members[i]], pen);
  }
  write_rest(review, group, told, pen);
  write_rule(first.finding, rule, pen);
}

}  // namespace

void write_findings(const Review& review, const TerminalPen& pen) {
  std::vector<FindingGroup> groups = group_findings(review);
  std::stable_sort(groups.begin(), groups.end(), [&](const FindingGroup& a, const FindingGroup& b) {
    return review.findings[a.members.front()].severity >
           review.findings[b.members.front()].severity;
  });
  for (const FindingGroup& group : groups) write_group(review, group, pen);
}

}  // namespace mishen
