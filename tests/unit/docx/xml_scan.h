// A second way to find the text elements of a part: reads the markup as characters, knows no tree
// and none of the code under test.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mishen::test {

// The decoded text of every element MarkupRun::node counts, in document order; for elements that
// stand for text, what they stand for ("" for w:sym, whose text is the font's affair).
[[nodiscard]] std::vector<std::string> scan_text_elements(std::string_view xml);

}  // namespace mishen::test
