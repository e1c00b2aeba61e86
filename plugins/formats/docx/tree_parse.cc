#include "plugins/formats/docx/tree_parse.h"

#include <algorithm>
#include <array>
#include <bit>
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
  const std::uint32_t code = referenced_number(name).value_or(0);
  const bool scalar = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  return scalar ? code : 0;
}

}  // namespace

bool TreeParser::parse() {
  PartBytes& bytes = tree_.bytes_;
  const std::size_t size = bytes.size();
  if (size == 0 || size > UINT32_MAX / 2) return false;
  if (contains(bytes.view(), '\0') || !utf8::is_valid(bytes.view())) return false;
  std::memset(bytes.data() + size, 0, PartBytes::kPadding);
  end_ = bytes.data() + size;
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
  const char* at = behind_declaration(bytes.data());
  while (at != nullptr && at < end_) {
    if (*at != '<') {
      at = text(at);
    } else {
      at = at[1] == '/' ? close_tag(at) : open_tag(at);
    }
  }
  if (at == nullptr || open_ != 0) return false;
  tree_.finish();
  return true;
}

// Only UTF-8, which is meant where nothing is stated.
const char* TreeParser::behind_declaration(const char* at) const {
  std::string_view bytes = between(at, end_);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!bytes.starts_with("<?xml ")) return bytes.data();
  const std::size_t close = bytes.find("?>");
  if (close == std::string_view::npos) return nullptr;
  const std::string_view head = bytes.substr(0, close);
  // Names and values as they are, no references: what else may stand there is told by load_xml().
  const auto plain = [](char c) {
    return is(c, kName | kBlank) || c == '=' || c == '"' || c == '\'';
  };
  if (!std::all_of(head.begin() + 2, head.end(), plain)) return nullptr;
  if (const std::size_t stated = head.find("encoding"); stated != std::string_view::npos) {
    const std::string_view value = head.substr(stated + 8);
    const bool known = value.starts_with("=\"UTF-8\"") || value.starts_with("=\"utf-8\"") ||
                       value.starts_with("='UTF-8'") || value.starts_with("='utf-8'");
    if (!known) return nullptr;
  }
  return head.data() + head.size() + 2;
}

const char* TreeParser::open_tag(const char* at) {
  const char* const begin = ++at;
  if (!is(*begin, kNameStart)) return nullptr;
  while (is(*at, kName)) ++at;
  const std::string_view name = between(begin, at);
  const std::uint32_t parent = open_;
  open_ = static_cast<std::uint32_t>(tree_.nodes_.size());
  tree_.nodes_.add({nullptr, tree_.name_of(name, head_at(begin, name.size())), parent, open_ + 1,
                    static_cast<std::uint32_t>(tree_.attributes_.size())});
  while (is(*at, kBlank)) {
    while (is(*at, kBlank)) ++at;
    if (is(*at, kNameStart)) at = attribute(at);
    if (at == nullptr) return nullptr;
  }
  if (*at == '/') {
    open_ = parent;
    ++at;
  }
  return *at == '>' ? at + 1 : nullptr;
}

const char* TreeParser::attribute(const char* at) {
  const char* const name = at;
  while (is(*at, kName)) ++at;
  const std::string_view spelled = between(name, at);
  const char quote = *at == '=' ? at[1] : '\0';
  if (quote != '"' && quote != '\'') return nullptr;
  at += 2;
  const char* const begin = at;
  bool references = false;
  while (true) {
    while (is(*at, kValue)) ++at;
    if (*at == quote) break;
    const auto c = static_cast<unsigned char>(*at);
    if (c == '&') references = true;
    if (c != '&' && c < 0x80 && c != '"' && c != '\'') return nullptr;
    ++at;
  }
  std::string_view value = between(begin, at);
  if (value.size() > most_) return nullptr;
  if (references && !decode(value, value)) return nullptr;
  tree_.look_for_declaration(spelled);
  tree_.attributes_.add({spelled.data(), value.data(), static_cast<std::uint32_t>(spelled.size()),
                         static_cast<std::uint32_t>(value.size())});
  return at + 1;
}

const char* TreeParser::close_tag(const char* at) {
  if (open_ == 0) return nullptr;
  XmlTree::Data& element = tree_.nodes_[open_];
  const XmlTree::Name& name = tree_.names_[element.size];
  const std::size_t size = name.qualified.size();
  at += 2;
  if (head_at(at, size) != name.head) return nullptr;
  const bool is_long = size > sizeof name.head;
  if (is_long && !between(at, end_).starts_with(name.qualified)) return nullptr;
  at += size;
  element.end = static_cast<std::uint32_t>(tree_.nodes_.size());
  open_ = element.parent;
  return *at == '>' ? at + 1 : nullptr;
}

const char* TreeParser::text(const char* at) {
  const auto left = static_cast<std::size_t>(end_ - at);
  const auto* next = static_cast<const char*>(std::memchr(at, '<', left));
  if (next == nullptr) next = end_;
  std::string_view text = between(at, next);
  if (next == end_ && text.ends_with('>')) return nullptr;  // the last byte, see parse()
  const bool plain = !contains(text, '&') && !contains(text, '\r');
  if (!plain && !decode(text, text)) return nullptr;
  const auto index = static_cast<std::uint32_t>(tree_.nodes_.size());
  tree_.nodes_.add({text.data(), static_cast<std::uint32_t>(text.size()), open_, index + 1,
                    static_cast<std::uint32_t>(tree_.attributes_.size())});
  return next;
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
