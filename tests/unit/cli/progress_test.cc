#include "scanner/cli/progress.h"

#include <gtest/gtest.h>

#include "scanner/report/width.h"

namespace mishen {
namespace {

using std::chrono::seconds;

std::string line(std::size_t done, int elapsed, const std::string& path, unsigned columns = 80) {
  return progress_text(done, 200, seconds(elapsed), path, columns, Language::en);
}

TEST(Progress, SaysHowMuchIsLeftOnceItCanTell) {
  EXPECT_EQ(line(1, 0, "public/公示.docx"), "reviewed 1/200  公示.docx");
  EXPECT_EQ(line(50, 30, "a.pdf"), "reviewed 50/200, about 1:30 left  a.pdf");
  EXPECT_EQ(line(2, 100, "a.pdf"), "reviewed 2/200, about 2:45:00 left  a.pdf");
  EXPECT_EQ(line(200, 100, "a.pdf"), "reviewed 200/200  a.pdf");
}

// A line that wraps could not be rewritten.
TEST(Progress, StaysOnItsLine) {
  std::string name;
  for (int i = 0; i < 100; ++i) name += "公示";
  for (const unsigned columns : {60U, 80U, 120U}) {
    EXPECT_LT(display_width(line(50, 30, name + ".docx", columns)), columns);
  }
}

TEST(Progress, ShowsNoControlCharacters) {
  EXPECT_EQ(line(1, 0, "a\x1b[31m\nb").find('\x1b'), std::string::npos);
  EXPECT_EQ(line(1, 0, "a\x1b[31m\nb").find('\n'), std::string::npos);
}

}  // namespace
}  // namespace mishen
