// Drawing code (PDF content, PostScript, what Illustrator keeps of its drawings) read for its
// words: most of it is numbers and operators, which say nothing.
#pragma once

#include <string>
#include <string_view>

namespace mishen::pdf {

// True for data that is operators and their operands, or begins as PostScript does.
[[nodiscard]] bool is_drawing_code(std::string_view data);

// True for drawing code that shows no string and no picture of its own: lines, areas, other
// objects.
[[nodiscard]] bool is_without_text(std::string_view data);

struct CodeWords {
  std::string text;             // a line each, in UTF-8
  bool has_other_data = false;  // pictures, encoded data or glyph codes, in which words may stand
};

// The strings and the comments in `code` (untrusted). Data in base 85 is decoded, and read if it is
// markup or code with strings: Illustrator keeps its texts in such.
[[nodiscard]] CodeWords words_of_code(std::string_view code);

}  // namespace mishen::pdf
