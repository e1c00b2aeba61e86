// What does not go together in one draft is a finding of its own that names all its places.
#include "scanner/judge/together.h"

#include <gmock/gmock.h>

#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;
using ::testing::ElementsAre;
using ::testing::SizeIs;

Bench contradiction() {
  Rule both;
  both.pack = "test";
  both.id = "both";
  both.together = {"test/mark", "test/open"};
  both.mask.open = true;
  return bench_of({rule("mark", "机密", 90), rule("open", "公开发布", 70), both});
}

std::vector<std::string> rules_of(const std::vector<Finding>& found) {
  std::vector<std::string> out;
  for (const Finding& one : found) out.push_back(one.rule);
  return out;
}

TEST(Together, NamesThePlacesOfBothBehindTheFirst) {
  const auto found =
      contradiction().judge(document({passage("正文"), passage("公开发布"), passage("机密")}));
  EXPECT_THAT(rules_of(found), ElementsAre("test/open", "test/both", "test/mark"));
  const Finding& both = found[1];
  ASSERT_THAT(both.places, SizeIs(2));
  EXPECT_EQ(both.places[0].passage, 2U);
  EXPECT_EQ(both.places[1].passage, 1U);
  EXPECT_EQ(both.likelihood, Likelihood::likely);
  EXPECT_EQ(both.points, 70);
  EXPECT_EQ(both.reasons.size(), 2U);
  EXPECT_EQ(both.excerpt.substr(both.excerpt_begin, both.excerpt_end - both.excerpt_begin),
            both.masked);
}

TEST(Together, IsOncePerDraft) {
  const auto found = contradiction().judge(
      document({passage("机密"), passage("机密"), passage("公开发布"), passage("公开发布")}));
  EXPECT_THAT(rules_of(found),
              ElementsAre("test/mark", "test/both", "test/mark", "test/open", "test/open"));
}

TEST(Together, IsNothingWithOneSideOrWithDoubt) {
  EXPECT_THAT(rules_of(contradiction().judge(document({passage("机密")}))),
              ElementsAre("test/mark"));
  Bench doubt = contradiction();
  doubt.rules[0].points = 40;
  EXPECT_THAT(rules_of(doubt.judge(document({passage("机密"), passage("公开发布")}))),
              ElementsAre("test/mark", "test/open"));
}

TEST(Together, IdIsOfItsParts) {
  const auto id = [](const Document& of) { return contradiction().judge(of)[1].id; };
  const std::string here = id(document({passage("机密"), passage("公开发布")}));
  EXPECT_EQ(here, id(document({passage("机密"), passage("正文"), passage("公开发布")})));
}

}  // namespace
}  // namespace mishen
