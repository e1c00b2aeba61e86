// Text that stands inside pictures, and how the readers of their kinds hand it over.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mishen::image {

struct PictureText {
  std::string key;   // "GIF.comment"; empty: drawn, a reader of the picture sees it
  std::string text;  // valid UTF-8
};

struct PictureTexts {
  std::vector<PictureText> texts;
  bool cut = false;     // the structure ends too early or is damaged
  bool unread = false;  // text drawn by glyph number, or data private to a program
  std::string xmp;      // a packet for exiv2
};

// Comments, application data and plain text of a GIF (GIF89a specification, 24 to 26), and what
// stands behind its end.
[[nodiscard]] PictureTexts gif_texts(std::string_view bytes);

// What exiv2 passes over in a JPEG: segments of programs it does not know (ISO/IEC 10918-1,
// B.2.4.6), and what stands behind its end.
[[nodiscard]] PictureTexts jpeg_texts(std::string_view bytes);

// Text records, descriptions and comments of an enhanced metafile ([MS-EMF] 2.3.3, 2.3.5,
// [MS-EMFPLUS] 2.3.4), text line by line; metafiles inside are read too.
[[nodiscard]] PictureTexts emf_texts(std::string_view bytes, int depth = 0);

// The same of a Windows metafile ([MS-WMF] 2.3.3, 2.3.6).
[[nodiscard]] PictureTexts wmf_texts(std::string_view bytes, int depth = 0);

// Little-endian numbers of a record; 0 beyond its end.
[[nodiscard]] inline std::uint32_t number_at(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  if (at > bytes.size() || bytes.size() - at < static_cast<std::size_t>(size)) return 0;
  for (int i = size; i-- > 0;) {
    value = value << 8U | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  }
  return value;
}

// Puts pieces of drawn text together as they stand: pieces on one height are one line, a gap
// between them is a space.
class DrawnLines {
 public:
  // `advance` is the width of the piece in the units of x, 0 if unknown.
  void add(std::int32_t x, std::int32_t y, std::int64_t advance, const std::string& text);
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::int64_t end_x_ = 0;
  std::int64_t begin_x_ = 0;
  std::int64_t y_ = 0;
  std::int64_t character_ = 0;  // about the width of one
};

// Text in the data of a comment record, if it is text.
[[nodiscard]] std::string readable_comment(std::string_view data);

}  // namespace mishen::image
