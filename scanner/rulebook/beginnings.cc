#include "scanner/rulebook/beginnings.h"

#include <algorithm>

#include "scanner/base/utf8.h"
#include "scanner/text/scan.h"

namespace mishen {
namespace {

constexpr std::uint32_t kLongestCodePoint = 4;

// The first bytes of U+4000 to U+9FFF.
constexpr unsigned kFirstHan = 0xE4;
constexpr unsigned kLastHan = 0xE9;

}  // namespace

bool may_begin(std::string_view text, std::size_t at, Edges edges) {
  if (at == 0) return true;
  if (is_edge_character(text[at - 1], edges)) return false;
  return edges != Edges::mask ||
         kMaskSigns.find(utf8::decode_before(text, at).code_point) == std::u32string_view::npos;
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
  few_ = any && !han && known.never_empty && known.most <= kLongest / kLongestCodePoint;
}

bool Beginnings::has_digits(std::string_view text, std::size_t at) const {
  if (text.size() - at < digits_) return false;
  const std::string_view start = text.substr(at, digits_);
  return std::all_of(start.begin(), start.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t Beginnings::next(std::string_view text, std::size_t from) const {
  for (std::size_t i = from; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (!first_[byte]) {
      // Behind one byte of Chinese stand many.
      if (byte >= 0x80 && ascii_) i = find_byte<ByteRange<1, 0x7F>>(text, i + 1) - 1;
      continue;
    }
    if (may_begin(text, i, edges_) && has_digits(text, i)) return i;
  }
  return std::string_view::npos;
}

}  // namespace mishen
