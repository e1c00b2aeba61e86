#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;

Rulebook book_of(std::vector<Rule> rules) {
  Rulebook book;
  book.rules = std::move(rules);
  return book;
}

TEST(Bind, MakesEachValidatorOnceAndKeepsTheRulesOrder) {
  int made = 0;
  const auto counted = [&](std::string name) {
    return ValidatorEntry{
        std::move(name), [&made](RuleData&) {
          ++made;
          return Result<std::unique_ptr<const Validator>>(
              std::make_unique<const Says>([](const Hit&) { return Assessment{}; }));
        }};
  };
  Rule one = rule("one", "1");
  Rule two = rule("two", "2");
  Rule bare = rule("bare", "3");
  one.validators = {"a", "b"};
  two.validators = {"b", "a"};
  const ValidatorSet set({counted("a"), counted("b"), counted("unused")});
  EXPECT_EQ(set.names(), (std::vector<std::string_view>{"a", "b", "unused"}));
  auto bound = BoundValidators::bind(book_of({one, two, bare}), set, "");
  ASSERT_TRUE(bound.ok());
  EXPECT_EQ(made, 2);
  ASSERT_EQ(bound->of(0).size(), 2U);
  EXPECT_EQ(bound->of(0)[0], bound->of(1)[1]);
  EXPECT_EQ(bound->of(0)[1], bound->of(1)[0]);
  EXPECT_TRUE(bound->of(2).empty());
}

TEST(Bind, UnknownValidatorIsAnErrorOfTheRule) {
  Rule one = rule("one", "1");
  one.validators = {"nowhere"};
  one.place = "pack.toml:7";
  const auto bound = BoundValidators::bind(book_of({one}), ValidatorSet({}), "");
  ASSERT_FALSE(bound.ok());
  EXPECT_EQ(bound.error().kind, ErrorKind::rule);
  EXPECT_EQ(bound.error().place, "pack.toml:7");
}

TEST(Bind, AValidatorThatCannotBeMadeIsPassedOn) {
  Rule one = rule("one", "1");
  one.validators = {"broken"};
  std::string asked;
  const ValidatorSet set({{"broken", [&](const RuleData& data) {
                             asked = data.folder();
                             return Result<std::unique_ptr<const Validator>>(
                                 Error{ErrorKind::rule, data.folder() + "/x.tsv", {"error.x", {}}});
                           }}});
  const auto bound = BoundValidators::bind(book_of({one}), set, "data");
  ASSERT_FALSE(bound.ok());
  EXPECT_EQ(bound.error().place, "data/x.tsv");
  EXPECT_EQ(asked, "data");
}

}  // namespace
}  // namespace mishen
