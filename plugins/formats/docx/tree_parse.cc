#include "plugins/formats/docx/tree_parse.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>

#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

// What a byte can be.
enum : std::uint8_t { kNameStart = 1, kName = 2, kBlank = 4, kValue = 8 };

constexpr std::array<std::uint8_t, 256> kinds_of_bytes() {
  std::array<std::uint8_t, 256> kinds{};
  for (unsigned c = 1; c < 256; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool digit = c >= '0' && c <= '9';
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    unsigned kind = 0;
    if (letter) kind |= kNameStart;
    if (letter || digit || c == ':' || c == '-' || c == '.') kind |= kName;
    if (blank) kind |= kBlank;
    // Stands for itself in an attribute.
    if (c == ' ' || (!blank && c < 0x80 && c != '<' && c != '&' && c != '"' && c != '\'')) {
      kind |= kValue;
    }
    kinds[c] = static_cast<std::uint8_t>(kind);
  }
  return kinds;
}
constexpr std::array<std::uint8_t, 256> kKinds = kinds_of_bytes();

bool is(char c, std::uint8_t kind) { return (kKinds[static_cast<unsigned char>(c)] & kind) != 0; }

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

bool contains(std::string_view text, char c) {
  return std::memchr(text.data(), c, text.size()) != nullptr;
}

// name_head() of the name, without looking at each byte.
std::uint64_t head_at(const char* begin, std::size_t size) {
  if constexpr (std::endian::native != std::endian::little) return name_head({begin, size});
  std::uint64_t head = 0;
  static_assert(PartBytes::kPadding >= sizeof head);
  std::memcpy(&head, begin, sizeof head);
  return size < sizeof head ? head & ((std::uint64_t{1} << (8 * size)) - 1) : head;
}

// The character that the reference `name` (without & and ;) stands for; 0: not known here.
char32_t referenced(std::string_view name) {
  if (name == "amp") return '&';
  if (name == "lt") return '<';
  if (name == "gt") return '>';
  if (name == "quot") return '"';
  if (name == "apos") return '\'';
  if (!name.starts_with('#')) return 0;
  const bool hex = name.starts_with("#x");
  const std::string_view digits = name.substr(hex ? 2 : 1);
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  const bool scalar = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  return whole && scalar ? code : 0;
}

}  // namespace

inline void TreeParser::push(const char* text, std::size_t size) {
  const auto count = static_cast<std::uint32_t>(tree_.nodes_.size());
  tree_.nodes_.push_back({text, static_cast<std::uint32_t>(size), open_, count + 1,
                          static_cast<std::uint32_t>(tree_.attributes_.size())});
}

bool TreeParser::parse() {
  PartBytes& bytes = tree_.bytes_;
  const std::size_t size = bytes.size();
  if (size == 0 || size > UINT32_MAX / 2) return false;
  std::memset(bytes.data() + size, 0, PartBytes::kPadding);
  at_ = bytes.data();
  end_ = at_ + size;
  // Of text behind everything pugixml loses the last byte: mostly that is the end of the last line.
  if (is(end_[-1], kBlank)) {
    --end_;
  } else if (end_[-1] != '>') {
    return false;
  }
  // Most nodes take more bytes; room that is not used is never touched.
  constexpr std::size_t kNodeBytes = 16;
  constexpr std::size_t kAttributeBytes = 24;
  tree_.nodes_.reserve(size / kNodeBytes + 1);
  tree_.attributes_.reserve(size / kAttributeBytes + 1);
  if (!skip_declaration()) return false;
  while (at_ < end_) {
    const bool tag = *at_ == '<';
    if (!(tag ? (at_[1] == '/' ? close_tag() : open_tag()) : text())) return false;
  }
  tree_.finish();
  return open_ == 0;
}

// Only UTF-8, which is meant where nothing is stated.
bool TreeParser::skip_declaration() {
  std::string_view bytes = between(at_, end_);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  at_ = bytes.data();
  if (!bytes.starts_with("<?xml ")) return true;
  const std::size_t close = bytes.find("?>");
  if (close == std::string_view::npos) return false;
  const std::string_view head = bytes.substr(0, close);
  at_ += close + 2;
  if (!utf8::is_valid(head) || contains(head, '\0')) return false;
  const std::size_t stated = head.find("encoding");
  if (stated == std::string_view::npos) return true;
  const std::string_view value = head.substr(stated + 8);
  return value.starts_with("=\"UTF-8\"") || value.starts_with("=\"utf-8\"") ||
         value.starts_with("='UTF-8'") || value.starts_with("='utf-8'");
}

bool TreeParser::open_tag() {
  const char* const begin = ++at_;
  if (!is(*begin, kNameStart)) return false;
  while (is(*at_, kName)) ++at_;
  const std::string_view name = between(begin, at_);
  push(nullptr, tree_.name_of(name, head_at(begin, name.size())));
  open_ = static_cast<std::uint32_t>(tree_.nodes_.size() - 1);
  if (*at_ != '>' && !attribute_list()) return false;
  if (*at_ == '/') {
    if (*++at_ != '>') return false;
    open_ = tree_.nodes_[open_].parent;
  }
  ++at_;
  return true;
}

// To the end of the tag: '>' or '/'.
bool TreeParser::attribute_list() {
  while (is(*at_, kBlank)) {
    while (is(*at_, kBlank)) ++at_;
    if (is(*at_, kNameStart) && !attribute()) return false;
  }
  return *at_ == '>' || *at_ == '/';
}

bool TreeParser::attribute() {
  const char* const name = at_;
  while (is(*at_, kName)) ++at_;
  const std::string_view spelled = between(name, at_);
  const char quote = *at_ == '=' ? at_[1] : '\0';
  if (quote != '"' && quote != '\'') return false;
  at_ += 2;
  const char* const begin = at_;
  bool ascii = true;
  bool references = false;
  while (true) {
    while (is(*at_, kValue)) ++at_;
    if (*at_ == quote) break;
    const auto c = static_cast<unsigned char>(*at_);
    if (c == '&') references = true;
    if (c >= 0x80) ascii = false;
    if (c != '&' && c < 0x80 && c != '"' && c != '\'') return false;
    ++at_;
  }
  std::string_view value = between(begin, at_);
  ++at_;
  if (value.size() > most_ || (!ascii && !utf8::is_valid(value))) return false;
  if (references && !decode(value, value)) return false;
  tree_.attributes_.push_back({spelled.data(), value.data(),
                               static_cast<std::uint32_t>(spelled.size()),
                               static_cast<std::uint32_t>(value.size())});
  return true;
}

bool TreeParser::close_tag() {
  if (open_ == 0) return false;
  XmlTree::Data& element = tree_.nodes_[open_];
  const XmlTree::Name& name = tree_.names_[element.size];
  const std::size_t size = name.qualified.size();
  at_ += 2;
  if (head_at(at_, size) != name.head) return false;
  const bool is_long = size > sizeof name.head;
  if (is_long && !between(at_, end_).starts_with(name.qualified)) return false;
  at_ += size;
  if (*at_ != '>') return false;
  ++at_;
  element.end = static_cast<std::uint32_t>(tree_.nodes_.size());
  open_ = element.parent;
  return true;
}

bool TreeParser::text() {
  const auto left = static_cast<std::size_t>(end_ - at_);
  const auto* const next = static_cast<const char*>(std::memchr(at_, '<', left));
  std::string_view text = between(at_, next == nullptr ? end_ : next);
  at_ = text.data() + text.size();
  if (text.ends_with('>') && at_ == end_) return false;  // the last byte, see parse()
  if (!utf8::is_valid(text) || contains(text, '\0')) return false;
  if ((contains(text, '&') || contains(text, '\r')) && !decode(text, text)) return false;
  push(text.data(), text.size());
  return true;
}

// `raw` with its references and line ends resolved.
bool TreeParser::decode(std::string_view raw, std::string_view& out) {
  std::string text;
  text.reserve(raw.size());
  while (!raw.empty()) {
    const std::size_t plain = std::min(raw.find_first_of("&\r"), raw.size());
    text += raw.substr(0, plain);
    raw.remove_prefix(plain);
    if (raw.starts_with('\r')) {
      raw.remove_prefix(raw.starts_with("\r\n") ? 2 : 1);
      text += '\n';
    } else if (!raw.empty()) {
      constexpr std::size_t kLongest = 12;
      const std::size_t end = raw.substr(0, kLongest).find(';');
      const char32_t c = end == std::string_view::npos ? 0 : referenced(raw.substr(1, end - 1));
      if (c == 0) return false;
      utf8::append(text, c);
      raw.remove_prefix(end + 1);
    }
  }
  out = tree_.decoded_.emplace_back(std::move(text));
  return true;
}

}  // namespace mishen::docx
