// What is known of a pattern without compiling it; and of many, worked out when mishen was built,
// since working it out is a quarter of a start.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/rulebook/landmark.h"
#include "scanner/rulebook/need.h"

namespace mishen {

struct KnownPattern {
  bool compiles = false;     // proven; false tells nothing
  bool never_empty = false;  // likewise
  bool only_digits = false;  // every code point of every match is an ASCII digit
  // As in PatternFacts.
  std::uint32_t least = 0, most = 0, digits = 0, digits_first = 0;
  // Which digits a match may begin with, a bit each; 0: something else as well.
  std::uint32_t first_digits = 0;
  // The bytes a match may begin with, a bit each; none: not known.
  std::array<std::uint64_t, 4> first_bytes{};
  [[nodiscard]] bool begins_with(unsigned char byte) const {
    return (first_bytes[byte / 64U] >> (byte % 64U) & 1U) != 0;
  }
  Landmark landmark;
  std::vector<Need> claims;  // without their costs, once they were packed

  friend bool operator==(const KnownPattern&, const KnownPattern&) = default;
};

// Reads the pattern and works it out.
[[nodiscard]] KnownPattern known_of(const std::string& pattern);

// Depends on nothing but the pattern's own text, so that it holds whatever rule has it.
class KnownPatterns {
 public:
  KnownPatterns() = default;
  // `bytes`: what write_known() made; they must outlive it. Of bytes that are not, knows nothing.
  explicit KnownPatterns(std::string_view bytes);

  // What is known of `pattern`; worked out where it is not among those that were packed.
  [[nodiscard]] KnownPattern of(const std::string& pattern) const;
  // How many were packed.
  [[nodiscard]] std::size_t size() const { return packed_.size(); }

 private:
  std::map<std::string_view, std::string_view> packed_;  // each as bytes
};

[[nodiscard]] std::string write_known(std::span<const std::string> patterns);

}  // namespace mishen
