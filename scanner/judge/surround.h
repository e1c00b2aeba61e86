// The LineContext of a candidate, from the outline of its document.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scanner/judge/lines.h"
#include "scanner/judge/outline.h"
#include "scanner/judge/validator.h"

namespace mishen {

// Bytes of a line shown to a validator on each side of a candidate: what is longer is cut there, so
// that ten thousand candidates in one endless line cost what they would in ten thousand lines.
inline constexpr std::uint32_t kLineReach = 1024;

// The header of a cell as LineContext::row_headers gives it.
[[nodiscard]] std::string row_header(const CellPlace& cell);

// Remembers the line it looked at last, so asking in reading order is linear. Not thread-safe.
class Surround {
 public:
  explicit Surround(Outline& outline) : outline_(&outline) {}

  // The views live until the next call for another place, and so must `reading`. `pieces` are those
  // of `span`, not empty.
  [[nodiscard]] LineContext at(const Reading& reading, NormSpan span,
                               const std::vector<SourcePiece>& pieces);

 private:
  // The raw lines the remembered texts belong to: where a candidate begins and where it ends,
  // mostly the same line.
  struct Where {
    std::uint32_t passage = UINT32_MAX;
    LineRange line;
    [[nodiscard]] bool holds(std::uint32_t of, std::uint32_t offset) const {
      return passage == of && line.begin <= offset && offset <= line.end;
    }
  };

  void remember(const SourcePiece& first, const SourcePiece& last);

  Outline* outline_;
  const Reading* of_ = nullptr;  // what was asked about last, and what was said
  NormSpan span_;
  LineContext said_;
  Where first_, last_;
  std::string before_[2], after_[2], header_;
  std::uint32_t row_of_ = UINT32_MAX;  // the passage whose row is remembered
  std::vector<std::string> row_, row_headers_;
  bool repeats_ = false, continues_ = false;
  std::uint32_t ordinal_ = 0;
};

}  // namespace mishen
