// From normalised text back to the original, exactly. Total (every norm offset 0..size has an
// image), monotone (order is kept) and piecewise: stretches copied unchanged cost nothing, a run of
// equal replacements (full-width digits, say) costs one entry, not one a character.
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/base/span.h"

namespace mishen {

class OffsetMap {
 public:
  // `count` replacements of the same shape in a row; between two stretches text is copied one to
  // one. A unit is never cut: an offset strictly inside it stands for the whole unit.
  struct Stretch {
    std::uint32_t norm_begin = 0;
    std::uint32_t source_begin = 0;
    std::uint32_t count = 1;
    std::uint32_t source_unit = 0;  // bytes of the original a unit takes; 0: inserted
    std::uint32_t norm_unit = 0;    // bytes it became; 0: dropped

    [[nodiscard]] std::uint32_t norm_end() const { return norm_begin + count * norm_unit; }
    [[nodiscard]] std::uint32_t source_end() const { return source_begin + count * source_unit; }
  };

  // Builds a map while the normalised text is produced, left to right.
  // copy(n): n bytes were copied unchanged. replace(source, norm): `source` bytes of the original
  // became `norm` bytes; either may be 0 (dropped, inserted). A replaced unit is not cut: any
  // norm offset strictly inside it belongs to the whole unit.
  void copy(std::uint32_t bytes) {
    source_size_ += bytes;
    norm_size_ += bytes;
  }
  void replace(std::uint32_t source_bytes, std::uint32_t norm_bytes);

  // Continues with another map, whose source and text follow this one's.
  void append(const OffsetMap& next);

  [[nodiscard]] std::uint32_t source_size() const { return source_size_; }
  [[nodiscard]] std::uint32_t norm_size() const { return norm_size_; }
  // No stretch was changed: offsets are equal.
  [[nodiscard]] bool is_identity() const { return stretches_.empty(); }

  // The smallest source span whose normalisation covers `span`. Dropped characters at its two edges
  // are outside, dropped characters within are inside. O(log stretches). Offsets over the size
  // count as the size.
  [[nodiscard]] SourceSpan to_source(NormSpan span) const;

  // The smallest norm span that covers `span`; for tests and for carrying known places forward.
  [[nodiscard]] NormSpan to_norm(SourceSpan span) const;

  // The changed stretches, sorted by both begins.
  [[nodiscard]] const std::vector<Stretch>& stretches() const { return stretches_; }

 private:
  std::vector<Stretch> stretches_;
  std::uint32_t source_size_ = 0;
  std::uint32_t norm_size_ = 0;
};

}  // namespace mishen
