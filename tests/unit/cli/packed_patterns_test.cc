// What was worked out of the packs' patterns when mishen was built is what would be worked out now.
#include <gtest/gtest.h>

#include <string>

#include "plugins/plugins.h"
#include "scanner/cli/packed_rules.h"
#include "scanner/rulebook/known_patterns.h"
#include "tests/support/places.h"

namespace mishen {
namespace {

TEST(PackedPatterns, AreThoseOfThePacks) {
  const ValidatorSet validators = all_validators();
  const std::vector<std::string> wanted = {"+intl"};
  const Result<Rulebook> book =
      load_rules(test::source_dir() + "/rules", wanted, validators.names());
  ASSERT_TRUE(book.ok());
  const KnownPatterns packed(packed_patterns());
  EXPECT_GT(packed.size(), 70U);
  for (const Rule& rule : book->rules) {
    for (const std::string& pattern : rule.regex) {
      EXPECT_EQ(packed.of(pattern), known_of(pattern)) << rule.full_id() << " " << pattern;
    }
  }
}

}  // namespace
}  // namespace mishen
