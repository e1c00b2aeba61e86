#include "scanner/judge/joinable.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "scanner/judge/score.h"

namespace mishen {
namespace {

// Characters at the start that say where, not who: equal in whole villages.
constexpr std::size_t kRegion = 6;
// Digits that must agree for a name to be the same person.
constexpr std::size_t kAgreeing = 3;

constexpr int kRowPoints = 20;
constexpr int kAgreePoints = 20;
constexpr int kNothingAgreesPoints = -15;  // two persons may stand in one row

// One masked value with what links it to others.
struct Part {
  std::size_t index = 0;  // of its candidate
  std::string pattern;
  std::string owner;
  std::string beside;
  std::optional<std::tuple<std::uint32_t, std::uint32_t>> row;  // table, row
  std::uint32_t column = 0;
};

struct Link {
  std::string pattern;
  std::size_t agreeing = 0;
  bool same_row = false;
};

std::size_t shown(std::string_view pattern) {
  return pattern.size() -
         static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), kHidden));
}

// Characters both show beyond the region; of a short number, any.
std::size_t agreeing(std::string_view a, std::string_view b) {
  std::size_t count = 0;
  for (std::size_t i = a.size() >= 15 ? kRegion : 0; i < a.size(); ++i) {
    count += a[i] != kHidden && a[i] == b[i] ? 1 : 0;
  }
  return count;
}

Part part_of(std::size_t index, Weighed& weighed, const Document& document) {
  Part part;
  part.index = index;
  part.pattern = std::move(weighed.mask.pattern);
  part.owner = std::move(weighed.mask.owner);
  part.beside = std::move(weighed.mask.beside);
  const Passage& passage = document.passages[weighed.pieces.front().passage];
  if (passage.cell) {
    part.row = {passage.cell->table, passage.cell->row};
    part.column = passage.cell->column;
  }
  return part;
}

std::optional<Link> link_of(const Part& a, const Part& b, bool same_row) {
  if (same_row && a.column == b.column) return std::nullopt;
  Link link{joined_pattern(a.pattern, b.pattern), agreeing(a.pattern, b.pattern), same_row};
  if (link.pattern.empty()) return std::nullopt;
  if (!same_row && link.agreeing < kAgreeing) return std::nullopt;
  return link;
}

std::vector<std::pair<std::string, std::string>> what_is_left(std::string_view pattern) {
  return {{"hidden", std::to_string(pattern.size() - shown(pattern))},
          {"all", std::to_string(pattern.size())}};
}

// `into` becomes the number both masks give.
void join(Weighed& into, const Weighed& other, const Link& link) {
  into.value = link.pattern;
  into.pieces.insert(into.pieces.end(), other.pieces.begin(), other.pieces.end());
  into.disguises = into.disguises | other.disguises;
  into.reasons.push_back({link.same_row ? "joined-in-row" : "joined-by-name",
                          link.same_row ? kRowPoints : 0, what_is_left(link.pattern)});
  if (link.agreeing >= kAgreeing) {
    into.reasons.push_back(
        {"joined-agree", kAgreePoints, {{"count", std::to_string(link.agreeing)}}});
  } else {
    into.reasons.push_back({"joined-unproven", kNothingAgreesPoints, {}});
  }
  std::stable_sort(into.reasons.begin(), into.reasons.end(), [](const Reason& a, const Reason& b) {
    return std::abs(a.points) > std::abs(b.points);
  });
  into.points = total(into.reasons);
  into.likelihood = likelihood(into.points).value_or(Likelihood::possible);
  into.cap = std::min(into.cap, other.cap);
}

class Joiner {
 public:
  Joiner(std::vector<Weighed>& candidates, const Document& document, const Rulebook& book)
      : candidates_(candidates), kept_(candidates.size(), true), joined_(candidates.size(), false) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (!book.rules[candidates[i].rule].joinable) continue;
      kept_[i] = false;
      parts_.push_back(part_of(i, candidates[i], document));
    }
  }

  void run() {
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::vector<std::size_t>>
        rows;
    std::map<std::tuple<std::uint32_t, std::string>, std::vector<std::size_t>> owners;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const Part& part = parts_[i];
      if (part.pattern.empty()) continue;
      const std::uint32_t rule = candidates_[part.index].rule;
      if (part.row) rows[{rule, std::get<0>(*part.row), std::get<1>(*part.row)}].push_back(i);
      if (!part.owner.empty()) owners[{rule, part.owner}].push_back(i);
    }
    for (const auto& [row, members] : rows) join_among(members, true);
    for (const auto& [owner, members] : owners) join_among(members, false);
    for (const Part& part : parts_) complete(part);
  }

  [[nodiscard]] std::vector<Weighed> take() {
    std::vector<Weighed> out;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (kept_[i]) out.push_back(std::move(candidates_[i]));
    }
    return out;
  }

 private:
  // A mask that no other one undoes, but its own row does.
  void complete(const Part& part) {
    if (joined_[part.index] || part.beside.empty()) return;
    const std::string pattern = joined_pattern(part.pattern, part.beside);
    if (pattern.empty()) return;
    kept_[part.index] = true;
    candidates_[part.index].reasons.push_back({"joined-birthday", 0, what_is_left(pattern)});
  }

  void join_among(const std::vector<std::size_t>& members, bool same_row) {
    const std::size_t most = std::min(members.size(), kMostLinked);
    for (std::size_t i = 0; i < most; ++i) {
      for (std::size_t j = i + 1; j < most; ++j) {
        const Part& a = parts_[members[i]];
        const Part& b = parts_[members[j]];
        if (joined_[a.index] || joined_[b.index]) continue;
        const std::optional<Link> link = link_of(a, b, same_row);
        if (!link) continue;
        joined_[a.index] = joined_[b.index] = true;
        kept_[a.index] = true;
        join(candidates_[a.index], candidates_[b.index], *link);
      }
    }
  }

  std::vector<Weighed>& candidates_;
  std::vector<bool> kept_, joined_;
  std::vector<Part> parts_;
};

}  // namespace

std::size_t most_hidden_of_leak(std::size_t length) {
  if (length == 15 || length == 18) return 7;
  return length == 11 ? 3 : 5;
}

std::string joined_pattern(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return {};
  std::string out(a);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != kHidden && b[i] != kHidden && a[i] != b[i]) return {};
    if (a[i] == kHidden) out[i] = b[i];
  }
  const bool more = shown(out) > std::max(shown(a), shown(b));
  return more && out.size() - shown(out) <= most_hidden_of_leak(out.size()) ? out : std::string();
}

std::vector<Weighed> join_masks(std::vector<Weighed> candidates, const Document& document,
                                const Rulebook& book) {
  const bool any = std::any_of(candidates.begin(), candidates.end(), [&](const Weighed& weighed) {
    return book.rules[weighed.rule].joinable;
  });
  if (!any) return candidates;
  Joiner joiner(candidates, document, book);
  joiner.run();
  return joiner.take();
}

}  // namespace mishen
