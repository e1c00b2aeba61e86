#include "scanner/base/utf8.h"

#include <gtest/gtest.h>

#include <random>

namespace mishen::utf8 {
namespace {

TEST(Utf8, DecodesEveryLength) {
  EXPECT_EQ(decode("a", 0).code_point, U'a');
  EXPECT_EQ(decode("é", 0).code_point, U'é');
  EXPECT_EQ(decode("密", 0).code_point, U'密');
  EXPECT_EQ(decode("𝟎", 0).code_point, U'𝟎');
  EXPECT_EQ(decode_before("密𝟎", 7).code_point, U'𝟎');
  EXPECT_EQ(decode_before("密𝟎", 3).code_point, U'密');
}

TEST(Utf8, RefusesWhatIsNotUtf8) {
  for (const char* bad :
       {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xE5\xAF", "\xF0\x80\x80\x80"}) {
    EXPECT_FALSE(is_valid(bad)) << bad;
    EXPECT_TRUE(is_valid(sanitise(bad)));
  }
  EXPECT_TRUE(is_valid("\xEF\xBF\xBD"));  // U+FFFD itself
}

TEST(Utf8, IsTotalOnRandomBytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    const std::string clean = sanitise(bytes);
    EXPECT_TRUE(is_valid(clean));
    EXPECT_EQ(length(bytes), length(clean));
    EXPECT_EQ(length_of_valid(clean), length(clean));
    std::size_t back = clean.size();
    std::size_t steps = 0;
    for (; back > 0; ++steps) back -= decode_before(clean, back).bytes;
    EXPECT_EQ(steps, length(clean));
  }
}

// The fast way over plain stretches agrees with decoding one character after the other.
TEST(Utf8, PlainStretchesChangeNothing) {
  const std::string pieces[] = {
      "abcdefgh", "a",        "密",   "\xE0\xA4\x85", "\xED\x95\x9C", "\xED\xA0\x80",  "é",
      "𝟎",        "\xE5\xAF", "\xFF", "\x80",         "\xEF\xBF\xBD", "国家秘密的密级"};
  std::mt19937 random(11);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t n = random() % 12; n > 0; --n) text += pieces[random() % std::size(pieces)];
    if (!text.empty() && round % 2 == 0) {
      text[random() % text.size()] = static_cast<char>(random() % 2 == 0 ? random() : 0x80U);
    }
    std::size_t count = 0;
    bool valid = true;
    for (std::size_t i = 0; i < text.size(); ++count) {
      const Decoded d = decode(text, i);
      valid = valid && !(d.code_point == kReplacement && d.bytes == 1);
      i += d.bytes;
    }
    EXPECT_EQ(length(text), count) << text;
    EXPECT_EQ(is_valid(text), valid) << text;
    if (valid) {
      EXPECT_EQ(length_of_valid(text), count) << text;
    }
  }
}

TEST(Utf8, CountsLongTexts) {
  std::string text;
  for (std::size_t characters = 0; characters < 12'000; characters += 3) {
    if (characters % 1000 < 3) {
      EXPECT_EQ(length_of_valid(text), characters);
      EXPECT_TRUE(is_valid(text));
      EXPECT_FALSE(is_valid(text + "\xE5\xAF"));
    }
    text += "a密é";
  }
}

TEST(Utf8, CountsUtf16) {
  EXPECT_EQ(utf16_length("a密𝟎"), 4U);
  EXPECT_EQ(from_utf16(u"a密𝟎"), "a密𝟎");
  EXPECT_EQ(from_utf16(std::u16string(1, char16_t{0xD800})), "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace mishen::utf8
