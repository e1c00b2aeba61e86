#include "scanner/rulebook/frequency.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "scanner/base/utf8.h"

namespace mishen {
namespace {

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

constexpr std::size_t kWeighted = kCommonest.size() + kCommon.size() + kFrequent.size() +
                                  kCommonestWords.size() + kCommonWords.size();

constexpr double kOfCommonestWord = 4'000;
constexpr double kOfCommonWord = 700;

// Looked up hundreds of thousands of times at every start.
constexpr std::array<Weight, kWeighted> kWeights = [] {
  std::array<Weight, kWeighted> all{};
  std::size_t next = 0;
  for (const char32_t c : kFrequent) all[next++] = {c, 1'000};
  for (const char32_t c : kCommon) all[next++] = {c, 3'000};
  for (const char32_t c : kCommonest) all[next++] = {c, 8'000};
  // A character is no rarer than a word it is in.
  for (const char32_t c : kCommonestWords) all[next++] = {c, kOfCommonestWord};
  for (const char32_t c : kCommonWords) all[next++] = {c, kOfCommonWord};
  std::sort(all.begin(), all.end(), [](const Weight& a, const Weight& b) {
    return a.c != b.c ? a.c < b.c : a.frequency > b.frequency;
  });
  return all;
}();

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
  add(kCommonestWords, kOfCommonestWord);
  add(kCommonWords, kOfCommonWord);
  std::sort(all.begin(), all.end(),
            [](const WordWeight& a, const WordWeight& b) { return a.word < b.word; });
  return all;
}();

// Neighbours are not independent: words make a pair far likelier than its characters are.
constexpr double kAffinity = 20;

}  // namespace

double frequency(char32_t c) {
  if (c == ' ' || c == '\n' || (c >= '0' && c <= '9')) return 10'000;
  if (c < 0x80) return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z' ? 2'000 : 1'000;
  const auto* const at = std::lower_bound(kWeights.begin(), kWeights.end(), c,
                                          [](const Weight& w, char32_t to) { return w.c < to; });
  if (at != kWeights.end() && at->c == c) return at->frequency;
  return utf8::is_han(c) ? 150 : 10;
}

double frequency(char32_t first, char32_t second) {
  const double of_first = frequency(first);
  const double of_second = frequency(second);
  double together = kAffinity * of_first * of_second / 1e6;
  if (utf8::is_han(first) && utf8::is_han(second)) {
    const std::pair pair(first, second);
    const auto* const at =
        std::lower_bound(kWordWeights.begin(), kWordWeights.end(), pair,
                         [](const WordWeight& w, const auto& wanted) { return w.word < wanted; });
    if (at != kWordWeights.end() && at->word == pair) together = at->frequency;
  }
  return std::min({of_first, of_second, together});
}

double frequency_of_digits(std::uint32_t length) {
  const auto n = static_cast<double>(length);
  return 30'000 / std::pow(3.0, n) + 100 / n;
}

double frequency_of_alnum(std::uint32_t length) {
  const auto n = static_cast<double>(length);
  return 60'000 / std::pow(1.6, n) + 100 / n;
}

std::size_t rarest_pair(std::u32string_view word) {
  std::size_t rarest = 0;
  double least = frequency(word[0], word[1]);
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    const double here = frequency(word[i], word[i + 1]);
    if (here >= least) continue;
    least = here;
    rarest = i;
  }
  return rarest;
}

}  // namespace mishen
