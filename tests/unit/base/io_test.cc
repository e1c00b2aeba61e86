#include "scanner/base/io.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace mishen {
namespace {

class IoTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = std::filesystem::temp_directory_path() / "mishen-io-XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(IoTest, WritesWholeFilesAndReadsThemBack) {
  const std::string path = folder_ / "a";
  ASSERT_TRUE(write_file_atomically(path, "first").ok());
  ASSERT_TRUE(write_file_atomically(path, "second").ok());
  const auto bytes = read_file(path, 100);
  ASSERT_TRUE(bytes.ok());
  EXPECT_EQ(*bytes, "second");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(IoTest, RefusesWhatIsNoRegularFile) {
  EXPECT_EQ(read_file(folder_, 100).error().message.id, "error.not-a-regular-file");
  const std::string fifo = folder_ / "fifo";
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_EQ(read_file(fifo, 100).error().message.id, "error.not-a-regular-file");
  EXPECT_EQ(read_file(folder_ / "none", 100).error().message.id, "error.cannot-open");
  EXPECT_FALSE(read_file("/dev/zero", 100).ok());
}

TEST_F(IoTest, HoldsTheSizeLimit) {
  const std::string path = folder_ / "a";
  ASSERT_TRUE(write_file_atomically(path, "12345").ok());
  EXPECT_TRUE(read_file(path, 5).ok());
  EXPECT_EQ(read_file(path, 4).error().message.id, "error.draft-too-large");
}

TEST_F(IoTest, WritesNewFilesAndTouchesNoOldOne) {
  const std::string path = folder_ / "key";
  ASSERT_TRUE(write_new_file(path, "first", true).ok());
  struct stat about {};
  ASSERT_EQ(stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  EXPECT_EQ(write_new_file(path, "second", true).error().message.id, "error.already-there");
  EXPECT_EQ(read_file(path, 100).value(), "first");
  std::filesystem::create_symlink("nowhere", folder_ / "link");
  EXPECT_FALSE(write_new_file(folder_ / "link", "x", true).ok());
  EXPECT_FALSE(std::filesystem::exists(folder_ / "nowhere"));
}

TEST_F(IoTest, FailsWithoutTrace) {
  EXPECT_FALSE(write_file_atomically(folder_ / "no" / "a", "x").ok());
  std::filesystem::create_directory(folder_ / "dir");
  EXPECT_FALSE(write_file_atomically(folder_ / "dir", "x").ok());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

}  // namespace
}  // namespace mishen
