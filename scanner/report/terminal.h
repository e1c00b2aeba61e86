// The parts of the terminal report, for terminal.cc only.
#pragma once

#include <string>
#include <string_view>

#include "scanner/report/facts.h"
#include "scanner/report/layout.h"
#include "scanner/report/report.h"

namespace mishen {

// What each part writes on, and with.
struct TerminalPen {
  Sheet& sheet;
  Language language;
  const RuleIndex& rules;

  [[nodiscard]] std::string word(std::string_view id) const { return text(language, id); }
  [[nodiscard]] std::string word(std::string_view id,
                                 std::vector<std::pair<std::string, std::string>> args) const {
    return text(language, Message{std::string(id), std::move(args)});
  }
  // "位置：…" with the label's column kept free on the lines that follow.
  void field(unsigned indent, std::string_view label_id, std::vector<Piece> value) const;
};

// The columns a draft's details stand in from the left.
inline constexpr unsigned kDetailIndent = 4;

void write_findings(const Review& review, const TerminalPen& pen);
void write_gaps(const Review& review, const TerminalPen& pen);
void write_coverage(const Review& review, const TerminalPen& pen);
void write_summary(std::span<const Review> reviews, Verdict verdict, const TerminalPen& pen);

// "[x] 不予放行": a sign that needs no colour, and the words.
[[nodiscard]] Piece verdict_piece(Verdict verdict, Language language);
[[nodiscard]] Piece severity_piece(Severity severity, Language language);

}  // namespace mishen
