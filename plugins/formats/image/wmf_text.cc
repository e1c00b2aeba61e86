#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "plugins/formats/image/picture_text.h"
#include "plugins/formats/support/decode.h"
#include "scanner/base/utf8.h"

namespace mishen::image {
namespace {

// Records: [MS-WMF] 2.1.1.1.
enum Record : std::uint32_t {
  kEof = 0x0000,
  kTextOut = 0x0521,
  kExtTextOut = 0x0A32,
  kEscape = 0x0626,
  kSelect = 0x012D,
  kDelete = 0x01F0,
  kCreateFont = 0x02FB,
};
// Objects other than fonts take numbers too.
constexpr std::uint32_t kCreateOthers[] = {0x02FA, 0x02FC, 0x00F7, 0x01F9, 0x0142, 0x06FF};
constexpr std::uint32_t kCommentEscape = 0x000F;
constexpr std::uint32_t kGlyphIndex = 0x10;
constexpr std::uint32_t kHasRectangle = 0x06;  // ETO_OPAQUE, ETO_CLIPPED
constexpr std::size_t kPlaceableHeader = 22;
constexpr std::size_t kHeader = 18;
constexpr int kMostDepth = 2;

// [MS-WMF] 2.1.1.5.
std::string charset_name(std::uint32_t charset) {
  switch (charset) {
    case 128:
      return "Shift_JIS";
    case 129:
      return "EUC-KR";
    case 136:
      return "Big5";
    case 134:
      return "GB18030";
    case 2:
      return "ISO-8859-1";
    case 204:
      return "windows-1251";
    default:
      return {};
  }
}

std::int32_t signed_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::int16_t>(number_at(bytes, at, 2));
}

class Wmf {
 public:
  Wmf(std::string_view bytes, int depth) : bytes_(bytes), depth_(depth) {}

  PictureTexts read() {
    const bool placeable = bytes_.starts_with("\xD7\xCD\xC6\x9A");
    bool ended = false;
    for (std::size_t at = kHeader + (placeable ? kPlaceableHeader : 0);
         at + 6 <= bytes_.size() && !ended;) {
      const std::uint64_t size = number_at(bytes_, at, 4) * 2ULL;
      if (size < 6 || size > bytes_.size() - at) break;
      const std::uint32_t type = number_at(bytes_, at + 4, 2);
      record(type, bytes_.substr(at + 6, size - 6));
      ended = type == kEof;
      at += size;
    }
    out_.cut = out_.cut || !ended;
    if (std::string drawn = lines_.take(); !drawn.empty()) {
      out_.texts.push_back({{}, std::move(drawn)});
    }
    if (!inner_.empty()) take_inner();
    return std::move(out_);
  }

 private:
  void record(std::uint32_t type, std::string_view data) {
    switch (type) {
      case kTextOut: {
        const std::uint64_t count = number_at(data, 0, 2);
        const std::size_t behind = 2 + count + count % 2;
        return draw(data, 2, count, signed_at(data, behind + 2), signed_at(data, behind), 0);
      }
      case kExtTextOut:
        return ext_text(data);
      case kEscape:
        return escape(data);
      case kCreateFont:
        return create(number_at(data, 13, 1));
      case kSelect: {
        const auto found = objects_.find(number_at(data, 0, 2));
        if (found != objects_.end() && found->second) font_ = *found->second;
        return;
      }
      case kDelete:
        objects_.erase(number_at(data, 0, 2));
        free_ = std::min(free_, number_at(data, 0, 2));
        return;
      default:
        if (std::find(std::begin(kCreateOthers), std::end(kCreateOthers), type) !=
            std::end(kCreateOthers)) {
          create(std::nullopt);
        }
    }
  }

  // The lowest number that is free.
  void create(std::optional<std::uint32_t> charset) {
    while (objects_.contains(free_)) ++free_;
    objects_[free_] = charset;
  }

  void ext_text(std::string_view data) {
    const std::uint64_t count = number_at(data, 4, 2);
    const std::uint32_t options = number_at(data, 6, 2);
    if ((options & kGlyphIndex) != 0) {
      out_.unread = out_.unread || count > 0;
      return;
    }
    const std::size_t at = (options & kHasRectangle) != 0 ? 16 : 8;
    std::int64_t advance = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      advance += signed_at(data, at + count + count % 2 + i * 2);
    }
    draw(data, at, count, signed_at(data, 2), signed_at(data, 0), advance);
  }

  void draw(std::string_view data, std::size_t at, std::uint64_t count, std::int32_t x,
            std::int32_t y, std::int64_t advance) {
    if (at > data.size() || count > data.size() - at) {
      out_.cut = true;
      return;
    }
    const std::string_view raw = data.substr(at, count);
    const std::string charset = charset_name(font_);
    auto decoded = charset.empty() ? std::nullopt : decode(raw, charset);
    lines_.add(x, y, advance, decoded ? decoded->text : decode_unknown(raw).text);
  }

  void escape(std::string_view data) {
    if (number_at(data, 0, 2) != kCommentEscape) return;  // a command for a printer
    std::string_view said = data.substr(std::min<std::size_t>(4, data.size()));
    said = said.substr(0, number_at(data, 2, 2));
    if (said.starts_with("WMFC")) {
      constexpr std::size_t kChunkHeader = 34;
      inner_ += said.substr(std::min(kChunkHeader, said.size()));
      return;
    }
    const std::string text = readable_comment(said);
    if (text.empty() && !said.empty()) out_.unread = true;
    if (!text.empty()) out_.texts.push_back({"WMF.comment", text});
  }

  // The same picture once more, as an enhanced metafile in pieces.
  void take_inner() {
    PictureTexts inner = emf_texts(inner_, depth_ + 1);
    out_.cut = out_.cut || inner.cut;
    out_.unread = out_.unread || inner.unread;
    for (PictureText& one : inner.texts) {
      const bool known = std::any_of(
          out_.texts.begin(), out_.texts.end(),
          [&](const PictureText& other) { return other.key == one.key && other.text == one.text; });
      if (!known) out_.texts.push_back(std::move(one));
    }
  }

  std::string_view bytes_;
  int depth_;
  PictureTexts out_;
  DrawnLines lines_;
  std::map<std::uint32_t, std::optional<std::uint32_t>> objects_;
  std::uint32_t free_ = 0;  // no number below is free
  std::uint32_t font_ = 1;  // the default character set
  std::string inner_;
};

}  // namespace

PictureTexts wmf_texts(std::string_view bytes, int depth) {
  if (depth > kMostDepth) {
    PictureTexts out;
    out.unread = true;
    return out;
  }
  return Wmf(bytes, depth).read();
}

}  // namespace mishen::image
