#include "scanner/judge/overlap.h"

#include <algorithm>
#include <bit>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "scanner/judge/score.h"

namespace mishen {
namespace {

std::uint32_t length(const Weighed& weighed) {
  std::uint32_t bytes = 0;
  for (const SourcePiece& piece : weighed.pieces) bytes += piece.span.size();
  return bytes;
}

auto position(const Weighed& weighed) {
  const SourcePiece& first = weighed.pieces.front();
  const SourcePiece& last = weighed.pieces.back();
  return std::make_tuple(first.passage, first.span.begin, last.passage, last.span.end);
}

// What `settle` compares, once for each candidate; the smaller is the better.
auto rank(const Weighed& weighed, const Rulebook& book) {
  const Severity weight =
      severity(book.rules[weighed.rule].external, weighed.likelihood, weighed.cap);
  const int disguises = std::popcount(static_cast<std::uint16_t>(weighed.disguises));
  return std::make_tuple(-static_cast<int>(weighed.likelihood), -static_cast<int>(weight),
                         -weighed.points, -static_cast<std::int64_t>(length(weighed)), disguises,
                         weighed.rule, static_cast<int>(weighed.kind), position(weighed));
}

// The text taken by winners so far: of each passage, disjoint spans by where they begin.
class Taken {
 public:
  // The best winner that shares text with `weighed`.
  [[nodiscard]] std::optional<std::size_t> by(const Weighed& weighed) const {
    std::optional<std::size_t> best;
    for (const SourcePiece& piece : weighed.pieces) {
      const auto passage = passages_.find(piece.passage);
      if (passage == passages_.end()) continue;
      auto at = passage->second.lower_bound(piece.span.end);
      while (at != passage->second.begin()) {
        --at;
        if (at->second.end <= piece.span.begin) break;
        if (!best || at->second.winner < *best) best = at->second.winner;
      }
    }
    return best;
  }

  void take(const Weighed& weighed, std::size_t winner) {
    for (const SourcePiece& piece : weighed.pieces) {
      passages_[piece.passage].emplace(piece.span.begin, Stretch{piece.span.end, winner});
    }
  }

 private:
  struct Stretch {
    std::uint32_t end;
    std::size_t winner;
  };
  std::unordered_map<std::uint32_t, std::map<std::uint32_t, Stretch>> passages_;
};

void add_also(Winner& winner, std::uint32_t rule) {
  if (rule == winner.weighed.rule) return;
  if (std::find(winner.also.begin(), winner.also.end(), rule) == winner.also.end()) {
    winner.also.push_back(rule);
  }
}

}  // namespace

Settled settle(std::vector<Weighed> candidates, const Rulebook& book) {
  std::sort(candidates.begin(), candidates.end(),
            [&](const Weighed& a, const Weighed& b) { return rank(a, book) < rank(b, book); });
  Settled settled;
  Taken taken;
  for (Weighed& candidate : candidates) {
    if (const auto winner = taken.by(candidate)) {
      add_also(settled.winners[*winner], candidate.rule);
      for (const SourcePiece& piece : candidate.pieces) {
        settled.lost.push_back({candidate.rule, piece});
      }
    } else {
      taken.take(candidate, settled.winners.size());
      settled.winners.push_back({std::move(candidate), {}});
    }
  }
  std::sort(settled.winners.begin(), settled.winners.end(), [](const Winner& a, const Winner& b) {
    return position(a.weighed) < position(b.weighed);
  });
  return settled;
}

}  // namespace mishen
