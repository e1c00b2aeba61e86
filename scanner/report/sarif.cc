// SARIF 2.1.0 (OASIS, errata 01). A draft is an artifact; the text of a passage is no file of its
// own, so a result says where it lies by logical location (the passage's path), by page and quads
// in its properties, and by characters of the passage. What could not be read is a result *and* a
// notification, since many viewers hide notifications.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "scanner/base/utf8.h"
#include "scanner/report/escape.h"
#include "scanner/report/facts.h"
#include "scanner/report/machine.h"
#include "scanner/report/report.h"

namespace mishen {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

Json words(const std::string& text) { return {{"text", text}}; }

std::string clean(const std::string& text) { return terminal_escape(text); }

const char* level_of(Severity severity) {
  switch (severity) {
    case Severity::block:
      return "error";
    case Severity::review:
      return "warning";
    case Severity::notice:
      break;
  }
  return "note";
}

const char* mime_of(const std::string& format) {
  if (format == "pdf") return "application/pdf";
  if (format == "docx") {
    return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  }
  return "application/octet-stream";
}

class SarifRun {
 public:
  SarifRun(std::span<const Review> reviews, const ReportContext& context)
      : reviews_(reviews), context_(context), language_(context.language), rules_(context.rules) {}

  Json run() {
    list_rules();
    for (std::size_t i = 0; i < reviews_.size(); ++i) add_review(i);
    const Verdict verdict = verdict_of(reviews_, context_);
    Json out;
    out["tool"]["driver"] = {{"name", "mishen"},
                             {"version", context_.version},
                             {"language", language_ == Language::zh_cn ? "zh-CN" : "en"},
                             {"rules", std::move(descriptors_)}};
    out["invocations"] = Json::array(
        {{{"executionSuccessful", verdict != Verdict::incomplete},
          {"toolExecutionNotifications", std::move(notifications_)},
          {"properties", {{"verdict", name(verdict)}, {"profile", name(context_.profile)}}}}});
    out["artifacts"] = std::move(artifacts_);
    out["results"] = std::move(results_);
    out["columnKind"] = "utf16CodeUnits";
    return out;
  }

 private:
  void list_rules() {
    if (context_.rules == nullptr) return;
    for (const Rule& rule : context_.rules->rules) {
      indices_.emplace(rule.full_id(), descriptors_.size());
      const std::string title = in(language_, rule.title);
      const std::string why = in(language_, rule.why);
      const std::string remedy = in(language_, rule.remedy);
      Json one;
      one["id"] = rule.full_id();
      one["shortDescription"] = words(clean(title));
      one["fullDescription"] = words(clean(why.empty() ? title : why));
      one["help"] = words(clean(remedy.empty() ? title : remedy));
      one["defaultConfiguration"] = {{"level", level_of(rule.severity(context_.profile))}};
      one["properties"] = {{"basis", clean(rule.basis)}, {"pack", rule.pack}};
      descriptors_.push_back(std::move(one));
    }
  }

  void add_review(std::size_t index) {
    const Review& review = reviews_[index];
    Json artifact;
    artifact["location"] = {{"uri", uri_of(review.path)}};
    artifact["length"] = review.bytes;
    artifact["mimeType"] = mime_of(review.format);
    if (!review.sha256.empty()) artifact["hashes"] = {{"sha-256", review.sha256}};
    artifact["properties"] = {{"verdict", name(review.verdict)},
                              {"passages", review.coverage.passages},
                              {"characters", review.coverage.characters}};
    artifacts_.push_back(std::move(artifact));
    for (const DecidedFinding& decided : review.findings) add_finding(decided, review, index);
    for (const DecidedGap& decided : review.gaps) add_gap(decided, review, index);
  }

  Json artifact_location(const Review& review, std::size_t index) const {
    return {{"uri", uri_of(review.path)}, {"index", index}};
  }

  // A binary draft has no lines; GitHub shows nothing without one, and gets the page.
  Json physical(const Review& review, std::size_t index, std::uint32_t page) const {
    Json out = {{"artifactLocation", artifact_location(review, index)}};
    if (context_.sarif_lines) {
      const std::uint32_t line = std::max<std::uint32_t>(page, 1);
      out["region"] = {
          {"startLine", line}, {"startColumn", 1}, {"endLine", line}, {"endColumn", 2}};
    }
    return out;
  }

  Json location_of(const FindingPlace& at, const Review& review, std::size_t index) const {
    Json out;
    out["physicalLocation"] = physical(review, index, at.page);
    out["logicalLocations"] =
        Json::array({{{"fullyQualifiedName", clean(masked_path(at.where))}, {"kind", "passage"}}});
    out["message"] = words(clean(place(at, language_)));
    Json properties;
    properties["surface"] = name(at.surface);
    properties["visibility"] = name(at.visibility);
    properties["page"] = at.page == 0 ? Json() : Json(at.page);
    properties["range"] = {{"start", at.range.begin}, {"end", at.range.end}, {"unit", "utf16"}};
    properties["quads"] = Json::array();
    for (const Quad& quad : at.quads) properties["quads"].push_back(numbers_of(quad));
    out["properties"] = std::move(properties);
    return out;
  }

  void add_finding(const DecidedFinding& decided, const Review& review, std::size_t index) {
    const Finding& finding = decided.finding;
    Json out;
    out["ruleId"] = finding.rule;
    const auto known = indices_.find(finding.rule);
    if (known != indices_.end()) out["ruleIndex"] = known->second;
    out["level"] = level_of(decided.severity);
    out["kind"] = "fail";
    out["message"] = words(line_of(decided, rules_, language_));
    out["locations"] = Json::array({location_of(finding.places.front(), review, index)});
    Json related = Json::array();
    for (std::size_t i = 1; i < finding.places.size(); ++i) {
      related.push_back(location_of(finding.places[i], review, index));
    }
    for (std::size_t i = 1; i < finding.group.places.size() && i < kMostListedPlaces; ++i) {
      related.push_back(location_of(finding.group.places[i], review, index));
    }
    if (!related.empty()) out["relatedLocations"] = std::move(related);
    out["occurrenceCount"] = finding.group.count;
    out["partialFingerprints"] = fingerprints(finding.id);
    Json reasons = Json::array();
    for (const Reason& reason : finding.reasons) {
      reasons.push_back(clean(reason_text(language_, reason)));
    }
    out["properties"] = {{"severity", name(decided.severity)},
                         {"likelihood", name(finding.likelihood)},
                         {"holds", decided.holds},
                         {"excerpt", clean(finding.excerpt)},
                         {"reasons", std::move(reasons)}};
    if (!finding.value.empty()) out["properties"]["value"] = clean(finding.value.reveal());
    if (Json decision = suppressions(decided); !decision.empty()) {
      out["suppressions"] = std::move(decision);
    }
    results_.push_back(std::move(out));
  }

  // A waiver that does not count is told too, as rejected: the finding stays in force.
  Json suppressions(const DecidedFinding& decided) const {
    Json out = Json::array();
    if (decided.in_baseline) {
      out.push_back({{"kind", "external"},
                     {"status", "accepted"},
                     {"justification", text(language_, "decision.in-baseline")}});
    }
    if (decided.waiver) {
      const bool counts = !decided.waiver->fault;
      out.push_back({{"kind", "external"},
                     {"status", counts ? "accepted" : "rejected"},
                     {"justification", clean(decision_text(decided, language_))}});
    }
    return out;
  }

  // GitHub tells results apart by a hash of the line, which it cannot make of a binary file.
  Json fingerprints(const std::string& id) const {
    Json out = {{"mishen/v1", id}};
    if (context_.sarif_lines) out["primaryLocationLineHash"] = id;
    return out;
  }

  // An accepted gap stays a result: accepted is not the same as not there.
  void add_gap(const DecidedGap& decided, const Review& review, std::size_t index) {
    const Gap& gap = decided.gap;
    const std::string rule = gap_rule_id(gap);
    const char* level = decided.accepted ? "note" : "error";
    if (indices_.emplace(rule, descriptors_.size()).second) {
      const std::string title = text(language_, "gap-rule.title");
      descriptors_.push_back(
          {{"id", rule},
           {"shortDescription", words(title + ": " + std::string(name(gap.cause)))},
           {"fullDescription", words(text(language_, "gap-rule.why"))},
           {"help", words(text(language_, "gap-rule.help"))},
           {"defaultConfiguration", {{"level", "error"}}}});
    }
    const Json message = words(line_of(gap, language_));
    Json location;
    location["physicalLocation"] = physical(review, index, page_of(gap.where).value_or(0));
    if (!gap.where.empty()) {
      location["logicalLocations"] = Json::array(
          {{{"fullyQualifiedName", clean(masked_path(gap.where))}, {"kind", "passage"}}});
    }
    Json out;
    out["ruleId"] = rule;
    out["ruleIndex"] = indices_.at(rule);
    out["level"] = level;
    out["kind"] = "fail";
    out["message"] = message;
    out["locations"] = Json::array({location});
    out["partialFingerprints"] = fingerprints(gap_fingerprint(gap, review));
    out["properties"] = {{"accepted", decided.accepted}, {"cause", name(gap.cause)}};
    if (decided.accepted) {
      out["suppressions"] =
          Json::array({{{"kind", "external"},
                        {"status", "accepted"},
                        {"justification", text(language_, "gap-rule.accepted")}}});
    }
    results_.push_back(std::move(out));
    notifications_.push_back({{"descriptor", {{"id", rule}}},
                              {"level", level},
                              {"message", message},
                              {"locations", Json::array({location})}});
  }

  std::span<const Review> reviews_;
  const ReportContext& context_;
  Language language_;
  RuleIndex rules_;
  std::map<std::string, std::size_t> indices_;  // rule id: place in `descriptors_`
  Json descriptors_ = Json::array();
  Json artifacts_ = Json::array();
  Json results_ = Json::array();
  Json notifications_ = Json::array();

  static Json numbers_of(const Quad& quad) {
    Json out = Json::array();
    for (const Point& p : {quad.start_top, quad.end_top, quad.start_bottom, quad.end_bottom}) {
      out.push_back(thousandths(p.x));
      out.push_back(thousandths(p.y));
    }
    return out;
  }
};

}  // namespace

std::string sarif_report(std::span<const Review> reviews, const ReportContext& context) {
  Json out;
  out["$schema"] = kSchema;
  out["version"] = "2.1.0";
  out["runs"] = Json::array({SarifRun(reviews, context).run()});
  return json_escape_unseen(out.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace mishen
