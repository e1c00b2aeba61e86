// From normalised text back to the original, exactly. Total (every norm offset 0..size has an
// image), monotone (order is kept) and piecewise: stretches copied unchanged cost one entry, not
// one a character.
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/base/span.h"

namespace mishen {

class OffsetMap {
 public:
  // Builds a map while the normalised text is produced, left to right.
  // copy(n): n bytes were copied unchanged. replace(source, norm): `source` bytes of the original
  // became `norm` bytes; either may be 0 (dropped, inserted). A replaced stretch is not cut: any
  // norm offset strictly inside it belongs to the whole stretch.
  void copy(std::uint32_t bytes);
  void replace(std::uint32_t source_bytes, std::uint32_t norm_bytes);

  [[nodiscard]] std::uint32_t source_size() const { return source_size_; }
  [[nodiscard]] std::uint32_t norm_size() const { return norm_size_; }
  // No stretch was changed: offsets are equal.
  [[nodiscard]] bool is_identity() const { return pieces_.empty() && source_size_ == norm_size_; }

  // The smallest source span whose normalisation covers `span`. Dropped characters at its two edges
  // are outside, dropped characters within are inside. O(log pieces).
  [[nodiscard]] SourceSpan to_source(NormSpan span) const;

  // The smallest norm span that covers `span`; for tests and for carrying known places forward.
  [[nodiscard]] NormSpan to_norm(SourceSpan span) const;

 private:
  // A changed stretch; between two pieces text is copied one to one.
  struct Piece {
    std::uint32_t norm_begin, norm_end;
    std::uint32_t source_begin, source_end;
  };
  std::vector<Piece> pieces_;  // sorted by both begins
  std::uint32_t source_size_ = 0;
  std::uint32_t norm_size_ = 0;
};

}  // namespace mishen
