// Numbers broken into groups: by line ends and by separators. Both are the same task: digit groups
// stand in chains, and in each chain some neighbours belong together.
#include <algorithm>
#include <array>
#include <span>

#include "scanner/text/alternates.h"
#include "scanner/text/digits.h"
#include "scanner/text/scan.h"

namespace mishen {
namespace {

struct Group {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;    // its check letter included
  std::uint8_t taken = 0;   // bit n: part of a joined window in layer n
  std::uint8_t joined = 0;  // bit n: joined with the next group in layer n
  bool ends_chain = true;

  [[nodiscard]] std::uint32_t size() const { return end - begin; }
};
using Chain = std::span<Group>;

// Consecutive groups of a chain that may be one number.
struct Window {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  int rank = 0;  // lower ranks are served first
};
constexpr int kRanks = 12;
constexpr std::uint32_t kLongestNumber = 20;

// 17 digits may be followed by a check letter in a group of its own.
constexpr std::uint32_t kBeforeCheckLetter = 17;

std::uint32_t digit_run_end(std::string_view text, std::uint32_t i) {
  while (digit_at(text, i)) ++i;
  return check_letter_at(text, i) ? i + 1 : i;
}

// All groups that have a neighbour, chain by chain.
template <class Separator>
std::vector<Group> find_groups(std::string_view text, Separator separator) {
  std::vector<Group> groups;
  for (std::size_t i = find_byte<DigitBytes>(text, 0); i < text.size();
       i = find_byte<DigitBytes>(text, i)) {
    const std::size_t chain = groups.size();
    std::uint32_t digits = 0;
    for (bool more = true; more;) {
      const std::uint32_t begin = static_cast<std::uint32_t>(i);
      const std::uint32_t end = check_letter_at(text, i) ? begin + 1 : digit_run_end(text, begin);
      groups.push_back({begin, end});
      digits += end - begin;
      const std::size_t gap = separator(text, end);
      i = end + gap;
      more = gap > 0 && !is_letter(byte_at(text, end - 1)) &&
             (digit_at(text, i) || (digits >= kBeforeCheckLetter && check_letter_at(text, i)));
      groups.back().ends_chain = !more;
      if (!more) i = end;
    }
    if (groups.size() - chain < 2) groups.resize(chain);
  }
  return groups;
}

template <class Visit>
void each_chain(std::vector<Group>& groups, Visit visit) {
  for (std::size_t begin = 0, i = 0; i < groups.size(); ++i) {
    if (!groups[i].ends_chain) continue;
    visit(Chain(groups).subspan(begin, i + 1 - begin));
    begin = i + 1;
  }
}

std::uint32_t total(Chain chain) {
  std::uint32_t sum = 0;
  for (const Group& group : chain) sum += group.size();
  return sum;
}

void join(Chain window, int layer) {
  const auto bit = static_cast<std::uint8_t>(1U << static_cast<unsigned>(layer));
  for (Group& group : window) {
    group.taken |= bit;
    if (&group != &window.back()) group.joined |= bit;
  }
}

// Every window of at least two groups, but not the whole chain, that `rank` accepts (0 and up).
template <class Rank>
void collect_windows(Chain chain, Rank rank, std::vector<Window>& out) {
  out.clear();
  for (std::uint32_t first = 0; first < chain.size(); ++first) {
    std::uint32_t sum = chain[first].size();
    for (std::uint32_t last = first + 1; last < chain.size() && sum < kLongestNumber; ++last) {
      sum += chain[last].size();
      if (sum > kLongestNumber || last - first + 1 == chain.size()) break;
      const int found = rank(chain.subspan(first, last - first + 1), sum);
      if (found >= 0) out.push_back({first, last, found});
    }
  }
}

// Gives each window the first layer behind the simple one in which its groups are free.
void place_windows(Chain chain, const std::vector<Window>& windows) {
  for (int rank = 0; rank < kRanks; ++rank) {
    for (const Window& window : windows) {
      if (window.rank != rank) continue;
      const Chain groups = chain.subspan(window.first, window.last - window.first + 1);
      unsigned taken = 0;
      for (const Group& group : groups) taken |= group.taken;
      for (int layer = 1; layer < kMaxLayers; ++layer) {
        if ((taken >> static_cast<unsigned>(layer) & 1U) != 0) continue;
        join(groups, layer);
        break;
      }
    }
  }
}

Layers layers_of(const std::vector<Group>& groups) {
  Layers layers;
  for (unsigned layer = 0; layer < kMaxLayers; ++layer) {
    Edits edits;
    for (std::size_t i = 0; i + 1 < groups.size(); ++i) {
      if ((groups[i].joined >> layer & 1U) != 0) {
        edits.push_back({{groups[i].end, groups[i + 1].begin}, {}});
      }
    }
    if (!edits.empty()) layers.push_back(std::move(edits));
  }
  return layers;
}

// Numbers broken by line ends may break anywhere: only the length tells.
int rank_by_length(Chain, std::uint32_t sum) {
  constexpr std::uint32_t kByLikelihood[] = {18, 11, 19, 16, 15, 17, 12, 20, 13};
  const auto* found = std::find(std::begin(kByLikelihood), std::end(kByLikelihood), sum);
  return found == std::end(kByLikelihood) ? -1
                                          : static_cast<int>(found - std::begin(kByLikelihood));
}

// How people group numbers: telephones, identity numbers (18 and 15), cards.
using Shape = std::array<std::uint8_t, 5>;
constexpr Shape kShapes[] = {
    {3, 4, 4},       {4, 3, 4},    {4, 4, 3},    {3, 3, 5},       {3, 8},          {5, 6},
    {6, 5},          {6, 8, 4},    {6, 12},      {6, 8, 3, 1},    {6, 4, 4, 4},    {6, 6, 6},
    {3, 3, 4, 4, 4}, {3, 3, 8, 4}, {14, 4},      {10, 8},         {6, 4, 2, 2, 4}, {4, 4, 4, 4, 2},
    {6, 6, 3},       {6, 9},       {4, 4, 4, 4}, {4, 4, 4, 4, 1}, {4, 4, 4, 4, 3}, {6, 13},
    {4, 4, 4, 3},    {4, 6, 5}};

int rank_by_shape(Chain window, std::uint32_t sum) {
  const bool singles = std::all_of(window.begin(), window.end(),
                                   [](const Group& group) { return group.size() == 1; });
  if (singles && (sum == 18 || sum == 11)) return 0;
  for (const Shape& shape : kShapes) {
    const auto size =
        static_cast<std::size_t>(std::find(shape.begin(), shape.end(), 0) - shape.begin());
    if (size == window.size() && std::equal(window.begin(), window.end(), shape.begin(),
                                            [](const Group& group, std::uint8_t digits) {
                                              return group.size() == digits;
                                            })) {
      return 1;
    }
  }
  return sum == 18 ? 2 : -1;  // an identity number proves itself
}

constexpr std::uint32_t kMostGrouped = 27;  // the longest number that holds an identity number

}  // namespace

Layers line_join_layers(std::string_view text) {
  if (text.find('\n') == std::string_view::npos) return {};
  std::vector<Group> groups = find_groups(text, line_end_at);
  std::vector<Window> windows;
  each_chain(groups, [&](Chain chain) {
    join(chain, 0);
    collect_windows(chain, rank_by_length, windows);
    place_windows(chain, windows);
  });
  return layers_of(groups);
}

Layers ungroup_layers(std::string_view text) {
  if (count_digits(text, kFewestGrouped) < kFewestGrouped) return {};
  std::vector<Group> groups = find_groups(text, separator_at);
  std::vector<Window> windows;
  each_chain(groups, [&](Chain chain) {
    const std::uint32_t digits = total(chain);
    if (digits < kFewestGrouped) return;
    if (digits <= kMostGrouped) join(chain, 0);
    collect_windows(chain, rank_by_shape, windows);
    place_windows(chain, windows);
  });
  return layers_of(groups);
}

}  // namespace mishen
