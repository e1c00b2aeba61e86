#include "plugins/formats/pdf/text_index.h"

#include <algorithm>
#include <cstring>

namespace mishen::pdf {
namespace {

// Pieces: four Chinese characters, or two for short strings.
constexpr std::size_t kLong = 12;
constexpr std::size_t kShort = 6;
// Bits for each byte of text: Chinese begins two pieces every third byte.
constexpr std::size_t kBits = 8;
constexpr std::size_t kLeastWords = 1024;

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::uint64_t hash_of(const char* piece, std::size_t size) {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::memcpy(&first, piece, kShort);
  std::memcpy(&last, piece + size - kShort, kShort);
  const std::uint64_t mixed = (first * 0x9E3779B97F4A7C15U ^ (last + size)) * 0xC2B2AE3D27D4EB4FU;
  return mixed ^ mixed >> 29U;
}

// Calls `use` with the hash of each piece of `size` bytes that begins with a character.
template <class Use>
void each_piece(std::string_view text, std::size_t size, Use use) {
  for (std::size_t at = 0; at + size <= text.size(); ++at) {
    if (begins_character(text[at]) && !use(hash_of(text.data() + at, size))) return;
  }
}

}  // namespace

void TextIndex::add(std::string_view line) {
  text_ += line;
  text_ += '\n';
}

void TextIndex::mark(std::string_view line) {
  const std::size_t bits = marks_.size() * 64;
  for (const std::size_t size : {kShort, kLong}) {
    each_piece(line, size, [&](std::uint64_t hash) {
      marks_[hash % bits / 64] |= std::uint64_t{1} << (hash % 64);
      return true;
    });
  }
}

// The marks grow with the text, by doubling.
void TextIndex::rebuild() {
  const std::size_t words = text_.size() * kBits / 64;
  if (marks_.size() < words || marks_.empty()) {
    std::size_t size = std::max(marks_.size(), kLeastWords);
    while (size < words) size *= 2;
    marks_.assign(size, 0);
    marked_ = 0;
  }
  // A little again: no piece reaches across a line end that could be wanted.
  mark(std::string_view(text_).substr(marked_));
  marked_ = text_.size();
}

bool TextIndex::may_have(std::string_view wanted) const {
  const std::size_t bits = marks_.size() * 64;
  bool all = true;
  each_piece(wanted, wanted.size() < kLong ? kShort : kLong, [&](std::uint64_t hash) {
    all = (marks_[hash % bits / 64] >> (hash % 64) & 1U) != 0;
    return all;
  });
  return all;
}

bool TextIndex::has(std::string_view wanted) {
  if (wanted.size() > text_.size()) return false;
  if (wanted.size() >= kShort) {
    if (marked_ < text_.size()) rebuild();
    if (!may_have(wanted)) return false;
  }
  std::size_t found = text_.find(wanted, near_);
  if (found == std::string::npos) {
    // Before, and what begins there and ends behind.
    found = std::string_view(text_).substr(0, near_ + wanted.size()).find(wanted);
  }
  if (found == std::string_view::npos) return false;
  near_ = found;
  return true;
}

}  // namespace mishen::pdf
