#include "plugins/formats/pdf/part_reader.h"

#include <algorithm>
#include <cstdlib>
#include <qpdf/Buffer.hh>
#include <utility>

#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') out += c;
  }
  return out;
}

char32_t reference_of(std::string_view name) {
  if (name == "lt") return '<';
  if (name == "gt") return '>';
  if (name == "amp") return '&';
  if (name == "quot") return '"';
  if (name == "apos") return '\'';
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

bool is_blank_text(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
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

// The attribute values of a tag, a line each, without namespace declarations.
void append_attributes(std::string& out, std::string_view tag) {
  for (std::size_t equals = tag.find('='); equals != std::string_view::npos;
       equals = tag.find('=', equals + 1)) {
    const std::size_t open = equals + 1;
    if (open >= tag.size() || (tag[open] != '"' && tag[open] != '\'')) continue;
    const std::size_t close = tag.find(tag[open], open + 1);
    if (close == std::string_view::npos) return;
    const std::size_t name_begin = tag.find_last_of(" \t\r\n", equals) + 1;
    const std::string_view name = tag.substr(name_begin, equals - name_begin);
    const std::string_view value = tag.substr(open + 1, close - open - 1);
    if (name.substr(0, 5) != "xmlns" && name != "style" && !is_blank_text(value) &&
        !is_machine_id(value)) {
      append_decoded(out, value);
      out += '\n';
    }
    equals = close;
  }
}

}  // namespace

bool DrawnText::has(std::string_view text) {
  if (!gathered_) {
    gathered_ = true;
    for (const Passage& passage : document_->passages) {
      if (passage.page != 0) all_ += without_blanks(passage.text) + '\n';
    }
  }
  const std::string wanted = without_blanks(text);
  return wanted.empty() || all_.find(wanted) != std::string::npos;
}

bool Walk::enter(QPDFObjectHandle object) {
  if (++count_ >= kMost) return false;
  if (!object.isIndirect()) return true;
  const QPDFObjGen id = object.getObjGen();
  return met_.emplace(id.getObj(), id.getGen()).second;
}

std::string text_of(QPDFObjectHandle object) {
  return object.isString() ? object.getUTF8Value() : std::string();
}

std::string data_of(QPDFObjectHandle stream, std::size_t most) {
  if (!stream.isStream()) return {};
  try {
    const std::shared_ptr<Buffer> data = stream.getStreamData(qpdf_dl_generalized);
    const std::size_t size = std::min(data->getSize(), most);
    return {reinterpret_cast<const char*>(data->getBuffer()), size};
  } catch (const std::exception&) {
    return {};
  }
}

std::string text_of_markup(std::string_view markup) {
  std::string out;
  std::size_t at = 0;
  while (at < markup.size()) {
    const std::size_t open = std::min(markup.find('<', at), markup.size());
    const std::string_view text = markup.substr(at, open - at);
    if (!is_blank_text(text) && !is_machine_id(text)) {
      append_decoded(out, text);
      out += '\n';
    }
    if (open == markup.size()) break;
    const std::size_t close = std::min(markup.find('>', open), markup.size());
    const std::string_view tag = markup.substr(open + 1, close - open - 1);
    if (!tag.empty() && tag[0] != '?' && tag[0] != '!') append_attributes(out, tag);
    at = std::min(close + 1, markup.size());
  }
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

void add_value(DocumentBuilder& out, Surface surface, Provenance where, std::string text,
               std::uint32_t page) {
  Passage passage;
  passage.text = std::move(text);
  passage.surface = surface;
  passage.visibility = Visibility::recoverable;
  passage.where = std::move(where);
  passage.page = page;
  out.add(std::move(passage));
}

}  // namespace mishen::pdf
