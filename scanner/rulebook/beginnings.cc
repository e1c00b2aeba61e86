#include "scanner/rulebook/beginnings.h"

#include <algorithm>

namespace mishen {
namespace {

constexpr std::uint32_t kLongestCodePoint = 4;

// The first bytes of U+4000 to U+9FFF.
constexpr unsigned kFirstHan = 0xE4;
constexpr unsigned kLastHan = 0xE9;

}  // namespace

Beginnings::Beginnings(const KnownPattern& known, Edges edges)
    : edges_(edges), digits_(known.digits_first) {
  bool any = false;
  bool han = false;
  for (unsigned byte = 0; byte < first_.size(); ++byte) {
    first_[byte] = known.begins_with(static_cast<unsigned char>(byte));
    any |= first_[byte];
    han |= first_[byte] && byte >= kFirstHan && byte <= kLastHan;
  }
  few_ = any && !han && known.never_empty && known.most <= kLongest / kLongestCodePoint;
}

bool Beginnings::has_digits(std::string_view text, std::size_t at) const {
  if (text.size() - at < digits_) return false;
  const std::string_view start = text.substr(at, digits_);
  return std::all_of(start.begin(), start.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t Beginnings::next(std::string_view text, std::size_t from) const {
  for (std::size_t i = from; i < text.size(); ++i) {
    if (!first_[static_cast<unsigned char>(text[i])]) continue;
    if (i > 0 && is_edge_character(text[i - 1], edges_)) continue;
    if (has_digits(text, i)) return i;
  }
  return std::string_view::npos;
}

}  // namespace mishen
