// Screening by value alone must lose nothing: what it leaves out could not have been found.
#include "scanner/judge/screen.h"

#include "tests/unit/judge/bench.h"

namespace mishen {
namespace {

using namespace bench;

// A mask's validator; the row tells the rest of a number under the header "rest".
class Mask final : public Validator {
 public:
  explicit Mask(bool screened) : screened_(screened) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    MaskedNumber mask{std::string(hit.value), std::string(hit.context.before[0]), ""};
    for (std::size_t i = 0; hit.context.row != nullptr && i < hit.context.row->size(); ++i) {
      if ((*hit.context.row_headers)[i] == "rest") mask.beside = (*hit.context.row)[i];
    }
    return {Standing::yes, {}, {}, std::move(mask)};
  }
  [[nodiscard]] std::optional<MaskForm> form_of(std::string_view value) const override {
    if (!screened_) return std::nullopt;
    MaskForm form{static_cast<std::uint32_t>(value.size()), 0};
    for (std::size_t i = 0; i < value.size(); ++i) {
      form.shown |= std::uint64_t{value[i] != '*'} << i;
    }
    return form;
  }
  [[nodiscard]] bool tells_beside(std::string_view header) const override {
    return header == "rest";
  }

 private:
  bool screened_;
};

Bench bench_of_masks(bool screened) {
  Rule joinable = rule("joinable", R"(\d[\d*]{9,17})");
  joinable.validators = {"mask"};
  joinable.joinable = true;
  Bench made = bench_of({joinable, rule("other", R"(\*{4}\d{4})")});
  made.validators.push_back({"mask", [screened](RuleData&) {
                               return Result<std::unique_ptr<const Validator>>(
                                   std::make_unique<const Mask>(screened));
                             }});
  return made;
}

// 13812341234 or 110101190001011234 with `shown` places at its ends, or all but `shown` in between.
std::string masked(std::string number, std::size_t first, std::size_t last, bool inside_out) {
  for (std::size_t i = 0; i < number.size(); ++i) {
    const bool at_an_end = i < first || i + last >= number.size();
    if (i > 0 && at_an_end == inside_out) number[i] = '*';
  }
  return number;
}

// Names with masked numbers in a table and in paragraphs; of few shapes, as lists have them.
Document list_of_masks(std::mt19937& random, int shapes) {
  const auto upto = [&](int most) {
    return static_cast<int>(random() % static_cast<unsigned>(most));
  };
  const bool rest = upto(3) == 0;
  std::vector<Passage> passages;
  const auto mask = [&] {
    const std::string number = upto(2) == 0 ? "13812341234" : "110101190001011234";
    const auto shape = static_cast<std::size_t>(upto(shapes));
    return masked(number, 3 + shape % 4, 4 + shape / 4, shape % 3 == 2);
  };
  const int rows = 1 + upto(6);
  for (int row = 1; row <= rows; ++row) {
    const auto at = static_cast<std::uint32_t>(row);
    passages.push_back(cell(mask(), at, 1, "number"));
    passages.push_back(cell(mask(), at, 2, "other"));
    if (rest) passages.push_back(cell("*******90001011234", at, 3, upto(2) == 0 ? "rest" : "date"));
  }
  for (int i = upto(4); i > 0; --i) passages.push_back(passage("张三\n" + mask()));
  return document(std::move(passages));
}

TEST(Screen, LosesNoMaskThatAnotherOneOrItsRowCompletes) {
  std::mt19937 random(20261127);
  const Bench screened = bench_of_masks(true);
  const Bench whole = bench_of_masks(false);
  std::size_t joined = 0;
  std::size_t silent = 0;
  for (int i = 0; i < 1'500; ++i) {
    const Document draft = list_of_masks(random, 1 + i % 7);
    const std::vector<std::string> expected = told(whole, draft);
    ASSERT_EQ(told(screened, draft), expected) << "draft " << i;
    (std::find(expected.begin(), expected.end(), "test/joinable") != expected.end() ? joined
                                                                                    : silent)++;
  }
  // Both kinds of draft were among them, else nothing was shown.
  EXPECT_GT(joined, 100U);
  EXPECT_GT(silent, 100U);
}

TEST(Screen, LeavesOutMasksOfOneShapeAndKeepsThoseOfTwo) {
  const Bench bench = bench_of_masks(true);
  const auto one =
      bench.judge(document({cell("110101******01****", 1, 1), cell("110101******02****", 1, 2)}));
  EXPECT_TRUE(one.empty());
  const auto two =
      bench.judge(document({cell("1101011900******34", 1, 1), cell("110***190001011***", 1, 2)}));
  ASSERT_EQ(two.size(), 1U);
  EXPECT_EQ(two[0].rule, "test/joinable");
}

TEST(Screen, KeepsEverythingBeyondTheShapesItCounts) {
  std::vector<Passage> passages;
  for (std::uint32_t i = 0; i < 200; ++i) {
    std::string mask = "1********9";
    for (std::uint32_t bit = 0; bit < 8; ++bit) {
      if (((i >> bit) & 1U) != 0) mask[1 + bit] = '5';
    }
    passages.push_back(cell(mask, i + 1, 1));
  }
  // The last of so many shapes, beside what completes it.
  passages.push_back(cell("155555***9", 300, 1));
  passages.push_back(cell("1***555559", 300, 2));
  const Document draft = document(std::move(passages));
  EXPECT_EQ(told(bench_of_masks(true), draft), told(bench_of_masks(false), draft));
  EXPECT_FALSE(told(bench_of_masks(true), draft).empty());
}

}  // namespace
}  // namespace mishen
