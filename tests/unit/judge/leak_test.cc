// Nothing leaks: whatever stands round findings, no printable text of any finding holds a value or
// a long run of digits.
#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;

std::string digits(std::mt19937& random, std::size_t count) {
  std::string out = "1";
  while (out.size() < count) out += static_cast<char>('0' + random() % 10);
  if (out.size() > 1) out[1] = static_cast<char>('3' + random() % 7);
  return out;
}

// A value as drafts write it: plain, grouped, full-width, wrapped, with a stranger inside.
std::string dressed(std::mt19937& random, const std::string& number) {
  const unsigned how = random() % 5;
  std::string out;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (how == 1 && (i == 3 || i == 7)) out += ' ';
    if (how == 2 && i == 5) out += '\n';
    if (how == 3 && i == 4) out += "\u200B";
    if (how == 4) {
      utf8::append(out, static_cast<char32_t>(0xFF10 + (number[i] - '0')));
    } else {
      out += number[i];
    }
  }
  return out;
}

Document random_document(std::mt19937& random, std::vector<std::string>& planted) {
  constexpr std::string_view kText[] = {"电话：", "，", "。", " ",    "\n", "\t",    "张三",
                                        "号",     "-",  "A",  "订单", "（", "\u200B"};
  std::vector<Passage> passages;
  const unsigned count = 1 + random() % 6;
  for (unsigned p = 0; p < count; ++p) {
    std::string text;
    const unsigned parts = 1 + random() % 25;
    for (unsigned i = 0; i < parts; ++i) {
      if (random() % 4 == 0) {
        planted.push_back(digits(random, random() % 3 == 0 ? 7 + random() % 14 : 11));
        text += dressed(random, planted.back());
      } else {
        text += kText[random() % std::size(kText)];
      }
    }
    Passage made = random() % 3 == 0 ? cell(text, 1 + p, 1 + random() % 3, "列" + digits(random, 9))
                                     : passage(text);
    passages.push_back(std::move(made));
  }
  return document(std::move(passages));
}

bool holds_digit_run(std::string_view text) {
  std::size_t run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    if (run >= 7) return true;
  }
  return false;
}

TEST(Leak, NoPrintableTextHoldsANumber) {
  Bench bench;
  bench.rules = {rule("phone", R"(1[3-9]\d{9})"), rule("long", R"(1\d{11,18})", 45),
                 rule("head", R"([A号]1\d{3})", 95)};
  bench.rules[2].edges = Edges::none;
  bench.rules[0].readings = {ReadingKind::line_joined, ReadingKind::ungrouped,
                             ReadingKind::letter_spaced, ReadingKind::cell_joined};
  bench.rules[0].clues = {clue({"电话"}, 12, 20), clue({"订单"}, 12, -40)};
  bench.rules[0].validators = {"loud"};
  bench.validators = {says("loud", [](const Hit& hit) {
    const std::string value(hit.value);
    return Assessment{Standing::yes, {{"loud", 5, {{"value", value}}}}, {{"value", value}}};
  })};
  std::mt19937 random(19000101);
  std::size_t findings_seen = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<std::string> planted;
    const Document doc = random_document(random, planted);
    for (const Finding& finding : bench.judge(doc)) {
      ++findings_seen;
      EXPECT_TRUE(finding.value.empty());
      EXPECT_EQ(finding.excerpt.substr(finding.excerpt_begin,
                                       finding.excerpt_end - finding.excerpt_begin),
                finding.masked);
      EXPECT_LE(utf8::length(finding.excerpt), 60U);
      for (const std::string& text : printed(finding)) {
        const std::string folded = fold(text);
        EXPECT_FALSE(holds_digit_run(folded)) << text;
        for (const std::string& value : planted) {
          EXPECT_EQ(folded.find(value), std::string::npos) << text;
        }
        EXPECT_EQ(text.find_first_of("\n\t\r"), std::string::npos);
        EXPECT_TRUE(utf8::is_valid(text));
      }
    }
  }
  EXPECT_GT(findings_seen, 500U);
}

}  // namespace
}  // namespace mishen
