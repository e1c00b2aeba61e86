// Texts in memory that forked processes share.
#include "scanner/worker/common_texts.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace mishen {
namespace {

TEST(CommonTexts, AreAsTheyWereGiven) {
  const std::string zeros("a\0b", 3);
  const std::vector<std::string_view> given = {"", "甲.docx", zeros, "", "z"};
  const CommonTexts texts(given);
  ASSERT_EQ(texts.size(), given.size());
  for (std::size_t i = 0; i < given.size(); ++i) EXPECT_EQ(texts[i], given[i]) << i;
}

TEST(CommonTexts, MayBeNone) { EXPECT_EQ(CommonTexts({}).size(), 0U); }

TEST(CommonTexts, AreThereInAForkedProcess) {
  const std::vector<std::string> many(10'000, std::string(300, 'n'));
  const CommonTexts texts(std::vector<std::string_view>(many.begin(), many.end()));
  const pid_t child = ::fork();
  if (child == 0) ::_exit(texts[9'999] == many.back() ? 7 : 1);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

}  // namespace
}  // namespace mishen
