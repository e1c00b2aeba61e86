#include "scanner/cli/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mishen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Completion, TakesOptionsFromWhatHelpSays) {
  const auto options = options_in(
      "usage: mishen x [--format text|json] DRAFT... --trust KEY.pub\n"
      "  --format    text (default) or json\n  --reveal    whole values, see --help\n"
      "  --max-age DAYS   as --kind ed25519|sm2; never ---- or --\n");
  ASSERT_EQ(options.size(), 5U);
  EXPECT_EQ(options[0].name, "--format");
  EXPECT_THAT(options[0].choices, ElementsAre("text", "json"));
  EXPECT_EQ(options[1].name, "--kind");
  EXPECT_THAT(options[1].choices, ElementsAre("ed25519", "sm2"));
  EXPECT_EQ(options[2].name, "--max-age");
  EXPECT_TRUE(options[2].takes_value);
  EXPECT_THAT(options[2].choices, IsEmpty());
  EXPECT_EQ(options[3].name, "--reveal");
  EXPECT_FALSE(options[3].takes_value);
  EXPECT_EQ(options[4].name, "--trust");
  EXPECT_TRUE(options[4].takes_value);
}

TEST(Completion, TakesVerbsFromTheMainPage) {
  const std::string_view page = "\n  keys new|show         keys\n  review DRAFT...       review\n";
  EXPECT_THAT(verbs_in(page, "keys"), ElementsAre("new", "show"));
  EXPECT_THAT(verbs_in(page, "review"), IsEmpty());
  EXPECT_THAT(verbs_in(page, "doctor"), IsEmpty());
}

TEST(Completion, NamesEverythingInEveryShell) {
  const std::vector<CommandWords> words = {
      {"keys", {"new", "show"}, {{"--kind", true, {"ed25519", "sm2"}}, {"--output", true, {}}}}};
  for (const std::string& script :
       {bash_completion(words), zsh_completion(words), fish_completion(words)}) {
    EXPECT_THAT(script, HasSubstr("new show"));
    EXPECT_THAT(script, HasSubstr("ed25519 sm2"));
    EXPECT_THAT(script, HasSubstr("output"));
  }
}

}  // namespace
}  // namespace mishen
