// Cutting into a part's raw bytes: where an element ends, where a character of its text stands, and
// splices that leave every other byte as it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mishen::docx {

// Just after the tag that starts at `at` ('<'), quotes inside it respected; npos: it does not end.
[[nodiscard]] std::size_t tag_end(std::string_view xml, std::size_t at);

// Just after the element whose start tag begins at `at`; npos when the markup does not close it.
// Linear in the element.
[[nodiscard]] std::size_t element_end(std::string_view xml, std::size_t at);

// True when the tag that starts at `at` closes itself: <w:p/>.
[[nodiscard]] bool closes_itself(std::string_view xml, std::size_t at);

// The offset of the character `units` UTF-16 units into the raw character data at `at`, in which
// references and line ends count as what they stand for. Nothing when the text is shorter or the
// place lies inside a character.
[[nodiscard]] std::optional<std::size_t> raw_offset(std::string_view xml, std::size_t at,
                                                    std::uint32_t units);

// What goes in at one place: `close` leaves the elements the place lies in, `open` enters them
// again; between them stand the ends of ranges, then whole notes, then the starts of ranges.
struct Cut {
  std::string close, ends, points, starts, open;
};

// Splices of one part by raw offset.
class Splices {
 public:
  // The cut at `at`; made when there is none. `close` and `open` of the first request stay: equal
  // offsets lie in equal elements.
  Cut& cut(std::size_t at, std::string_view close = {}, std::string_view open = {});
  // Replaces `size` bytes at `at`, once.
  void replace(std::size_t at, std::size_t size, std::string text);
  [[nodiscard]] std::string apply(std::string_view xml) const;

 private:
  struct Replacement {
    std::size_t size = 0;
    std::string text;
  };
  std::map<std::size_t, Cut> cuts_;
  std::map<std::size_t, Replacement> replacements_;
};

// For character data and attribute values; characters XML 1.0 does not allow become U+FFFD.
[[nodiscard]] std::string xml_escape(std::string_view text);

}  // namespace mishen::docx
