// The line round a finding, fit to be shown: this value and every other one masked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/document/document.h"
#include "scanner/text/reading.h"

namespace mishen {

inline constexpr std::size_t kExcerptLength = 60;  // code points, with its ellipses

struct Excerpt {
  std::string text;
  std::uint32_t begin = 0;  // where the masked value stands in it, bytes
  std::uint32_t end = 0;
};

// One side of an excerpt before it is fitted.
struct ExcerptFlank {
  std::string text;
  bool cut = false;  // more of the line lies beyond
};

// Knows every stretch of the document that must not be shown as it is. Fill it with all findings,
// seal it, then ask; each excerpt costs its own length. `document` must outlive it.
class ExcerptMaker {
 public:
  explicit ExcerptMaker(const Document& document) : document_(&document) {}

  // A finding's value, shown as `masked` in all excerpts; of a value in several pieces the first
  // is, the others are stars. Values do not overlap.
  void add(const std::vector<SourcePiece>& pieces, const std::string& masked);
  // Text of a candidate that lost an overlap: what no finding covers of it is stars.
  void add_lost(const SourcePiece& piece);
  void seal();

  // Every stretch of the passage that must not be shown: of values what their masks hide, what was
  // lost, and long runs of digits. Sorted and disjoint. Costs the passage's length.
  [[nodiscard]] std::vector<SourceSpan> hidden(std::uint32_t passage) const;

  // The text of `piece` with everything in it hidden that must be. Costs its length.
  [[nodiscard]] std::string render(const SourcePiece& piece) const;
  // `piece` is the first piece of a finding, or a trace, shown as `masked`.
  [[nodiscard]] Excerpt make(const SourcePiece& piece, std::string_view masked) const;

 private:
  struct Stretch {
    SourceSpan span;
    std::string shown;  // empty: stars
  };
  struct Hidden {
    std::vector<Stretch> values;   // disjoint; sorted once sealed
    std::vector<SourceSpan> lost;  // sorted and disjoint once sealed
  };

  [[nodiscard]] ExcerptFlank before(const SourcePiece& piece) const;
  [[nodiscard]] ExcerptFlank after(const SourcePiece& piece) const;

  const Document* document_;
  std::unordered_map<std::uint32_t, Hidden> passages_;
};

}  // namespace mishen
