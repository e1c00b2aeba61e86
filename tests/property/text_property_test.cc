// The laws of scanner/text on random documents, and on real statutes where MISHEN_CORPUS is set.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "scanner/base/utf8.h"
#include "scanner/text/fold.h"
#include "tests/support/slow_fold.h"
#include "tests/support/text_documents.h"
#include "tests/support/text_laws.h"

namespace mishen {
namespace {

// What the tricks are made of; a random text strings some of these together.
constexpr std::string_view kBits[] = {
    "1",          "3",       "8",        "0",      "138",    "0013",
    "8000",       "341302",  "19000101", "001",    "X",      "x",
    "１",         "３",      "٣",        "𝟎",      "①",      "⓪",
    "²",          "⑴",       "Ｘ",       "×",      "Х",      "O",
    "l",          "|",       "丨",       "О",      "一",     "零",
    "〇",         "○",       "壹",       "十",     "万",     "机",
    "密",         "绝",      "级",       "★",      "☆",      "\uf0ab",
    "*",          "⻓",      "⼿",       "\uf92f", "年",     "，",
    "。",         "：",      "（",       "ａ",     "Ａ",     "A",
    "ﬁ",          "e\u0301", "\u0301",   "\u0323", "ｶﾞ",     "\u1100\u1161",
    " ",          " ",       " ",        "\u3000", "\u00a0", "\n",
    "\n",         "\r",      "\r\n",     "\t",     "-",      ".",
    "/",          "·",       "–",        "_",      "\u200b", "\u00ad",
    "\u202e",     "\u202d",  "\u202c",   "\u2067", "\u2069", "\ufe0f",
    "\U000E0041", "\u0001",  "\ufffd",   "字",     "第一条", "word"};

std::string random_text(std::mt19937& random, int most) {
  std::uniform_int_distribution<int> length(0, most);
  std::uniform_int_distribution<std::size_t> bit(0, std::size(kBits) - 1);
  std::uniform_int_distribution<char32_t> any(0, 0x10FFFF);
  std::string out;
  for (int i = length(random); i > 0; --i) {
    if (random() % 16 == 0) {
      utf8::append(out, any(random));  // now and then anything at all
    } else {
      out += kBits[bit(random)];
    }
  }
  return out;
}

// Texts that keep to a few bits come upon long runs more often.
std::string narrow_text(std::mt19937& random, int most) {
  std::string_view few[4];
  for (std::string_view& bit : few) bit = kBits[random() % std::size(kBits)];
  std::string out;
  for (int i = static_cast<int>(random() % static_cast<unsigned>(most)); i > 0; --i) {
    out += few[random() % std::size(few)];
  }
  return out;
}

TEST(TextLaws, HoldForRandomTexts) {
  std::mt19937 random(20091231);
  for (unsigned i = 0; i < 6000; ++i) {
    const std::string text = i % 2 == 0 ? random_text(random, 60) : narrow_text(random, 60);
    ASSERT_EQ(broken_law(document_of(text), i), "") << "text " << i << ": " << text;
  }
}

TEST(TextLaws, HoldForLongTexts) {
  std::mt19937 random(20101231);
  for (unsigned i = 0; i < 6; ++i) {
    const std::string text = i % 2 == 0 ? random_text(random, 4000) : narrow_text(random, 4000);
    ASSERT_EQ(broken_law(document_of(text), i), "") << "text " << i;
  }
}

TEST(TextLaws, HoldForDamagedTexts) {
  std::mt19937 random(20111231);
  for (unsigned i = 0; i < 3000; ++i) {
    std::string text = random_text(random, 30);
    for (char& c : text) {
      if (random() % 8 == 0) c = static_cast<char>(random());
    }
    ASSERT_EQ(broken_law(document_of(text), i), "") << "text " << i;
  }
}

TEST(TextLaws, HoldForEveryCodePointBetweenDigits) {
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x30000 ? 1 : 257) {
    std::string text = "1";
    utf8::append(text, c);
    ASSERT_EQ(fold(text + "2"), slow_fold(text + "2")) << std::hex << static_cast<unsigned>(c);
  }
}

TEST(TextLaws, HoldForTables) {
  std::mt19937 random(20121231);
  constexpr std::string_view kCells[] = {"1",        "3",    "8",  "0",      "341302",
                                         "19000101", "0015", "X",  "138",    " 001 ",
                                         "００13",   "8000", "字", "1001\n", "\u200b2"};
  for (unsigned i = 0; i < 400; ++i) {
    Document document;
    for (std::uint32_t cell = 0; cell < 60; ++cell) {
      Passage passage;
      passage.text = kCells[random() % std::size(kCells)];
      if (i % 3 != 0) passage.cell = CellPlace{1, cell / 20 + 1, cell % 20 + 1, "", true};
      document.passages.push_back(passage);
    }
    ASSERT_EQ(broken_law(document, i), "") << "table " << i;
  }
}

TEST(TextLaws, HoldForStatutes) {
  const char* folder = std::getenv("MISHEN_CORPUS");
  if (folder == nullptr) GTEST_SKIP() << "MISHEN_CORPUS is not set";
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".md" && entry.path().extension() != ".txt") continue;
    if (++files > 60) break;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    ASSERT_EQ(broken_law(document_of(utf8::sanitise(text.str())), 1), "") << entry.path();
  }
}

// Chinese text in its usual form, without full-width ASCII, comes through untouched.
TEST(TextLaws, NormalTextIsItsOwnReading) {
  std::mt19937 random(20131231);
  for (int i = 0; i < 500; ++i) {
    std::string text;
    for (int k = 0; k < 200; ++k) {
      if (k % 17 == 16) {
        text += "。";
      } else {
        // Not the few ideographs from which numerals and levels are made.
        utf8::append(text, 0x5200 + static_cast<char32_t>(random() % 0x100));
      }
    }
    ASSERT_TRUE(normalise(text).map.is_identity());
    ASSERT_EQ(fold(text), text);
  }
}

}  // namespace
}  // namespace mishen
