#include "plugins/formats/support/der.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "plugins/formats/support/decode.h"
#include "scanner/base/utf8.h"

namespace mishen {
namespace {

constexpr int kDeepest = 32;
constexpr std::size_t kMostTexts = 1000;
constexpr std::size_t kMostElements = 100'000;

struct Element {
  unsigned tag = 0;
  std::string_view content;
  std::size_t size = 0;  // all of it
};

std::optional<Element> element_at(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  Element element;
  element.tag = byte(0);
  if ((element.tag & 0x1FU) == 0x1FU) return std::nullopt;  // long tags: none in certificates
  std::size_t header = 2;
  std::uint64_t length = byte(1);
  if (length == 0x80) {  // ends at a mark; what follows is inside
    element.content = bytes.substr(2);
    element.size = bytes.size();
    return element;
  }
  if (length > 0x80) {
    const std::size_t count = length & 0x7FU;
    if (count > 4 || bytes.size() < 2 + count) return std::nullopt;
    length = 0;
    for (std::size_t i = 0; i < count; ++i) length = length << 8U | byte(2 + i);
    header += count;
  }
  if (length > bytes.size() - header) return std::nullopt;
  element.content = bytes.substr(header, length);
  element.size = header + length;
  return element;
}

std::string dotted(std::string_view bytes) {
  std::string out;
  std::uint64_t value = 0;
  bool first = true;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    value = value << 7U | (byte & 0x7FU);
    if ((byte & 0x80U) != 0) continue;
    if (first) {
      const std::uint64_t top = std::min<std::uint64_t>(value / 40, 2);
      out = std::to_string(top) + "." + std::to_string(value - top * 40);
      first = false;
    } else {
      out += "." + std::to_string(value);
    }
    value = 0;
  }
  return out;
}

std::string attribute_name(const std::string& oid) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kNames = {
      {{"2.5.4.3", "CN"},
       {"2.5.4.4", "SN"},
       {"2.5.4.5", "serialNumber"},
       {"2.5.4.6", "C"},
       {"2.5.4.7", "L"},
       {"2.5.4.8", "ST"},
       {"2.5.4.9", "street"},
       {"2.5.4.10", "O"},
       {"2.5.4.11", "OU"},
       {"1.2.840.113549.1.9.1", "E"}}};
  for (const auto& [number, name] : kNames) {
    if (number == oid) return std::string(name);
  }
  return oid.empty() ? "text" : oid;
}

class Walker {
 public:
  std::vector<CertificateText> walk(std::string_view bytes) {
    inside(bytes, {}, 0);
    return std::move(texts_);
  }

 private:
  void one(const Element& element, std::string& oid, int depth) {
    constexpr unsigned kConstructed = 0x20;
    switch (element.tag) {
      case 0x06:
        oid = dotted(element.content);
        return;
      case 0x0C:  // UTF8String
      case 0x12:  // NumericString
      case 0x13:  // PrintableString
      case 0x14:  // TeletexString
      case 0x16:  // IA5String
        return add(oid, decode_unknown(element.content).text);
      case 0x1E:  // BMPString
        if (const auto text = decode(element.content, "UTF-16BE")) add(oid, text->text);
        return;
      case 0x04:  // extensions keep a structure in their bytes
        if (element_at(element.content) && depth < kDeepest) inside(element.content, {}, depth + 1);
        return;
      case 0x81:  // an address, a name of a machine or of a page, where a string is expected
      case 0x82:
      case 0x86:
        return add({}, readable(element.content));
      default:
        if ((element.tag & kConstructed) != 0 && depth < kDeepest) {
          // With the attribute that stands before it, where a value is wrapped once more.
          inside(element.content, oid, depth + 1);
        }
    }
  }

  void inside(std::string_view bytes, std::string oid, int depth) {
    while (!bytes.empty() && texts_.size() < kMostTexts && ++met_ < kMostElements) {
      const auto element = element_at(bytes);
      if (!element) return;
      bytes.remove_prefix(element->size);
      one(*element, oid, depth);
    }
  }

  static std::string readable(std::string_view bytes) {
    const bool plain =
        std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > ' ' && c < 0x7F; });
    return plain && bytes.size() > 3 ? std::string(bytes) : std::string();
  }

  void add(const std::string& oid, std::string text) {
    constexpr std::size_t kAWord = 2;
    if (utf8::length(text) < kAWord) return;
    const bool control = std::any_of(text.begin(), text.end(),
                                     [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (control) return;
    CertificateText one{attribute_name(oid), std::move(text)};
    if (std::find(texts_.begin(), texts_.end(), one) == texts_.end())
      texts_.push_back(std::move(one));
  }

  std::vector<CertificateText> texts_;
  std::size_t met_ = 0;
};

}  // namespace

std::vector<CertificateText> certificate_texts(std::string_view bytes) {
  return Walker().walk(bytes);
}

std::string from_base64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    std::uint32_t value = 0;
    if (c >= 'A' && c <= 'Z') {
      value = static_cast<std::uint32_t>(c - 'A');
    } else if (c >= 'a' && c <= 'z') {
      value = static_cast<std::uint32_t>(c - 'a') + 26;
    } else if (c >= '0' && c <= '9') {
      value = static_cast<std::uint32_t>(c - '0') + 52;
    } else if (c == '+' || c == '/') {
      value = c == '+' ? 62 : 63;
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      continue;
    } else {
      break;
    }
    bits = bits << 6U | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 0xFFU);
    }
  }
  return out;
}

}  // namespace mishen
