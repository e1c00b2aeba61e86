#include <algorithm>

#include "plugins/formats/image/picture_text.h"
#include "plugins/formats/support/decode.h"

namespace mishen::image {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

constexpr unsigned kEnd = 0xD9;
constexpr unsigned kStartOfScan = 0xDA;
constexpr unsigned kFirstApplication = 0xE0;
constexpr unsigned kLastApplication = 0xEF;

// Segments that exiv2 reads, and those that only say how the picture is stored.
bool is_known(std::string_view data) {
  constexpr std::string_view kKnown[] = {
      "Exif", "http://ns.adobe.com/", "Photoshop ", "JFIF", "ICC_PROFILE", "Adobe", "Ducky", "MPF"};
  return std::any_of(std::begin(kKnown), std::end(kKnown),
                     [&](std::string_view known) { return data.starts_with(known); });
}

// Where the marker stands that ends the coded pixels from `at` on.
std::size_t next_marker(std::string_view bytes, std::size_t at) {
  for (at = bytes.find('\xFF', at); at + 1 < bytes.size(); at = bytes.find('\xFF', at + 1)) {
    const unsigned marker = byte_at(bytes, at + 1);
    const bool restart = marker >= 0xD0 && marker <= 0xD7;
    if (marker != 0 && marker != 0xFF && !restart) return at;
  }
  return bytes.size();
}

}  // namespace

PictureTexts jpeg_texts(std::string_view bytes) {
  PictureTexts out;
  const auto take = [&](const std::string& key, std::string_view data) {
    const std::string text = readable_comment(data);
    if (text.empty()) {
      out.unread = true;
    } else {
      out.texts.push_back({key, text});
    }
  };
  std::size_t at = 2;
  while (at + 2 <= bytes.size() && byte_at(bytes, at) == 0xFF) {
    const unsigned marker = byte_at(bytes, at + 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    if (marker == kEnd) {
      const std::string_view rest = bytes.substr(at + 2);
      const std::size_t ink = rest.find_first_not_of(std::string_view("\0\r\n ", 4));
      if (ink != std::string_view::npos) take("JPEG.behind the end", rest.substr(ink));
      return out;
    }
    if (at + 4 > bytes.size()) break;
    const std::size_t size = byte_at(bytes, at + 2) << 8U | byte_at(bytes, at + 3);
    const std::string_view data = bytes.substr(at + 4, size < 2 ? 0 : size - 2);
    if (marker >= kFirstApplication && marker <= kLastApplication && !is_known(data)) {
      take("JPEG.APP" + std::to_string(marker - kFirstApplication), data);
    }
    at += 2 + size;
    if (marker == kStartOfScan) at = next_marker(bytes, std::min(at, bytes.size()));
  }
  // No end: exiv2 does not mind, and the pixels are not read anyway.
  return out;
}

}  // namespace mishen::image
