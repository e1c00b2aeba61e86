#include <algorithm>
#include <cctype>
#include <utility>

#include "plugins/formats/image/picture_text.h"
#include "plugins/formats/support/decode.h"

namespace mishen::image {
namespace {

// Records: [MS-EMF] 2.1.1.
enum Record : std::uint32_t {
  kHeaderRecord = 1,
  kEof = 14,
  kComment = 70,
  kExtTextA = 83,
  kExtTextW = 84,
  kPolyTextA = 96,
  kPolyTextW = 97,
  kSmallText = 108,
};
constexpr std::uint32_t kGlyphIndex = 0x10;    // ETO_GLYPH_INDEX
constexpr std::uint32_t kNoRectangle = 0x100;  // ETO_NO_RECT
constexpr std::uint32_t kSmallChars = 0x200;   // ETO_SMALL_CHARS
constexpr int kMostDepth = 2;

std::int32_t signed_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::int32_t>(number_at(bytes, at, 4));
}

std::string without_blanks(const std::string& text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return c != ' ' && c != '\n' && c != '\0'; });
  return out;
}

class Emf {
 public:
  Emf(std::string_view bytes, int depth) : bytes_(bytes), depth_(depth) {}

  PictureTexts read() {
    bool ended = false;
    for (std::size_t at = 0; at + 8 <= bytes_.size() && !ended;) {
      const std::uint32_t type = number_at(bytes_, at, 4);
      const std::uint64_t size = number_at(bytes_, at + 4, 4);
      if (size < 8 || size > bytes_.size() - at) break;
      record(type, bytes_.substr(at, size));
      ended = type == kEof;
      at += size;
    }
    out_.cut = out_.cut || !ended;
    close();
    return std::move(out_);
  }

 private:
  void record(std::uint32_t type, std::string_view data) {
    switch (type) {
      case kHeaderRecord:
        return header(data);
      case kComment:
        return comment(data.substr(std::min<std::size_t>(12, data.size())));
      case kExtTextA:
      case kExtTextW:
        return text(data, 36, type == kExtTextW);
      case kPolyTextA:
      case kPolyTextW: {
        const std::uint64_t count = number_at(data, 36, 4);
        for (std::size_t at = 40; at + 40 <= data.size() && at < 40 + count * 40; at += 40) {
          text(data, at, type == kPolyTextW);
        }
        return;
      }
      case kSmallText:
        return small_text(data);
      default:
        return;  // lines, fills, bitmaps: the picture, which is a gap of who shows it
    }
  }

  void header(std::string_view data) {
    const std::uint64_t size = number_at(data, 60, 4) * 2ULL;
    const std::size_t at = number_at(data, 64, 4);
    if (size == 0 || at > data.size()) return;
    std::string said = from_utf16le(data.substr(at, size));
    // The program and the title, each ended by a NUL.
    std::replace(said.begin(), said.end(), '\0', '\n');
    out_.texts.push_back({"EMF.description", std::move(said)});
  }

  void draw(std::string_view data, std::size_t offset, std::uint64_t count, bool wide,
            std::int32_t x, std::int32_t y, std::int64_t advance) {
    if (count == 0) return;
    const std::uint64_t size = wide ? count * 2 : count;
    if (offset > data.size() || size > data.size() - offset) {
      out_.cut = true;
      return;
    }
    const std::string_view raw = data.substr(offset, size);
    lines_.add(x, y, advance, wide ? from_utf16le(raw) : decode_unknown(raw).text);
  }

  // An EmrText object (2.2.5).
  void text(std::string_view data, std::size_t at, bool wide) {
    const std::uint64_t count = number_at(data, at + 8, 4);
    const std::uint32_t options = number_at(data, at + 16, 4);
    if ((options & kGlyphIndex) != 0 && wide) {
      out_.unread = out_.unread || count > 0;
      return;
    }
    if (count > budget_) {  // records that share their text, to make much of little
      out_.cut = true;
      return;
    }
    budget_ -= count;
    std::int64_t advance = 0;
    const std::size_t widths = number_at(data, at + 36, 4);
    for (std::uint64_t i = 0; widths != 0 && i < count && widths + i * 4 < data.size(); ++i) {
      advance += signed_at(data, widths + i * 4);
    }
    draw(data, number_at(data, at + 12, 4), count, wide, signed_at(data, at),
         signed_at(data, at + 4), advance);
  }

  void small_text(std::string_view data) {
    const std::uint64_t count = number_at(data, 16, 4);
    const std::uint32_t options = number_at(data, 20, 4);
    if ((options & kGlyphIndex) != 0) {
      out_.unread = out_.unread || count > 0;
      return;
    }
    draw(data, (options & kNoRectangle) != 0 ? 36 : 52, count, (options & kSmallChars) == 0,
         signed_at(data, 8), signed_at(data, 12), 0);
  }

  void comment(std::string_view data) {
    if (data.starts_with("EMF+")) return plus(data.substr(4));
    if (data.starts_with("GDIC")) return public_comment(data);
    // Spooled fonts: no words of the author's.
    if (data.size() < 4 || number_at(data, 0, 4) == 0) return;
    const std::string said = readable_comment(data);
    if (said.empty()) out_.unread = true;
    if (!said.empty()) out_.texts.push_back({"EMF.comment", said});
  }

  void public_comment(std::string_view data) {
    constexpr std::uint32_t kWindowsMetafile = 0x80000001;
    constexpr std::uint32_t kBeginGroup = 2;
    constexpr std::uint32_t kEndGroup = 3;
    const std::uint32_t kind = number_at(data, 4, 4);
    if (kind == kWindowsMetafile && data.size() > 24) {
      return take(wmf_texts(data.substr(24, number_at(data, 20, 4)), depth_ + 1));
    }
    if (kind == kBeginGroup && data.size() > 28) {
      out_.texts.push_back(
          {"EMF.group", from_utf16le(data.substr(28, number_at(data, 24, 4) * 2ULL))});
    } else if (kind != kEndGroup) {
      out_.unread = true;
    }
  }

  void take(PictureTexts inner) {
    out_.cut = out_.cut || inner.cut;
    out_.unread = out_.unread || inner.unread;
    for (PictureText& one : inner.texts) {
      if (one.key.empty()) {
        doubled_.push_back(std::move(one.text));
      } else {
        out_.texts.push_back(std::move(one));
      }
    }
  }

  // EMF+ records of one comment; the same text is often drawn again by plain records.
  void plus(std::string_view data) {
    constexpr std::uint32_t kDrawString = 0x401C;
    constexpr std::uint32_t kDrawDriverString = 0x4036;
    for (std::size_t at = 0; at + 12 <= data.size();) {
      const std::uint32_t type = number_at(data, at, 2);
      const std::uint64_t size = number_at(data, at + 4, 4);
      if (size < 12 || size > data.size() - at) {
        out_.cut = true;
        return;
      }
      const std::string_view record = data.substr(at, size);
      if (type == kDrawString) {
        const std::string_view rest = record.substr(std::min<std::size_t>(40, record.size()));
        doubled_.push_back(from_utf16le(rest.substr(0, number_at(record, 20, 4) * 2ULL)));
      } else if (type == kDrawDriverString) {
        driver_string(record);
      }
      at += size;
    }
  }

  void driver_string(std::string_view record) {
    const std::uint64_t count = number_at(record, 24, 4);
    const std::string_view rest = record.substr(std::min<std::size_t>(28, record.size()));
    const bool characters = (number_at(record, 16, 4) & 1U) != 0;  // else glyphs of the font
    if (!characters) {
      out_.unread = out_.unread || count > 0;
      return;
    }
    plus_lines_.add(static_cast<std::int32_t>(plus_count_++), 0, 1,
                    from_utf16le(rest.substr(0, count * 2)));
  }

  void close() {
    std::string drawn = lines_.take();
    const std::string known = without_blanks(drawn);
    std::string driver = plus_lines_.take();
    if (!driver.empty()) doubled_.push_back(std::move(driver));
    std::string again;
    for (const std::string& one : doubled_) (again += one) += '\n';
    if (known.find(without_blanks(again)) == std::string::npos) {
      if (!drawn.empty()) drawn += '\n';
      drawn += again;
    }
    if (!drawn.empty()) out_.texts.push_back({{}, std::move(drawn)});
  }

  std::string_view bytes_;
  int depth_;
  std::uint64_t budget_ = bytes_.size();  // characters that may be drawn yet
  PictureTexts out_;
  DrawnLines lines_;
  DrawnLines plus_lines_;
  std::uint32_t plus_count_ = 0;
  std::vector<std::string> doubled_;  // drawn by a second kind of record
};

}  // namespace

PictureTexts emf_texts(std::string_view bytes, int depth) {
  if (depth > kMostDepth) {
    PictureTexts out;
    out.unread = true;
    return out;
  }
  return Emf(bytes, depth).read();
}

}  // namespace mishen::image
