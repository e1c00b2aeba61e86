// The HTML report: one file that needs nothing else, no network and no script, and that a reader
// with a keyboard or a screen reader gets through as well. The verdict comes first, then what was
// read and what was not, then the findings by rule, then the same by where they lie; links lead
// both ways.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "scanner/report/escape.h"
#include "scanner/report/facts.h"
#include "scanner/report/html_style.h"
#include "scanner/report/html_view.h"
#include "scanner/report/picture.h"
#include "scanner/report/report.h"

namespace mishen {
namespace {

using Arguments = std::vector<std::pair<std::string, std::string>>;

// Everything that is written goes through said() or xml_escape(): tags are literals of this file.
class Page {
 public:
  Page(std::span<const Review> reviews, const ReportContext& context,
       std::span<const std::vector<PageImage>> pictures)
      : reviews_(reviews),
        context_(context),
        pictures_(pictures),
        language_(context.language),
        rules_(context.rules) {}

  std::string write() {
    head();
    for (std::size_t i = 0; i < reviews_.size(); ++i) draft(i);
    foot();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string said(std::string_view id, Arguments args = {}) const {
    return xml_escape(text(language_, Message{std::string(id), std::move(args)}));
  }
  // A label without the column that follows it on a terminal, and without its colon.
  [[nodiscard]] std::string label(std::string_view id) const {
    std::string words = text(language_, id);
    words.erase(words.find_last_not_of(' ') + 1);
    for (const std::string_view colon : {":", "："}) {
      if (words.ends_with(colon)) words.resize(words.size() - colon.size());
    }
    return xml_escape(words);
  }
  [[nodiscard]] std::string title_of(const std::string& rule_id) const {
    const Rule* rule = rules_.find(rule_id);
    return xml_escape(rule != nullptr ? in(language_, rule->title) : rule_id);
  }
  void pair(std::string_view label_id, const std::string& escaped) {
    if (!escaped.empty()) out_ += "<dt>" + label(label_id) + "</dt><dd>" + escaped + "</dd>\n";
  }

  void head();
  void foot();
  void verdict_box(Verdict verdict, const std::vector<Message>& clauses);
  void draft(std::size_t index);
  void coverage(const Review& review, std::size_t index);
  void gap(const DecidedGap& decided, std::size_t index, std::size_t ordinal);
  void findings(const Review& review, std::size_t index);
  void group(const Review& review, const FindingGroup& group, std::size_t index,
             std::size_t ordinal);
  void finding(const DecidedFinding& decided, std::size_t index, std::size_t ordinal);
  void members(const MemberGroup& group);
  void by_place(const Review& review, std::size_t index);
  void look(const Review& review, std::size_t index);
  [[nodiscard]] std::string excerpt(const Finding& finding) const;
  [[nodiscard]] std::string part_of(const FindingPlace& at) const;

  std::span<const Review> reviews_;
  const ReportContext& context_;
  std::span<const std::vector<PageImage>> pictures_;
  Language language_;
  RuleIndex rules_;
  HtmlView view_;  // of the draft that is being written
  std::string out_;
};

void Page::head() {
  const Verdict verdict = verdict_of(reviews_, context_);
  const std::string title =
      said("html.title", {{"verdict", text(language_, "verdict." + std::string(name(verdict)))}});
  out_ += "<!DOCTYPE html>\n<html lang=\"";
  out_ += language_ == Language::zh_cn ? "zh-CN" : "en";
  out_ +=
      "\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
      "style-src 'unsafe-inline'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>";
  out_ += title + "</title>\n<style>" + std::string(html_style()) + "</style>\n</head>\n<body>\n";
  out_ += "<a class=\"skip\" href=\"#drafts\">" + said("html.skip") + "</a>\n<header>\n<h1>" +
          title + "</h1>\n";
  const Totals all = totals(reviews_);
  std::vector<Message> clauses = {
      {"report.drafts",
       {{"count", std::to_string(all.drafts)},
        {"clear", std::to_string(all.of(Verdict::clear))},
        {"held", std::to_string(all.of(Verdict::held))},
        {"incomplete", std::to_string(all.of(Verdict::incomplete))}}},
      {"report.counts",
       {{"block", std::to_string(all.of(Severity::block))},
        {"review", std::to_string(all.of(Severity::review))},
        {"notice", std::to_string(all.of(Severity::notice))}}},
      {"report.gaps",
       {{"open", std::to_string(all.gaps_open)}, {"accepted", std::to_string(all.gaps_accepted)}}},
      {"report.meaning-" + std::string(name(verdict)), {}}};
  verdict_box(verdict, clauses);
  if (reviews_.size() > 1) {
    out_ += "<nav aria-label=\"" + said("html.drafts") + "\"><ol>\n";
    for (std::size_t i = 0; i < reviews_.size(); ++i) {
      out_ += "<li><a href=\"#d" + std::to_string(i + 1) + "\">" + xml_escape(reviews_[i].path) +
              "</a> — " + said("verdict." + std::string(name(reviews_[i].verdict))) + "</li>\n";
    }
    out_ += "</ol></nav>\n";
  }
  out_ += "</header>\n<main id=\"drafts\">\n";
}

void Page::foot() {
  std::string packs;
  if (context_.rules != nullptr) {
    for (const Pack& pack : context_.rules->packs) {
      packs += (packs.empty() ? "" : text(language_, "report.list-separator")) + pack.id + " " +
               pack.version;
    }
  }
  if (packs.empty()) packs = text(language_, "report.no-packs");
  const std::string profile = text(language_, "profile." + std::string(name(context_.profile)));
  out_ += "</main>\n<footer>\n<p>" + said("report.title", {{"version", context_.version}}) +
          "</p>\n<p>" + said("report.made-with", {{"profile", profile}, {"packs", packs}}) +
          (context_.policy.file.empty()
               ? ""
               : "</p>\n<p>" + said("report.policy", {{"file", context_.policy.file}})) +
          "</p>\n</footer>\n</body>\n</html>\n";
}

void Page::verdict_box(Verdict verdict, const std::vector<Message>& clauses) {
  const std::string word = std::string(name(verdict));
  out_ +=
      "<div class=\"verdict " + word + "\">\n<strong>" + said("verdict." + word) + "</strong>\n";
  for (const Message& clause : clauses) {
    out_ += "<p>" + xml_escape(text(language_, clause)) + "</p>\n";
  }
  out_ += "</div>\n";
}

void Page::draft(std::size_t index) {
  const Review& review = reviews_[index];
  out_ += "<section class=\"draft\" id=\"d" + std::to_string(index + 1) + "\">\n<h2>" +
          xml_escape(review.path) + "</h2>\n";
  verdict_box(review.verdict, review.clauses);
  coverage(review, index);
  look(review, index);
  findings(review, index);
  if (review.view) {
    out_ += view_.markup;
  } else {
    by_place(review, index);
  }
  out_ += "</section>\n";
}

// Works out how the draft itself is shown, and says which pages with findings have no picture.
void Page::look(const Review& review, std::size_t index) {
  view_ = {};
  if (!review.view) return;
  std::span<const PageImage> images;
  if (index < pictures_.size()) images = pictures_[index];
  view_ = html_view(review, index, images, context_);
  const std::size_t pages = review.view->pages.size();
  if (pictures_.empty() || images.size() >= pages) return;
  out_ += "<p class=\"small\">" +
          said("html.pictures-left-out", {{"count", std::to_string(pages - images.size())},
                                          {"most", std::to_string(kMostPictures)}}) +
          "</p>\n";
}

void Page::coverage(const Review& review, std::size_t index) {
  const Coverage& read = review.coverage;
  out_ += "<h3>" + said("html.coverage") + "</h3>\n<dl>\n";
  pair("html.format", xml_escape(review.format));
  pair("html.bytes", std::to_string(review.bytes));
  pair("html.sha256", xml_escape(review.sha256));
  if (read.pages) pair("html.pages", std::to_string(*read.pages));
  pair("html.passages", std::to_string(read.passages));
  pair("html.characters", std::to_string(read.characters));
  pair("html.unmapped", std::to_string(read.unmapped));
  pair("html.pictures", std::to_string(read.pictures));
  out_ += "</dl>\n";
  for (const bool accepted : {false, true}) {
    const auto count =
        std::count_if(review.gaps.begin(), review.gaps.end(),
                      [&](const DecidedGap& decided) { return decided.accepted == accepted; });
    if (count == 0) continue;
    out_ += "<h4>" +
            said(accepted ? "report.gap-accepted" : "report.gap-open",
                 {{"count", std::to_string(count)}}) +
            "</h4>\n<ul>\n";
    for (std::size_t i = 0; i < review.gaps.size(); ++i) {
      if (review.gaps[i].accepted == accepted) gap(review.gaps[i], index, i);
    }
    out_ += "</ul>\n";
  }
}

void Page::gap(const DecidedGap& decided, std::size_t index, std::size_t ordinal) {
  const std::string where = place_of_gap(decided.gap, language_);
  out_ += "<li class=\"gap\" id=\"" + html_id('g', index, ordinal) + "\">";
  if (!where.empty()) out_ += "<strong>" + xml_escape(where) + "</strong> — ";
  out_ += xml_escape(gap_text(language_, decided.gap)) + "</li>\n";
}

// The gravest first, as on a terminal.
void Page::findings(const Review& review, std::size_t index) {
  if (review.findings.empty()) return;
  out_ += "<h3>" + said("html.findings") + "</h3>\n";
  std::vector<FindingGroup> groups = group_findings(review);
  std::stable_sort(groups.begin(), groups.end(), [&](const FindingGroup& a, const FindingGroup& b) {
    return review.findings[a.members.front()].severity >
           review.findings[b.members.front()].severity;
  });
  for (std::size_t i = 0; i < groups.size(); ++i) group(review, groups[i], index, i);
}

void Page::group(const Review& review, const FindingGroup& group, std::size_t index,
                 std::size_t ordinal) {
  const DecidedFinding& first = review.findings[group.members.front()];
  const std::string severity(name(first.severity));
  const std::string id = html_id('r', index, ordinal);
  const std::string likelihood =
      text(language_, "likelihood." + std::string(name(first.finding.likelihood)));
  const Rule* rule = rules_.find(first.finding.rule);
  const std::string title = rule != nullptr ? in(language_, rule->title) : first.finding.rule;
  out_ += "<div role=\"group\" class=\"group " + severity + "\" aria-labelledby=\"" + id +
          "\">\n<h4 id=\"" + id + "\"><span class=\"badge\"><span aria-hidden=\"true\">" +
          html_sign(first.severity) + "</span> " + said("severity." + severity) + "</span>" +
          said("report.finding", {{"title", title}, {"likelihood", likelihood}}) + " × " +
          std::to_string(hits_of(review, group)) + "</h4>\n<ol>\n";
  for (const std::size_t member : group.members) {
    finding(review.findings[member], index, member);
  }
  out_ += "</ol>\n";
  if (rule != nullptr) {
    out_ += "<dl>\n";
    pair("label.stake", xml_escape(in(language_, rule->why)));
    pair("label.basis", xml_escape(rule->basis));
    pair("label.remedy", xml_escape(in(language_, rule->remedy)));
    out_ += "</dl>\n";
  }
  out_ += "</div>\n";
}

void Page::finding(const DecidedFinding& decided, std::size_t index, std::size_t ordinal) {
  const Finding& finding = decided.finding;
  std::string where;
  for (const FindingPlace& at : finding.places) {
    where += (where.empty() ? "" : text(language_, "report.and-then")) + place(at, language_);
  }
  where = xml_escape(where);
  if (!reviews_[index].view || view_.placed.contains(ordinal)) {
    where = "<a href=\"#" + html_id('p', index, ordinal) + "\">" + where + "</a>";
  }
  out_ += "<li id=\"" + html_id('f', index, ordinal) + "\">" + where + "\n<blockquote>" +
          excerpt(finding) + "</blockquote>\n";
  if (!finding.value.empty()) {
    out_ += "<p>" + label("label.value") + " <strong>" + xml_escape(finding.value.reveal()) +
            "</strong></p>\n";
  }
  if (finding.group.count > 1) {
    out_ += "<p class=\"small\">" +
            said("note.group", {{"count", std::to_string(finding.group.count)}}) + "</p>\n";
  }
  if (const std::string decision = decision_text(decided, language_); !decision.empty()) {
    out_ += "<p>" + label("label.decision") + " " + xml_escape(decision) + "</p>\n";
  }
  if (is_column(finding)) members(finding.group);
  out_ += "<details><summary>" + label("label.reasons") + "</summary><ul>\n";
  for (const Reason& reason : finding.reasons) {
    const std::string points = (reason.points > 0 ? "+" : "") + std::to_string(reason.points);
    out_ +=
        "<li>" +
        said("report.reason", {{"reason", reason_text(language_, reason)}, {"points", points}}) +
        "</li>\n";
  }
  out_ += "</ul></details>\n<p class=\"id\">" + xml_escape(finding.id) + "</p></li>\n";
}

// Each member of a column, with what stands there.
void Page::members(const MemberGroup& group) {
  out_ += "<details><summary>" + label("label.members") + "</summary><ol>\n";
  for (std::size_t i = 0; i < group.values.size(); ++i) {
    const MemberValue& says = group.values[i];
    out_ += "<li>" + xml_escape(place(group.places[i], language_)) + " <mark>" +
            xml_escape(says.masked) + "</mark>";
    if (!says.value.empty()) out_ += " <strong>" + xml_escape(says.value.reveal()) + "</strong>";
    out_ += "</li>\n";
  }
  out_ += "</ol></details>\n";
}

std::string Page::excerpt(const Finding& finding) const {
  const std::string_view whole = finding.excerpt;
  const std::size_t end = std::min<std::size_t>(finding.excerpt_end, whole.size());
  const std::size_t begin = std::min<std::size_t>(finding.excerpt_begin, end);
  return xml_escape(whole.substr(0, begin)) + "<mark>" +
         xml_escape(whole.substr(begin, end - begin)) + "</mark>" + xml_escape(whole.substr(end));
}

// The heading a place stands under: its page, else its surface.
std::string Page::part_of(const FindingPlace& at) const {
  if (at.page != 0) return said("place.page", {{"page", std::to_string(at.page)}});
  return said("surface." + std::string(name(at.surface)));
}

// The same findings in the order of the draft.
void Page::by_place(const Review& review, std::size_t index) {
  if (review.findings.empty()) return;
  std::vector<std::pair<std::string, std::vector<std::size_t>>> parts;
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < review.findings.size(); ++i) {
    const std::string part = part_of(review.findings[i].finding.places.front());
    const auto [at, fresh] = known.emplace(part, parts.size());
    if (fresh) parts.push_back({part, {}});
    parts[at->second].second.push_back(i);
  }
  out_ += "<h3>" + said("html.by-place") + "</h3>\n";
  for (const auto& [part, members] : parts) {
    out_ += "<h4>" + part + "</h4>\n<ul>\n";
    for (const std::size_t member : members) {
      const DecidedFinding& decided = review.findings[member];
      const FindingPlace& at = decided.finding.places.front();
      out_ += "<li id=\"" + html_id('p', index, member) + "\"><span aria-hidden=\"true\">" +
              html_sign(decided.severity) + "</span> <a href=\"#" + html_id('f', index, member) +
              "\">" + title_of(decided.finding.rule) + "</a>";
      if (at.visibility == Visibility::recoverable) {
        out_ += " <span class=\"small\">(" + said("html.recoverable") + ")</span>";
      }
      out_ += "\n<blockquote>" + excerpt(decided.finding) + "</blockquote></li>\n";
    }
    out_ += "</ul>\n";
  }
}

}  // namespace

std::string html_report(std::span<const Review> reviews, const ReportContext& context,
                        std::span<const std::vector<PageImage>> pictures) {
  return Page(reviews, context, pictures).write();
}

}  // namespace mishen
