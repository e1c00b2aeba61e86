// The report a person reads in a terminal: each draft with its verdict, findings and gaps, then the
// verdict of all. What is said of a draft's findings and gaps has files of its own.
#include "scanner/report/terminal.h"

#include <algorithm>
#include <utility>

#include "scanner/report/escape.h"
#include "scanner/report/width.h"

namespace mishen {
namespace {

constexpr const char* kNoBreakSpace = "\xC2\xA0";

// Which policy decided, and what became of the waivers it has.
void write_policy(const PolicyFacts& policy, const TerminalPen& pen) {
  if (!policy.file.empty()) {
    pen.sheet.paragraph(0, 2, {{pen.word("report.policy", {{"file", policy.file}}), Ink::faint}});
  }
}

void write_decisions(const PolicyFacts& policy, const TerminalPen& pen) {
  const auto line = [&](const std::string& words, Ink ink) {
    pen.sheet.paragraph(0, kDetailIndent, {{words, ink}});
  };
  std::size_t used = 0;
  std::size_t unused = 0;
  for (const WaiverUse& use : policy.decisions.waivers) {
    if (use.findings > 0) ++used;
    if (use.unused()) ++unused;
    if (!use.fault) continue;
    line(pen.word("report.waiver-refused",
                  {{"place", use.waiver.place},
                   {"finding", use.waiver.finding},
                   {"fault", pen.word("waiver-fault." + std::string(name(*use.fault)))}}),
         Ink::review);
  }
  if (used + unused > 0) {
    line(pen.word("report.waivers",
                  {{"used", std::to_string(used)}, {"unused", std::to_string(unused)}}),
         Ink::faint);
  }
  if (policy.decisions.baseline > 0) {
    line(pen.word("report.baseline", {{"count", std::to_string(policy.decisions.baseline)},
                                      {"seen", std::to_string(policy.decisions.baseline_seen)}}),
         Ink::faint);
  }
  if (!policy.ignored.empty()) {
    line(pen.word("report.ignored", {{"count", std::to_string(policy.ignored.size())}}),
         Ink::faint);
  }
}

void write_head(const ReportContext& context, const TerminalPen& pen) {
  std::string packs;
  if (context.rules != nullptr) {
    for (const Pack& pack : context.rules->packs) {
      if (!packs.empty()) packs += pen.word("report.list-separator");
      packs += pack.id + kNoBreakSpace + pack.version;
    }
  }
  pen.sheet.paragraph(0, 2,
                      {{pen.word("report.title", {{"version", context.version}}), Ink::strong}});
  pen.sheet.paragraph(
      0, 2,
      {{pen.word("report.made-with",
                 {{"profile", pen.word("profile." + std::string(name(context.profile)))},
                  {"packs", packs.empty() ? pen.word("report.no-packs") : packs}}),
        Ink::faint}});
  write_policy(context.policy, pen);
}

// "[x] 不予放行  folder/…/name.docx", the path cut to what is left of the line.
void write_draft_line(const Review& review, const TerminalPen& pen) {
  const Piece verdict = verdict_piece(review.verdict, pen.language);
  const std::size_t used = display_width(verdict.text) + 2;
  const std::size_t room = std::max<std::size_t>(
      pen.sheet.columns() > used ? pen.sheet.columns() - used : 0, pen.sheet.columns() / 2);
  const std::string path = shorten_middle(terminal_escape(review.path), room);
  pen.sheet.paragraph(0, kDetailIndent, {verdict, {"  "}, {path, Ink::strong}});
}

bool is_short(const Review& review) {
  return review.verdict == Verdict::clear && review.findings.empty() && review.gaps.empty();
}

void write_draft(const Review& review, bool alone, const TerminalPen& pen) {
  write_draft_line(review, pen);
  if (is_short(review)) return;
  for (const Message& clause : review.clauses) {
    pen.sheet.paragraph(kDetailIndent, kDetailIndent, {{text(pen.language, clause)}});
  }
  write_findings(review, pen);
  write_gaps(review, pen);
  if (!alone) write_coverage(review, pen);  // the summary says the same of a single draft
}

}  // namespace

void TerminalPen::field(unsigned indent, std::string_view label_id,
                        std::vector<Piece> value) const {
  const std::string label = word(label_id);
  value.insert(value.begin(), {label, Ink::faint});
  sheet.paragraph(indent, indent + static_cast<unsigned>(display_width(label)), value);
}

Piece verdict_piece(Verdict verdict, Language language) {
  const std::string words = text(language, "verdict." + std::string(name(verdict)));
  switch (verdict) {
    case Verdict::clear:
      return {"[ok] " + words, Ink::good};
    case Verdict::held:
      return {"[x] " + words, Ink::block};
    case Verdict::incomplete:
      break;
  }
  return {"[~] " + words, Ink::review};
}

Piece severity_piece(Severity severity, Language language) {
  const std::string words = text(language, "severity." + std::string(name(severity)));
  switch (severity) {
    case Severity::notice:
      return {"[i] " + words, Ink::notice};
    case Severity::review:
      return {"[?] " + words, Ink::review};
    case Severity::block:
      break;
  }
  return {"[!] " + words, Ink::block};
}

std::string terminal_report(std::span<const Review> reviews, const ReportContext& context,
                            const TerminalStyle& style) {
  Sheet sheet(style.columns, style.colour);
  const RuleIndex rules(context.rules);
  const TerminalPen pen{sheet, context.language, rules};
  write_head(context, pen);
  bool after_short = false;
  for (const Review& review : reviews) {
    // Drafts of one line each stand together, the others apart.
    const bool one_line = is_short(review);
    if (!(after_short && one_line)) sheet.blank();
    write_draft(review, reviews.size() == 1, pen);
    after_short = one_line;
  }
  sheet.blank();
  if (reviews.empty() && context.nothing_new) {
    sheet.paragraph(0, 0, {{pen.word("git.nothing")}});
  }
  write_summary(reviews, verdict_of(reviews, context), pen);
  write_decisions(context.policy, pen);
  return sheet.take();
}

}  // namespace mishen
