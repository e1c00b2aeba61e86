// A look that says yes of all that may tell, and of little else.
#include "scanner/rulebook/first_look.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "scanner/base/utf8.h"

namespace mishen {
namespace {

std::uint32_t hash(char32_t c) { return FirstLook::hash(FirstLook::bytes_of(c)); }

bool may_tell(const FirstLook& look, char32_t before, char32_t here) {
  return look.view().may_tell(FirstLook::as_before(hash(before)), hash(here));
}

TEST(FirstLook, TakesACharacterAsItsBytes) {
  for (const char32_t c : {U'a', U'7', U'é', U'ก', U'密', U'한', U'\uFFFF'}) {
    std::string bytes;
    utf8::append(bytes, c);
    std::uint32_t expected = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      expected |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << 8 * i;
    }
    EXPECT_EQ(FirstLook::bytes_of(c), expected) << bytes;
  }
  EXPECT_EQ(FirstLook::bytes_of(U'A'), FirstLook::bytes_of(U'a'));
  EXPECT_EQ(FirstLook::bytes_of(U'Z'), FirstLook::bytes_of(U'z'));
  EXPECT_NE(FirstLook::bytes_of(U'@'), FirstLook::bytes_of(U'`'));
  EXPECT_EQ(FirstLook::bytes_of(U'\U00020000'), FirstLook::bytes_of(U'\uFFFF'));
}

TEST(FirstLook, DoesNotCountAFourthByte) {
  const std::uint32_t bytes = FirstLook::bytes_of(U'密');
  for (const std::uint32_t more : {0x0AU, 0x80U, 0xE5U, 0xFFU}) {
    EXPECT_EQ(FirstLook::hash(bytes | more << 24U), FirstLook::hash(bytes));
  }
}

TEST(FirstLook, SaysNoWhereNothingWasAdded) {
  const FirstLook look(0, 0);
  EXPECT_FALSE(may_tell(look, U'机', U'密'));
  EXPECT_FALSE(may_tell(look, U'\0', U'密'));
}

// As texts have them: mostly Han, and always where it is looked for what stands before.
char32_t han(std::mt19937& dice) { return U'一' + dice() % 6000; }
char32_t any(std::mt19937& dice) { return dice() % 8 == 0 ? U' ' + dice() % 95 : han(dice); }

struct Load {
  std::size_t singles;
  std::size_t pairs;
  int told;  // of a thousand pairs that say nothing, at most
};

TEST(FirstLook, NeverSaysNoOfWhatTellsAndSeldomYesOfWhatDoesNot) {
  for (const Load& load : {Load{0, 100, 5}, Load{25, 600, 40}, Load{25, 10'000, 50},
                           Load{0, 60'000, 80}, Load{400, 10'000, 120}}) {
    std::mt19937 dice(20261128);
    FirstLook look(load.singles, load.pairs);
    std::vector<char32_t> alone;
    std::vector<std::pair<char32_t, char32_t>> together;
    for (std::size_t i = 0; i < load.singles; ++i) look.add(alone.emplace_back(han(dice)));
    for (std::size_t i = 0; i < load.pairs; ++i) {
      const auto& [before, here] = together.emplace_back(any(dice), han(dice));
      look.add(before, here);
    }
    for (const char32_t here : alone) EXPECT_TRUE(may_tell(look, any(dice), here));
    for (const auto& [before, here] : together) EXPECT_TRUE(may_tell(look, before, here));
    int told = 0;
    for (int i = 0; i < 100'000; ++i) told += may_tell(look, any(dice), han(dice)) ? 1 : 0;
    EXPECT_LE(told, 100 * load.told) << load.singles << " and " << load.pairs;
  }
}

}  // namespace
}  // namespace mishen
