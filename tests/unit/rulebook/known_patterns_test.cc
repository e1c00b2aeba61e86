// What is known of patterns, packed when mishen is built and read at its start.
#include "scanner/rulebook/known_patterns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace mishen {
namespace {

const std::vector<std::string>& some_patterns() {
  static const std::vector<std::string> kPatterns = {"[绝机秘]密",
                                                     "\\d{7}",
                                                     "(?i:abc)|密",
                                                     "\\x{1F31F}",
                                                     "a{0,3}",
                                                     "(?:",
                                                     "[^a]",
                                                     ".",
                                                     "",
                                                     "[4-6]\\d{2,16}[*●]",
                                                     "(?:此件|本件)(?:公开|不予公开)",
                                                     "(?i:[A-Z0-9]{17})",
                                                     "会议纪要|承办结果|密"};
  return kPatterns;
}

TEST(KnownPatterns, ComeBackAsTheyWere) {
  const std::vector<std::string>& patterns = some_patterns();
  const std::string bytes = write_known(patterns);
  const KnownPatterns known(bytes);
  EXPECT_EQ(known.size(), patterns.size());
  for (const std::string& pattern : patterns) {
    EXPECT_EQ(known.of(pattern), known_of(pattern)) << pattern;
  }
}

TEST(KnownPatterns, AreWorkedOutWhereTheyWereNotPacked) {
  const KnownPatterns none;
  EXPECT_EQ(none.of("[绝机]密").claims.at(0).pairs.size(), 2U);
  const std::string bytes = write_known(std::vector<std::string>{"密"});
  EXPECT_EQ(KnownPatterns(bytes).of("\\d{4}"), known_of("\\d{4}"));
}

TEST(KnownPatterns, BytesThatAreNoneTellNothing) {
  const std::string bytes = write_known(std::vector<std::string>{"[绝机]密", "\\d{7}"});
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    const std::string part = bytes.substr(0, cut);
    const KnownPatterns known(part);
    EXPECT_EQ(known.of("\\d{7}"), known_of("\\d{7}")) << cut;
    EXPECT_EQ(known.of("[绝机]密"), known_of("[绝机]密")) << cut;
  }
}

}  // namespace
}  // namespace mishen
