// The text of an example as its author writes it: '<' and '>' mark what must be found, &lt; &gt;
// &amp; stand for the characters themselves; any other '&' is just that.
#pragma once

#include <string>
#include <string_view>

#include "scanner/base/span.h"

namespace mishen {

enum class MarkFault : unsigned char {
  none,
  unbalanced,  // a mark without its partner, or a second pair
  empty_span,  // nothing between the marks
};

struct MarkedText {
  std::string text;  // without marks
  bool has_span = false;
  SourceSpan span;
  MarkFault fault = MarkFault::none;
};

[[nodiscard]] MarkedText read_marks(std::string_view written);

}  // namespace mishen
