#include "scanner/judge/excerpt.h"

#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;

// Where `what` stands in the passage's text.
SourcePiece piece_of(const Document& document, std::string_view what, std::uint32_t passage = 0) {
  const auto begin = static_cast<std::uint32_t>(document.passages[passage].text.find(what));
  return {passage, {begin, begin + static_cast<std::uint32_t>(what.size())}};
}

// The excerpt of `what`, masked as <what it is>; with the offsets checked.
std::string excerpt(const Document& document, std::string_view what,
                    std::vector<std::pair<std::string, std::string>> others = {},
                    std::vector<std::string> lost = {}) {
  ExcerptMaker maker(document);
  maker.add({piece_of(document, what)}, "<M>");
  for (const auto& [value, masked] : others) maker.add({piece_of(document, value)}, masked);
  for (const std::string& value : lost) maker.add_lost(piece_of(document, value));
  maker.seal();
  const Excerpt made = maker.make(piece_of(document, what), "<M>");
  EXPECT_EQ(made.text.substr(made.begin, made.end - made.begin), "<M>");
  EXPECT_LE(utf8::length(made.text), kExcerptLength);
  EXPECT_TRUE(utf8::is_valid(made.text));
  return made.text;
}

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Excerpt, IsTheLineItStandsIn) {
  EXPECT_EQ(
      excerpt(document({passage("前一行\n  电话：13800138000（张三）  \n后一行")}), "13800138000"),
      "电话：<M>（张三）");
  EXPECT_EQ(excerpt(document({passage("13800138000")}), "13800138000"), "<M>");
}

TEST(Excerpt, IsCutToSixtyCharactersWithTheValueInside) {
  const Document both = document({passage(repeat("前", 100) + "13800138000" + repeat("后", 100))});
  const std::string text = excerpt(both, "13800138000");
  EXPECT_EQ(utf8::length(text), kExcerptLength);
  EXPECT_EQ(text.substr(0, 6), "…前");
  EXPECT_EQ(text.substr(text.size() - 6), "后…");
  // What one side does not need the other gets.
  const Document left = document({passage(repeat("前", 100) + "13800138000。")});
  EXPECT_EQ(excerpt(left, "13800138000"), "…" + repeat("前", 55) + "<M>。");
}

TEST(Excerpt, MasksOtherFindingsAndOtherNumbers) {
  const Document doc = document({passage("甲13800138000乙13900139000丙0123456789丁第12号")});
  EXPECT_EQ(excerpt(doc, "13800138000", {{"13900139000", "139****9000"}}),
            "甲<M>乙139****9000丙012*******丁第12号");
}

TEST(Excerpt, StarsWhatALoserCoveredBesideTheValue) {
  const Document doc = document({passage("甲AB13800138000CD乙")});
  EXPECT_EQ(excerpt(doc, "13800138000", {}, {"AB13800138000CD"}), "甲**<M>**乙");
  EXPECT_EQ(excerpt(doc, "13800138000", {}, {"CD乙"}), "甲AB<M>***");
}

TEST(Excerpt, DoesNotShowTheEndOfANumberCutByItsEdge) {
  // The window's edge falls into a run of digits.
  const Document doc = document({passage(repeat("9", 200) + repeat(" ", 476) + "13800138000")});
  EXPECT_EQ(excerpt(doc, "13800138000").find('9'), std::string::npos);
}

TEST(Excerpt, MakesControlsSpacesAndCollapsesThem) {
  EXPECT_EQ(excerpt(document({passage("甲\t\t 乙 13800138000")}), "13800138000"), "甲 乙 <M>");
}

TEST(Excerpt, ShowsTheFirstPieceOfAJoinedValue) {
  const Document doc = document({cell("3413", 1, 1), cell("0219", 1, 2)});
  ExcerptMaker maker(doc);
  maker.add({{0, {0, 4}}, {1, {0, 4}}}, "341*****");
  maker.seal();
  EXPECT_EQ(maker.make({0, {0, 4}}, "341*****").text, "341*****");
}

}  // namespace
}  // namespace mishen
