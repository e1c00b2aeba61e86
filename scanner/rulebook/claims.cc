#include "scanner/rulebook/claims.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "scanner/rulebook/frequency.h"

namespace mishen {
namespace {

// More alternatives than this are not worth a table.
constexpr std::size_t kMostPairs = 1024;

// A first claim that is met so seldom needs no second, and one that is met so often is none.
constexpr double kRare = 20;
constexpr double kEverywhere = 20'000;
// More comparisons than this are not worth it.
constexpr std::size_t kMostComparisons = 16'384;

double cost_of_digits(std::uint32_t run) { return run == 0 ? 0 : frequency_of_digits(run); }
double cost_of_alnum(std::uint32_t run) { return run == 0 ? 0 : frequency_of_alnum(run); }

// Each code point more makes a word rarer than its rarest pair.
double cost_of(const std::u32string& word) {
  const std::size_t rarest = rarest_pair(word);
  return frequency(word[rarest], word[rarest + 1]) *
         std::pow(0.3, static_cast<double>(word.size() - 2));
}

double cost_of_any(const std::vector<char32_t>& chars) {
  double sum = 0;
  for (const char32_t c : chars) sum += frequency(c);
  return sum;
}

std::size_t size_of(const Need& need) {
  return need.singles.size() + need.pairs.size() + need.words.size();
}

// True when `holds` is true of all strings of the claim.
template <class Predicate>
bool all_strings(const Need& need, Predicate holds) {
  for (const char32_t c : need.singles) {
    if (!holds(std::u32string_view(&c, 1))) return false;
  }
  for (const auto& [first, second] : need.pairs) {
    const std::array<char32_t, 2> both = {first, second};
    if (!holds(std::u32string_view(both.data(), both.size()))) return false;
  }
  return std::all_of(need.words.begin(), need.words.end(), holds);
}

// Whatever meets `need` meets `other` too, which then says nothing more. Only a matter of worth:
// each claim holds by itself.
bool implies(const Need& need, const Need& other) {
  const auto covers = [](std::uint32_t least, std::uint32_t run) {
    return least != 0 && least <= run;
  };
  if (need.digit_run != 0 && !covers(other.digit_run, need.digit_run) &&
      !covers(other.alnum_run, need.digit_run)) {
    return false;
  }
  if (need.alnum_run != 0 && !covers(other.alnum_run, need.alnum_run)) return false;
  if (size_of(need) * size_of(other) > kMostComparisons) return need.cost <= other.cost;
  return all_strings(need, [&](std::u32string_view text) {
    return !all_strings(other, [text](std::u32string_view within) {
      return text.find(within) == std::u32string_view::npos;
    });
  });
}

// The shorter of two runs, either of which will do; its price in place of theirs.
void merge_runs(std::uint32_t& a, std::uint32_t b, double (*price)(std::uint32_t), double& cost) {
  if (b == 0) return;
  const std::uint32_t run = a == 0 ? b : std::min(a, b);
  cost += price(run) - price(a) - price(b);
  a = run;
}

// Either claim's alternatives will do; without a claim from one there is none.
Need either(Need a, const Need& b) {
  if (!a.claims() || !b.claims()) return {};
  if (a.pairs.size() + a.words.size() + b.pairs.size() + b.words.size() > kMostPairs) return {};
  a.cost += b.cost;
  merge_runs(a.digit_run, b.digit_run, cost_of_digits, a.cost);
  merge_runs(a.alnum_run, b.alnum_run, cost_of_alnum, a.cost);
  a.singles.insert(a.singles.end(), b.singles.begin(), b.singles.end());
  a.pairs.insert(a.pairs.end(), b.pairs.begin(), b.pairs.end());
  a.words.insert(a.words.end(), b.words.begin(), b.words.end());
  return a;
}

}  // namespace

// One claim more that holds for the same matches.
void keep(std::vector<Need>& claims, Need other) {
  if (!other.claims() || (!claims.empty() && other.cost > kEverywhere)) return;
  for (const Need& kept : claims) {
    if (implies(kept, other)) return;
  }
  std::erase_if(claims, [&](const Need& kept) { return implies(other, kept); });
  const auto at = std::upper_bound(claims.begin(), claims.end(), other,
                                   [](const Need& a, const Need& b) { return a.cost < b.cost; });
  claims.insert(at, std::move(other));
  if (claims.size() > kMostClaims) claims.pop_back();
  if (claims.front().cost < kRare) claims.resize(1);
}

Need digit_run_of(std::uint32_t length) {
  Need need;
  need.digit_run = length;
  need.cost = cost_of_digits(length);
  return need;
}

// A run in which one of the two beyond ASCII stands is met by that one.
Need alnum_run_of(std::uint32_t length, bool folded) {
  constexpr std::uint32_t kShortest = 4;
  Need need;
  if (length < kShortest) return need;
  need.alnum_run = length;
  need.cost = cost_of_alnum(length);
  if (folded) need.singles = {kLongS, kKelvin};
  return need;
}

Need singles_of(const Chars& chars) {
  Need need;
  need.singles = chars.members();
  need.cost = cost_of_any(need.singles);
  return need;
}

Need pairs_of(const Chars& first, const Chars& second) {
  Need need;
  if (first.wide() || second.wide()) return need;
  if (first.all_digits() && second.all_digits()) return need;  // runs tell more
  if (first.members().size() * second.members().size() > kMostPairs) return need;
  need.pairs.reserve(first.members().size() * second.members().size());
  for (const char32_t a : first.members()) {
    for (const char32_t b : second.members()) {
      need.pairs.emplace_back(a, b);
      need.cost += frequency(a, b);
    }
  }
  // No more often than either side alone.
  need.cost = std::min({need.cost, cost_of_any(first.members()), cost_of_any(second.members())});
  return need;
}

// Any of the strings; one that has another within it is met by that.
Need any_of_strings(std::vector<std::u32string> strings) {
  Need need;
  std::sort(strings.begin(), strings.end(), [](const std::u32string& a, const std::u32string& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  std::vector<std::u32string> shorter;
  for (std::u32string& one : strings) {
    if (one.empty()) return {};
    const bool met = std::any_of(shorter.begin(), shorter.end(), [&](const std::u32string& within) {
      return one.find(within) != std::u32string::npos;
    });
    if (!met) shorter.push_back(std::move(one));
  }
  for (std::u32string& one : shorter) {
    if (one.size() == 1) {
      need.singles.push_back(one.front());
      need.cost += frequency(one.front());
    } else if (one.size() == 2) {
      need.pairs.emplace_back(one[0], one[1]);
      need.cost += frequency(one[0], one[1]);
    } else {
      need.cost += cost_of(one);
      need.words.push_back(std::move(one));
    }
  }
  return need;
}

// Where one has fewer, its rarest stands in.
std::vector<Need> either_claims(std::vector<Need> a, const std::vector<Need>& b) {
  if (a.empty() || b.empty()) return {};
  std::vector<Need> claims;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    claims.push_back(either(i < a.size() ? a[i] : a.front(), i < b.size() ? b[i] : b.front()));
  }
  if (!claims.front().claims()) return {};
  std::erase_if(claims, [](const Need& need) { return !need.claims(); });
  return claims;
}

}  // namespace mishen
