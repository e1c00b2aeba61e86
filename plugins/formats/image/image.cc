#include "plugins/formats/image/image.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <exiv2/exiv2.hpp>
#include <set>
#include <utility>

#include "plugins/formats/image/picture_text.h"
#include "plugins/formats/image/png_text.h"
#include "plugins/formats/support/decode.h"
#include "plugins/formats/support/paths.h"
#include "scanner/base/utf8.h"

namespace mishen {
namespace image {
namespace {

constexpr std::size_t kLongestValue = 64U << 10U;

std::string last_of(const std::string& key) { return key.substr(key.find_last_of(".:/") + 1); }

void add(DocumentBuilder& out, const std::string& key, std::string text, Surface surface,
         std::string what = {}) {
  text.resize(std::min(text.find('\0'), text.size()));
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return;
  Passage passage;
  passage.text = utf8::is_valid(text) ? std::move(text) : decode_unknown(text).text;
  passage.surface = surface;
  passage.visibility = Visibility::recoverable;
  passage.where = {{StepKind::property, 0, key}};
  passage.traces.push_back({TraceKind::picture_metadata, {}, std::move(what), {}, {}});
  if (names_a_person(last_of(key))) {
    passage.traces.push_back({TraceKind::author_name, {}, {}, passage.text, {}});
  }
  if (is_machine_path(passage.text)) {
    passage.traces.push_back({TraceKind::machine_path, {}, {}, {}, {}});
  }
  out.add(std::move(passage));
}

// Degrees, minutes and seconds of a GPS tag as degrees.
std::optional<double> degrees(const Exiv2::ExifData& exif, const char* key, const char* sign_key,
                              char negative) {
  const auto found = exif.findKey(Exiv2::ExifKey(key));
  if (found == exif.end() || found->count() < 1) return std::nullopt;
  double value = 0;
  double unit = 1;
  for (long i = 0; i < std::min(found->count(), 3L); ++i, unit /= 60) {
    value += static_cast<double>(found->toFloat(i)) * unit;
  }
  const auto sign = exif.findKey(Exiv2::ExifKey(sign_key));
  if (sign != exif.end() && sign->toString().starts_with(negative)) value = -value;
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

void read_position(const Exiv2::ExifData& exif, DocumentBuilder& out) {
  const auto latitude =
      degrees(exif, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", 'S');
  const auto longitude =
      degrees(exif, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", 'W');
  if (!latitude || !longitude) return;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.5f, %.5f", *latitude, *longitude);
  add(out, "position", text.data(), Surface::metadata, "position");
}

void read_exif(const Exiv2::ExifData& exif, DocumentBuilder& out) {
  for (const Exiv2::Exifdatum& one : exif) {
    const bool text = one.typeId() == Exiv2::asciiString;
    const bool comment = one.typeId() == Exiv2::comment || one.tagName() == "UserComment";
    // XPTitle, XPAuthor ...: UTF-16 in bytes.
    const bool windows = one.tagName().starts_with("XP");
    if (!text && !comment && !windows) continue;
    if (static_cast<std::size_t>(one.size()) > kLongestValue) continue;
    std::string value;
    if (windows) {
      std::string raw(static_cast<std::size_t>(one.size()), '\0');
      one.copy(reinterpret_cast<Exiv2::byte*>(raw.data()), Exiv2::littleEndian);
      value = from_utf16le(raw);
    } else {
      value = one.toString();
    }
    // One letter says which half of the globe, or which version of a list of numbers.
    if (value.size() > 1) add(out, one.key(), std::move(value), Surface::metadata);
  }
}

// Kinds that can hold EXIF or XMP; of bitmaps and metafiles the picture is all there is.
bool may_tell(std::string_view bytes) {
  return bytes.starts_with("\xFF\xD8") || bytes.starts_with("\x89PNG") ||
         bytes.starts_with("II\x2A") || bytes.starts_with("MM") || bytes.starts_with("RIFF") ||
         bytes.substr(0, 8).ends_with("ftyp") || bytes.substr(0, 8).ends_with("jP  ");
}

// What an XMP packet says beside identifiers of instances and numbers of the picture.
bool says_something(const std::string& value) {
  return !value.starts_with("xmp.") && !value.starts_with("uuid:") && !value.starts_with("type=") &&
         utf8::length(value) > 1;
}

bool is_emf(std::string_view bytes) {
  return bytes.size() > 44 && bytes.substr(40, 4) == " EMF" &&
         bytes.starts_with(std::string_view("\x01\0\0\0", 4));
}

bool is_wmf(std::string_view bytes) {
  return bytes.starts_with("\xD7\xCD\xC6\x9A") ||
         bytes.starts_with(std::string_view("\x01\0\x09\0", 4));
}

// What a person reads in the picture: text it draws as such.
void add_drawn(DocumentBuilder& out, std::string text) {
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return;
  Passage passage;
  passage.text = utf8::is_valid(text) ? std::move(text) : utf8::sanitise(text);
  passage.surface = Surface::text_box;
  passage.where = {{StepKind::property, 0, "drawn text"}};
  out.add(std::move(passage));
}

class ImageFormat final : public Format {
 public:
  [[nodiscard]] std::string_view name() const override { return "image"; }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    if (bytes.starts_with("\x89PNG")) {
      bool cut = false;
      for (PngText& one : png_texts(bytes, out.limits().max_part_bytes, cut)) {
        add(out, "PNG." + one.keyword, std::move(one.text), Surface::metadata);
      }
      if (cut) unread(out);
    }
    if (bytes.starts_with("\xFF\xD8\xFF")) read_texts(jpeg_texts(bytes), out);
    // exiv2 reads nothing of these but their size.
    if (bytes.starts_with("GIF8")) return read_texts(gif_texts(bytes), out);
    if (is_emf(bytes)) return read_texts(emf_texts(bytes), out);
    if (is_wmf(bytes)) return read_texts(wmf_texts(bytes), out);
    // exiv2 prints what it does not like; the draft's own bytes must not reach a log.
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    try {
      read_by_exiv2(bytes, out);
    } catch (const Exiv2::AnyError&) {
      if (may_tell(bytes)) unread(out);
    }
  }

 private:
  static void unread(DocumentBuilder& out) {
    out.add_gap(GapCause::unsupported_part, {}, {"gap.image.metadata", {}});
  }

  static void read_texts(PictureTexts texts, DocumentBuilder& out) {
    for (PictureText& one : texts.texts) {
      if (one.key.empty()) {
        add_drawn(out, std::move(one.text));
      } else {
        add(out, one.key, std::move(one.text), Surface::metadata);
      }
    }
    if (!texts.xmp.empty()) {
      Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
      Exiv2::XmpData xmp;
      if (Exiv2::XmpParser::decode(xmp, texts.xmp) != 0) texts.cut = true;
      read_xmp(xmp, out);
    }
    if (texts.cut) unread(out);
    if (texts.unread) {
      out.add_gap(GapCause::picture_not_read, {}, {"gap.image.drawn-otherwise", {}});
    }
  }

  static void read_xmp(const Exiv2::XmpData& xmp, DocumentBuilder& out) {
    for (const Exiv2::Xmpdatum& one : xmp) {
      std::string value = one.toString();
      if (says_something(value)) add(out, one.key(), std::move(value), Surface::xmp);
    }
  }

  static void read_by_exiv2(std::string_view bytes, DocumentBuilder& out) {
    const auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(bytes.data()),
                                                 static_cast<long>(bytes.size()));
    image->readMetadata();
    read_position(image->exifData(), out);
    read_exif(image->exifData(), out);
    for (const Exiv2::Iptcdatum& one : image->iptcData()) {
      if (one.typeId() == Exiv2::string) add(out, one.key(), one.toString(), Surface::metadata);
    }
    read_xmp(image->xmpData(), out);
    add(out, "comment", image->comment(), Surface::metadata);
  }
};

}  // namespace
}  // namespace image

const Format& image_format() {
  static const image::ImageFormat format;
  return format;
}

}  // namespace mishen
