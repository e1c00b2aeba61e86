#include "plugins/formats/rtf/reader.h"

#include <algorithm>
#include <utility>

#include "plugins/formats/support/decode.h"
#include "plugins/formats/support/paths.h"
#include "scanner/base/utf8.h"

namespace mishen::rtf {
namespace {

constexpr std::size_t kMostGroups = 100'000;  // open at once; memory, not stack
constexpr std::int32_t kMostSkipped = 8;

std::string charset_of_font(std::int32_t fcharset) {
  switch (fcharset) {
    case 134:
      return "GB18030";
    case 136:
      return "Big5";
    case 128:
      return "Shift_JIS";
    case 129:
      return "EUC-KR";
    case 204:
      return "windows-1251";
    case 238:
      return "windows-1250";
    default:
      return {};
  }
}

// The file in an OLE 1 object ([MS-OLEDS] 2.2.5): behind its version, kind and three names.
std::string native_data(const std::string& data) {
  const auto number = [&](std::size_t at) {
    std::uint64_t value = 0;
    for (std::size_t i = 4; i > 0; --i) {
      value =
          value << 8U | static_cast<unsigned char>(at + i <= data.size() ? data[at + i - 1] : 0);
    }
    return value;
  };
  std::uint64_t at = 8;
  for (int i = 0; i < 3 && at + 4 <= data.size(); ++i) at += 4 + number(at);
  if (at + 4 > data.size()) return {};
  return data.substr(at + 4, number(at));
}

// Pictures whose reader finds text in them. Bitmaps without a header say nothing of themselves.
bool says_something(std::string_view picture) {
  constexpr std::string_view kMetafile("\x01\0\x09\0", 4);
  return picture.starts_with("\x89PNG") || picture.starts_with("\xFF\xD8\xFF") ||
         picture.starts_with("\xD7\xCD\xC6\x9A") || picture.starts_with(kMetafile) ||
         (picture.size() > 44 && picture.substr(40, 4) == " EMF");
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string from_hex(std::string_view text) {
  std::string out;
  int high = -1;
  for (const char c : text) {
    const int value = hex_value(c);
    if (value < 0) continue;
    if (high < 0) {
      high = value;
    } else {
      out += static_cast<char>(high * 16 + value);
      high = -1;
    }
  }
  return out;
}

}  // namespace

std::string Reader::charset() const {
  const auto font = fonts_.find(groups_.back().font);
  return font == fonts_.end() || font->second.empty() ? charset_ : font->second;
}

void Reader::read(std::string_view bytes) {
  groups_.push_back({});
  flows_.push_back({});
  Tokens tokens(bytes);
  bool whole = false;
  while (!out_.full()) {
    const Token token = tokens.next();
    if (token.kind == TokenKind::end) break;
    if (token.kind == TokenKind::open) open();
    if (token.kind == TokenKind::close) close();
    if (token.kind == TokenKind::word) word(token);
    if (token.kind == TokenKind::text) plain(token.text);
    if (token.kind == TokenKind::byte) {
      const char byte = static_cast<char>(*token.number);
      plain({&byte, 1});
    }
    if (token.kind == TokenKind::symbol) {
      const char c = token.text[0];
      if (c == '*') groups_.back().may_ignore = true;
      if (c == '{' || c == '}' || c == '\\') plain(token.text);
      if (c == '~') character("\u00A0");
      if (c == '_') character("\u2011");
    }
    if (token.kind == TokenKind::binary) binary(token.text);
    whole = token.kind == TokenKind::close && groups_.size() == 1;
  }
  while (groups_.size() > 1) close();
  end_paragraph(false);
  if (!whole) out_.add_gap(GapCause::damaged, {}, {"gap.rtf.damaged", {}});
}

void Reader::open() {
  decode_pending();
  if (groups_.size() >= kMostGroups) {
    out_.add_gap(GapCause::limit_reached, {}, {"gap.rtf.damaged", {}});
    return;
  }
  Group inner = groups_.back();
  inner.starts = false;
  inner.may_ignore = false;
  groups_.push_back(std::move(inner));
}

void Reader::close() {
  decode_pending();
  if (groups_.size() == 1) return;
  const Group group = groups_.back();
  if (group.starts && group.place == Place::data) end_data(group);
  if (group.starts && (group.place == Place::skip || group.place == Place::fonts)) {
    // Names of fonts and styles; more only if somebody put it there.
    const std::string said = std::exchange(skipped_, {});
    if (may_say_more(said)) {
      add_value(out_, {{StepKind::property, 0, std::string(group.name)}}, Surface::metadata, said);
    }
  }
  if (group.starts && (group.place == Place::flow || group.place == Place::property)) {
    end_paragraph(false);
    flows_.pop_back();
  }
  groups_.pop_back();
}

void Reader::start(Place place, Surface surface, std::string_view name) {
  Group& group = groups_.back();
  // \pict in a destination that is skipped says nothing either.
  if (group.place == Place::skip) return;
  const bool has_flow = place == Place::flow || place == Place::property;
  if (group.starts && has_flow) return;
  group.place = place;
  group.surface = surface;
  group.name = name;
  group.starts = true;
  if (has_flow) flows_.push_back({});
  if (place == Place::data) {
    data_.clear();
    digits_.clear();
  }
}

bool Reader::begin_destination(std::string_view name) {
  if (const Destination* known = find_destination(name)) {
    start(known->place, known->surface, name);
    return true;
  }
  Group& group = groups_.back();
  if (!group.may_ignore || group.starts || is_transparent(name)) return false;
  start(Place::property, Surface::metadata, name);
  return true;
}

void Reader::word(const Token& token) {
  const std::string_view name = token.text;
  if (name == "u") return unicode(token.number.value_or('?'));
  decode_pending();
  if (begin_destination(name)) return;
  groups_.back().may_ignore = false;
  const std::string_view symbol = symbol_word(name);
  if (!symbol.empty()) return character(symbol);
  const bool in_flow = groups_.back().place == Place::flow;
  if (in_flow && (name == "par" || name == "sect")) return end_paragraph(false);
  if (in_flow && (name == "cell" || name == "nestcell")) return end_paragraph(true);
  if (in_flow && (name == "row" || name == "nestrow")) {
    ++row_;
    column_ = 0;
    return;
  }
  format(name, token.number.value_or(0), token.number.value_or(1) != 0);
}

void Reader::format(std::string_view name, std::int32_t number, bool on) {
  Group& group = groups_.back();
  if (name == "v") group.hidden = on;
  if (name == "deleted") group.deleted = on;
  if (name == "plain") group.hidden = group.deleted = false;
  // One byte for each of the code page, at most; more only hides what stands behind.
  if (name == "uc") {
    if (number > kMostSkipped) out_.add_gap(GapCause::damaged, {}, {"gap.rtf.damaged", {}});
    group.skip_after_unicode = std::clamp(number, 0, kMostSkipped);
  }
  if (name == "f") group.font = number;
  if (name == "fcharset" && group.place == Place::fonts) {
    fonts_[group.font] = charset_of_font(number);
  }
  if (name == "ansicpg") {
    const std::string charset = charset_of_code_page(static_cast<std::uint32_t>(number));
    if (!charset.empty()) charset_ = charset;
  }
  if (name == "intbl") left_table_ = false;
  if (name == "intbl" && !std::exchange(in_table_, true)) {
    ++table_;
    row_ = 1;
    column_ = 0;
    header_.clear();
  }
  if (name == "pard") left_table_ = true;
}

void Reader::character(std::string_view text) {
  const Group& group = groups_.back();
  if (group.place != Place::flow && group.place != Place::property) return;
  decode_pending();
  Flow& flow = flows_.back();
  (group.deleted ? flow.deleted : group.hidden ? flow.hidden : flow.shown) += text;
}

void Reader::unicode(std::int32_t unit) {
  decode_pending();
  to_skip_ = groups_.back().skip_after_unicode;
  const std::uint32_t value = static_cast<std::uint32_t>(unit) & 0xFFFFU;
  std::string raw;
  const auto put = [&](std::uint32_t one) {
    raw += static_cast<char>(one & 0xFFU);
    raw += static_cast<char>(one >> 8U);
  };
  if (value >= 0xD800 && value < 0xDC00) {
    surrogate_ = value;
    return;
  }
  if (surrogate_ != 0) put(std::exchange(surrogate_, 0));
  put(value);
  character(from_utf16le(raw));
}

void Reader::plain(std::string_view bytes) {
  const std::size_t skipped =
      std::min<std::size_t>(static_cast<std::size_t>(to_skip_), bytes.size());
  to_skip_ -= static_cast<int>(skipped);
  bytes.remove_prefix(skipped);
  const Place place = groups_.back().place;
  const bool names = place == Place::fonts || place == Place::skip;
  if (names && !is_hex_data(groups_.back().name)) skipped_ += bytes;
  if (place == Place::data) digits_ += bytes;
  if (place == Place::flow || place == Place::property) pending_ += bytes;
}

void Reader::decode_pending() {
  if (pending_.empty()) return;
  const std::string bytes = std::exchange(pending_, {});
  const auto decoded = decode(bytes, charset());
  character(decoded ? decoded->text : utf8::sanitise(bytes));
}

void Reader::add(std::string text, Surface surface, bool is_cell) {
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return;
  const Group& group = groups_.back();
  if (group.place == Place::property) {
    if (group.name == "atnauthor") comment_author_ = text;
    const bool person = group.name == "revtbl" || group.name == "atnauthor";
    return add_value(out_, {{StepKind::property, 0, person ? "author" : group.name}}, surface,
                     text);
  }
  Passage passage;
  passage.surface = is_cell && surface == Surface::body ? Surface::table_cell : surface;
  passage.visibility = usual_visibility(passage.surface);
  if (surface == Surface::comment) {
    passage.where = {{StepKind::comment, ++comments_, comment_author_}};
    passage.traces.push_back({TraceKind::comment, {}, {}, comment_author_, {}});
  } else if (is_cell) {
    std::string head = row_ > 1 && column_ <= header_.size() ? header_[column_ - 1] : std::string();
    passage.where = {
        {StepKind::table, table_, {}}, {StepKind::row, row_, {}}, {StepKind::cell, column_, head}};
    passage.cell = CellPlace{table_, row_, column_, std::move(head), true};
  } else {
    passage.where = {{StepKind::paragraph, paragraphs_, {}}};
  }
  if (surface == Surface::hidden_text) {
    passage.traces.push_back({TraceKind::hidden_text, {}, {}, {}, {}});
  }
  if (surface == Surface::deleted_text) {
    passage.traces.push_back({TraceKind::tracked_change, {}, "deleted", {}, {}});
  }
  passage.text = std::move(text);
  out_.add(std::move(passage));
}

void Reader::end_paragraph(bool is_cell) {
  decode_pending();
  Flow flow = std::exchange(flows_.back(), {});
  const Surface surface = groups_.back().surface;
  if (groups_.back().place == Place::flow) ++paragraphs_;
  if (!is_cell && left_table_ && groups_.back().place == Place::flow) in_table_ = false;
  if (is_cell) {
    if (!in_table_) format("intbl", 0, true);
    ++column_;
    if (row_ == 1) header_.push_back(flow.shown);
  }
  add(std::move(flow.shown), surface, is_cell);
  add(std::move(flow.hidden), Surface::hidden_text, is_cell);
  add(std::move(flow.deleted), Surface::deleted_text, is_cell);
}

// Bytes as they are. Outside a picture or an object no reader shows them, and nothing but text in
// them can be told.
void Reader::binary(std::string_view bytes) {
  if (groups_.back().place == Place::data) {
    data_ += from_hex(std::exchange(digits_, {}));
    data_ += bytes;
    return;
  }
  const bool text =
      utf8::is_valid(bytes) && std::none_of(bytes.begin(), bytes.end(), [](char c) {
        return static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\r' && c != '\t';
      });
  if (text) {
    add_value(out_, {{StepKind::property, 0, "bin"}}, Surface::metadata, bytes);
  } else {
    out_.add_gap(GapCause::unsupported_part, {{StepKind::property, 0, "bin"}},
                 {"gap.rtf.object", {}});
  }
}

void Reader::end_data(const Group& group) {
  const std::string bytes = std::exchange(data_, {}) + from_hex(std::exchange(digits_, {}));
  if (bytes.empty()) return;
  const bool picture = group.name == "pict";
  EmbeddedFile file;
  file.name = (picture ? "picture" : "object") + std::to_string(++objects_);
  file.where = {{StepKind::attachment, objects_, file.name}};
  file.bytes = picture ? bytes : native_data(bytes);
  if (picture) {
    if (!out_.add_picture()) return;
    out_.add_gap(GapCause::picture_not_read, file.where, {"gap.rtf.picture", {}});
    file.pixels_told = true;
    if (says_something(file.bytes)) out_.embed(file);
    return;
  }
  add_attachment(out_, file.where, file.name);
  if (file.bytes.empty()) {
    out_.add_gap(GapCause::unsupported_part, file.where, {"gap.rtf.object", {}});
  } else {
    out_.embed(file);
  }
}

}  // namespace mishen::rtf
