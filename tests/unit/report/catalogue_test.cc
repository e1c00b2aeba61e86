#include "scanner/report/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "scanner/base/limits.h"
#include "scanner/document/trace.h"
#include "scanner/report/words_table.h"
#include "tests/support/places.h"

namespace mishen {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(Catalogue, IsSortedSoThatLookUpFindsEverything) {
  const auto table = words_table();
  ASSERT_FALSE(table.empty());
  EXPECT_TRUE(std::is_sorted(table.begin(), table.end(),
                             [](const auto& a, const auto& b) { return a.id < b.id; }));
  for (const WordsEntry& entry : table) {
    EXPECT_TRUE(has_text(Language::en, entry.id)) << entry.id;
    EXPECT_EQ(text(Language::en, entry.id), entry.en);
    EXPECT_EQ(text(Language::zh_cn, entry.id), entry.zh_cn);
  }
}

TEST(Catalogue, FillsPlaceholders) {
  const Message message{"error.cannot-open", {{"cause", "{cause} denied"}}};
  EXPECT_EQ(text(Language::en, message),
            "Cannot be opened: {cause} denied. Check the path and your permission to read it.");
  EXPECT_NE(text(Language::zh_cn, message).find("{cause} denied"), std::string::npos);
  // A value that is missing is seen to be missing, and an unknown id is not lost.
  EXPECT_NE(text(Language::en, "error.cannot-open").find("{cause}"), std::string::npos);
  EXPECT_EQ(text(Language::en, Message{"gap.of-the-future", {{"a", "b"}}}), "gap.of-the-future");
  EXPECT_FALSE(has_text(Language::en, "gap.of-the-future"));
}

TEST(Catalogue, KnowsTheLanguageOfALocale) {
  for (const char* chinese : {"zh", "zh_CN.UTF-8", "zh-CN", "zh_TW", "zh.UTF-8", "zh@x"}) {
    EXPECT_EQ(language_from_locale(chinese), Language::zh_cn) << chinese;
  }
  for (const char* other : {"", "C", "C.UTF-8", "POSIX", "en_GB.UTF-8", "zhx", "de_DE"}) {
    EXPECT_EQ(language_from_locale(other), Language::en) << other;
  }
}

TEST(Catalogue, ExplainsEveryLimit) {
  for (const LimitSpec& spec : limit_specs()) {
    EXPECT_TRUE(has_text(Language::en, spec.reason)) << spec.reason;
  }
}

TEST(Catalogue, ExplainsEveryTrace) {
  for (int i = 0; i < kTraceKindCount; ++i) {
    const std::string id = "reason.trace-" + std::string(name(static_cast<TraceKind>(i)));
    EXPECT_TRUE(has_text(Language::en, id)) << id;
  }
}

// Every id written in the code has its sentence.
TEST(Catalogue, HasEveryIdTheCodeUses) {
  const std::regex literal(R"re("((?:gap|reason|error|clause|limit)\.[a-z0-9.-]*[a-z0-9])")re");
  std::set<std::string> used;
  std::size_t files = 0;
  for (const char* folder : {"scanner", "plugins"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(test::source_dir()) / folder)) {
      const std::string extension = entry.path().extension();
      if (extension != ".cc" && extension != ".h") continue;
      // The wire's own names for fields are no sentences.
      if (entry.path().filename().string().starts_with("wire")) continue;
      ++files;
      std::istringstream lines(slurp(entry.path()));
      for (std::string line; std::getline(lines, line);) {
        const std::size_t comment = line.find("//");
        const std::string code = line.substr(0, comment);
        for (std::sregex_iterator it(code.begin(), code.end(), literal), end; it != end; ++it) {
          used.insert((*it)[1]);
          EXPECT_TRUE(has_text(Language::en, (*it)[1].str()))
              << entry.path() << " uses " << (*it)[1] << ", which has no sentence";
        }
      }
    }
  }
  EXPECT_GT(files, 20U);
  EXPECT_GT(used.size(), 10U);
}

// What the build refuses. Runs the generator itself on small files.
class EmbedWords : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "mishen-words-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  // Exit status, and what was said.
  std::pair<int, std::string> embed(std::initializer_list<const char*> files) {
    std::string command = MISHEN_EMBED_WORDS " '" + (folder_ / "out.cc").string() + "'";
    int n = 0;
    for (const char* text : files) {
      const fs::path path = folder_ / (std::to_string(n++) + ".toml");
      std::ofstream(path) << text;
      command += " '" + path.string() + "'";
    }
    const fs::path said = folder_ / "said";
    const int status = std::system((command + " 2>'" + said.string() + "'").c_str());
    return {status, slurp(said)};
  }

  fs::path folder_;
};

TEST_F(EmbedWords, TakesWhatIsWhole) {
  const auto [status, said] =
      embed({"[\"a.b\"]\nzh-CN = \"“甲”{x}\\\"\\\\\"\nen = \"one\\n{x}\"\n"});
  EXPECT_EQ(status, 0) << said;
  EXPECT_NE(slurp(folder_ / "out.cc").find(R"({"a.b", "“甲”{x}\"\\", "one\n{x}"},)"),
            std::string::npos);
}

TEST_F(EmbedWords, RefusesWhatIsNot) {
  const struct {
    std::initializer_list<const char*> files;
    const char* said;
  } cases[] = {
      {{"[\"a.b\"]\nen = \"one\"\n"}, "0.toml:1: no sentence in zh-CN"},
      {{"[\"a.b\"]\nzh-CN = \"\"\nen = \"one\"\n"}, "no sentence in zh-CN"},
      {{"[\"a.b\"]\nzh-CN = \"一\"\n"}, "no sentence in en"},
      {{"[\"a.b\"]\nzh-CN = \"一\"\nen = \"one\"\nfr = \"un\"\n"}, "0.toml:4: 'fr' is no language"},
      {{"[\"a.b\"]\nzh-CN = \"{x}\"\nen = \"{y}\"\n"}, "other placeholders"},
      {{"[\"a.b\"]\nzh-CN = \"{x}\"\nen = \"{x\"\n"}, "a '{' without"},
      {{"[\"a.b\"]\nzh-CN = \"{x}\"\nen = \"x}\"\n"}, "a '}' without"},
      {{"[\"a.b\"]\nzh-CN = \"{}\"\nen = \"{}\"\n"}, "empty placeholder"},
      {{"[\"a.b\"]\nzh-CN = \"{x y}\"\nen = \"{x y}\"\n"}, "no name"},
      {{"[a.b]\nzh-CN = \"一\"\nen = \"one\"\n"}, "with the quotes"},
      {{"[\"ab\"]\nzh-CN = \"一\"\nen = \"one\"\n"}, "is no id"},
      {{"[\"a.b\"]\nzh-CN = \"一\"\nen = \"one\"\n[\"a.b\"]\nzh-CN = \"一\"\nen = \"one\"\n"},
       "0.toml:4:"},
      {{"[\"a.b\"]\nzh-CN = \"一\"\nen = \"one\"\n", "[\"a.b\"]\nzh-CN = \"一\"\nen = \"one\"\n"},
       "stands in"},
      {{"[\"a.b\""}, "0.toml:1:"},
  };
  for (const auto& one : cases) {
    const auto [status, said] = embed(one.files);
    EXPECT_NE(status, 0) << one.said;
    EXPECT_NE(said.find(one.said), std::string::npos) << said << " should say " << one.said;
  }
}

}  // namespace
}  // namespace mishen
