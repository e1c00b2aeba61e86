#include "scanner/rulebook/need.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "scanner/base/utf8.h"

namespace mishen {
namespace {

// More alternatives than this are not worth a table.
constexpr std::size_t kMostPairs = 1024;
constexpr std::uint32_t kFarthest = 1U << 20U;  // code points; well over what RE2 can compile

// The commonest characters of official Chinese, counted over 899 statutes and regulations, in three
// classes of about equal weight.
constexpr std::u32string_view kCommonest =
    U"，。的、人第条法行定和应十当民规政管理以会有者关业部市设）用（门；或务工一二建保";
constexpr std::u32string_view kCommon =
    U"国本三地区生机事作公不其员施主产在责等经对制合府为位发可单物全处权四安及中五护资上依照由实动"
    U"出方水"
    U"进级提构大院自内委监体他家并通下议划所服时任按标要证同表代准得审成文营化组案查利品";
constexpr std::u32string_view kFrequent =
    U"开项报县期件信共职违请款年六日改立程情交收相织展据办重律城取执专社例向检使与供场性防企道予分"
    U"活境省"
    U"技督告未申七学明常计运教决治质育罚加批外采元域八求备环源调反后正修能费过个范受持于商确列术度"
    U"车负入"
    U"量息路置九限承具诉况章各接目意协之医书农金止根强指新科前：需海乡支原预害统投高气百财土记名造"
    U"月起养"
    U"电污结险许令村次措式知益筑给基面从除间现将种房导担特格力系万符围口损障集复偿效卫被布测料《》"
    U"健放评是"
    U"价形染";

// Words that are far commoner than their characters make them, two characters each: over a thousand
// and over three hundred times in a million characters of the same statutes, or of a report of a
// district government on its information work.
constexpr std::u32string_view kCommonestWords = U"公开信息工作可以人员企业使用申请不得";
constexpr std::u32string_view kCommonWords =
    U"会议领导事项情况提供保密处理方式范围保障形式主动意见予以开发文件上网禁止调查材料期限";

struct Weight {
  char32_t c = 0;
  double frequency = 0;
};

constexpr std::size_t kWeighted = kCommonest.size() + kCommon.size() + kFrequent.size();

// Looked up hundreds of thousands of times at every start.
constexpr std::array<Weight, kWeighted> kWeights = [] {
  std::array<Weight, kWeighted> all{};
  std::size_t next = 0;
  for (const char32_t c : kFrequent) all[next++] = {c, 1'000};
  for (const char32_t c : kCommon) all[next++] = {c, 3'000};
  for (const char32_t c : kCommonest) all[next++] = {c, 8'000};
  std::sort(all.begin(), all.end(), [](const Weight& a, const Weight& b) {
    return a.c != b.c ? a.c < b.c : a.frequency > b.frequency;
  });
  return all;
}();

// About how often this one stands in a million characters of ordinary text.
double frequency(char32_t c) {
  if (c == ' ' || c == '\n' || (c >= '0' && c <= '9')) return 10'000;
  if (c < 0x80) return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z' ? 2'000 : 1'000;
  const auto* const at = std::lower_bound(kWeights.begin(), kWeights.end(), c,
                                          [](const Weight& w, char32_t to) { return w.c < to; });
  if (at != kWeights.end() && at->c == c) return at->frequency;
  return utf8::is_han(c) ? 150 : 10;
}

struct WordWeight {
  std::pair<char32_t, char32_t> word;
  double frequency = 0;
};

constexpr auto kWordWeights = [] {
  std::array<WordWeight, (kCommonestWords.size() + kCommonWords.size()) / 2> all{};
  std::size_t next = 0;
  const auto add = [&](std::u32string_view words, double frequency) {
    for (std::size_t i = 0; i < words.size(); i += 2) {
      all[next++] = {{words[i], words[i + 1]}, frequency};
    }
  };
  add(kCommonestWords, 4'000);
  add(kCommonWords, 700);
  std::sort(all.begin(), all.end(),
            [](const WordWeight& a, const WordWeight& b) { return a.word < b.word; });
  return all;
}();

// Years and counts are everywhere, longer runs are rare, and the longer the rarer.
double frequency_of_run(std::uint32_t digits) {
  const auto length = static_cast<double>(digits);
  return 30'000 / std::pow(3.0, length) + 100 / length;
}

// Neighbours are not independent: words make a pair far likelier than its characters are.
constexpr double kAffinity = 20;

double cost_of_run(std::uint32_t digits) { return digits == 0 ? 0 : frequency_of_run(digits); }

double frequency(const std::pair<char32_t, char32_t>& pair) {
  const auto* const at =
      std::lower_bound(kWordWeights.begin(), kWordWeights.end(), pair,
                       [](const WordWeight& w, const auto& wanted) { return w.word < wanted; });
  if (at != kWordWeights.end() && at->word == pair) return at->frequency;
  return kAffinity * frequency(pair.first) * frequency(pair.second) / 1e6;
}

// A claim of code points alone.
void price(Need& need) {
  need.cost = 0;
  for (const char32_t c : need.singles) need.cost += frequency(c);
  for (const auto& pair : need.pairs) need.cost += frequency(pair);
}

// A first claim that is met so seldom needs no second, and one that is met so often is none.
constexpr double kRare = 20;
constexpr double kEverywhere = 20'000;
// More comparisons than this are not worth it.
constexpr std::size_t kMostComparisons = 4096;

std::size_t size_of(const Need& need) { return need.singles.size() + 2 * need.pairs.size(); }

bool speaks_of(const Need& need, char32_t c) {
  return std::find(need.singles.begin(), need.singles.end(), c) != need.singles.end() ||
         std::any_of(need.pairs.begin(), need.pairs.end(),
                     [c](const auto& pair) { return pair.first == c || pair.second == c; });
}

// Whether the one says nothing of what the other speaks of, so that it is worth asking both. Only a
// matter of worth: each claim holds by itself.
bool independent(const Need& a, const Need& b) {
  if (a.digit_run != 0 && b.digit_run != 0) return false;
  if (size_of(a) * size_of(b) > kMostComparisons) return false;
  const auto in_b = [&](char32_t c) { return speaks_of(b, c); };
  return std::none_of(a.singles.begin(), a.singles.end(), in_b) &&
         std::none_of(a.pairs.begin(), a.pairs.end(),
                      [&](const auto& pair) { return in_b(pair.first) || in_b(pair.second); });
}

// One claim more that holds for the same matches: the cheapest is the need, the cheapest of those
// that speak of something else comes beside it.
void keep_cheaper(PatternFacts& facts, Need other) {
  if (!other.claims()) return;
  if (!facts.need.claims()) {
    facts.need = std::move(other);
    return;
  }
  if (other.cost < facts.need.cost) {
    std::swap(facts.need, other);
    if (facts.also.claims() && !independent(facts.need, facts.also)) facts.also = {};
  }
  if (facts.need.cost < kRare) {
    facts.also = {};
  } else if (other.cost < kEverywhere && (!facts.also.claims() || other.cost < facts.also.cost) &&
             independent(facts.need, other)) {
    facts.also = std::move(other);
  }
}

Need run_of(std::uint32_t digits) {
  Need need;
  need.digit_run = digits;
  need.cost = cost_of_run(digits);
  return need;
}

Need singles_of(const Chars& chars) {
  Need need;
  need.singles = chars.members();
  price(need);
  return need;
}

Need pairs_of(const Chars& first, const Chars& second) {
  Need need;
  if (first.wide() || second.wide()) return need;
  if (first.members().size() * second.members().size() > kMostPairs) return need;
  need.pairs.reserve(first.members().size() * second.members().size());
  for (const char32_t a : first.members()) {
    for (const char32_t b : second.members()) need.pairs.emplace_back(a, b);
  }
  price(need);
  return need;
}

// Either claim's alternatives will do; without a claim from one there is none.
Need either(Need a, const Need& b) {
  if (!a.claims() || !b.claims()) return {};
  if (a.pairs.size() + b.pairs.size() > kMostPairs) return {};
  a.cost += b.cost;
  if (b.digit_run != 0) {
    const std::uint32_t run = a.digit_run == 0 ? b.digit_run : std::min(a.digit_run, b.digit_run);
    a.cost += cost_of_run(run) - cost_of_run(a.digit_run) - cost_of_run(b.digit_run);
    a.digit_run = run;
  }
  a.singles.insert(a.singles.end(), b.singles.begin(), b.singles.end());
  a.pairs.insert(a.pairs.end(), b.pairs.begin(), b.pairs.end());
  return a;
}

// Lengths: what is too large to matter is cut down where it is a least, given up where it is a
// most.
std::uint32_t at_least(std::uint64_t length) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(kFarthest, length));
}

std::uint32_t at_most(std::uint64_t length) {
  return length > kFarthest ? PatternNode::kUnbounded : static_cast<std::uint32_t>(length);
}

PatternFacts facts_of_chars(const Chars& chars) {
  PatternFacts facts;
  facts.nullable = false;
  facts.least = facts.most = 1;
  facts.first = facts.last = chars;
  facts.only_digits = chars.all_digits();
  facts.digits = facts.digits_first = facts.digits_last = facts.only_digits ? 1 : 0;
  if (facts.only_digits) keep_cheaper(facts, run_of(1));
  keep_cheaper(facts, singles_of(chars));
  return facts;
}

// `a` then `b`: the last code point of what matched `a` stands directly before the first of what
// matched `b`.
PatternFacts joined(PatternFacts a, PatternFacts b) {
  PatternFacts facts;
  facts.nullable = a.nullable && b.nullable;
  facts.least = at_least(std::uint64_t{a.least} + b.least);
  facts.most = at_most(std::uint64_t{a.most} + b.most);
  facts.only_digits = a.only_digits && b.only_digits;
  facts.digits_first = a.only_digits ? a.least + b.digits_first : a.digits_first;
  facts.digits_last = b.only_digits ? b.least + a.digits_last : b.digits_last;
  facts.digits = at_least(std::uint64_t{a.digits} + b.digits);
  // Two claims that belong together stay together, unless there is a better one.
  if (!a.need.claims() || (b.need.claims() && b.need.cost < a.need.cost)) {
    std::swap(a.need, b.need);
    std::swap(a.also, b.also);
  }
  facts.need = std::move(a.need);
  facts.also = std::move(a.also);
  keep_cheaper(facts, std::move(b.need));
  keep_cheaper(facts, std::move(b.also));
  if (a.digits_last + b.digits_first > 0) {
    keep_cheaper(facts, run_of(a.digits_last + b.digits_first));
  }
  if (!a.nullable && !b.nullable) keep_cheaper(facts, pairs_of(a.last, b.first));
  if (a.nullable) a.first.add(b.first);
  if (b.nullable) b.last.add(a.last);
  facts.first = std::move(a.first);
  facts.last = std::move(b.last);
  return facts;
}

// `so_far` or `other`.
void choose(PatternFacts& so_far, const PatternFacts& other) {
  so_far.nullable = so_far.nullable || other.nullable;
  so_far.least = std::min(so_far.least, other.least);
  so_far.most = std::max(so_far.most, other.most);
  so_far.first.add(other.first);
  so_far.last.add(other.last);
  so_far.only_digits = so_far.only_digits && other.only_digits;
  so_far.digits_first = std::min(so_far.digits_first, other.digits_first);
  so_far.digits_last = std::min(so_far.digits_last, other.digits_last);
  so_far.digits = std::min(so_far.digits, other.digits);
  // An alternative without a second claim has its first to offer once more.
  if (so_far.also.claims() || other.also.claims()) {
    so_far.also = either(so_far.also.claims() ? std::move(so_far.also) : so_far.need,
                         other.also.claims() ? other.also : other.need);
  }
  so_far.need = either(std::move(so_far.need), other.need);
}

PatternFacts repeated(const PatternFacts& one, std::uint32_t least, std::uint32_t most) {
  PatternFacts facts;
  facts.nullable = one.nullable || least == 0;
  facts.least = at_least(std::uint64_t{one.least} * least);
  facts.most = at_most(std::uint64_t{one.most} * most);
  facts.first = one.first;
  facts.last = one.last;
  facts.only_digits = one.only_digits;
  if (least == 0) return facts;
  facts.digits_first = one.only_digits ? facts.least : one.digits_first;
  facts.digits_last = one.only_digits ? facts.least : one.digits_last;
  facts.digits = at_least(std::uint64_t{one.digits} * least);
  facts.need = one.need;
  facts.also = one.also;
  if (one.only_digits && facts.least > 0) keep_cheaper(facts, run_of(facts.least));
  if (least >= 2 && !one.nullable) {
    if (one.digits_last + one.digits_first > 0) {
      keep_cheaper(facts, run_of(one.digits_last + one.digits_first));
    }
    keep_cheaper(facts, pairs_of(one.last, one.first));
  }
  return facts;
}

}  // namespace

PatternFacts facts_of(const PatternNode& node) {
  switch (node.kind) {
    case PatternNode::Kind::chars:
      return facts_of_chars(node.chars);
    case PatternNode::Kind::repeat:
      return repeated(facts_of(node.kids.front()), node.least, node.most);
    case PatternNode::Kind::sequence: {
      PatternFacts facts;
      for (const PatternNode& kid : node.kids) facts = joined(std::move(facts), facts_of(kid));
      return facts;
    }
    case PatternNode::Kind::choice: {
      PatternFacts facts = facts_of(node.kids.front());
      for (std::size_t i = 1; i < node.kids.size(); ++i) {
        choose(facts, facts_of(node.kids[i]));
      }
      return facts;
    }
    case PatternNode::Kind::text_start:
    case PatternNode::Kind::text_end:
    case PatternNode::Kind::other_edge:
      return {};
  }
  return {};
}

}  // namespace mishen
