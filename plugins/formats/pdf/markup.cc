#include "plugins/formats/pdf/markup.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

char32_t reference_of(std::string_view name) {
  if (name == "lt") return '<';
  if (name == "gt") return '>';
  if (name == "amp") return '&';
  if (name == "quot") return '"';
  if (name == "apos") return '\'';
  if (name == "nbsp") return 0xA0;
  if (name.size() < 2 || name[0] != '#') return 0;
  const bool hex = name[1] == 'x' || name[1] == 'X';
  const std::string digits(name.substr(hex ? 2 : 1));
  return static_cast<char32_t>(std::strtoul(digits.c_str(), nullptr, hex ? 16 : 10));
}

// Appends `raw` with its entities resolved.
void append_decoded(std::string& out, std::string_view raw) {
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const std::size_t end = raw[i] == '&' ? raw.find(';', i) : std::string_view::npos;
    const char32_t code = end != std::string_view::npos && end - i < 12
                              ? reference_of(raw.substr(i + 1, end - i - 1))
                              : 0;
    if (code != 0) {
      utf8::append(out, code);
      i = end;
    } else {
      out += raw[i];
    }
  }
}

constexpr std::string_view kBlank = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

// "uuid:" or "xmp.did:" and hexadecimal digits: a program's mark for the file, with digits in it
// that mean nothing.
bool is_machine_id(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view scheme = text.substr(0, colon);
  if (scheme != "uuid" && scheme.substr(0, 4) != "xmp." && scheme != "adobe") return false;
  const std::string_view id = text.substr(text.rfind(':') + 1);
  return id.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
}

// Names that say how a value is kept, not what it is.
bool is_container(std::string_view name) {
  return name.substr(0, 4) == "rdf:" || name.substr(0, 2) == "x:";
}

class MarkupWalk {
 public:
  explicit MarkupWalk(const MarkupValue& found) : found_(&found) {}

  void read(std::string_view markup) {
    std::size_t at = 0;
    while (at < markup.size()) {
      const std::size_t open = std::min(markup.find('<', at), markup.size());
      give(owner(), markup.substr(at, open - at));
      if (open == markup.size()) return;
      at = read_tag(markup, open);
    }
  }

 private:
  [[nodiscard]] std::string_view owner() const {
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (!is_container(open_[i])) return open_[i];
    }
    return {};
  }

  void give(std::string_view name, std::string_view raw,
            MarkupPlace place = MarkupPlace::text) const {
    const std::string_view text = trimmed(raw);
    if (text.empty() || is_machine_id(text)) return;
    std::string decoded;
    append_decoded(decoded, text);
    (*found_)(name, decoded, place);
  }

  // Reads what begins with the '<' at `open` and returns where it ends.
  std::size_t read_tag(std::string_view markup, std::size_t open) {
    const auto past = [&](std::string_view mark) {
      const std::size_t found = markup.find(mark, open);
      return found == std::string_view::npos ? markup.size() : found + mark.size();
    };
    const std::string_view rest = markup.substr(open);
    if (rest.substr(0, 9) == "<![CDATA[") {
      const std::size_t end = past("]]>");
      const std::size_t length = end - open;
      if (length > 12)
        (*found_)(owner(), std::string(rest.substr(9, length - 12)), MarkupPlace::text);
      return end;
    }
    if (rest.substr(0, 4) == "<!--") {
      const std::size_t end = past("-->");
      give("comment", rest.substr(4, end - open > 7 ? end - open - 7 : 0));
      return end;
    }
    const std::size_t end = past(">");
    const std::string_view tag = markup.substr(open + 1, end - open - 2);
    if (tag.empty() || tag[0] == '?' || tag[0] == '!') return end;
    if (tag[0] == '/') {
      if (!open_.empty()) open_.pop_back();
      return end;
    }
    const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
    constexpr std::size_t kDeepest = 256;
    if (tag.back() != '/' && open_.size() < kDeepest) open_.push_back(name);
    read_attributes(tag);
    return end;
  }

  void read_attributes(std::string_view tag) const {
    for (std::size_t equals = tag.find('='); equals != std::string_view::npos;
         equals = tag.find('=', equals + 1)) {
      const std::size_t open = tag.find_first_not_of(kBlank, equals + 1);
      if (open == std::string_view::npos) return;
      if (tag[open] != '"' && tag[open] != '\'') continue;
      const std::size_t close = tag.find(tag[open], open + 1);
      if (close == std::string_view::npos) return;
      const std::size_t begin = tag.find_last_of(kBlank, equals) + 1;
      const std::string_view name = tag.substr(begin, equals - begin);
      if (name.substr(0, 5) != "xmlns" && name != "style" && name != "xml:lang" &&
          name != "rdf:parseType") {
        give(name, tag.substr(open + 1, close - open - 1), MarkupPlace::attribute);
      }
      equals = close;
    }
  }

  const MarkupValue* found_;
  std::vector<std::string_view> open_;
};

void append_line(std::string& out, std::string_view line) {
  if (!out.empty()) out += '\n';
  out += line;
}

}  // namespace

void walk_markup(std::string_view markup, const MarkupValue& found) {
  MarkupWalk(found).read(markup);
}

std::string text_of_markup(std::string_view markup) {
  std::string out;
  walk_markup(markup, [&](std::string_view, const std::string& text, MarkupPlace) {
    append_line(out, text);
  });
  return out;
}

std::string text_of_rich(std::string_view markup) {
  std::string out;
  std::size_t at = 0;
  while (at < markup.size()) {
    const std::size_t open = std::min(markup.find('<', at), markup.size());
    append_decoded(out, markup.substr(at, open - at));
    const std::size_t close = std::min(markup.find('>', open), markup.size());
    const std::string_view tag = markup.substr(open, close - open);
    const bool ends_line = tag.substr(0, 3) == "</p" || tag.substr(0, 3) == "<br";
    if (ends_line && !out.empty() && out.back() != '\n') out += '\n';
    at = std::min(close + 1, markup.size());
  }
  return std::string(trimmed(out));
}

std::string markup_in_utf8(std::string raw) {
  if (raw.size() < 2) return raw;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(raw[i]); };
  const bool big = byte(0) == 0xFE && byte(1) == 0xFF;
  const bool little = byte(0) == 0xFF && byte(1) == 0xFE;
  if (!big && !little) return raw;
  std::u16string units;
  for (std::size_t i = 2; i + 1 < raw.size(); i += 2) {
    units += static_cast<char16_t>((byte(i + (big ? 0 : 1)) << 8U) | byte(i + (big ? 1 : 0)));
  }
  return utf8::from_utf16(units);
}

}  // namespace mishen::pdf
