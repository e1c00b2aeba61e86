#include "scanner/base/limits.h"

#include <gtest/gtest.h>

#include <set>

namespace mishen {
namespace {

TEST(Limits, TableIsComplete) {
  EXPECT_EQ(limit_specs().size() * sizeof(std::uint64_t), sizeof(Limits));
  std::set<std::string_view> names;
  for (const LimitSpec& spec : limit_specs()) names.insert(spec.name);
  EXPECT_EQ(names.size(), limit_specs().size());
}

TEST(Limits, ReadsNumbersWithUnits) {
  Limits limits;
  EXPECT_TRUE(set_limit(limits, "max-draft-bytes", "64MiB").ok());
  EXPECT_EQ(limits.max_draft_bytes, 64ULL << 20U);
  EXPECT_TRUE(set_limit(limits, "max-pages", "3").ok());
  EXPECT_EQ(limits.max_pages, 3U);
}

TEST(Limits, RefusesNonsense) {
  Limits limits;
  for (const char* bad : {"", "0", "-1", "x", "3pages", "1.5GiB", "99999999999999999999"}) {
    EXPECT_FALSE(set_limit(limits, "max-pages", bad).ok()) << bad;
  }
  EXPECT_FALSE(set_limit(limits, "max-pages", "3MiB").ok());
  EXPECT_FALSE(set_limit(limits, "max-draft-bytes", "17179869184GiB").ok());
  EXPECT_FALSE(set_limit(limits, "max-nothing", "1").ok());
}

}  // namespace
}  // namespace mishen
