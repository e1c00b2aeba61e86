#include "plugins/formats/image/picture_text.h"

#include <algorithm>

#include "plugins/formats/support/decode.h"
#include "scanner/base/utf8.h"

namespace mishen::image {

void DrawnLines::add(std::int32_t x, std::int32_t y, std::int64_t advance,
                     const std::string& text) {
  if (text.empty()) return;
  const auto count = static_cast<std::int64_t>(std::max<std::size_t>(utf8::length(text), 1));
  if (!text_.empty()) {
    const std::int64_t off = std::abs(x - end_x_);
    const bool same_place = x == begin_x_ && y == y_;  // drawn where the pen is
    if (std::abs(y - y_) > character_ / 2) {
      text_ += '\n';
    } else if (!same_place && off > character_ / 2) {
      text_ += ' ';
    }
  }
  text_ += text;
  character_ = advance / count;
  begin_x_ = x;
  end_x_ = x + advance;
  y_ = y;
}

std::string readable_comment(std::string_view data) {
  while (!data.empty() && data.back() == '\0') data.remove_suffix(1);
  if (data.empty()) return {};
  const Decoded decoded = decode_unknown(data);
  const bool control = std::any_of(decoded.text.begin(), decoded.text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\r' && c != '\n') || byte == 0x7F;
  });
  return control || !decoded.complete ? std::string() : decoded.text;
}

}  // namespace mishen::image
