// What every match must contain, and the sieve made of it.
#include "scanner/rulebook/sieve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "scanner/base/utf8.h"
#include "scanner/rulebook/compile.h"

namespace mishen {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "7 digits", "密|机", "绝密|机密", or "" for no claim; the rarest of them.
std::string need_of(std::string_view pattern) {
  const std::optional<PatternNode> node = read_pattern(pattern);
  if (!node) return "not understood";
  const std::vector<Need> claims = facts_of(*node).claims;
  const Need need = claims.empty() ? Need{} : claims.front();
  std::vector<std::string> parts;
  if (need.digit_run != 0) parts.push_back(std::to_string(need.digit_run) + " digits");
  if (need.alnum_run != 0) parts.push_back(std::to_string(need.alnum_run) + " alnum");
  for (const char32_t c : need.singles) utf8::append(parts.emplace_back(), c);
  for (const auto& [a, b] : need.pairs) {
    utf8::append(parts.emplace_back(), a);
    utf8::append(parts.back(), b);
  }
  for (const std::u32string& word : need.words) {
    parts.emplace_back();
    for (const char32_t c : word) utf8::append(parts.back(), c);
  }
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "|") + part;
  return out;
}

// A sieve of some patterns, as a gate: does anything pass?
class Gate {
 public:
  Gate(std::initializer_list<const char*> patterns) {
    for (const char* pattern : patterns) admit(facts_of(*read_pattern(pattern)));
    sieve_.seal();
  }
  explicit Gate(const PatternFacts& facts) {
    admit(facts);
    sieve_.seal();
  }
  [[nodiscard]] bool open(std::string_view text) const { return !passed(text).empty(); }
  [[nodiscard]] std::vector<std::uint32_t> passed(std::string_view text) const {
    Sieve::Passed passed;
    sieve_.sift(text, passed);
    return passed.patterns;
  }

 private:
  void admit(const PatternFacts& facts) { sieve_.admit(facts.claims, facts.digits); }
  Sieve sieve_;
};

struct NeedCase {
  const char* pattern;
  const char* need;
};

const NeedCase kNeeds[] = {
    // Runs of digits, however they are written.
    {"[1-9]\\d{16}[\\dXx]", "17 digits"},
    {"1[3-9]\\d{9}", "11 digits"},
    {"0\\d{2,3}-?\\d{7,8}", "7 digits"},
    {"(?:\\d{4})(?:\\d{4})?", "4 digits"},
    {"(?:\\d\\d){3}", "6 digits"},
    {"\\d{3}\\d?\\d{4}", "7 digits"},
    {"\\d+", "1 digits"},
    {"\\d{8}|\\d{11}", "8 digits"},
    {"\\b\\d{7}\\b", "7 digits"},
    {"(?:a\\d{3}){2}", "3 digits"},
    // Rare code points and pairs.
    {"★", "★"},
    {"[绝机秘]密级?★", "机密★|秘密★|绝密★|机密级★|秘密级★|绝密级★"},
    {"[绝机秘]密", "机密|秘密|绝密"},
    {"绝 {0,3}密", "绝密|绝 密|绝  密|绝   密"},
    {"绝 {0,40}密", " 密|绝密"},
    {"绝密|内部", "内部|绝密"},
    {"会议纪要|承办结果", "会议纪要|承办结果"},
    {"\\d{2}内 ?部", "内部|内 部"},
    {"内部|内部资料", "内部"},
    {"(?i)vip", "VIP|VIp|ViP|Vip|vIP|vIp|viP|vip"},
    {"(?i:k)密", "K密|k密|\xE2\x84\xAA密"},
    // Alternatives are met by either; an alternative that claims nothing spoils all.
    {"密★|\\d{7}", "7 digits|密★"},
    {"绝密|.", ""},
    {"绝密|", ""},
    {"(?:绝密)?", ""},
    {"(?:绝密)*部", "部"},
    // Nothing is claimed of what is wide.
    {"[^a]", ""},
    {"\\p{Han}{2}", ""},
    {"[\\x{4E00}-\\x{9FFF}]", ""},
    {".*", ""},
    {"(?i:é)", ""},
    // Not understood.
    {"\\Q1+1\\E", "not understood"},
    {"[[:digit:]]", "not understood"},
    {"\\C", "not understood"},
    {"\\101", "not understood"},
};

TEST(Need, OfPatterns) {
  for (const NeedCase& one : kNeeds) {
    EXPECT_TRUE(re2::RE2(one.pattern, pattern_options()).ok()) << one.pattern;
    EXPECT_EQ(need_of(one.pattern), one.need) << one.pattern;
  }
}

TEST(Need, SyntaxIsReadAsRe2ReadsIt) {
  // Pattern, and a text RE2 matches whole: the only code points the text may consist of.
  const NeedCase cases[] = {
      {"[]★]", "]"},      {"[a-]", "-"},      {"[--★]", "-"},   {"a{,2}★", "a{,2}★"},
      {"[\\]★]", "]"},    {"\\x{2605}", "★"}, {"\\x41", "A"},   {"[\\d-★]", "-"},
      {"(?P<n>a)", "a"},  {"(?i)A", "a"},     {"a(?i)b", "aB"}, {"(?i:a|b)c", "Bc"},
      {"a|(?i)b|c", "C"}, {"\\_\\.", "_."},   {"{★", "{★"},     {"[★-]", "-"},
      {"[a-c-★]", "-"},   {"\\t", "\t"},      {"(?-i:a)", "a"}, {"(?is)a.", "A\n"}};
  for (const NeedCase& one : cases) {
    const re2::RE2 regex(one.pattern, pattern_options());
    ASSERT_TRUE(regex.ok()) << one.pattern << regex.error();
    ASSERT_TRUE(re2::RE2::FullMatch(one.need, regex)) << one.pattern;
    const std::optional<PatternNode> node = read_pattern(one.pattern);
    ASSERT_TRUE(node) << one.pattern;
    const Gate gate(facts_of(*node));
    EXPECT_TRUE(gate.open(one.need)) << one.pattern;
  }
}

TEST(Need, Lengths) {
  const auto lengths = [](const char* pattern) {
    const PatternFacts facts = facts_of(*read_pattern(pattern));
    return std::pair(facts.least, facts.most);
  };
  EXPECT_EQ(lengths("\\d{3}-?\\d{7,8}"), std::pair(10U, 12U));
  EXPECT_EQ(lengths("a|bcd|"), std::pair(0U, 3U));
  EXPECT_EQ(lengths("(?:ab?){2}$"), std::pair(2U, 4U));
  EXPECT_EQ(lengths("ab*"), std::pair(1U, PatternNode::kUnbounded));
  EXPECT_EQ(lengths("(?:a*){0}"), std::pair(0U, 0U));
}

TEST(Sieve, LetsThroughWhatItMust) {
  const Gate gate = Gate({"\\d{7}", "[绝机秘]密", "★", "\\x{1F31F}", "é{2}"});
  for (const char* text :
       {"1234567", "号1234567号", "a123456789", "本机密级", "机密", "x★", "🌟", "x🌟", "éé"}) {
    EXPECT_TRUE(gate.open(text)) << text;
  }
  for (const char* text :
       {"", "123456", "123456 789", "密机", "机 密", "保密审查", "é", "国家秘 密", "1234５67"}) {
    EXPECT_FALSE(gate.open(text)) << text;
  }
}

TEST(Sieve, LetsThroughWhatItDoesNotUnderstand) {
  EXPECT_FALSE(Gate({}).open("anything"));
  const Gate gate(PatternFacts{});
  EXPECT_TRUE(gate.open("anything"));
  EXPECT_TRUE(gate.open(""));
}

TEST(Sieve, LetsThroughTextThatIsNotUtf8) {
  const Gate gate = Gate({"\\d{7}"});
  for (const char* text :
       {"\x80", "a\xC3", "\xE6\x9C", "\xF0\x9F\x8C", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80",
        "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xFF", "密\xE5"}) {
    EXPECT_TRUE(gate.open(text)) << text;
  }
  EXPECT_FALSE(gate.open("\xEF\xBF\xBF\xF4\x8F\xBF\xBF\xC2\x80\xE0\xA0\x80"));
}

TEST(Sieve, TellsThePatternsApart) {
  const Gate gate({"\\d{4}", "[绝机]密", "\\d{7}", "机密|★", "\\d{3}-\\d{4}-\\d{4}"});
  EXPECT_THAT(gate.passed("无"), IsEmpty());
  EXPECT_THAT(gate.passed("12345 12"), ElementsAre(0));
  EXPECT_THAT(gate.passed("机密 机密"), ElementsAre(1, 3));
  EXPECT_THAT(gate.passed("★1234567"), ElementsAre(0, 2, 3));
  // Four in a row and eleven in all.
  EXPECT_THAT(gate.passed("1234-123-1234"), ElementsAre(0, 4));
  EXPECT_THAT(gate.passed("绝密\xFF"), ElementsAre(0, 1, 2, 3, 4));
}

TEST(Sieve, AsksForASecondThingWhereTheFirstIsCommon) {
  const Gate masked({"[4-6]\\d{2,16}[*●][*●\\d]{1,15}"});
  EXPECT_FALSE(masked.open("共计4120件,占12.5%"));
  EXPECT_FALSE(masked.open("●某某区"));
  EXPECT_TRUE(masked.open("卡号6222**8888"));
  const Gate told({"(?:此件|本件)(?:为|可以?)?(?:主动公开|不予公开|公开)"});
  EXPECT_FALSE(told.open("政府信息公开工作")) << "公开 alone";
  EXPECT_FALSE(told.open("本件已收到")) << "本件 alone";
  EXPECT_TRUE(told.open("此件公开"));
  // One alternative has nothing beside its first claim; it is let through by it alone.
  const Gate either({"(?:此件|本件)(?:主动公开|公开)|内参"});
  EXPECT_TRUE(either.open("内参"));
  EXPECT_TRUE(either.open("此件公开"));
  EXPECT_FALSE(either.open("信息公开"));
}

TEST(Sieve, AsksForWholeWords) {
  const Gate gate({"会议纪要|承办结果|(?:文件|公文)阅办单"});
  for (const char* text : {"会议纪要", "议纪会议纪要", "各承办结果", "公文阅办单"}) {
    EXPECT_TRUE(gate.open(text)) << text;
  }
  for (const char* text : {"会议纪", "议纪要", "承办的结果", "公文阅办", "阅办单", "果承办结"}) {
    EXPECT_FALSE(gate.open(text)) << text;
  }
}

TEST(Sieve, AsksForAllThatMustBeThere) {
  const Gate gate({"\\d{1,4}(?:栋|幢) ?\\d{3,4}(?:室|户)"});
  EXPECT_TRUE(gate.open("3栋 201室"));
  EXPECT_FALSE(gate.open("201室"));
  EXPECT_FALSE(gate.open("3栋201"));
  EXPECT_FALSE(gate.open("室内3栋201"));
}

TEST(Sieve, CountsLettersAndDigitsInARow) {
  const Gate gate({"(?i:[A-HJ-NPR-Z0-9]{13})\\d{4}"});
  EXPECT_TRUE(gate.open("车架号LSVAA49J132047371。"));
  EXPECT_TRUE(gate.open("lsvaa49j132047371"));
  EXPECT_FALSE(gate.open("LSVAA49J13204737"));
  EXPECT_FALSE(gate.open("LSVAA49J1 32047371"));
  // RE2 takes both for letters of the pattern.
  EXPECT_TRUE(gate.open("\xE2\x84\xAASVAA49J132047371"));
  EXPECT_TRUE(gate.open("L\xC5\xBFVAA49J132047371"));
  // With case they are none.
  EXPECT_FALSE(Gate({"[A-Z0-9]{13}\\d{4}"}).open("\xE2\x84\xAASVAA49J132047371"));
}

// Digits that no digit may touch are all of their run.
TEST(Sieve, KnowsWholeRuns) {
  Sieve sieve;
  const auto admit = [&](const char* pattern, std::uint32_t least, std::uint32_t most) {
    const PatternFacts facts = facts_of(*read_pattern(pattern));
    sieve.admit(facts.claims, facts.digits, Sieve::FirstRun{0x3FF, least, most});
  };
  admit("\\d{4}", 4, 4);
  admit("\\d{6,8}", 6, 8);
  admit("\\d{70}", 70, 70);
  admit("\\d{3,}", 3, UINT32_MAX);
  sieve.seal();
  Sieve::Passed passed;
  const auto passing = [&](const std::string& text) {
    sieve.sift(text, passed);
    return passed.patterns;
  };
  EXPECT_THAT(passing("12345"), ElementsAre(3));
  EXPECT_THAT(passing("1234年"), ElementsAre(0, 3));
  EXPECT_THAT(passing("第12345号1234567"), ElementsAre(1, 3));
  EXPECT_THAT(passing("12 1 12"), IsEmpty());
  EXPECT_THAT(passing(std::string(70, '1')), ElementsAre(2, 3));
  EXPECT_THAT(passing(std::string(69, '1')), ElementsAre(3));  // as long as is told apart
}

TEST(Sieve, KnowsWhatARunBeginsWith) {
  const auto open = [](const char* pattern, Edges edges, const std::string& text) {
    Rulebook book;
    book.rules.emplace_back();
    book.rules.back().regex = {pattern};
    book.rules.back().edges = edges;
    const Result<CompiledRules> rules = compile(std::move(book));
    Sieve::Passed passed;
    rules->sieve().sift(text, passed);
    return !passed.patterns.empty();
  };
  const char* const masked = "[4-6]\\d{2,16}[*●][*●\\d]{1,15}";
  EXPECT_FALSE(open(masked, Edges::digit, "330106********1234"));
  EXPECT_FALSE(open(masked, Edges::alnum, "62 330106**1234"));
  EXPECT_TRUE(open(masked, Edges::digit, "622201********1234"));
  EXPECT_TRUE(open(masked, Edges::none, "362201********1234")) << "a hit may begin within the run";
  EXPECT_FALSE(open("1[3-9]\\d{9}", Edges::digit, "330106190001011234 23800138000"));
  EXPECT_TRUE(open("1[3-9]\\d{9}", Edges::digit, "23800138000 13800138000"));
  EXPECT_TRUE(open("\\b[4-6]?\\d{3}-", Edges::digit, "330-"));
}

TEST(Sieve, LooksIntoRunsOfASignWhereAWordHasOne) {
  const auto passes = [](const char* pattern, std::string_view text) {
    Sieve sieve;
    sieve.admit(facts_of(*read_pattern(pattern)).claims, 0);
    sieve.seal();
    Sieve::Passed passed;
    sieve.sift(text, passed);
    return !passed.patterns.empty();
  };
  for (const char* const pattern : {"\\*\\*年", "年\\*\\*", "\\*\\*\\*", "\\*\\*\\*\\*~"}) {
    std::string text = pattern;
    std::erase(text, '\\');
    EXPECT_TRUE(passes(pattern, text)) << text;
    EXPECT_TRUE(passes(pattern, "*****" + text + "****")) << text;
  }
  EXPECT_FALSE(passes("\\*\\*\\*", "** **"));
}

TEST(Sieve, RemembersNothingOfTheTextBefore) {
  Sieve sieve;
  sieve.admit(facts_of(*read_pattern("[绝机]密")).claims, 0);
  sieve.admit(facts_of(*read_pattern("\\d{4}")).claims, 4);
  sieve.seal();
  Sieve::Passed passed;
  for (int i = 0; i < 3; ++i) {
    sieve.sift("机密", passed);
    EXPECT_THAT(passed.patterns, ElementsAre(0));
    sieve.sift("1234", passed);
    EXPECT_THAT(passed.patterns, ElementsAre(1));
    sieve.sift("", passed);
    EXPECT_THAT(passed.patterns, IsEmpty());
  }
}

// Texts made from a pattern's own structure: whatever RE2 matches, the sieve must let through.
class Maker {
 public:
  explicit Maker(std::uint32_t seed) : random_(seed) {}

  void make(const PatternNode& node, std::string& out) {
    switch (node.kind) {
      case PatternNode::Kind::chars: {
        const std::vector<char32_t>& members = node.chars.members();
        utf8::append(
            out, members.empty() ? U"密1a★"[random_() % 4] : members[random_() % members.size()]);
        return;
      }
      case PatternNode::Kind::choice:
        return make(node.kids[random_() % node.kids.size()], out);
      case PatternNode::Kind::repeat: {
        const std::uint32_t most = std::min(node.most, node.least + 3);
        const std::uint32_t times = node.least + random_() % (most - node.least + 1);
        for (std::uint32_t i = 0; i < times; ++i) make(node.kids.front(), out);
        return;
      }
      case PatternNode::Kind::sequence:
        for (const PatternNode& kid : node.kids) make(kid, out);
        return;
      default:
        return;
    }
  }

 private:
  std::mt19937 random_;
};

TEST(Sieve, LetsThroughWhatIsMadeFromThePattern) {
  const char* patterns[] = {
      "[绝絕机機秘祕] {0,3}密 {0,2}[级級]? {0,3}(?:[★☆] {0,3}(?:[长長]期|20\\d{2}年)?)?",
      "(?i:(?:strictly|company) +confidential|internal +use +only|risk)",
      "(?:\\+?86[- ]?)?1[3-9]\\d(?:[- ]?\\d{4}){2}",
      "(?:不得|请勿)(?:对外)?(?:外传|翻印|公开)|内 {0,3}部(?:资料|文件)?",
      "\\(?0\\d{2,3}[)-]?\\d{7,8}(?:-\\d{1,6})?",
      "[1-9]\\d{16}[\\dXx]|[1-9]\\d{14}",
      "(?:此件|本件|本文)(?:为|可以?)?(?:主动公开|不予公开|免[予于]公开|公开)",
      "[4-6]\\d{2,16}[*●#•×][*●#•×\\d]{1,15}",
      "1[3-9]\\d{5,8}[xX]{2,4}\\d{0,4}",
      "(?:公开属性|是否公开) ?: ?[主动不予公开、]{2,9}|讨论稿|请示",
      "(?:(?:本件|此件)(?:公开|不公开)){1,3}\\d{2}",
      "(?i:[A-HJ-NPR-Z0-9]{13})\\d{4}",
      "(?i:[ks]{6})-?[a-f]{4,6}|(?i:sk){3}",
      "\\d{1,4}(?:号楼|栋|幢|座|#楼?) ?\\d{3,4}(?:室|户)",
      "(?:会议纪要|会议(?:记录)?|[承合]办结果)(?:第\\d+[号期])?",
      "(?:内 ?部){2}(?:资料|文件){0,2}[一二]?",
      "(?:18|19|20)\\d{2} ?[年./-] ?\\d{1,2} ?[月./-] ?\\d{1,2}日?",
  };
  Maker maker(7);
  std::size_t matched = 0;
  for (const char* pattern : patterns) {
    const re2::RE2 regex(pattern, pattern_options());
    ASSERT_TRUE(regex.ok());
    const PatternNode node = *read_pattern(pattern);
    const Gate gate(facts_of(node));
    ASSERT_FALSE(gate.open("")) << pattern;
    for (int i = 0; i < 2000; ++i) {
      std::string text;
      maker.make(node, text);
      if (!re2::RE2::FullMatch(text, regex)) continue;
      ++matched;
      ASSERT_TRUE(gate.open("前" + text + "后")) << pattern << "\n" << text;
    }
  }
  EXPECT_GT(matched, 10'000U);
}

}  // namespace
}  // namespace mishen
