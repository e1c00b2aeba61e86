#include "plugins/formats/ole/property_set.h"

#include <algorithm>

#include "plugins/formats/ole/bytes.h"
#include "plugins/formats/support/decode.h"

namespace mishen::ole {
namespace {

constexpr std::uint32_t kCodePage = 1;
constexpr std::uint32_t kShort = 2, kText = 0x1E, kWideText = 0x1F;
constexpr std::uint32_t kMostProperties = 1000;

std::string name_of(std::uint32_t id, bool document_summary) {
  switch (document_summary ? id + 100 : id) {
    case 2:
      return "title";
    case 3:
      return "subject";
    case 4:
      return "author";
    case 5:
      return "keywords";
    case 6:
      return "comments";
    case 7:
      return "template";
    case 8:
      return "lastAuthor";
    case 9:
      return "revision";
    case 18:
      return "application";
    case 102:
      return "category";
    case 114:
      return "manager";
    case 115:
      return "company";
    default:
      return "property-" + std::to_string(id);
  }
}

std::string until_nul(std::string text) {
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}

void read_section(std::string_view section, bool document_summary, std::vector<Property>& out) {
  Bytes head(section);
  head.skip(4);
  const std::uint32_t count = std::min(head.u32(), kMostProperties);
  std::string charset;
  Bytes first = head;
  for (std::uint32_t i = 0; i < count && first.good(); ++i) {
    const std::uint32_t id = first.u32();
    Bytes value(section.substr(std::min<std::size_t>(first.u32(), section.size())));
    if (id == kCodePage && value.u32() == kShort) charset = charset_of_code_page(value.u16());
  }
  for (std::uint32_t i = 0; i < count && head.good(); ++i) {
    const std::uint32_t id = head.u32();
    Bytes value(section.substr(std::min<std::size_t>(head.u32(), section.size())));
    const std::uint32_t type = value.u32();
    if (id <= kCodePage || (type != kText && type != kWideText)) continue;
    const std::uint64_t size = value.u32();
    const std::string_view raw = value.take(type == kWideText ? size * 2 : size);
    std::string text;
    if (type == kWideText || charset == "UTF-16LE") {
      text = from_utf16le(raw);
    } else if (auto decoded = decode(raw, charset.empty() ? "GB18030" : charset)) {
      text = std::move(decoded->text);
    }
    text = until_nul(std::move(text));
    if (!text.empty()) out.push_back({name_of(id, document_summary), std::move(text)});
  }
}

}  // namespace

std::vector<Property> text_properties(std::string_view stream, bool document_summary) {
  std::vector<Property> out;
  Bytes head(stream);
  if (head.u16() != 0xFFFE) return out;
  head.skip(22);
  const std::uint32_t sections = std::min(head.u32(), 2U);
  for (std::uint32_t i = 0; i < sections && head.good(); ++i) {
    head.skip(16);
    const std::uint32_t offset = head.u32();
    if (offset < stream.size())
      read_section(stream.substr(offset), document_summary && i == 0, out);
  }
  return out;
}

}  // namespace mishen::ole
