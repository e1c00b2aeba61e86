#include "plugins/formats/image/picture_text.h"
#include "plugins/formats/support/decode.h"

namespace mishen::image {
namespace {

constexpr std::size_t kHeader = 13;

class Gif {
 public:
  explicit Gif(std::string_view bytes) : bytes_(bytes) {}

  PictureTexts read() {
    at_ = kHeader + colours(number_at(bytes_, 10, 1));
    while (!out_.cut && at_ < bytes_.size() && block()) {
    }
    return std::move(out_);
  }

 private:
  static std::size_t colours(std::uint32_t flags) {
    return (flags & 0x80U) != 0 ? 3ULL << ((flags & 7U) + 1) : 0;
  }

  // False behind the last one.
  bool block() {
    const auto kind = static_cast<unsigned char>(bytes_[at_++]);
    if (kind == 0x3B) return behind(bytes_.substr(at_));
    if (kind == 0x2C) {
      at_ += 9 + colours(number_at(bytes_, at_ + 8, 1)) + 1;  // 1: size of the codes
      (void)sub_blocks();
    } else if (kind == 0x21) {
      const std::uint32_t label = number_at(bytes_, at_++, 1);
      extension(label);
    } else {
      out_.cut = true;
    }
    return true;
  }

  bool behind(std::string_view rest) {
    const std::size_t ink = rest.find_first_not_of(std::string_view("\0\r\n ", 4));
    if (ink == std::string_view::npos) return false;
    const std::string text = readable_comment(rest.substr(ink));
    if (text.empty()) out_.cut = true;
    out_.texts.push_back({"GIF.behind the end", text});
    return false;
  }

  void extension(std::uint32_t label) {
    if (label == 0xFE) return add("GIF.comment", sub_blocks());
    if (label == 0x01) {
      at_ += number_at(bytes_, at_, 1) + 1;
      out_.texts.push_back({{}, decode_unknown(sub_blocks()).text});
    } else if (label == 0xFF) {
      application();
    } else if (label == 0xF9) {
      (void)sub_blocks();  // how long a frame stays
    } else {
      const std::string data = sub_blocks();
      add("GIF.extension", data);
    }
  }

  void application() {
    const std::string_view name = bytes_.substr(std::min(at_ + 1, bytes_.size()), 11);
    at_ += number_at(bytes_, at_, 1) + 1;
    const std::size_t begin = at_;
    std::string data = sub_blocks();
    if (name == "NETSCAPE2.0" || name == "ANIMEXTS1.0" || name == "ICCRGBG1012") return;
    if (name == "XMP DataXMP" && begin < at_) {
      // The packet stands unpacked; a tail of falling numbers leads readers of blocks to its end.
      out_.xmp = bytes_.substr(begin, at_ - begin);
      const std::size_t end = out_.xmp.rfind('>');
      out_.xmp.resize(end == std::string::npos ? 0 : end + 1);
      return;
    }
    add("GIF." + decode_unknown(name).text, data);
  }

  void add(const std::string& key, const std::string& data) {
    const std::string text = readable_comment(data);
    if (text.empty() && !data.empty()) out_.unread = true;
    if (!text.empty()) out_.texts.push_back({key, text});
  }

  std::string sub_blocks() {
    std::string data;
    while (at_ < bytes_.size()) {
      const std::size_t size = number_at(bytes_, at_++, 1);
      if (size == 0) return data;
      data += bytes_.substr(std::min(at_, bytes_.size()), size);
      at_ += size;
    }
    out_.cut = true;
    return data;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  PictureTexts out_;
};

}  // namespace

PictureTexts gif_texts(std::string_view bytes) { return Gif(bytes).read(); }

}  // namespace mishen::image
