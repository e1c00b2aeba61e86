#include "plugins/validators/cn/table.h"

#include <filesystem>
#include <fstream>

#include "plugins/validators/cn/mark_words.h"
#include "plugins/validators/cn/regions.h"
#include "plugins/validators/cn/value.h"
#include "tests/support/places.h"
#include "tests/unit/validators/ask.h"

namespace mishen {
namespace {

class TableFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = test::binary_dir() + "/table_test";
    std::filesystem::create_directories(folder_);
  }
  void write(const std::string& text) const { std::ofstream(folder_ + "/t.tsv") << text; }
  [[nodiscard]] Result<std::vector<cn::Row>> read() const {
    return cn::read_table(folder_, "t.tsv", "a\tb");
  }
  std::string folder_;
};

TEST_F(TableFile, CommentsNamesRows) {
  write("# source\na\tb\n1\t2\n3\t\n");
  const auto rows = read();
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(*rows, (std::vector<cn::Row>{{"1", "2"}, {"3", ""}}));
}

TEST_F(TableFile, LineEndsOfEitherKindAndALastLineWithout) {
  write("a\tb\r\n1\t2\r\n\t\r\n3\t4");
  const auto rows = read();
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(*rows, (std::vector<cn::Row>{{"1", "2"}, {"", ""}, {"3", "4"}}));
}

TEST_F(TableFile, DamageIsAnErrorWithItsLine) {
  write("a\tb\n1\t2\n3\n");
  EXPECT_EQ(read().error().place, folder_ + "/t.tsv:3");
  write("a\tc\n1\t2\n");
  EXPECT_FALSE(read().ok());
  write("a\tb\n");
  EXPECT_FALSE(read().ok()) << "a table without rows would judge nothing";
  write("a\tb\n\xFF\t2\n");
  EXPECT_FALSE(read().ok());
  EXPECT_EQ(cn::read_table(folder_, "none.tsv", "a").error().kind, ErrorKind::rule);
}

TEST(Validators, RefuseToStartWithoutTheirData) {
  int need_data = 0;
  RuleData nowhere("/nowhere");
  for (const ValidatorEntry& entry : cn_validators()) {
    const auto made = entry.make(nowhere);
    if (made.ok()) continue;
    ++need_data;
    EXPECT_EQ(made.error().kind, ErrorKind::rule) << entry.name;
  }
  EXPECT_EQ(need_data, 26);
}

struct Counted {
  static Result<Counted> load(const std::string& folder) {
    if (folder == "/nowhere")
      return Error{ErrorKind::rule, folder, {"error.rule-data-missing", {}}};
    return Counted{};
  }
};

TEST(RuleData, MakesEachTableOnce) {
  RuleData data("/somewhere");
  const auto first = data.get<Counted>();
  const auto second = data.get<Counted>();
  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(first->get(), second->get());
}

TEST(RuleData, TellsEveryoneWhoAsksWhatIsMissing) {
  RuleData data("/nowhere");
  EXPECT_FALSE(data.get<Counted>().ok());
  EXPECT_FALSE(data.get<Counted>().ok());
}

TEST(Regions, HoldCurrentAndAbolishedCounties) {
  const auto regions = cn::Regions::load(test::data_folder());
  ASSERT_TRUE(regions.ok());
  for (const char* code : {"341302", "342201", "342223", "110105", "440524", "810000"}) {
    EXPECT_TRUE(regions->known(code)) << code;
  }
  EXPECT_FALSE(regions->known("341399"));
  EXPECT_TRUE(regions->in_force("342201", 1990));
  EXPECT_FALSE(regions->in_force("342201", 2010));
  EXPECT_TRUE(regions->in_force("341302", 1900));
}

TEST(Dates, RealDaysOnly) {
  EXPECT_TRUE(cn::is_date(1904, 2, 29));
  EXPECT_TRUE(cn::is_date(2000, 2, 29));
  EXPECT_FALSE(cn::is_date(1900, 2, 29));
  EXPECT_FALSE(cn::is_date(1849, 12, 31));
  EXPECT_FALSE(cn::is_date(2050, 1, 1));
  EXPECT_FALSE(cn::is_date(1950, 0, 1));
  EXPECT_FALSE(cn::is_date(1950, 13, 1));
  EXPECT_FALSE(cn::is_date(1950, 4, 31));
}

}  // namespace
}  // namespace mishen
