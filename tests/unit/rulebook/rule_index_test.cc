#include "scanner/rulebook/rule_index.h"

#include <gtest/gtest.h>

#include <string>

namespace mishen {
namespace {

Rulebook book_of(std::initializer_list<std::pair<const char*, const char*>> ids) {
  Rulebook book;
  for (const auto& [pack, id] : ids) {
    Rule rule;
    rule.pack = pack;
    rule.id = id;
    book.rules.push_back(std::move(rule));
  }
  return book;
}

TEST(RuleIndex, FindsEachRuleWhateverTheirOrder) {
  // '-' comes before '/': in full ids a-b/x stands before a/z, by packs behind it.
  const Rulebook book =
      book_of({{"a", "z"}, {"a", "b"}, {"a-b", "x"}, {"c", "a"}, {"b", "a-b"}, {"b", "a"}});
  const RuleIndex index(&book);
  for (const Rule& rule : book.rules) EXPECT_EQ(index.find(rule.full_id()), &rule);
}

TEST(RuleIndex, FindsNothingElse) {
  const Rulebook book = book_of({{"a", "z"}, {"a", "b"}});
  const RuleIndex index(&book);
  for (const char* const wrong : {"", "/", "a", "a/", "a/c", "a/zz", "/z", "b/z", "az", "a/b/"}) {
    EXPECT_EQ(index.find(wrong), nullptr) << wrong;
  }
  EXPECT_EQ(RuleIndex(nullptr).find("a/z"), nullptr);
  const Rulebook empty;
  EXPECT_EQ(RuleIndex(&empty).find("a/z"), nullptr);
}

}  // namespace
}  // namespace mishen
