#include "plugins/formats/docx/markup.h"

#include <optional>
#include <utility>

#include "plugins/formats/docx/xml.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;
constexpr std::size_t kLongestReference = 12;

// Just after `mark`, or nowhere.
std::size_t after(std::string_view xml, std::string_view mark, std::size_t from) {
  const std::size_t at = xml.find(mark, from);
  return at == kNowhere ? kNowhere : at + mark.size();
}

// Comments, CDATA and instructions have ends of their own; 0: an ordinary tag.
std::size_t special_end(std::string_view xml, std::size_t at) {
  const std::string_view rest = xml.substr(at);
  if (rest.starts_with("<!--")) return after(xml, "-->", at + 4);
  if (rest.starts_with("<![CDATA[")) return after(xml, "]]>", at + 9);
  if (rest.starts_with("<?")) return after(xml, "?>", at + 2);
  return 0;
}

struct Character {
  std::size_t bytes = 1;
  std::uint32_t units = 1;
};

// Numeric and the five named references; another '&' is itself, as pugixml reads it.
Character reference_at(std::string_view xml, std::size_t at) {
  const std::string_view rest = xml.substr(at, kLongestReference);
  for (const std::string_view name : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}) {
    if (rest.starts_with(name)) return {name.size(), 1};
  }
  const std::size_t end = rest.find(';');
  if (!rest.starts_with("&#") || end == kNowhere) return {};
  const std::optional<std::uint32_t> code = referenced_number(rest.substr(1, end - 1));
  if (!code) return {};
  return {end + 1, *code > 0xFFFF ? 2U : 1U};
}

Character character_at(std::string_view xml, std::size_t at) {
  if (xml[at] == '&') return reference_at(xml, at);
  if (xml[at] == '\r') return {at + 1 < xml.size() && xml[at + 1] == '\n' ? 2U : 1U, 1};
  const utf8::Decoded c = utf8::decode(xml, at);
  return {c.bytes, c.code_point > 0xFFFF ? 2U : 1U};
}

}  // namespace

std::size_t tag_end(std::string_view xml, std::size_t at) {
  if (const std::size_t end = special_end(xml, at)) return end;
  char quote = 0;
  for (std::size_t i = at; i < xml.size(); ++i) {
    if (quote != 0) {
      if (xml[i] == quote) quote = 0;
    } else if (xml[i] == '"' || xml[i] == '\'') {
      quote = xml[i];
    } else if (xml[i] == '>') {
      return i + 1;
    }
  }
  return kNowhere;
}

bool closes_itself(std::string_view xml, std::size_t at) {
  const std::size_t end = tag_end(xml, at);
  return end != kNowhere && end >= at + 2 && xml[end - 2] == '/';
}

std::size_t element_end(std::string_view xml, std::size_t at) {
  std::size_t depth = 0;
  while (at < xml.size()) {
    const std::size_t end = tag_end(xml, at);
    if (end == kNowhere) return kNowhere;
    if (special_end(xml, at) == 0) {
      if (xml[at + 1] == '/') {
        --depth;
      } else if (!closes_itself(xml, at)) {
        ++depth;
      }
      if (depth == 0) return end;
    }
    at = xml.find('<', end);
  }
  return kNowhere;
}

std::optional<std::size_t> raw_offset(std::string_view xml, std::size_t at, std::uint32_t units) {
  while (units > 0) {
    if (at >= xml.size() || xml[at] == '<') return std::nullopt;
    const Character c = character_at(xml, at);
    if (c.units > units) return std::nullopt;
    units -= c.units;
    at += c.bytes;
  }
  return at;
}

Cut& Splices::cut(std::size_t at, std::string_view close, std::string_view open) {
  const auto [place, fresh] = cuts_.try_emplace(at);
  if (fresh) {
    place->second.close = close;
    place->second.open = open;
  }
  return place->second;
}

void Splices::replace(std::size_t at, std::size_t size, std::string text) {
  replacements_.try_emplace(at, Replacement{size, std::move(text)});
}

std::string Splices::apply(std::string_view xml) const {
  std::string out;
  std::size_t done = 0;
  auto cut = cuts_.begin();
  auto replacement = replacements_.begin();
  const auto copy_to = [&](std::size_t at) {
    if (at <= done) return;
    out += xml.substr(done, at - done);
    done = at;
  };
  while (cut != cuts_.end() || replacement != replacements_.end()) {
    const bool cut_first = replacement == replacements_.end() ||
                           (cut != cuts_.end() && cut->first <= replacement->first);
    if (cut_first) {
      copy_to(cut->first);
      const Cut& one = cut->second;
      out += one.close + one.ends + one.points + one.starts + one.open;
      ++cut;
    } else {
      copy_to(replacement->first);
      out += replacement->second.text;
      done += replacement->second.size;
      ++replacement;
    }
  }
  copy_to(xml.size());
  return out;
}

std::string xml_escape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    i += d.bytes;
    const char32_t c = d.code_point;
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF) {
      utf8::append(out, utf8::kReplacement);
    } else {
      utf8::append(out, c);
    }
  }
  return out;
}

}  // namespace mishen::docx
