// A run on one screen, for a hook: what is wrong, where, and what to do about it; never a value.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "scanner/report/report.h"

namespace mishen {

struct ScreenFrame {
  unsigned columns = 80;
  std::size_t lines = 24;
  // Sentences of the catalogue: the headline, which gets {held} and {incomplete}, and what to do
  // next, a paragraph each.
  std::string headline;
  std::vector<std::string> advice;
};

// At most `frame.lines` lines of at most `frame.columns` columns (display width): held drafts with
// their gravest findings, then those that could not be reviewed; what does not fit is counted.
// Plain text, each line with its line feed.
[[nodiscard]] std::string screen_report(std::span<const Review> reviews,
                                        const ReportContext& context, const ScreenFrame& frame);

}  // namespace mishen
