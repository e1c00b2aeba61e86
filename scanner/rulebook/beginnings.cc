#include "scanner/rulebook/beginnings.h"

#include <algorithm>

#include "scanner/base/mask_signs.h"
#include "scanner/base/utf8.h"
#include "scanner/text/scan.h"

namespace mishen {
namespace {

constexpr std::uint32_t kLongestCodePoint = 4;
constexpr std::uint32_t kLongMatch = 64;  // code points

// The first bytes of U+4000 to U+9FFF.
constexpr unsigned kFirstHan = 0xE4;
constexpr unsigned kLastHan = 0xE9;

}  // namespace

bool may_begin(std::string_view text, std::size_t at, Edges edges) {
  if (at == 0) return true;
  if (is_edge_character(text[at - 1], edges)) return false;
  return edges != Edges::mask || !is_mask_sign(utf8::decode_before(text, at).code_point);
}

Beginnings::Beginnings(const KnownPattern& known, Edges edges)
    : edges_(edges), digits_(known.digits_first) {
  bool any = false;
  bool han = false;
  for (unsigned byte = 0; byte < first_.size(); ++byte) {
    first_[byte] = known.begins_with(static_cast<unsigned char>(byte));
    any |= first_[byte];
    han |= first_[byte] && byte >= kFirstHan && byte <= kLastHan;
  }
  ascii_ =
      !first_[0] && std::none_of(first_.begin() + 0x80, first_.end(), [](bool b) { return b; });
  if (known.most <= kLongMatch) longest_ = std::size_t{kLongestCodePoint} * known.most;
  few_ = any && !han && known.never_empty && known.most <= kLongMatch;
  if (few_ || known.landmark.first.empty()) return;
  landmark_ = known.landmark;
  few_ = true;
}

bool Beginnings::has_digits(std::string_view text, std::size_t at) const {
  if (text.size() - at < digits_) return false;
  const std::string_view start = text.substr(at, digits_);
  return std::all_of(start.begin(), start.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t Beginnings::next(std::string_view text, std::size_t from) const {
  return landmark_.is_known() ? next_at_landmark(text, from) : next_at_byte(text, from);
}

std::size_t Beginnings::next_at_landmark(std::string_view text, std::size_t from) const {
  std::size_t at = landmark_.next(text, from);
  while (at != std::string_view::npos && !may_begin(text, at, edges_)) {
    at = landmark_.next(text, at + 1);
  }
  return at;
}

std::size_t Beginnings::next_at_byte(std::string_view text, std::size_t from) const {
  for (std::size_t i = from; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (!first_[byte]) {
      // Behind one byte of Chinese stand many.
      if (byte >= 0x80 && ascii_) i = find_byte<ByteRange<1, 0x7F>>(text, i + 1) - 1;
      continue;
    }
    if (may_begin(text, i, edges_)) {
      if (has_digits(text, i)) return i;
    } else if (edges_ == Edges::mask && byte < 0x80 && is_mask_sign(byte)) {
      while (i + 1 < text.size() && text[i + 1] == text[i]) ++i;  // nor behind itself
    }
  }
  return std::string_view::npos;
}

}  // namespace mishen
