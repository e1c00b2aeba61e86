#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;

constexpr const char* kPhone = R"(1[3-9]\d{9})";
constexpr const char* kMark = "(?:机密|秘密)★?";

Rule phone(int points = 70) {
  Rule made = rule("phone", kPhone, points);
  made.readings = {ReadingKind::line_joined, ReadingKind::ungrouped, ReadingKind::cell_joined};
  return made;
}

std::vector<std::string> ids_of(const std::vector<Finding>& findings) {
  std::vector<std::string> ids;
  for (const Finding& finding : findings) ids.push_back(finding.id);
  return ids;
}

TEST(Judge, FindsNothingInNothing) {
  EXPECT_TRUE(bench_of({phone()}).judge(document({passage("没有号码")})).empty());
  EXPECT_TRUE(bench_of({phone()}).judge(document({})).empty());
}

TEST(Judge, TellsEverythingAboutAFinding) {
  const auto findings =
      bench_of({phone()}).judge(document({passage("联系人：张三，电话13800138000。")}));
  ASSERT_EQ(findings.size(), 1U);
  const Finding& finding = findings[0];
  EXPECT_EQ(finding.rule, "test/phone");
  EXPECT_EQ(finding.points, 70);
  EXPECT_EQ(finding.likelihood, Likelihood::likely);
  EXPECT_EQ(finding.masked, "138****8000");
  EXPECT_EQ(finding.excerpt, "联系人：张三，电话138****8000。");
  EXPECT_EQ(
      finding.excerpt.substr(finding.excerpt_begin, finding.excerpt_end - finding.excerpt_begin),
      finding.masked);
  EXPECT_TRUE(finding.value.empty());
  ASSERT_EQ(finding.places.size(), 1U);
  EXPECT_EQ(finding.places[0].range, (Utf16Range{9, 20}));
  EXPECT_EQ(finding.places[0].where, passage("").where);
  ASSERT_EQ(finding.reasons.size(), 1U);
  EXPECT_EQ(finding.reasons[0].id, "pattern");
}

TEST(Judge, KeepsTheOriginalTextOnlyWhenAskedTo) {
  Bench bench = bench_of({phone()});
  bench.options.reveal = true;
  const auto findings = bench.judge(document({passage("１３８０013\n8000")}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].value.reveal(), "１３８０013\n8000");
  EXPECT_EQ(findings[0].masked, "138****8000");
  EXPECT_FALSE(findings[0].disguises.empty());
  EXPECT_TRUE(has_reason(findings[0], "disguised-full-width"));
  EXPECT_TRUE(has_reason(findings[0], "disguised-line-wrap"));
}

TEST(Judge, DropsWhatAValidatorDenies) {
  Bench bench = bench_of({phone()});
  bench.rules[0].validators = {"even"};
  bench.validators = {says("even", [](const Hit& hit) {
    const bool even = (hit.value.back() - '0') % 2 == 0;
    return Assessment{even ? Standing::yes : Standing::no,
                      {{"even", 15, {{"seen", std::string(hit.value)}}}},
                      {{"parity", "even"}, {"number", std::string(hit.value)}}};
  })};
  const auto findings = bench.judge(document({passage("13800138000，13800138001")}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].points, 85);
  EXPECT_EQ(findings[0].likelihood, Likelihood::certain);
  EXPECT_EQ(findings[0].attributes[0].second, "even");
  // A validator that says the value out loud is not let.
  EXPECT_EQ(findings[0].attributes[1].second, "***********");
  EXPECT_EQ(findings[0].reasons[1].args[0].second, "***********");
}

TEST(Judge, DropsWhatDoesNotReachThirtyPoints) {
  Bench bench = bench_of({phone(40)});
  bench.rules[0].clues = {clue({"订单"}, 6, -11)};
  EXPECT_TRUE(bench.judge(document({passage("订单13800138000")})).empty());
  bench.rules[0].clues[0].points = -10;
  const auto findings = bench.judge(document({passage("订单13800138000")}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].likelihood, Likelihood::possible);
  EXPECT_EQ(findings[0].reasons[0].id, "pattern");
  EXPECT_EQ(findings[0].reasons[1].id, "context-lower");
}

TEST(Judge, AnAlternateReadingWithoutAYesIsOnlyPossible) {
  const Document doc = document({passage("电话138 0013 8000")});
  Bench bench = bench_of({phone(90)});
  auto findings = bench.judge(doc);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].likelihood, Likelihood::possible);
  EXPECT_TRUE(has_reason(findings[0], "unconfirmed-ungrouped"));
  bench.rules[0].validators = {"plan"};
  bench.validators = {says("plan", [](const Hit&) { return Assessment{Standing::yes, {}, {}}; })};
  findings = bench.judge(doc);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].likelihood, Likelihood::certain);
}

TEST(Judge, ALineWrapNeedsNoConfirmation) {
  const auto findings = bench_of({phone(90)}).judge(document({passage("电话1380013\n8000")}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].likelihood, Likelihood::certain);
  EXPECT_EQ(findings[0].excerpt, "电话138****8000");
}

TEST(Judge, TellsAValidatorWhatIsAround) {
  LineContext seen;
  std::string line, before, after, header, title;
  Bench bench = bench_of({rule("mark", kMark)});
  bench.rules[0].validators = {"look"};
  bench.validators = {says("look", [&](const Hit& hit) {
    seen = hit.context;
    line = hit.context.line;
    before = hit.context.before[0];
    after = hit.context.after[1];
    header = hit.context.header;
    title = hit.context.document_title;
    return Assessment{};
  })};
  EXPECT_EQ(bench
                .judge(document({passage("关于某事的通知"),
                                 cell("０００１２\n这是机密★材料", 2, 3, "密　级"),
                                 cell("一", 2, 4), cell("二", 3, 4)}))
                .size(),
            1U);
  EXPECT_EQ(line, "这是机密★材料");
  EXPECT_EQ(line.substr(seen.begin, seen.end - seen.begin), "机密★");
  EXPECT_EQ(before, "00012");
  EXPECT_EQ(after, "二");
  EXPECT_EQ(header, fold("密　级"));
  EXPECT_EQ(title, "关于某事的通知");
  EXPECT_TRUE(seen.in_cell);
  EXPECT_FALSE(seen.repeats_on_pages);
  EXPECT_EQ(seen.line_ordinal, 2U);
}

TEST(Judge, CutsAnEndlessLineForValidators) {
  std::size_t longest = 0;
  bool at_start = false;
  Bench bench = bench_of({phone()});
  bench.rules[0].validators = {"look"};
  bench.validators = {says("look", [&](const Hit& hit) {
    longest = std::max(longest, hit.context.line.size());
    at_start |= hit.context.begin == 0;
    EXPECT_EQ(hit.context.line.substr(hit.context.begin, hit.context.end - hit.context.begin),
              hit.value);
    return Assessment{};
  })};
  std::string text = "密";
  for (int i = 0; i < 500; ++i) text += "码13800138000";
  EXPECT_EQ(bench.judge(document({passage(text)})).size(), 500U);
  EXPECT_LT(longest, 3000U);
  EXPECT_FALSE(at_start);  // a cut line never looks as if it began there
}

TEST(Judge, TakesTheLabelFromTheCellToTheLeftOrTheLineAbove) {
  Bench bench = bench_of({phone(50)});
  bench.rules[0].clues = {clue({"电话"}, 10, 25)};
  const auto points = [&](std::vector<Passage> passages) {
    const auto findings = bench.judge(document(std::move(passages)));
    return findings.size() == 1 ? findings[0].points : -1;
  };
  EXPECT_EQ(points({cell("姓名", 1, 1), cell("电 话", 1, 2), cell("13800138000", 1, 3)}), 75);
  EXPECT_EQ(points({cell("电话", 1, 1), cell("张三", 1, 2), cell("13800138000", 1, 3)}), 50);
  EXPECT_EQ(points({passage("联系电话："), passage("13800138000")}), 75);
  EXPECT_EQ(points({passage("联系电话：\n13800138000")}), 75);
  EXPECT_EQ(points({passage("联系电话见后"), passage("13800138000")}), 50);
  EXPECT_EQ(points({passage("联系电话："), passage("张三13800138000")}), 50);
}

TEST(Judge, OneValueIsOneFinding) {
  Bench bench = bench_of({phone(), rule("digits", R"(\d{11})", 65)});
  const auto findings = bench.judge(document({passage("电话13800138000")}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "test/phone");
  EXPECT_EQ(findings[0].also, std::vector<std::string>{"test/digits"});
}

TEST(Judge, JoinsCellsIntoSeveralPlaces) {
  Bench bench = bench_of({phone()});
  bench.options.reveal = true;
  bench.rules[0].validators = {"plan"};
  bench.validators = {says("plan", [](const Hit&) { return Assessment{Standing::yes, {}, {}}; })};
  std::vector<Passage> cells;
  const std::string number = "13800138000";
  for (std::uint32_t i = 0; i < number.size(); ++i) {
    cells.push_back(cell(number.substr(i, 1), 1, i + 1));
  }
  const auto findings = bench.judge(document(cells));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].places.size(), number.size());
  EXPECT_EQ(findings[0].places[10].column, 11U);
  EXPECT_EQ(findings[0].value.reveal(), number);
  EXPECT_TRUE(has_reason(findings[0], "disguised-cells"));
}

TEST(Judge, HidesNumbersInNamesAndHeaders) {
  Passage where = cell("13800138000", 2, 1, "户号341302190001010015");
  where.where.push_back({StepKind::content_control, 0, "14700001234"});
  const auto findings = bench_of({phone()}).judge(document({where}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].places[0].header, "户号341***************");
  EXPECT_EQ(path(findings[0].places[0].where).find("14700001234"), std::string::npos);
  EXPECT_EQ(path(findings[0].places[0].where).find("341302190001010015"), std::string::npos);
}

TEST(Judge, GivesQuadsOnAPage) {
  const auto findings = bench_of({phone()}).judge(document({block("电话1380013\n8000", 3)}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].places[0].page, 3U);
  ASSERT_EQ(findings[0].places[0].quads.size(), 2U);
  EXPECT_EQ(findings[0].places[0].quads[0].start_bottom, (Point{120, 700}));
  EXPECT_EQ(findings[0].places[0].quads[1].end_bottom, (Point{140, 684}));
}

TEST(Judge, CountsUtf16UnitsAcrossManyFindings) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "𠮷字13800138000";
  const Document doc = document({passage(text)});
  const auto findings = bench_of({phone()}).judge(doc);
  ASSERT_EQ(findings.size(), 50U);
  for (std::uint32_t i = 0; i < 50; ++i) {
    EXPECT_EQ(findings[i].places[0].range, (Utf16Range{i * 14 + 3, i * 14 + 14}));
  }
}

TEST(Judge, IdsSurviveEditsElsewhere) {
  Bench bench = bench_of({phone()});
  const auto ids = [&](std::vector<Passage> passages) {
    return ids_of(bench.judge(document(std::move(passages))));
  };
  const std::string one = "联系人张三，电话：13800138000。";
  const std::string two = "值班室13900139000";
  const auto expected = ids({passage(one), passage(two)});
  ASSERT_EQ(expected.size(), 2U);
  EXPECT_NE(expected[0], expected[1]);
  EXPECT_EQ(ids({passage("新加的一段"), passage("又一段13700137000？"), passage(one), passage(two)})
                .size(),
            3U);
  const auto inserted = ids({passage("新加的一段"), passage(one), passage("中间"), passage(two)});
  EXPECT_EQ(inserted, expected);
  EXPECT_EQ(ids({passage("联系人张\n三，电话：138001\n38000。"), passage("值班\n室139001390\n00")}),
            expected);
  EXPECT_EQ(ids({block(one, 1), block(two, 2)}), expected);
  bench.options.key = FingerprintKey("项目密钥");
  EXPECT_NE(ids({passage(one), passage(two)}), expected);
}

TEST(Judge, DoesNotDependOnTheOrderOfCandidates) {
  Bench bench =
      bench_of({phone(), rule("digits", R"(\d{6,18})", 62), rule("short", R"(8000|3900)", 95)});
  bench.rules[2].edges = Edges::none;
  bench.rules[1].readings = {ReadingKind::ungrouped, ReadingKind::line_joined};
  const Document doc =
      document({passage("电话13800138000，138 0013 8000，1390013\n9000"), cell("1380", 1, 1, "a"),
                cell("0138000", 1, 2, "b"), passage("12345678901234567 8000-3900-12"),
                passage("电话13800138000")});
  const auto expected = bench.judge(doc);
  EXPECT_GT(expected.size(), 4U);
  for (unsigned seed = 1; seed < 40; ++seed) {
    bench.shuffle = seed;
    const auto shuffled = bench.judge(doc);
    ASSERT_EQ(ids_of(shuffled), ids_of(expected));
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_EQ(shuffled[i].also, expected[i].also);
      EXPECT_EQ(shuffled[i].reasons, expected[i].reasons);
      EXPECT_EQ(shuffled[i].excerpt, expected[i].excerpt);
      EXPECT_EQ(shuffled[i].places, expected[i].places);
    }
  }
}

}  // namespace
}  // namespace mishen
