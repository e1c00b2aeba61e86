// Packs on disk: which are taken, and that none is passed over.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/rulebook/support.h"

namespace mishen {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Packs : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = ::testing::TempDir() + "mishen-packs-" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void put(const std::string& path, const std::string& text) {
    fs::create_directories(fs::path(folder_ + "/" + path).parent_path());
    std::ofstream(folder_ + "/" + path) << text;
  }
  void put_pack(const std::string& id, const std::string& extra = "") {
    put(id + "/rules.toml", testing::with(testing::kPack, "\"demo\"", "\"" + id + "\"") + extra +
                                std::string(testing::kRule));
  }
  // The ids of the packs loaded, or the ids of what is wrong.
  std::vector<std::string> load(const std::vector<std::string>& wanted) {
    RuleErrors errors;
    const Result<Rulebook> book = load_rules(folder_, wanted, testing::kValidators, &errors);
    std::vector<std::string> out;
    if (book.ok()) {
      for (const Pack& pack : book->packs) out.push_back(pack.id);
      EXPECT_EQ(book->rules.size(), book->packs.size());
      EXPECT_THAT(errors.errors, IsEmpty());
    }
    for (const Error& error : errors.errors) out.push_back(error.message.id);
    return out;
  }

  std::string folder_;
};

TEST_F(Packs, DefaultsSortedAndWithoutData) {
  put_pack("b-pack");
  put_pack("a-pack");
  put_pack("c-pack", "default = false\n");
  put("data/regions.toml", "not a rule");
  put("README.md", "words");
  put(".git/rules.toml", "not a rule");
  fs::create_directories(folder_ + "/empty");
  EXPECT_THAT(load({}), ElementsAre("a-pack", "b-pack"));
}

TEST_F(Packs, WantedOnes) {
  put_pack("a-pack");
  put_pack("c-pack", "default = false\n");
  EXPECT_THAT(load({"c-pack"}), ElementsAre("c-pack"));
  EXPECT_THAT(load({"c-pack", "a-pack", "c-pack"}), ElementsAre("a-pack", "c-pack"));
  EXPECT_THAT(load({"c-pakc"}), ElementsAre("error.rule-no-such-pack-near"));
  EXPECT_THAT(load({"a-pack", "something-else"}), ElementsAre("error.rule-no-such-pack"));
}

TEST_F(Packs, NoRulesAtAllIsAnError) {
  EXPECT_THAT(load({}), ElementsAre("error.rule-no-packs"));
  put_pack("c-pack", "default = false\n");
  EXPECT_THAT(load({}), ElementsAre("error.rule-no-packs"));
  fs::remove_all(folder_);
  EXPECT_THAT(load({}), ElementsAre("error.rule-folder"));
}

TEST_F(Packs, ABrokenPackNobodyAskedForIsStillAnError) {
  put_pack("a-pack");
  put("b-pack/rules.toml", "nonsense");
  EXPECT_THAT(load({"a-pack"}), ElementsAre("error.rule-toml"));
  put("b-pack/rules.toml", testing::pack_with("edges =", "egdes ="));
  EXPECT_THAT(load({}), ElementsAre("error.rule-unknown-key-near", "error.rule-pack-folder"));
}

TEST_F(Packs, AFileThatCannotBeReadIsAnError) {
  put_pack("a-pack");
  fs::create_directories(folder_ + "/a-pack/more.toml");
  EXPECT_THAT(load({}), ElementsAre("error.not-a-regular-file"));
  fs::remove(folder_ + "/a-pack/more.toml");
  fs::create_symlink("nowhere", folder_ + "/a-pack/more.toml");
  EXPECT_THAT(load({}), ElementsAre("error.cannot-open"));
}

}  // namespace
}  // namespace mishen
