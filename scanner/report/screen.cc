#include "scanner/report/screen.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "scanner/base/utf8.h"
#include "scanner/report/escape.h"
#include "scanner/report/facts.h"
#include "scanner/report/layout.h"
#include "scanner/report/terminal.h"
#include "scanner/report/width.h"

namespace mishen {
namespace {

constexpr std::size_t kFindingsOfDraft = 3;
constexpr std::size_t kGapsOfDraft = 2;

// Cut at its end, with "…" where something is missing.
std::string clipped(const std::string& text, std::size_t columns) {
  if (display_width(text) <= columns) return text;
  std::string out;
  std::size_t used = 1;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    used += width_of(next.code_point);
    if (used > columns) break;
    out.append(text, at, next.bytes);
    at += next.bytes;
  }
  return out + "…";
}

class Screen {
 public:
  Screen(const ReportContext& context, const ScreenFrame& frame)
      : context_(context), frame_(frame), rules_(context.rules) {}

  std::string report(std::span<const Review> reviews) {
    const Totals all = totals(reviews);
    std::vector<std::string> lines = paragraph(
        word(frame_.headline, {{"held", std::to_string(all.of(Verdict::held))},
                               {"incomplete", std::to_string(all.of(Verdict::incomplete))}}));
    std::vector<std::string> tail;
    for (const std::string& id : frame_.advice) {
      for (std::string& line : paragraph(word(id, {}))) tail.push_back(std::move(line));
    }
    // One line is kept for how many more there are.
    const std::size_t taken = lines.size() + tail.size() + 1;
    std::size_t room = frame_.lines > taken ? frame_.lines - taken : 0;
    std::size_t untold = 0;
    for (const Verdict verdict : {Verdict::held, Verdict::incomplete}) {
      for (const Review& review : reviews) {
        if (review.verdict != verdict) continue;
        std::vector<std::string> told = lines_of(review);
        // A draft that has begun is told with its gravest finding at least.
        if (room < 2) {
          ++untold;
          continue;
        }
        told.resize(std::min(told.size(), room));
        room -= told.size();
        lines.insert(lines.end(), told.begin(), told.end());
      }
    }
    if (untold > 0) lines.push_back(word("screen.more", {{"count", std::to_string(untold)}}));
    lines.insert(lines.end(), tail.begin(), tail.end());
    std::string out;
    for (const std::string& line : lines) out += clipped(line, frame_.columns) + "\n";
    return out;
  }

 private:
  std::string word(const std::string& id,
                   std::vector<std::pair<std::string, std::string>> args) const {
    return text(context_.language, Message{id, std::move(args)});
  }

  [[nodiscard]] std::vector<std::string> paragraph(const std::string& sentence) const {
    Sheet sheet(frame_.columns, false);
    sheet.paragraph(0, 2, {{sentence}});
    std::vector<std::string> out;
    std::istringstream lines(sheet.take());
    for (std::string line; std::getline(lines, line);) out.push_back(line);
    return out;
  }

  std::vector<std::string> lines_of(const Review& review) const {
    std::vector<std::string> out = {
        "  " + shorten_middle(terminal_escape(review.path), frame_.columns - 2)};
    add_findings(review, out);
    if (review.verdict == Verdict::incomplete) add_gaps(review, out);
    return out;
  }

  void add_findings(const Review& review, std::vector<std::string>& out) const {
    std::vector<FindingGroup> groups = group_findings(review);
    const auto first = [&](const FindingGroup& group) -> const DecidedFinding& {
      return review.findings[group.members.front()];
    };
    std::erase_if(groups, [&](const FindingGroup& group) { return !first(group).holds; });
    std::stable_sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) {
      return first(a).severity > first(b).severity;
    });
    const std::size_t shown = std::min(groups.size(), kFindingsOfDraft);
    for (std::size_t i = 0; i < shown; ++i) {
      const DecidedFinding& decided = first(groups[i]);
      const Rule* rule = rules_.find(decided.finding.rule);
      const std::string title =
          rule == nullptr ? decided.finding.rule : in(context_.language, rule->title);
      out.push_back("    " +
                    terminal_escape(word(
                        "screen.finding",
                        {{"severity", severity_piece(decided.severity, context_.language).text},
                         {"title", title},
                         {"count", std::to_string(hits_of(review, groups[i]))},
                         {"place", place(decided.finding.places.front(), context_.language)},
                         {"masked", decided.finding.masked}})));
    }
    if (groups.size() > shown) {
      out.push_back("    " + word("screen.more-findings",
                                  {{"count", std::to_string(groups.size() - shown)}}));
    }
  }

  void add_gaps(const Review& review, std::vector<std::string>& out) const {
    std::size_t told = 0;
    for (const DecidedGap& gap : review.gaps) {
      if (gap.accepted || told++ == kGapsOfDraft) continue;
      out.push_back("    " + terminal_escape(gap_text(context_.language, gap.gap)));
    }
  }

  const ReportContext& context_;
  const ScreenFrame& frame_;
  const RuleIndex rules_;
};

}  // namespace

std::string screen_report(std::span<const Review> reviews, const ReportContext& context,
                          const ScreenFrame& frame) {
  return Screen(context, frame).report(reviews);
}

}  // namespace mishen
