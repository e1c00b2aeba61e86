// The second way to match: no sieve, no edges in the pattern. Every pattern alone, at every
// place, every length, with its edges looked up beside it. Slow and plain.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "scanner/base/utf8.h"
#include "scanner/match/match.h"

namespace mishen::testing {

inline bool edge_holds(std::string_view text, std::size_t begin, std::size_t end, Edges edges) {
  const auto bad = [&](std::size_t at) {
    const char c = text[at];
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return edges != Edges::none && (digit || (letter && edges != Edges::digit));
  };
  const auto behind_mask = [&] {
    for (const std::string_view sign :
         {"*", "#", "_", "×", "●", "○", "■", "□", "█", "▇", "•", "…"}) {
      if (text.substr(0, begin).ends_with(sign)) return true;
    }
    return false;
  };
  return (begin == 0 || !bad(begin - 1)) && (end == text.size() || !bad(end)) &&
         !(edges == Edges::mask && behind_mask());
}

inline std::vector<Candidate> slow_match(const CompiledRules& rules, const Reading& reading) {
  const std::string_view text = reading.text;
  const re2::StringPiece piece(text.data(), text.size());
  std::vector<std::size_t> bounds;
  for (std::size_t i = 0; i < text.size(); i += utf8::decode(text, i).bytes) bounds.push_back(i);
  bounds.push_back(text.size());
  std::vector<Candidate> out;
  for (const std::uint32_t index : rules.group(reading.kind)) {
    const CompiledPattern& pattern = rules.patterns()[index];
    const Edges edges = rules.rule(pattern.rule).edges;
    const re2::RE2& regex = rules.search_of(pattern).plain();
    for (std::size_t b = 0; b < bounds.size();) {
      std::size_t end = b;
      for (std::size_t e = bounds.size() - 1; e > b && end == b; --e) {
        if (edge_holds(text, bounds[b], bounds[e], edges) &&
            regex.Match(piece, bounds[b], bounds[e], re2::RE2::ANCHOR_BOTH, nullptr, 0)) {
          end = e;
        }
      }
      if (end > b) {
        out.push_back(
            {pattern.rule,
             index,
             {static_cast<std::uint32_t>(bounds[b]), static_cast<std::uint32_t>(bounds[end])}});
      }
      b = std::max(end, b + 1);
    }
  }
  const auto key = [](const Candidate& c) { return std::tuple(c.span.begin, c.span.end, c.rule); };
  std::stable_sort(out.begin(), out.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
  out.erase(std::unique(out.begin(), out.end(),
                        [&](const auto& a, const auto& b) { return key(a) == key(b); }),
            out.end());
  return out;
}

}  // namespace mishen::testing
