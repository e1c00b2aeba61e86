// Whatever is doubtful in a rule is refused, with its line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/rulebook/support.h"

namespace mishen {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kPack;
using testing::kRule;
using testing::pack_with;
using testing::problems_of;
using testing::with;

TEST(Refuse, NothingInAGoodPack) {
  EXPECT_THAT(problems_of(std::string(kPack) + std::string(kRule)), IsEmpty());
}

struct Case {
  std::string_view name, what, by;
  std::vector<std::string> problems;
};

// The rule starts on line 5.
const Case kRuleCases[] = {
    {"UnknownKey", "edges =", "colour = 1\nedges =", {"12 unknown-key"}},
    {"MisspeltKey", "edges =", "egdes =", {"12 unknown-key-near"}},
    {"MisspeltSubKey", "internal =", "intern =", {"10 missing-key", "10 unknown-key-near"}},
    {"MissingId", "id = \"case-number\"\n", "", {"5 missing-key"}},
    {"BadId", "case-number", "Case Number", {"6 bad-id"}},
    {"MissingTitle", "title = { zh-CN = \"案号\", en = \"Case number\" }\n", "", {"5 missing-key"}},
    {"MissingChinese", "zh-CN = \"案号\", ", "", {"7 missing-key"}},
    {"MissingEnglish", ", en = \"Remove it\"", "", {"8 missing-key"}},
    {"BlankText", "\"Case number\"", "\" \"", {"7 wants-text"}},
    {"MissingBasis", "basis = \"示范规定第一条\"\n", "", {"5 missing-key"}},
    {"WrongType", "\"示范规定第一条\"", "1", {"9 wants-text"}},
    {"MissingSeverity",
     "severity = { external = \"block\", internal = \"review\" }\n",
     "",
     {"5 missing-key"}},
    {"BadSeverity", "\"block\"", "\"blok\"", {"10 bad-choice"}},
    {"NoPatterns", "['[1-9]\\d{7}']", "[]", {"11 wants-texts"}},
    {"MissingPatterns", "regex = ['[1-9]\\d{7}']\n", "", {"5 missing-key"}},
    {"PatternAsText", "['[1-9]\\d{7}']", "'[1-9]\\d{7}'", {"11 wants-texts"}},
    {"PatternSyntax", "\\d{7}'", "(\\d{7}'", {"11 pattern-syntax"}},
    {"PatternLookahead", "\\d{7}'", "(?=1)\\d{7}'", {"11 pattern-syntax"}},
    {"BadEdges", "\"digit\"", "\"word\"", {"12 bad-choice"}},
    {"BadEdgesOfOne", "\"digit\"", "[\"word\"]", {"12 bad-choice"}},
    {"EdgesOfTooMany", "\"digit\"", "[\"digit\", \"mask\"]", {"12 edges-of-each"}},
    {"EdgesAsNumber", "\"digit\"", "1", {"12 wants-texts", "12 edges-of-each"}},
    {"UnknownValidator", "edges =", "validate = [\"us-ssn\"]\nedges =", {"12 unknown-validator"}},
    {"MisspeltValidator",
     "edges =",
     "validate = [\"cn-mobil\"]\nedges =",
     {"12 unknown-validator-near"}},
    {"BadReading", "edges =", "readings = [\"upside-down\"]\nedges =", {"12 bad-choice"}},
    {"PrimaryReading", "edges =", "readings = [\"primary\"]\nedges =", {"12 bad-choice"}},
    {"PointsTooMany", "edges =", "points = 101\nedges =", {"12 wants-number"}},
    {"PointsAsText", "edges =", "points = \"40\"\nedges =", {"12 wants-number"}},
    {"BadMask", "edges =", "mask = \"shut\"\nedges =", {"12 bad-choice"}},
    {"HalfMask", "edges =", "mask = { first = 3 }\nedges =", {"12 missing-key"}},
    {"MaskAsNumber", "edges =", "mask = 3\nedges =", {"12 wants-table"}},
    {"ClueWithoutPlace",
     "edges =",
     "context.raise = { words = [\"案\"] }\nedges =",
     {"12 clue-without-place"}},
    {"ClueWithoutWords",
     "edges =",
     "context.raise = { words = [], before = 3 }\nedges =",
     {"12 wants-texts"}},
    {"RaiseThatLowers",
     "edges =",
     "context.raise = { words = [\"案\"], before = 3, points = -5 }\nedges =",
     {"12 wants-number"}},
    {"LowerThatRaises",
     "edges =",
     "context.lower = { words = [\"案\"], before = 3, points = 5 }\nedges =",
     {"12 wants-number"}},
    {"CapThatCapsNothing",
     "edges =",
     "context.lower = { words = [\"案\"], before = 3, cap = \"block\" }\nedges =",
     {"12 bad-choice"}},
    {"UnknownContext",
     "edges =",
     "context.rise = { words = [\"案\"], before = 3 }\nedges =",
     {"12 unknown-key-near"}},
    {"WordsAreNotYet", "edges =", "words = [\"案\"]\nedges =", {"12 unknown-key"}},
    {"WordFilesAreNotYet", "edges =", "word_file = \"a.txt\"\nedges =", {"12 unknown-key"}},
    {"UnmarkedExample", "<12345678>", "12345678", {"14 example-unmarked"}},
    {"OpenMark", "<12345678>", "<12345678", {"14 example-marks"}},
    {"EmptyMark", "<12345678>", "<>", {"14 example-empty-span"}},
    {"MarkedNegative", "案号01234567", "案号<01234567>", {"17 example-needless-mark"}},
    {"NoExpectation", "expect = \"likely\"\n", "", {"13 missing-key"}},
    {"BadExpectation", "\"likely\"", "\"probable\"", {"15 bad-choice"}},
    {"BadSurface",
     "expect = \"likely\"",
     "expect = \"likely\"\nsurface = \"moon\"",
     {"16 bad-surface"}},
    {"NoPositive",
     "text = \"案号<12345678>\"\nexpect = \"likely\"",
     "text = \"案号\"\nexpect = \"none\"",
     {"5 no-positive-example"}},
    {"NoNegative",
     "text = \"案号01234567\"\nexpect = \"none\"",
     "text = \"<12345678>\"\nexpect = \"any\"",
     {"5 no-negative-example"}},
    {"BrokenToml", "basis = ", "basis == ", {"9 toml"}},
    {"KeyTwice", "edges =", "id = \"again\"\nedges =", {"12 toml"}},
};

class RefuseInRule : public ::testing::TestWithParam<Case> {};

TEST_P(RefuseInRule, WithItsLine) {
  EXPECT_THAT(problems_of(pack_with(GetParam().what, GetParam().by)),
              ::testing::ElementsAreArray(GetParam().problems));
}

INSTANTIATE_TEST_SUITE_P(All, RefuseInRule, ::testing::ValuesIn(kRuleCases),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Refuse, EveryProblemAtOnce) {
  std::string text = pack_with("\"block\"", "\"blok\"");
  text = with(text, "edges =", "egdes =");
  text = with(text, "<12345678>", "12345678");
  EXPECT_THAT(problems_of(text),
              ElementsAre("10 bad-choice", "14 example-unmarked", "12 unknown-key-near"));
}

TEST(Refuse, PackTables) {
  const std::string rule(kRule);
  EXPECT_THAT(problems_of(rule), ElementsAre("demo.toml no-pack"));
  EXPECT_THAT(problems_of(with(kPack, "1.0.0", "1.0") + rule), ElementsAre("3 bad-version"));
  EXPECT_THAT(problems_of(with(kPack, "1.0.0", "1..0.0") + rule), ElementsAre("3 bad-version"));
  EXPECT_THAT(problems_of(with(kPack, "\"demo\"", "\"-demo\"") + rule), ElementsAre("2 bad-id"));
  EXPECT_THAT(problems_of(with(kPack, "version", "default = \"no\"\nversion") + rule),
              ElementsAre("3 wants-flag"));
  EXPECT_THAT(problems_of(std::string(kPack)), ElementsAre("demo.toml no-rules"));
  EXPECT_THAT(problems_of("[pakc]\n" + std::string(kPack) + rule),
              ElementsAre("1 unknown-key-near"));
  EXPECT_THAT(problems_of(std::string(kPack) + "\xFF"), ElementsAre("demo.toml not-utf8"));
}

TEST(Refuse, DuplicateIds) {
  const std::string twice = std::string(kPack) + std::string(kRule) + std::string(kRule);
  EXPECT_THAT(problems_of(twice), ElementsAre("19 duplicate-id"));
}

TEST(Refuse, SaysWhatWasMeantAndWhere) {
  RuleErrors errors;
  const std::vector<RuleFile> files = {{"a/demo.toml", pack_with("edges =", "egdes =")}};
  ASSERT_FALSE(parse_pack(files, testing::kValidators, &errors).ok());
  ASSERT_EQ(errors.errors.size(), 1U);
  const Error& error = errors.errors.front();
  EXPECT_EQ(error.kind, ErrorKind::rule);
  EXPECT_EQ(error.place, "a/demo.toml:12");
  EXPECT_THAT(error.message.args, ElementsAre(std::pair("key", "egdes"), std::pair("table", "rule"),
                                              std::pair("near", "edges")));
}

}  // namespace
}  // namespace mishen
