#include "scanner/rulebook/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/rulebook/support.h"

namespace mishen::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The problems lint finds in a one-file pack, as "line id" (without "error.rule-lint-").
std::vector<std::string> linted(const std::string& text) {
  const std::vector<RuleFile> files = {{"demo.toml", text}};
  const Result<Rulebook> book = parse_pack(files, kValidators);
  if (!book) return {"does not load"};
  std::vector<std::string> out;
  for (const Error& error : lint(*book)) {
    const std::string line = error.place.substr(error.place.find(':') + 1);
    out.push_back(line + " " + error.message.id.substr(std::string("error.rule-lint-").size()));
  }
  return out;
}

const std::string kRegex = R"(regex = ['[1-9]\d{7}'])";

TEST(Lint, HasNothingToSayOfAGoodRule) {
  EXPECT_THAT(linted(std::string(kPack) + std::string(kRule)), IsEmpty());
}

TEST(Lint, FindsPatternsThatCanNeverMatch) {
  EXPECT_THAT(linted(pack_with(kRegex, R"(regex = ['[1-9]\d{7}', '１２[0-9]{6}'])")),
              ElementsAre("11 dead"));
  EXPECT_THAT(linted(pack_with(kRegex, R"(regex = ['[1-9１-９]\d{7}'])")), IsEmpty());
  EXPECT_THAT(linted(pack_with(kRegex, R"(regex = ['(?:１|[1-9])\d{7}'])")), IsEmpty());
}

TEST(Lint, FindsPatternsNothingProves) {
  EXPECT_THAT(linted(pack_with(kRegex, R"(regex = ['[1-9]\d{7}', '密件\d{4}'])")),
              ElementsAre("11 unproven"));
}

TEST(Lint, FindsTheSamePatternTwice) {
  EXPECT_THAT(linted(pack_with(kRegex, R"(regex = ['[1-9]\d{7}', '[1-9]\d{7}'])")),
              ElementsAre("11 twice"));
}

TEST(Lint, FindsPatternsThatEveryTextIsSearchedFor) {
  EXPECT_THAT(linted(pack_with(kRegex, R"(regex = ['\S{8}'])")), ElementsAre("11 slow"));
}

TEST(Lint, FindsWordsThatSpeakForAndAgainst) {
  const std::string context = kRegex + R"(
context.raise = { words = ["案号", "编号"], before = 8 }
context.lower = { words = ["编号"], before = 8 })";
  EXPECT_THAT(linted(pack_with(kRegex, context)), ElementsAre("5 both-ways"));
}

}  // namespace
}  // namespace mishen::testing
