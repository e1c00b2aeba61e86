// The JSON report: the contract of review.schema.json. Every text in it is valid UTF-8, numbers do
// not know the locale, and what does not apply is null.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "scanner/base/utf8.h"
#include "scanner/report/escape.h"
#include "scanner/report/facts.h"
#include "scanner/report/json_text.h"
#include "scanner/report/report.h"

namespace mishen {
namespace {

void text_or_null(JsonText& out, std::string_view key, std::string_view text) {
  text.empty() ? out.null(key) : out.member(key, text);
}

void number_or_null(JsonText& out, std::string_view key, std::uint32_t number) {
  number == 0 ? out.null(key) : out.member(key, number);
}

void texts(JsonText& out, std::string_view key, const std::vector<std::string>& all) {
  out.array(key, [&] {
    for (const std::string& text : all) out.element(text);
  });
}

// Points to a thousandth: 1/72000 inch, and the same digits wherever they were computed.
double rounded(double points) {
  const double thousandths = std::round(points * 1000.0) / 1000.0;
  return thousandths == 0 ? 0.0 : thousandths;  // no "-0.0"
}

void write(JsonText& out, const Quad& quad) {
  out.array([&] {
    for (const Point& corner : {quad.start_top, quad.end_top, quad.start_bottom, quad.end_bottom}) {
      out.element(rounded(corner.x));
      out.element(rounded(corner.y));
    }
  });
}

void write_cell(JsonText& out, const FindingPlace& at) {
  if (at.row == 0) return out.null("cell");
  out.object("cell", [&] {
    out.member("table", at.table);
    out.member("row", at.row);
    out.member("column", at.column);
    text_or_null(out, "header", at.header);
  });
}

void write_range(JsonText& out, std::string_view key, std::uint64_t begin, std::uint64_t end) {
  out.object(key, [&] {
    out.member("start", begin);
    out.member("end", end);
    out.member("unit", "utf16");
  });
}

// The keys of a place, into the finding itself for the first, into an object for the others.
void write_place(JsonText& out, const FindingPlace& at, Language language) {
  out.member("surface", name(at.surface));
  out.member("visibility", name(at.visibility));
  out.member("path", masked_path(at.where));
  out.member("place", place(at, language));
  write_cell(out, at);
  number_or_null(out, "page", at.page);
  out.array("quads", [&] {
    for (const Quad& quad : at.quads) write(out, quad);
  });
  write_range(out, "range", at.range.begin, at.range.end);
}

void write_more_places(JsonText& out, const Finding& finding, Language language) {
  out.array("more_places", [&] {
    for (std::size_t i = 1; i < finding.places.size(); ++i) {
      out.object([&] { write_place(out, finding.places[i], language); });
    }
  });
}

void write_reasons(JsonText& out, const Finding& finding, Language language) {
  out.array("reasons", [&] {
    for (const Reason& reason : finding.reasons) {
      out.object([&] {
        out.member("id", reason.id);
        out.member("detail", reason_text(language, reason));
        out.member("weight", reason.points);
      });
    }
  });
}

// A key that was given twice stands where it was first, with what was said last.
void write_attributes(JsonText& out, const Finding& finding) {
  const auto& all = finding.attributes;
  const auto of = [](const std::string& key) {
    return [&key](const auto& attribute) { return attribute.first == key; };
  };
  out.object("attributes", [&] {
    for (auto at = all.begin(); at != all.end(); ++at) {
      if (std::any_of(all.begin(), at, of(at->first))) continue;
      out.member(at->first, std::find_if(all.rbegin(), all.rend(), of(at->first))->second);
    }
  });
}

// Where the masked value stands in the excerpt, in UTF-16 units of the excerpt.
void write_excerpt(JsonText& out, const Finding& finding) {
  const std::string_view excerpt = finding.excerpt;
  out.member("excerpt", excerpt);
  write_range(out, "excerpt_range", utf8::utf16_length(excerpt.substr(0, finding.excerpt_begin)),
              utf8::utf16_length(excerpt.substr(0, finding.excerpt_end)));
}

struct Group {
  std::size_t ordinal = 0;  // from 1, in the draft
  std::uint64_t count = 0;  // hits of all its findings
};

void write_member_value(JsonText& out, const MemberGroup& members, std::size_t i) {
  if (i >= members.values.size()) {
    for (const std::string_view key : {"id", "masked", "value"}) out.null(key);
    return;
  }
  out.member("id", members.values[i].id);
  out.member("masked", members.values[i].masked);
  text_or_null(out, "value", members.values[i].value.reveal());
}

void write_group(JsonText& out, const Finding& finding, const Group& group, Language language) {
  const MemberGroup& members = finding.group;
  out.object("group", [&] {
    out.member("id", group.ordinal);
    out.member("count", group.count);
    out.array("places", [&] {
      for (std::size_t i = 0; i < members.places.size(); ++i) {
        out.object([&] {
          write_place(out, members.places[i], language);
          write_member_value(out, members, i);
        });
      }
    });
  });
}

// What people write may hold a number; it is shown like everything that was not judged.
std::string shown(const std::string& text) { return mask_digit_runs(text); }

void write_members(JsonText& out, const Waiver& waiver) {
  out.member("answer", waiver.answer);
  out.member("reason", shown(waiver.reason));
  out.member("who", shown(waiver.who));
  text_or_null(out, "second", shown(waiver.second));
  out.member("date", waiver.date);
  text_or_null(out, "until", waiver.until);
  out.member("place", waiver.place);
}

void write_fault(JsonText& out, const std::optional<WaiverFault>& fault) {
  fault ? out.member("fault", name(*fault)) : out.null("fault");
}

void write_waiver(JsonText& out, const DecidedFinding& decided) {
  if (!decided.waiver) return out.null("waiver");
  out.object("waiver", [&] {
    write_members(out, decided.waiver->waiver);
    out.member("counts", !decided.waiver->fault);
    write_fault(out, decided.waiver->fault);
  });
}

// Every waiver of the run with what became of it, and what the policy left out.
void write_policy(JsonText& out, const PolicyFacts& policy) {
  text_or_null(out, "file", policy.file);
  text_or_null(out, "digest", policy.digest);
  out.array("waivers", [&] {
    for (const WaiverUse& use : policy.decisions.waivers) {
      out.object([&] {
        write_members(out, use.waiver);
        out.member("finding", use.waiver.finding);
        out.member("findings", use.findings);
        write_fault(out, use.fault);
        out.member("unused", use.unused());
      });
    }
  });
  out.object("baseline", [&] {
    out.member("count", policy.decisions.baseline);
    out.member("seen", policy.decisions.baseline_seen);
  });
  out.array("ignored", [&] {
    for (const PolicyFacts::Ignored& one : policy.ignored) {
      out.object([&] {
        out.member("path", one.path);
        out.member("glob", one.glob);
      });
    }
  });
}

void write_rule_words(JsonText& out, const Rule* rule, Language language) {
  if (rule == nullptr) {
    for (const std::string_view key : {"why", "basis", "remedy"}) out.null(key);
    return;
  }
  text_or_null(out, "why", in(language, rule->why));
  text_or_null(out, "basis", rule->basis);
  text_or_null(out, "remedy", in(language, rule->remedy));
}

void write_finding(JsonText& out, const DecidedFinding& decided, const Group& group,
                   const RuleIndex& rules, Language language) {
  const Finding& finding = decided.finding;
  const Rule* rule = rules.find(finding.rule);
  out.member("id", finding.id);
  out.member("rule", finding.rule);
  out.member("title", rule != nullptr ? in(language, rule->title) : finding.rule);
  out.member("severity", name(decided.severity));
  out.member("likelihood", name(finding.likelihood));
  out.member("points", finding.points);
  out.member("holds", decided.holds);
  write_place(out, finding.places.front(), language);
  write_more_places(out, finding, language);
  write_excerpt(out, finding);
  out.member("masked", finding.masked);
  text_or_null(out, "value", finding.value.reveal());
  write_reasons(out, finding, language);
  write_attributes(out, finding);
  write_rule_words(out, rule, language);
  texts(out, "disguise", finding.disguises);
  texts(out, "also", finding.also);
  write_group(out, finding, group, language);
  write_waiver(out, decided);
  out.member("in_baseline", decided.in_baseline);
}

void write_gap(JsonText& out, const DecidedGap& decided, Language language) {
  const Gap& gap = decided.gap;
  out.member("cause", name(gap.cause));
  gap.where.empty() ? out.null("where") : out.member("where", masked_path(gap.where));
  text_or_null(out, "place", place_of_gap(gap, language));
  number_or_null(out, "page", page_of(gap.where).value_or(0));
  out.member("accepted", decided.accepted);
  out.member("id", gap.detail.id);
  out.member("detail", gap_text(language, gap));
}

void write_coverage(JsonText& out, const Review& review, Language language) {
  const Coverage& coverage = review.coverage;
  out.member("passages", coverage.passages);
  out.member("characters", coverage.characters);
  out.member("unmapped", coverage.unmapped);
  out.member("pictures", coverage.pictures);
  coverage.pages ? out.member("pages", *coverage.pages) : out.null("pages");
  out.array("gaps", [&] {
    for (const DecidedGap& decided : review.gaps) {
      out.object([&] { write_gap(out, decided, language); });
    }
  });
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

void write_clauses(JsonText& out, const Review& review, Language language) {
  out.array("clauses", [&] {
    for (const Message& clause : review.clauses) {
      out.object([&] {
        out.member("id", clause.id);
        out.member("detail", text(language, clause));
      });
    }
  });
}

void write_review(JsonText& out, const Review& review, const RuleIndex& rules, Language language) {
  const std::string exact_path = percent_path(review.path);
  out.member("path", review.path);
  exact_path == review.path ? out.null("path_bytes") : out.member("path_bytes", exact_path);
  text_or_null(out, "sha256", review.sha256);
  out.member("bytes", review.bytes);
  text_or_null(out, "format", review.format);
  out.member("profile", name(review.profile));
  out.member("verdict", name(review.verdict));
  write_clauses(out, review, language);
  out.object("coverage", [&] { write_coverage(out, review, language); });
  const std::vector<Group> groups = groups_of(review);
  out.array("findings", [&] {
    for (std::size_t i = 0; i < review.findings.size(); ++i) {
      out.object([&] { write_finding(out, review.findings[i], groups[i], rules, language); });
    }
  });
}

void write_tool(JsonText& out, const ReportContext& context) {
  out.member("name", "mishen");
  out.member("version", context.version);
  text_or_null(out, "rules_digest", context.rules_digest);
  out.array("packs", [&] {
    if (context.rules == nullptr) return;
    for (const Pack& pack : context.rules->packs) {
      out.object([&] {
        out.member("id", pack.id);
        out.member("version", pack.version);
        out.member("digest", pack.digest);
      });
    }
  });
}

void write_counts(JsonText& out, const Totals& totals) {
  out.member("drafts", totals.drafts);
  out.member("clear", totals.of(Verdict::clear));
  out.member("held", totals.of(Verdict::held));
  out.member("incomplete", totals.of(Verdict::incomplete));
  out.member("block", totals.of(Severity::block));
  out.member("review", totals.of(Severity::review));
  out.member("notice", totals.of(Severity::notice));
}

}  // namespace

std::string json_report(std::span<const Review> reviews, const ReportContext& context) {
  const RuleIndex rules(context.rules);
  JsonText out(2);
  out.object([&] {
    out.member("schema", "mishen.review/1");
    out.object("tool", [&] { write_tool(out, context); });
    out.member("language", context.language == Language::zh_cn ? "zh-CN" : "en");
    out.member("profile", name(context.profile));
    out.object("policy", [&] { write_policy(out, context.policy); });
    out.member("verdict", name(verdict_of(reviews, context)));
    out.object("counts", [&] { write_counts(out, totals(reviews)); });
    out.array("drafts", [&] {
      for (const Review& review : reviews) {
        out.object([&] { write_review(out, review, rules, context.language); });
      }
    });
  });
  return out.take();
}

std::string json_line(const Review& review, const ReportContext& context) {
  JsonText out(-1);
  const RuleIndex rules(context.rules);
  out.object([&] { write_review(out, review, rules, context.language); });
  return out.take();
}

}  // namespace mishen
