#include "scanner/cli/profile_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "scanner/report/width.h"

namespace mishen {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The last but `back` words of the first line that begins with `label`.
std::string cell(const std::string& text, const std::string& label, std::size_t back) {
  for (const std::string& line : lines_of(text)) {
    if (!line.starts_with(label)) continue;
    std::istringstream in(line);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return back < words.size() ? words[words.size() - 1 - back] : "";
  }
  return "no such line";
}

ProfileFigures every_stage(Spent each) {
  ProfileFigures figures;
  figures.run.fill(each);
  figures.drafts.fill(each);
  for (const char* format : {"docx", "xlsx", "image", "unheard"}) {
    figures.formats.push_back({format, {each, 1ULL << 62U, 1ULL << 63U, 1ULL << 61U}});
  }
  figures.told = figures.silent = figures.others = 1ULL << 63U;
  figures.of_silent = figures.of_others = each;
  std::string path;
  for (int i = 0; i < 60; ++i) path += "公示/";
  figures.slowest = {{path + "\x1b[31m\n.docx", each}, {"a.pdf", each}};
  return figures;
}

TEST(ProfileText, FitsEightyColumnsInBothLanguages) {
  for (const Language language : {Language::en, Language::zh_cn}) {
    for (const Spent each :
         {Spent{milliseconds(1), milliseconds(1)}, Spent{seconds(999'999), seconds(999'999)}}) {
      const std::string text = profile_text(every_stage(each), language);
      EXPECT_EQ(text.find('\x1b'), std::string::npos);
      EXPECT_EQ(text.find("profile."), std::string::npos) << text;
      const std::vector<std::string> lines = lines_of(text);
      EXPECT_GT(lines.size(), kRunStageCount + kDraftStageCount + 4);
      for (const std::string& line : lines) EXPECT_LE(display_width(line), 80U) << line;
    }
  }
}

// Columns stand under each other whatever the language: no label takes a number's place.
TEST(ProfileText, ColumnsLineUp) {
  for (const Language language : {Language::en, Language::zh_cn}) {
    const std::string text =
        profile_text(every_stage({milliseconds(1), milliseconds(1)}), language);
    std::size_t rows = 0;
    for (const std::string& line : lines_of(text)) {
      if (!line.ends_with(" %") || !line.starts_with("  ")) continue;
      ++rows;
      EXPECT_EQ(display_width(line), 79U) << line;
    }
    EXPECT_EQ(rows, kRunStageCount + 1 + kDraftStageCount + 4 + 2 + 1);
  }
}

TEST(ProfileText, LeavesOutWhatTookNothing) {
  ProfileFigures figures;
  figures.run[static_cast<std::size_t>(RunStage::waiting)] = {seconds(3), milliseconds(250)};
  figures.run[0] = {seconds(1), milliseconds(750)};
  std::string text = profile_text(figures, Language::en);
  EXPECT_EQ(text.find("workers\n"), std::string::npos);
  EXPECT_EQ(text.find("slowest"), std::string::npos);
  EXPECT_EQ(text.find("annotated"), std::string::npos);
  EXPECT_EQ(cell(text, "  waiting", 1), "75.0");
  EXPECT_EQ(cell(text, "  waiting", 2), "0.250");
  EXPECT_EQ(cell(text, "  waiting", 3), "3.000");
  EXPECT_EQ(cell(text, "  total", 3), "4.000");
  EXPECT_EQ(cell(text, "  total", 1), "100.0");

  figures.told = 2;
  figures.formats = {{"docx", {}}, {"pdf", {{seconds(1), seconds(1)}, 1'250'000, 3, 1}}};
  figures.drafts[0] = {seconds(2), seconds(1)};
  text = profile_text(figures, Language::en);
  EXPECT_EQ(text.find("docx"), std::string::npos);
  EXPECT_NE(text.find("  reading pdf"), std::string::npos);
  EXPECT_EQ(cell(text, "  reading pdf", 1), "50.0") << "of the CPU seconds";
  EXPECT_EQ(cell(text, "  reading pdf", 4), "MB");
  EXPECT_EQ(cell(text, "  reading pdf", 6), "1") << text;
  EXPECT_EQ(cell(text, "  reading pdf", 7), "3");
  EXPECT_NE(text.find("4.000 seconds and 3.000 of CPU time: 1.000 of mishen"), std::string::npos)
      << text;
}

}  // namespace
}  // namespace mishen
