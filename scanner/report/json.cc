// The JSON report: the contract of review.schema.json. Every text in it is valid UTF-8, numbers do
// not know the locale, and what does not apply is null.
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "scanner/base/utf8.h"
#include "scanner/report/escape.h"
#include "scanner/report/facts.h"
#include "scanner/report/report.h"

namespace mishen {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }
Json number_or_null(std::uint32_t number) { return number == 0 ? Json() : Json(number); }

// Points to a thousandth: 1/72000 inch, and the same digits wherever they were computed.
double rounded(double points) {
  const double thousandths = std::round(points * 1000.0) / 1000.0;
  return thousandths == 0 ? 0.0 : thousandths;  // no "-0.0"
}

Json json_of(const Quad& quad) {
  Json out = Json::array();
  for (const Point& corner : {quad.start_top, quad.end_top, quad.start_bottom, quad.end_bottom}) {
    out.push_back(rounded(corner.x));
    out.push_back(rounded(corner.y));
  }
  return out;
}

Json quads_of(const FindingPlace& at) {
  Json out = Json::array();
  for (const Quad& quad : at.quads) out.push_back(json_of(quad));
  return out;
}

Json cell_of(const FindingPlace& at) {
  if (at.row == 0) return {};
  return {{"table", at.table},
          {"row", at.row},
          {"column", at.column},
          {"header", text_or_null(at.header)}};
}

// The keys of a place, into the finding itself for the first, into an object for the others.
void put_place(const FindingPlace& at, Language language, Json& out) {
  out["surface"] = name(at.surface);
  out["visibility"] = name(at.visibility);
  out["path"] = masked_path(at.where);
  out["place"] = place(at, language);
  out["cell"] = cell_of(at);
  out["page"] = number_or_null(at.page);
  out["quads"] = quads_of(at);
  out["range"] = {{"start", at.range.begin}, {"end", at.range.end}, {"unit", "utf16"}};
}

Json reasons_of(const Finding& finding, Language language) {
  Json out = Json::array();
  for (const Reason& reason : finding.reasons) {
    out.push_back(
        {{"id", reason.id}, {"detail", reason_text(language, reason)}, {"weight", reason.points}});
  }
  return out;
}

Json attributes_of(const Finding& finding) {
  Json out = Json::object();
  for (const auto& [key, value] : finding.attributes) out[key] = value;
  return out;
}

// Where the masked value stands in the excerpt, in UTF-16 units of the excerpt.
Json excerpt_range(const Finding& finding) {
  const std::string_view excerpt = finding.excerpt;
  return {{"start", utf8::utf16_length(excerpt.substr(0, finding.excerpt_begin))},
          {"end", utf8::utf16_length(excerpt.substr(0, finding.excerpt_end))},
          {"unit", "utf16"}};
}

struct Group {
  std::size_t ordinal = 0;  // from 1, in the draft
  std::uint64_t count = 0;  // hits of all its findings
};

Json group_of(const Finding& finding, const Group& group, Language language) {
  Json places = Json::array();
  const MemberGroup& members = finding.group;
  for (std::size_t i = 0; i < members.places.size(); ++i) {
    Json& one = places.emplace_back();
    put_place(members.places[i], language, one);
    const bool says = i < members.values.size();
    one["id"] = says ? Json(members.values[i].id) : Json();
    one["masked"] = says ? Json(members.values[i].masked) : Json();
    one["value"] = says ? text_or_null(members.values[i].value.reveal()) : Json();
  }
  return {{"id", group.ordinal}, {"count", group.count}, {"places", std::move(places)}};
}

// What people write may hold a number; it is shown like everything that was not judged.
std::string shown(const std::string& text) { return mask_digit_runs(text); }

Json json_of(const Waiver& waiver) {
  return {{"answer", waiver.answer},  {"reason", shown(waiver.reason)},
          {"who", shown(waiver.who)}, {"second", text_or_null(shown(waiver.second))},
          {"date", waiver.date},      {"until", text_or_null(waiver.until)},
          {"place", waiver.place}};
}

Json json_of(const std::optional<WaiverFault>& fault) {
  return fault ? Json(name(*fault)) : Json();
}

Json waiver_of(const DecidedFinding& decided) {
  if (!decided.waiver) return {};
  Json out = json_of(decided.waiver->waiver);
  out["counts"] = !decided.waiver->fault;
  out["fault"] = json_of(decided.waiver->fault);
  return out;
}

// Every waiver of the run with what became of it, and what the policy left out.
Json policy_of(const PolicyFacts& policy) {
  Json waivers = Json::array();
  for (const WaiverUse& use : policy.decisions.waivers) {
    Json one = json_of(use.waiver);
    one["finding"] = use.waiver.finding;
    one["findings"] = use.findings;
    one["fault"] = json_of(use.fault);
    one["unused"] = use.unused();
    waivers.push_back(std::move(one));
  }
  Json ignored = Json::array();
  for (const PolicyFacts::Ignored& one : policy.ignored) {
    ignored.push_back({{"path", utf8::sanitise(one.path)}, {"glob", one.glob}});
  }
  return {{"file", text_or_null(policy.file)},
          {"digest", text_or_null(policy.digest)},
          {"waivers", std::move(waivers)},
          {"baseline",
           {{"count", policy.decisions.baseline}, {"seen", policy.decisions.baseline_seen}}},
          {"ignored", std::move(ignored)}};
}

Json json_of(const DecidedFinding& decided, const Group& group, const RuleIndex& rules,
             Language language) {
  const Finding& finding = decided.finding;
  const Rule* rule = rules.find(finding.rule);
  Json out;
  out["id"] = finding.id;
  out["rule"] = finding.rule;
  out["title"] = rule != nullptr ? in(language, rule->title) : finding.rule;
  out["severity"] = name(decided.severity);
  out["likelihood"] = name(finding.likelihood);
  out["points"] = finding.points;
  out["holds"] = decided.holds;
  put_place(finding.places.front(), language, out);
  out["more_places"] = Json::array();
  for (std::size_t i = 1; i < finding.places.size(); ++i) {
    put_place(finding.places[i], language, out["more_places"].emplace_back());
  }
  out["excerpt"] = finding.excerpt;
  out["excerpt_range"] = excerpt_range(finding);
  out["masked"] = finding.masked;
  out["value"] = text_or_null(finding.value.reveal());
  out["reasons"] = reasons_of(finding, language);
  out["attributes"] = attributes_of(finding);
  out["why"] = rule != nullptr ? text_or_null(in(language, rule->why)) : Json();
  out["basis"] = rule != nullptr ? text_or_null(rule->basis) : Json();
  out["remedy"] = rule != nullptr ? text_or_null(in(language, rule->remedy)) : Json();
  out["disguise"] = finding.disguises;
  out["also"] = finding.also;
  out["group"] = group_of(finding, group, language);
  out["waiver"] = waiver_of(decided);
  out["in_baseline"] = decided.in_baseline;
  return out;
}

Json json_of(const DecidedGap& decided, Language language) {
  const Gap& gap = decided.gap;
  const auto page = page_of(gap.where);
  return {{"cause", name(gap.cause)},
          {"where", gap.where.empty() ? Json() : Json(masked_path(gap.where))},
          {"place", text_or_null(place_of_gap(gap, language))},
          {"page", page ? Json(*page) : Json()},
          {"accepted", decided.accepted},
          {"id", gap.detail.id},
          {"detail", gap_text(language, gap)}};
}

Json coverage_of(const Review& review, Language language) {
  const Coverage& coverage = review.coverage;
  Json gaps = Json::array();
  for (const DecidedGap& decided : review.gaps) gaps.push_back(json_of(decided, language));
  return {{"passages", coverage.passages},
          {"characters", coverage.characters},
          {"unmapped", coverage.unmapped},
          {"pictures", coverage.pictures},
          {"pages", coverage.pages ? Json(*coverage.pages) : Json()},
          {"gaps", std::move(gaps)}};
}

// Of each finding, by its index.
std::vector<Group> groups_of(const Review& review) {
  std::vector<Group> groups(review.findings.size());
  std::size_t ordinal = 0;
  for (const FindingGroup& group : group_findings(review)) {
    const Group shared{++ordinal, hits_of(review, group)};
    for (const std::size_t member : group.members) groups[member] = shared;
  }
  return groups;
}

// All but the findings themselves, which come last.
Json json_of(const Review& review, Language language) {
  const std::string exact_path = percent_path(review.path);
  Json clauses = Json::array();
  for (const Message& clause : review.clauses) {
    clauses.push_back({{"id", clause.id}, {"detail", text(language, clause)}});
  }
  return {{"path", utf8::sanitise(review.path)},
          {"path_bytes", exact_path == review.path ? Json() : Json(exact_path)},
          {"sha256", text_or_null(review.sha256)},
          {"bytes", review.bytes},
          {"format", text_or_null(review.format)},
          {"profile", name(review.profile)},
          {"verdict", name(review.verdict)},
          {"clauses", std::move(clauses)},
          {"coverage", coverage_of(review, language)},
          {"findings", Json::array()}};
}

Json tool_of(const ReportContext& context) {
  Json packs = Json::array();
  if (context.rules != nullptr) {
    for (const Pack& pack : context.rules->packs) {
      packs.push_back({{"id", pack.id}, {"version", pack.version}, {"digest", pack.digest}});
    }
  }
  return {{"name", "mishen"},
          {"version", context.version},
          {"rules_digest", text_or_null(context.rules_digest)},
          {"packs", std::move(packs)}};
}

Json counts_of(const Totals& totals) {
  return {{"drafts", totals.drafts},
          {"clear", totals.of(Verdict::clear)},
          {"held", totals.of(Verdict::held)},
          {"incomplete", totals.of(Verdict::incomplete)},
          {"block", totals.of(Severity::block)},
          {"review", totals.of(Severity::review)},
          {"notice", totals.of(Severity::notice)}};
}

// Writes JSON piece by piece: a report may hold a hundred thousand findings, and as one tree they
// would take several times the memory of their text.
class Writer {
 public:
  // `indent` as in Json::dump, -1: all in one line.
  explicit Writer(int indent) : indent_(indent) {}

  void value(const Json& json) { append(dump(json)); }

  // `object`, whose last value is an empty array, with what `element` writes for each index in it.
  template <class Element>
  void filled(const Json& object, std::size_t count, Element element) {
    const std::string text = dump(object);
    const std::size_t inside = text.rfind("[]") + 1;
    append(std::string_view(text).substr(0, inside));
    depth_ += 2;
    for (std::size_t i = 0; i < count; ++i) {
      if (i != 0) out_ += ',';
      feed();
      element(i);
    }
    --depth_;
    if (count != 0) feed();
    --depth_;
    append(std::string_view(text).substr(inside));
  }

  [[nodiscard]] std::string take() {
    out_ += '\n';
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string dump(const Json& json) const {
    return json_escape_unseen(json.dump(indent_, ' ', false, Json::error_handler_t::replace));
  }

  void feed() {
    if (indent_ < 0) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(indent_) * depth_, ' ');
  }

  // Moved in by the depth; a line feed is always one between values, in strings it is escaped.
  void append(std::string_view text) {
    for (std::size_t end; (end = text.find('\n')) != std::string_view::npos;) {
      out_ += text.substr(0, end);
      feed();
      text.remove_prefix(end + 1);
    }
    out_ += text;
  }

  int indent_;
  std::size_t depth_ = 0;
  std::string out_;
};

void write_review(const Review& review, const RuleIndex& rules, Language language, Writer& out) {
  const std::vector<Group> groups = groups_of(review);
  out.filled(json_of(review, language), review.findings.size(), [&](std::size_t i) {
    out.value(json_of(review.findings[i], groups[i], rules, language));
  });
}

}  // namespace

std::string json_report(std::span<const Review> reviews, const ReportContext& context) {
  const RuleIndex rules(context.rules);
  Json head;
  head["schema"] = "mishen.review/1";
  head["tool"] = tool_of(context);
  head["language"] = context.language == Language::zh_cn ? "zh-CN" : "en";
  head["profile"] = name(context.profile);
  head["policy"] = policy_of(context.policy);
  head["verdict"] = name(verdict_of(reviews, context));
  head["counts"] = counts_of(totals(reviews));
  head["drafts"] = Json::array();
  Writer out(2);
  out.filled(head, reviews.size(),
             [&](std::size_t i) { write_review(reviews[i], rules, context.language, out); });
  return out.take();
}

std::string json_line(const Review& review, const ReportContext& context) {
  Writer out(-1);
  write_review(review, RuleIndex(context.rules), context.language, out);
  return out.take();
}

}  // namespace mishen
