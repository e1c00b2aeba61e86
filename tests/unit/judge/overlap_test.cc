#include "scanner/judge/overlap.h"

#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;

Rulebook three_rules() {
  Rulebook book;
  book.rules = {rule("first", "1"), rule("second", "2"), rule("notice", "3")};
  book.rules[2].external = Severity::notice;
  return book;
}

Weighed weighed(std::uint32_t rule, std::uint32_t begin, std::uint32_t end, int points) {
  Weighed made;
  made.rule = rule;
  made.pieces = {{0, {begin, end}}};
  made.points = points;
  made.likelihood = points >= 80   ? Likelihood::certain
                    : points >= 60 ? Likelihood::likely
                                   : Likelihood::possible;
  return made;
}

// "rule:begin-end+also,also" of each winner.
std::vector<std::string> settled(std::vector<Weighed> candidates) {
  std::vector<std::string> out;
  for (const Winner& winner : settle(std::move(candidates), three_rules()).winners) {
    const SourceSpan span = winner.weighed.pieces.front().span;
    std::string line = std::to_string(winner.weighed.rule) + ":" + std::to_string(span.begin) +
                       "-" + std::to_string(span.end);
    for (const std::uint32_t also : winner.also) line += "+" + std::to_string(also);
    out.push_back(std::move(line));
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Overlap, PointsDecideThenLength) {
  EXPECT_EQ(settled({weighed(0, 0, 10, 65), weighed(1, 5, 12, 70)}), Lines{"1:5-12+0"});
  EXPECT_EQ(settled({weighed(0, 0, 10, 70), weighed(1, 5, 12, 70)}), Lines{"0:0-10+1"});
  EXPECT_EQ(settled({weighed(1, 0, 10, 70), weighed(0, 0, 10, 70)}), Lines{"0:0-10+1"});
}

TEST(Overlap, ANoticeHidesNothingThatIsAsLikely) {
  EXPECT_EQ(settled({weighed(2, 0, 10, 95), weighed(0, 0, 10, 85)}), Lines{"0:0-10+2"});
  EXPECT_EQ(settled({weighed(2, 0, 10, 95), weighed(0, 0, 10, 70)}), Lines{"2:0-10+0"});
}

TEST(Overlap, OneRuleIsNotItsOwnLoser) {
  EXPECT_EQ(settled({weighed(0, 0, 10, 70), weighed(0, 0, 8, 70)}), Lines{"0:0-10"});
  Weighed spaced = weighed(0, 0, 10, 70);
  spaced.kind = ReadingKind::ungrouped;
  spaced.disguises = Disguise::spacing;
  EXPECT_EQ(settled({spaced, weighed(0, 0, 10, 70)}), Lines{"0:0-10"});
}

TEST(Overlap, TouchingIsNotOverlapping) {
  EXPECT_EQ(settled({weighed(0, 0, 10, 70), weighed(1, 10, 12, 70)}), (Lines{"0:0-10", "1:10-12"}));
}

TEST(Overlap, WhoLostToALoserStillStands) {
  // 1 beats 0, 0 would have beaten 2: 2 and 1 share no text.
  EXPECT_EQ(settled({weighed(1, 0, 6, 90), weighed(0, 5, 12, 85), weighed(2, 11, 15, 82)}),
            (Lines{"1:0-6+0", "2:11-15"}));
}

TEST(Overlap, AnyPieceCounts) {
  Weighed joined = weighed(0, 0, 4, 90);
  joined.pieces.push_back({1, {0, 4}});
  Weighed other = weighed(1, 2, 5, 70);
  other.pieces = {{1, {2, 5}}};
  EXPECT_EQ(settled({other, joined}), Lines{"0:0-4+1"});
}

TEST(Overlap, DoesNotDependOnTheOrderOfCandidates) {
  std::mt19937 random(20240501);
  const auto upto = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  for (int round = 0; round < 200; ++round) {
    std::vector<Weighed> candidates;
    for (int i = 0; i < 30; ++i) {
      const std::uint32_t begin = upto(60);
      Weighed one = weighed(upto(3), begin, begin + 1 + upto(12), 30 + 10 * int(upto(7)));
      one.pieces.front().passage = upto(2);
      one.kind = static_cast<ReadingKind>(upto(3));
      candidates.push_back(std::move(one));
    }
    const Lines expected = settled(candidates);
    std::shuffle(candidates.begin(), candidates.end(), random);
    EXPECT_EQ(settled(candidates), expected);
    // No two winners share text.
    const Settled all = settle(candidates, three_rules());
    for (std::size_t i = 1; i < all.winners.size(); ++i) {
      const SourcePiece& a = all.winners[i - 1].weighed.pieces.front();
      const SourcePiece& b = all.winners[i].weighed.pieces.front();
      EXPECT_TRUE(a.passage < b.passage || a.span.end <= b.span.begin);
    }
    EXPECT_FALSE(all.winners.empty());
  }
}

}  // namespace
}  // namespace mishen
