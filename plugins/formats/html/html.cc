#include "plugins/formats/html/html.h"

#include <gumbo.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <memory>
#include <string>

#include "plugins/formats/html/walk.h"
#include "plugins/formats/support/decode.h"
#include "plugins/formats/support/paths.h"

namespace mishen {
namespace html {
namespace {

constexpr std::size_t kDeclarationReach = 4096;

struct Destroy {
  void operator()(GumboOutput* tree) const { gumbo_destroy_output(&kGumboDefaultOptions, tree); }
};

// charset=... at the head, as a meta element or an XML declaration states it; empty if none does.
std::string stated_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kDeclarationReach);
  for (const std::string_view key : {"charset=", "encoding="}) {
    std::size_t at = head.find(key);
    if (at == std::string_view::npos) continue;
    at += key.size();
    if (at < head.size() && (head[at] == '"' || head[at] == '\'')) ++at;
    std::string name;
    while (at < head.size() && (std::isalnum(static_cast<unsigned char>(head[at])) != 0 ||
                                head[at] == '-' || head[at] == '_')) {
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(head[at++])));
    }
    return name == "gb2312" || name == "gbk" ? "GB18030" : name;
  }
  return {};
}

Decoded decode_page(std::string_view bytes) {
  const bool marked = bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xFF\xFE") ||
                      bytes.starts_with("\xFE\xFF");
  const std::string charset = marked ? std::string() : stated_charset(bytes);
  if (!charset.empty() && charset != "utf-8") {
    if (auto decoded = decode(bytes, charset); decoded && decoded->complete) return *decoded;
  }
  return decode_unknown(bytes);
}

// Elements open at once, at most: gumbo takes time and stack for each. Those that HTML closes by
// itself are not counted.
std::size_t depth_of(std::string_view page) {
  constexpr std::string_view kClosedAnyway[] = {
      "br", "p",     "li",   "td",   "tr",     "th",  "dt",   "dd",   "img", "hr",
      "a",  "input", "meta", "link", "option", "col", "base", "area", "wbr"};
  std::size_t depth = 0;
  std::size_t deepest = 0;
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at + 1)) {
    const bool closes = page.substr(at + 1, 1) == "/";
    std::string name;
    for (std::size_t i = at + (closes ? 2 : 1); i < page.size() && name.size() < 16; ++i) {
      if (std::isalnum(static_cast<unsigned char>(page[i])) == 0) break;
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(page[i])));
    }
    const bool counts =
        !name.empty() && std::find(std::begin(kClosedAnyway), std::end(kClosedAnyway), name) ==
                             std::end(kClosedAnyway);
    if (!counts) continue;
    if (!closes) deepest = std::max(deepest, ++depth);
    if (closes && depth > 0) --depth;
  }
  return deepest;
}

// The most attributes a tag may have, by the white space in it: gumbo compares each with all
// before.
bool has_endless_tag(std::string_view page) {
  constexpr std::size_t kMostAttributes = 2000;
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at + 1)) {
    if (at + 1 >= page.size() || std::isalpha(static_cast<unsigned char>(page[at + 1])) == 0)
      continue;
    std::size_t words = 0;
    char quote = 0;
    bool blank = false;
    for (++at; at < page.size() && (quote != 0 || page[at] != '>'); ++at) {
      const char c = page[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
        continue;
      }
      if ((c == '"' || c == '\'') && page[at - 1] == '=') quote = c;
      const bool now = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '/' || c == '\f';
      if (blank && !now && ++words > kMostAttributes) return true;
      blank = now;
    }
  }
  return false;
}

class HtmlFormat final : public Format {
 public:
  [[nodiscard]] std::string_view name() const override { return "html"; }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    const Decoded page = decode_page(bytes);
    if (!page.complete) out.add_gap(GapCause::damaged, {}, {"gap.text.encoding", {}});
    if (depth_of(page.text) > out.limits().max_xml_depth) {
      out.add_gap(GapCause::limit_reached, {}, {"gap.limit", {{"limit", "max-xml-depth"}}});
      return;
    }
    if (has_endless_tag(page.text)) {
      out.add_gap(GapCause::limit_reached, {}, {"gap.html.attributes", {}});
      add_value(out, {{StepKind::property, 0, "source"}}, Surface::body, page.text);
      return;
    }
    const std::unique_ptr<GumboOutput, Destroy> tree(
        gumbo_parse_with_options(&kGumboDefaultOptions, page.text.data(), page.text.size()));
    if (tree == nullptr) {
      out.add_gap(GapCause::damaged, {}, {"gap.reader-failed", {{"cause", "HTML"}}});
      return;
    }
    Walker(out).walk(tree->document);
  }
};

}  // namespace
}  // namespace html

const Format& html_format() {
  static const html::HtmlFormat format;
  return format;
}

}  // namespace mishen
