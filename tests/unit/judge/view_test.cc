#include "scanner/judge/view.h"

#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;

constexpr std::string_view kNumber = "13800138000";

Finding finding_at(const Document& document, std::uint32_t passage, std::string_view what) {
  const std::string& text = document.passages[passage].text;
  const auto begin = static_cast<std::uint32_t>(text.find(what));
  const auto end = begin + static_cast<std::uint32_t>(what.size());
  Finding finding;
  FindingPlace place;
  place.passage = passage;
  place.range = utf16_range(document.passages[passage], {begin, end});
  finding.places.push_back(place);
  return finding;
}

ExcerptMaker masking(const Document& document, std::string_view value, std::string masked) {
  ExcerptMaker maker(document);
  for (std::uint32_t i = 0; i < document.passages.size(); ++i) {
    const std::size_t at = document.passages[i].text.find(value);
    if (at == std::string::npos) continue;
    const auto begin = static_cast<std::uint32_t>(at);
    maker.add({{i, {begin, begin + static_cast<std::uint32_t>(value.size())}}}, masked);
  }
  maker.seal();
  return maker;
}

TEST(View, ShowsTheTextWithTheFindingsMarkedAndMasked) {
  const Document doc =
      document({passage("\xF0\x9F\x98\x80 电话" + std::string(kNumber) + "。\n二行")});
  const DraftView view = make_view(doc, std::vector{finding_at(doc, 0, kNumber)},
                                   masking(doc, kNumber, "138****8000"));
  ASSERT_EQ(view.passages.size(), 1U);
  const std::vector<ViewBit> expected = {
      {"\xF0\x9F\x98\x80 电话", 0}, {"138****8000", 1}, {"。\n二行", 0}};
  EXPECT_EQ(view.passages[0].bits, expected);
}

TEST(View, HidesNumbersThatAreNoFinding) {
  const Document doc = document({passage("账号6222021234567890\x1b[31m")});
  const DraftView view = make_view(doc, {}, masking(doc, "none", ""));
  ASSERT_EQ(view.passages.size(), 1U);
  EXPECT_EQ(view.passages[0].bits, (std::vector<ViewBit>{{"账号622************* [31m", 0}}));
}

// A deleted paragraph with a number in it: both are marked, nothing twice; and what lies on another
// finding as a whole is named all the same.
TEST(View, MarksInsideOtherMarks) {
  const Document doc = document({passage("甲" + std::string(kNumber) + "乙")});
  const std::vector<Finding> findings = {finding_at(doc, 0, doc.passages[0].text),
                                         finding_at(doc, 0, kNumber), finding_at(doc, 0, kNumber)};
  const DraftView view = make_view(doc, findings, masking(doc, kNumber, "138****8000"));
  const std::vector<ViewBit> expected = {{"甲", 1}, {"", 3}, {"138****8000", 2}, {"乙", 1}};
  EXPECT_EQ(view.passages[0].bits, expected);
}

TEST(View, OfALongDraftOnlyWhatIsNearFindings) {
  std::vector<Passage> passages;
  for (int i = 0; i < 1000; ++i) passages.push_back(passage(std::string(900, 'x')));
  passages[500].text = kNumber;
  const Document doc = document(std::move(passages));
  const DraftView view = make_view(doc, std::vector{finding_at(doc, 500, kNumber)},
                                   masking(doc, kNumber, "138****8000"));
  ASSERT_EQ(view.passages.size(), 2 * kViewedBeside + 1);
  EXPECT_EQ(view.passages[0].left_out, 500 - kViewedBeside);
  EXPECT_EQ(view.passages[kViewedBeside].bits, (std::vector<ViewBit>{{"138****8000", 1}}));
}

// What a picture of the page must not show: the middle of the value and other long numbers.
TEST(View, NamesWhatPicturesMustHide) {
  Document doc = document(
      {block("号码" + std::string(kNumber), 2), block("12345678", 2), block("12345678", 3)});
  const DraftView view = make_view(doc, std::vector{finding_at(doc, 0, kNumber)},
                                   masking(doc, kNumber, "138****8000"));
  ASSERT_EQ(view.pages.size(), 1U);
  EXPECT_EQ(view.pages[0].page, 2U);
  ASSERT_EQ(view.pages[0].hidden.size(), 2U);
  EXPECT_EQ(view.pages[0].hidden[0].start_bottom, (Point{150, 700}));  // after 号码138
  EXPECT_EQ(view.pages[0].hidden[0].end_top, (Point{190, 712}));
  EXPECT_EQ(view.pages[0].hidden[1].start_bottom, (Point{130, 700}));
}

}  // namespace
}  // namespace mishen
