// Rules about what does not go together, rules whose hits complete each other, known faults.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/rulebook/support.h"

namespace mishen {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kTogether = R"([[rule]]
id = "both"
title = { zh-CN = "矛盾", en = "Contradiction" }
remedy = { zh-CN = "核对", en = "Check" }
basis = "示范规定第二条"
severity = { external = "block", internal = "review" }
together = ["demo/case-number", "other/case-number"]
[[rule.example]]
text = "案号<12345678>"
expect = "any"
[[rule.example]]
text = "案号"
expect = "none"
)";

std::string pack_of(std::string_view rule) { return std::string(kPack) + std::string(rule); }

TEST(Together, IsReadAndOpen) {
  const std::vector<RuleFile> files = {{"demo.toml", pack_of(kTogether)}};
  const Result<Rulebook> book = parse_pack(files, kValidators);
  ASSERT_TRUE(book.ok());
  EXPECT_THAT(book->rules[0].together, ElementsAre("demo/case-number", "other/case-number"));
  EXPECT_THAT(book->rules[0].regex, IsEmpty());
  EXPECT_TRUE(book->rules[0].mask.open);
}

TEST(Together, GoesWithNoPattern) {
  EXPECT_THAT(problems_of(pack_of(with(kTogether, "together =", "regex = ['a']\ntogether ="))),
              ElementsAre("11 not-with-together"));
  EXPECT_THAT(problems_of(pack_of(with(kTogether, ", \"other/case-number\"", ""))),
              ElementsAre("11 together-alone"));
}

class TogetherOnDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = ::testing::TempDir() + "mishen-together-" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void put(const std::string& id, const std::string& more = "") {
    std::filesystem::create_directories(folder_ + "/" + id);
    std::ofstream(folder_ + "/" + id + "/rules.toml")
        << with(kPack, "\"demo\"", "\"" + id + "\"") << kRule << more;
  }
  std::vector<std::string> load(const std::vector<std::string>& wanted) {
    RuleErrors errors;
    const Result<Rulebook> book = load_rules(folder_, wanted, kValidators, &errors);
    std::vector<std::string> out;
    if (book.ok()) {
      for (const Rule& rule : book->rules) out.push_back(rule.full_id());
    }
    for (const Error& error : errors.errors) out.push_back(error.message.id);
    return out;
  }
  std::string folder_;
};

TEST_F(TogetherOnDisk, NamesRulesThatAreThere) {
  put("demo", std::string(kTogether));
  EXPECT_THAT(load({}), ElementsAre("error.rule-together-unknown"));
  put("other");
  EXPECT_THAT(load({}), ElementsAre("demo/case-number", "demo/both", "other/case-number"));
}

// One side is not looked for: nothing can be said of both.
TEST_F(TogetherOnDisk, IsLeftOutWithoutBothPacks) {
  put("demo", std::string(kTogether));
  put("other");
  EXPECT_THAT(load({"demo"}), ElementsAre("demo/case-number"));
}

TEST_F(TogetherOnDisk, NamesNoRuleOfItsKind) {
  put("demo", with(kTogether, "other/case-number", "demo/both"));
  EXPECT_THAT(load({}), ElementsAre("error.rule-together-unknown"));
}

TEST(KnownFaults, AreExamplesThatProveNothing) {
  const std::string known = pack_with("expect = \"none\"\n",
                                      "expect = \"none\"\n[[rule.example]]\ntext = \"案<1>\"\n"
                                      "expect = \"todo-match\"\n[[rule.example]]\n"
                                      "text = \"案12345679\"\nexpect = \"todo-none\"\n");
  const std::vector<RuleFile> files = {{"demo.toml", known}};
  const Result<Rulebook> book = parse_pack(files, kValidators);
  ASSERT_TRUE(book.ok());
  EXPECT_EQ(book->rules[0].examples[2].expect, Expectation::todo_match);
  EXPECT_EQ(book->rules[0].examples[3].expect, Expectation::todo_none);
  EXPECT_THAT(problems_of(pack_with("expect = \"likely\"", "expect = \"todo-match\"")),
              ElementsAre("5 no-positive-example"));
  EXPECT_THAT(problems_of(pack_with("expect = \"none\"", "expect = \"todo-none\"")),
              ElementsAre("5 no-negative-example"));
}

}  // namespace
}  // namespace mishen
