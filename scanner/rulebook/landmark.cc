#include "scanner/rulebook/landmark.h"

#include <algorithm>
#include <map>
#include <vector>

#include "scanner/base/utf8.h"
#include "scanner/rulebook/frequency.h"
#include "scanner/rulebook/pattern.h"
#include "scanner/text/scan.h"

namespace mishen {
namespace {

// Code points; beyond them little would be passed over.
constexpr std::uint32_t kFarthest = 16;

bool takes_three_bytes(char32_t c) {
  return c >= 0x800 && c < 0x10000 && !(c >= 0xD800 && c < 0xE000);
}

// What every match of a part contains, and how many code points stand before it at most; and how
// long a match may be. No more than kFarthest + 1, which is too far.
struct Signs {
  std::map<char32_t, std::uint32_t> before;
  std::uint32_t most = 0;
};

std::uint32_t capped(std::uint64_t length) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(length, kFarthest + 1));
}

Signs signs_of(const PatternNode& node);

Signs in_a_row(const std::vector<PatternNode>& parts) {
  Signs all;
  for (const PatternNode& part : parts) {
    const Signs next = signs_of(part);
    for (const auto& [sign, before] : next.before) {
      if (all.most + before <= kFarthest) all.before.emplace(sign, all.most + before);
    }
    all.most = capped(std::uint64_t{all.most} + next.most);
  }
  return all;
}

Signs one_of(const std::vector<PatternNode>& choices) {
  Signs common = signs_of(choices.front());
  for (std::size_t i = 1; i < choices.size(); ++i) {
    const Signs other = signs_of(choices[i]);
    std::erase_if(common.before,
                  [&](const auto& one) { return !other.before.contains(one.first); });
    for (auto& [sign, before] : common.before) before = std::max(before, other.before.at(sign));
    common.most = std::max(common.most, other.most);
  }
  return common;
}

Signs signs_of(const PatternNode& node) {
  switch (node.kind) {
    case PatternNode::Kind::chars: {
      const std::vector<char32_t>& members = node.chars.members();
      Signs one{{}, 1};
      if (members.size() == 1 && takes_three_bytes(members.front())) {
        one.before.emplace(members.front(), 0);
      }
      return one;
    }
    case PatternNode::Kind::sequence:
      return in_a_row(node.kids);
    case PatternNode::Kind::choice:
      return one_of(node.kids);
    case PatternNode::Kind::repeat: {
      Signs signs = signs_of(node.kids.front());
      if (node.least == 0) signs.before.clear();
      signs.most = capped(std::uint64_t{signs.most} * node.most);
      return signs;
    }
    case PatternNode::Kind::text_start:
    case PatternNode::Kind::text_end:
    case PatternNode::Kind::other_edge:
      return {};
  }
  return {};
}

// Where `sign` stands, at or behind `from`.
std::size_t find_sign(char32_t sign, std::string_view text, std::size_t from) {
  const auto lead = static_cast<char>(0xE0U | sign >> 12U);
  const auto second = static_cast<unsigned char>(0x80U | (sign >> 6U & 0x3FU));
  const auto third = static_cast<unsigned char>(0x80U | (sign & 0x3FU));
  // The first byte is that of thousands.
  for (std::size_t at = find_two(text, from + 1, second, third); at < text.size();
       at = find_two(text, at + 2, second, third)) {
    if (text[at - 1] == lead) return at - 1;
  }
  return std::string_view::npos;
}

// `count` code points before `at`, or as many as there are down to `floor`.
std::size_t back(std::string_view text, std::size_t at, std::uint32_t count, std::size_t floor) {
  for (; count > 0 && at > floor; --count) at -= utf8::decode_before(text, at).bytes;
  return std::max(at, floor);
}

}  // namespace

std::size_t Landmark::next(std::string_view text, std::size_t from) const {
  while (true) {
    const std::size_t met = find_sign(sign, text, from);
    if (met == std::string_view::npos) return met;
    for (std::size_t at = back(text, met, farthest, from); at <= met;) {
      const utf8::Decoded here = utf8::decode(text, at);
      if (first.empty() || first.find(here.code_point) != std::u32string::npos) return at;
      at += here.bytes;
    }
    from = met + 1;  // what begins farther on needs another
  }
}

Landmark landmark_of(const PatternNode& node) {
  Landmark rarest;
  for (const auto& [sign, before] : signs_of(node).before) {
    if (rarest.is_known() && frequency(rarest.sign) <= frequency(sign)) continue;
    rarest = {sign, before, {}};
  }
  return rarest;
}

}  // namespace mishen
