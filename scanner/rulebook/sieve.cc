// Filling a sieve. What it does with a text is in sift.cc.
#include "scanner/rulebook/sieve.h"

#include <algorithm>
#include <bit>

#include "scanner/base/utf8.h"
#include "scanner/rulebook/frequency.h"

namespace mishen {

std::uint64_t Sieve::lengths(std::uint32_t least, std::uint32_t most) {
  std::uint64_t set = 0;
  for (std::uint32_t n = std::min(least, kLongestTold); n <= std::min(most, kLongestTold); ++n) {
    set |= std::uint64_t{1} << n;
  }
  return set;
}

void Sieve::admit(std::span<const Need> claims, std::uint32_t digits, std::optional<FirstRun> run) {
  const auto pattern = static_cast<std::uint32_t>(digits_.size());
  digits_.push_back(digits);
  first_runs_.push_back(run ? Runs{lengths(run->least, run->most), run->digits} : Runs{});
  wanted_.push_back(0);
  for (const Need& need : claims) {
    const auto bit = static_cast<std::uint8_t>(wanted_.back() + 1);  // the next power of two
    if (!need.claims() || bit == 0) continue;
    admit(need, {pattern, bit});
    wanted_.back() = static_cast<std::uint8_t>(wanted_.back() | bit);
  }
  if (wanted_.back() != 0) return;
  wanted_.back() = 1;
  always_.push_back(pattern);
}

void Sieve::admit(const Need& claims, Claim claim) {
  if (claims.digit_run != 0) runs_.emplace_back(claims.digit_run, claim);
  if (claims.alnum_run != 0) alnums_.emplace_back(claims.alnum_run, claim);
  for (const char32_t c : claims.singles) {
    roles_[place(c)] |= kSingle;
    admitted_.emplace_back(single(place(c)), Holder{claim, {}});
  }
  for (const auto& [first, second] : claims.pairs) admit_pair(first, second, {claim, {}});
  for (const std::u32string& word : claims.words) admit(word, claim);
}

void Sieve::admit_pair(char32_t first, char32_t second, Holder holder) {
  const std::uint16_t role = Sieve::second(place(second));
  roles_[place(second)] |= role;
  roles_[place(first)] = static_cast<std::uint16_t>(roles_[place(first)] | role << kFirstShift);
  admitted_.emplace_back(pair(place(first), place(second)), holder);
}

// Looked for by its rarest pair.
void Sieve::admit(const std::u32string& word, Claim claim) {
  const std::size_t rarest = rarest_pair(word);
  Word place;
  place.begin = static_cast<std::uint32_t>(words_.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i == rarest + 1) place.before = static_cast<std::uint32_t>(words_.size()) - place.begin;
    utf8::append(words_, word[i]);
  }
  place.size = static_cast<std::uint32_t>(words_.size()) - place.begin;
  admit_pair(word[rarest], word[rarest + 1], {claim, place});
}

void Sieve::admit_word(std::string_view word) {
  if (word.empty()) return;
  const utf8::Decoded first = utf8::decode(word, 0);
  if (first.bytes == word.size()) return;
  const char32_t second = utf8::decode(word, first.bytes).code_point;
  admitted_words_.emplace_back(first.code_point, second);
}

void Sieve::seal() {
  std::sort(runs_.begin(), runs_.end());
  std::sort(alnums_.begin(), alnums_.end());
  std::sort(admitted_.begin(), admitted_.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [sign, holder] : admitted_) {
    if (keys_.empty() || keys_.back().sign != sign) {
      const auto at = static_cast<std::uint32_t>(holders_.size());
      keys_.push_back({sign, at, at});
    }
    holders_.push_back(holder);
    ++keys_.back().end;
    keys_.back().has_words = keys_.back().has_words || holder.word.size != 0;
  }
  for (const Key& key : keys_) {
    const auto second = static_cast<std::uint32_t>(key.sign);
    if (key.has_words && key.sign == pair(second, second)) roles_[second] |= kInRuns;
  }
  admitted_ = {};
  make_slots();
  make_looks();
}

// Of ASCII it is known what it says without.
void Sieve::make_looks() {
  const auto fill = [&](FirstLook& look) {
    for (const Key& key : keys_) {
      const auto before = static_cast<char32_t>(key.sign >> 32U);
      const auto here = static_cast<char32_t>(key.sign);
      if (here < kAscii) continue;
      if (key.sign == single(here)) {
        look.add(here);
      } else {
        look.add(before, here);
      }
    }
  };
  const auto singles =
      static_cast<std::size_t>(std::count_if(keys_.begin(), keys_.end(), [](const Key& key) {
        return static_cast<std::uint32_t>(key.sign) >= kAscii && key.sign >> 32U == kPlaces;
      }));
  look_ = FirstLook(singles, keys_.size());
  fill(look_);
  if (admitted_words_.empty()) return;
  look_with_words_ = FirstLook(singles, keys_.size() + admitted_words_.size());
  fill(look_with_words_);
  beginnings_ = PairMarks(admitted_words_.size());
  for (const auto& [first, second] : admitted_words_) {
    beginnings_.add({first, second});
    if (second < kAscii) {
      ascii_in_words_[FirstLook::bytes_of(second)] = true;
    } else {
      look_with_words_.add(first, second);
    }
  }
  admitted_words_ = {};
}

void Sieve::make_slots() {
  slots_.assign(std::bit_ceil(4 * keys_.size() + 2), 0);
  shift_ = 64U - static_cast<unsigned>(std::bit_width(slots_.size() - 1));
  for (std::uint32_t i = 0; i < keys_.size(); ++i) {
    std::size_t slot = first_slot(keys_[i].sign);
    while (slots_[slot] != 0) slot = (slot + 1) % slots_.size();
    slots_[slot] = i + 1;
  }
}

}  // namespace mishen
