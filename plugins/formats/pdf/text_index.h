// Text that is asked again and again whether it holds a string: whether the pages say what an
// annotation says, whether a draft says what an earlier revision of it said.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mishen::pdf {

class TextIndex {
 public:
  // Appends a line of its own; no string is found across the end of one.
  void add(std::string_view line);

  // Whether a line holds `wanted`, which has no line end: what std::string::find would say, at a
  // price that for most strings does not grow with the text. One that is not there is mostly known
  // by its pieces, and one that is there mostly stands near the one before.
  [[nodiscard]] bool has(std::string_view wanted);

 private:
  [[nodiscard]] bool may_have(std::string_view wanted) const;
  void mark(std::string_view line);
  void rebuild();

  std::string text_;
  std::vector<std::uint64_t> marks_;  // a bit for each piece's hash; none while nobody has asked
  std::size_t marked_ = 0;            // bytes of text_ whose pieces are in it
  std::size_t near_ = 0;              // where the last string was found
};

}  // namespace mishen::pdf
