#include "scanner/base/growing_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

using mishen::GrowingFile;
namespace fs = std::filesystem;

class GrowingFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = fs::temp_directory_path() / "mishen-growing-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::size_t names() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  [[nodiscard]] std::string content(const fs::path& file) const {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fs::path folder_;
};

TEST_F(GrowingFileTest, AppearsWholeWhenFinished) {
  const fs::path file = folder_ / "review.jsonl";
  auto growing = GrowingFile::begin(file);
  ASSERT_TRUE(growing.ok());
  EXPECT_TRUE((*growing)->write("one\n").ok());
  EXPECT_TRUE((*growing)->write("two\n").ok());
  EXPECT_EQ(names(), 0U);
  EXPECT_TRUE((*growing)->finish().ok());
  EXPECT_EQ(content(file), "one\ntwo\n");
  EXPECT_EQ(names(), 1U);
}

TEST_F(GrowingFileTest, LeavesWhatWasThereUntilThen) {
  const fs::path file = folder_ / "review.jsonl";
  std::ofstream(file) << "old";
  {
    auto given_up = GrowingFile::begin(file);
    ASSERT_TRUE(given_up.ok());
    EXPECT_TRUE((*given_up)->write("half of a new one").ok());
  }
  EXPECT_EQ(content(file), "old");
  EXPECT_EQ(names(), 1U);
  auto growing = GrowingFile::begin(file);
  ASSERT_TRUE(growing.ok());
  EXPECT_TRUE((*growing)->write("new").ok());
  EXPECT_TRUE((*growing)->finish().ok());
  EXPECT_EQ(content(file), "new");
  EXPECT_EQ(names(), 1U);
}

TEST_F(GrowingFileTest, IsAsPublicAsAnyNewFile) {
  const mode_t before = ::umask(027);
  auto growing = GrowingFile::begin(folder_ / "review.jsonl");
  ASSERT_TRUE(growing.ok());
  EXPECT_TRUE((*growing)->finish().ok());
  ::umask(before);
  struct stat about {};
  ASSERT_EQ(::stat((folder_ / "review.jsonl").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0640U);
}

TEST_F(GrowingFileTest, TakesANameThatAnEarlierRunLeftBeside) {
  const fs::path file = folder_ / "r";
  std::ofstream(file.string() + "." + std::to_string(::getpid()) + ".0") << "in the way";
  auto growing = GrowingFile::begin(file);
  ASSERT_TRUE(growing.ok());
  EXPECT_TRUE((*growing)->write("x").ok());
  EXPECT_TRUE((*growing)->finish().ok());
  EXPECT_EQ(content(file), "x");
  EXPECT_EQ(names(), 2U);
}

TEST_F(GrowingFileTest, SaysThatTheFolderIsNotThere) {
  const auto growing = GrowingFile::begin(folder_ / "none" / "review.jsonl");
  ASSERT_FALSE(growing.ok());
  EXPECT_EQ(growing.error().kind, mishen::ErrorKind::io);
  EXPECT_EQ(growing.error().message.id, "error.cannot-write");
}

TEST_F(GrowingFileTest, SaysThatAFolderStandsInItsPlace) {
  fs::create_directory(folder_ / "review.jsonl");
  auto growing = GrowingFile::begin(folder_ / "review.jsonl");
  ASSERT_TRUE(growing.ok());
  const mishen::Status finished = (*growing)->finish();
  ASSERT_FALSE(finished.ok());
  EXPECT_EQ(finished.error().kind, mishen::ErrorKind::io);
  EXPECT_EQ(names(), 1U);
}

}  // namespace
