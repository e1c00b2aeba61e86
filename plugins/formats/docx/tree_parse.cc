#include "plugins/formats/docx/tree_parse.h"

#include <algorithm>
#include <array>
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
  tree_.nodes_.reserve(size / kNodeBytes + 1);
  const char* at = behind_declaration(bytes.data());
  if (at == nullptr) return false;
  references_.begin(at, end_);
  returns_.begin(at, end_);
  learn_names();
  while (at != nullptr && at < end_) {
    tree_.nodes_.make_room_for_one();
    if (*at != '<') {
      at = text(at);
    } else {
      at = at[1] == '/' ? close_tag(at) : open_tag(at);
    }
  }
  if (at == nullptr || open_ != 0) return false;
  tree_.nodes_[0].count = static_cast<std::uint32_t>(tree_.nodes_.size());
  return true;
}

void TreeParser::Ahead::look_from(const char* at) {
  const void* const found = std::memchr(at, sought_, static_cast<std::size_t>(end_ - at));
  next_ = found == nullptr ? end_ : static_cast<const char*>(found);
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

// Behind its name.
inline const char* TreeParser::open_element(const char* at, std::uint32_t name) {
  const auto index = static_cast<std::uint32_t>(tree_.nodes_.size());
  tree_.nodes_.add_to_room({nullptr, name, index - open_, 1, 0});
  open_ = index;
  last_ = 2 * name;
  return *at == '>' ? at + 1 : attributes(at);
}

const char* TreeParser::open_tag(const char* at) {
  ++at;
  const std::uint32_t name = followers_[last_];
  const XmlTree::Name& likely = tree_.names_[name];
  const std::size_t size = likely.qualified.size();
  const bool is_it = stands_at(at, likely) && !is(at[size], kName) && name != 0;
  return is_it ? open_element(at + size, name) : open_unlikely(at);
}

const char* TreeParser::open_unlikely(const char* at) {
  if (!is(*at, kNameStart)) return nullptr;
  const char* end = at;
  while (is(*end, kName)) ++end;
  const std::string_view spelled = between(at, end);
  const std::uint32_t name = tree_.name_of(spelled, name_head(spelled));
  learn_names();
  followers_[last_] = name;
  return open_element(end, name);
}

void TreeParser::learn_names() {
  while (tails_.size() < tree_.names_.size()) {
    tails_.add({nullptr, 0, 0});
    followers_.add(0);
    followers_.add(0);
  }
}

// Of the element that was opened last, and what ends its tag.
const char* TreeParser::attributes(const char* at) {
  XmlTree::Data& element = tree_.nodes_[open_];
  Tail& tail = tails_[element.size];
  const bool again = between(at, end_).starts_with({tail.text, tail.size}) &&
                     (at[tail.size] == '/' || at[tail.size] == '>');
  if (again) {
    element.attributes = tail.list;
    at += tail.size;
  } else {
    const char* const begin = at;
    while (is(*at, kBlank)) {
      while (is(*at, kBlank)) ++at;
      if (is(*at, kNameStart)) at = attribute(at);
      if (at == nullptr) return nullptr;
    }
    element.attributes = tree_.new_list();
    // Who declares something is told by its index.
    const bool declares = !tree_.declaring_.empty() && tree_.declaring_.back() == open_;
    const auto size = static_cast<std::uint32_t>(at - begin);
    if (!declares) tail = {begin, size, element.attributes};
  }
  if (*at == '/') {
    open_ -= element.up;
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
  at += 2;
  if (!stands_at(at, name)) return nullptr;
  at += name.qualified.size();
  element.count = static_cast<std::uint32_t>(tree_.nodes_.size()) - open_;
  open_ -= element.up;
  last_ = 2 * element.size + 1;
  return *at == '>' ? at + 1 : nullptr;
}

const char* TreeParser::text(const char* at) {
  const auto left = static_cast<std::size_t>(end_ - at);
  const auto* next = static_cast<const char*>(std::memchr(at, '<', left));
  if (next == nullptr) next = end_;
  std::string_view text = between(at, next);
  if (next == end_ && text.ends_with('>')) return nullptr;  // the last byte, see parse()
  const bool plain = !references_.stands_in(at, next) && !returns_.stands_in(at, next);
  if (!plain && !decode(text, text)) return nullptr;
  const auto index = static_cast<std::uint32_t>(tree_.nodes_.size());
  tree_.nodes_.add_to_room(
      {text.data(), static_cast<std::uint32_t>(text.size()), index - open_, 1, 0});
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
