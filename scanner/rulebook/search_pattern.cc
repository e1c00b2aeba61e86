#include "scanner/rulebook/search_pattern.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "scanner/base/mask_signs.h"
#include "scanner/base/utf8.h"
#include "scanner/rulebook/beginnings.h"
#include "scanner/rulebook/pattern.h"

namespace mishen {
namespace {

// Instructions RE2 makes of one range of code points, at most; twice what was measured of any
// class.
constexpr std::uint64_t kARange = 12;

// The smallest program memory limits, the reversed one's, holds over 80,000 instructions
// (kPatternMemoryBytes / 3 / 4 / 16).
constexpr std::uint64_t kFewEnough = 60'000;

// Ranges that describe the set, at least as many as it has.
std::uint64_t ranges_of(const Chars& chars) {
  if (chars.wide()) return chars.ranges();
  std::uint64_t ranges = 0;
  const std::vector<char32_t>& members = chars.members();
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i == 0 || members[i] != members[i - 1] + 1) ++ranges;
  }
  return ranges;
}

// Instructions of the node, at most; no more than kFewEnough + 1.
std::uint64_t instructions(const PatternNode& node) {
  std::uint64_t sum = 4;
  if (node.kind == PatternNode::Kind::chars) {
    sum += kARange * (1 + ranges_of(node.chars));
  }
  for (const PatternNode& kid : node.kids) sum += instructions(kid);
  if (node.kind == PatternNode::Kind::repeat) {
    const bool unbounded = node.most == PatternNode::kUnbounded;
    sum *= std::max(1U, unbounded ? node.least + 1 : node.most);
  }
  return std::min(sum, kFewEnough + 1);
}

// What may stand behind a hit, and before it. A line feed is no digit and no letter, so it may.
std::string behind(Edges edges) { return edges == Edges::digit ? "[^0-9]" : "[^0-9A-Za-z]"; }

std::string before(Edges edges) {
  std::string all = behind(edges);
  if (edges != Edges::mask) return all;
  all.pop_back();
  for (const char32_t sign : kMaskSigns) utf8::append(all, sign);
  return all + "]";
}

void go_over(const re2::RE2& regex, std::string_view text) {
  const re2::StringPiece all(text.data(), text.size());
  re2::StringPiece hit;
  std::size_t from = 0;
  while (from < text.size() && regex.Match(all, from, text.size(), re2::RE2::UNANCHORED, &hit, 1)) {
    // No pattern of a rule matches nothing; a step all the same.
    from =
        static_cast<std::size_t>(hit.data() - text.data()) + std::max<std::size_t>(1, hit.size());
  }
}

const re2::RE2& usable(const re2::RE2& regex) {
  if (!regex.ok()) throw std::length_error("a pattern does not compile");
  return regex;
}

}  // namespace

re2::RE2::Options pattern_options() {
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingUTF8);
  options.set_log_errors(false);
  options.set_longest_match(true);
  options.set_max_mem(kPatternMemoryBytes);
  return options;
}

const re2::RE2& SearchPattern::compile_plain() const {
  std::call_once(plain_.once, [&] {
    plain_.regex = std::make_unique<const re2::RE2>(pattern_, pattern_options());
    plain_.done = true;
  });
  return *plain_.regex;
}

// \z: the text's end, whatever flags the pattern sets.
const re2::RE2& SearchPattern::compile_edged() const {
  std::call_once(edged_.once, [&] {
    edged_.regex = std::make_unique<const re2::RE2>(
        before(edges_) + "(?:" + pattern_ + ")(?:\\z|" + behind(edges_) + ")", pattern_options());
    edged_.done = true;
  });
  return *edged_.regex;
}

const re2::RE2& SearchPattern::plain() const { return usable(compile_plain()); }
const re2::RE2& SearchPattern::anywhere() const {
  // Written once: what a worker writes to it has to copy first.
  if (!anywhere_.load(std::memory_order_relaxed)) anywhere_ = true;
  return plain();
}
const re2::RE2& SearchPattern::edged() const { return usable(compile_edged()); }

unsigned SearchPattern::compiled() const {
  return (plain_.done ? kPlain : 0U) | (anywhere_ ? kAnywhere : 0U) | (edged_.done ? kEdged : 0U);
}

// RE2 makes the program that runs backwards when it is first asked about.
void SearchPattern::compile(unsigned which) const {
  if ((which & kPlain) != 0) (void)compile_plain();
  if ((which & kAnywhere) != 0) {
    (void)compile_plain().ReverseProgramSize();
    anywhere_ = true;
  }
  if ((which & kEdged) != 0 && edges_ != Edges::none) (void)compile_edged().ReverseProgramSize();
}

void SearchPattern::rehearse(unsigned which, std::string_view text) const {
  which &= compiled();
  if ((which & kAnywhere) != 0) go_over(compile_plain(), text);
  if ((which & kEdged) != 0) go_over(compile_edged(), text);
}

std::string SearchPattern::fault() const {
  const re2::RE2& plain = compile_plain();
  if (!plain.ok() || edges_ == Edges::none) return plain.error();
  return compile_edged().error();
}

bool surely_compiles(const PatternNode& node) {
  // Its edges are few and narrow beside what is left for them.
  return instructions(node) <= kFewEnough;
}

}  // namespace mishen
