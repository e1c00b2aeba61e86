// Text chunks of PNG (ISO/IEC 15948, 11.3.4), which exiv2 reads only some of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mishen::image {

struct PngText {
  std::string keyword;
  std::string text;  // valid UTF-8
};

// The tEXt, zTXt and iTXt chunks; compressed ones up to `most` bytes each. `cut`: one was longer,
// or damaged.
[[nodiscard]] std::vector<PngText> png_texts(std::string_view bytes, std::size_t most, bool& cut);

}  // namespace mishen::image
