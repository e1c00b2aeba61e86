#include "scanner/report/json_text.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "scanner/base/utf8.h"

namespace mishen {
namespace {

using Tree = nlohmann::ordered_json;

// Any text of valid characters that need no look: what is escaped beyond JSON's own need is tested
// by name below.
std::string random_text(std::mt19937& random) {
  constexpr char32_t kSome[] = {U'"', U'\\', U'\n', U'\t', 0x00,  0x01, 0x1F,   U'/',
                                U'a', U'0',  U' ',  U'~',  U'中', U'é', 0xFFFD, 0x2FA1D};
  std::string text;
  // Some stretches are long: what needs no look is passed over sixteen bytes at a time.
  for (auto left = random() % 12; left > 0; --left) {
    const char32_t one = kSome[random() % std::size(kSome)];
    for (auto times = random() % 8 == 0 ? random() % 40 : 1; times > 0; --times) {
      utf8::append(text, one);
    }
  }
  return text;
}

// Writes the same value into both. Keys differ: a tree keeps one of each.
void add_children(std::mt19937& random, int depth, bool members, JsonText& out, Tree& tree);

void add_child(std::mt19937& random, int depth, bool member, JsonText& out, Tree& tree) {
  const std::string key = random_text(random) + std::to_string(tree.size());
  Tree child;
  switch (random() % (member ? 6 : 4)) {
    case 0:
    case 1: {
      const bool object = random() % 2 == 0;
      const auto body = [&] { add_children(random, depth + 1, object, out, child); };
      child = object ? Tree::object() : Tree::array();
      if (member) {
        object ? out.object(key, body) : out.array(key, body);
      } else {
        object ? out.object(body) : out.array(body);
      }
      break;
    }
    case 2: {
      const std::string text = random_text(random);
      child = text;
      member ? out.member(key, text) : out.element(text);
      break;
    }
    case 3: {
      if (member) {
        out.null(key);
      } else {
        const double number = static_cast<double>(random() % 100'000) / 1000.0;
        child = number;
        out.element(number);
      }
      break;
    }
    case 4: {
      const bool truth = random() % 2 == 0;
      child = truth;
      out.member(key, truth);
      break;
    }
    default: {
      const auto number = static_cast<std::int64_t>(random()) - (std::int64_t{1} << 31);
      child = number;
      out.member(key, number);
    }
  }
  member ? void(tree[key] = std::move(child)) : tree.push_back(std::move(child));
}

void add_children(std::mt19937& random, int depth, bool members, JsonText& out, Tree& tree) {
  if (depth > 4) return;
  for (auto left = random() % 5; left > 0; --left) add_child(random, depth, members, out, tree);
}

TEST(JsonText, IsWhatATreeWouldPrint) {
  std::mt19937 random(8);
  for (int round = 0; round < 2000; ++round) {
    const int indent = round % 3 == 0 ? -1 : round % 3;
    JsonText out(indent);
    Tree tree = Tree::object();
    out.object([&] { add_children(random, 0, true, out, tree); });
    ASSERT_EQ(out.take(), tree.dump(indent) + "\n");
  }
}

std::string written(std::string_view text) {
  JsonText out(-1);
  out.element(text);
  return out.take();
}

TEST(JsonText, EscapesWhatAReaderDoesNotSee) {
  EXPECT_EQ(written("a\xE2\x80\xAE"
                    "b"),
            "\"a\\u202eb\"\n");
  EXPECT_EQ(written("\x7F"), "\"\\u007f\"\n");
  EXPECT_EQ(written("\xC2\x85"), "\"\\u0085\"\n");
  EXPECT_EQ(written("\xF3\xA0\x81\x81"), "\"\\udb40\\udc41\"\n");
  EXPECT_EQ(written("\xEF\xBB\xBF"), "\"\\ufeff\"\n");
}

TEST(JsonText, BytesThatAreNotUtf8BecomeReplacements) {
  EXPECT_EQ(written("a\xFF\"\xE4\xB8"), "\"a\xEF\xBF\xBD\\\"\xEF\xBF\xBD\xEF\xBF\xBD\"\n");
  EXPECT_EQ(written("\xEF\xBF\xBD"), "\"\xEF\xBF\xBD\"\n");
}

TEST(JsonText, NumbersKeepTheirDigits) {
  JsonText out(-1);
  out.array([&] {
    for (const double number :
         {0.1, 12.0, 841.89, 1e300, std::numeric_limits<double>::infinity()}) {
      out.element(number);
    }
    out.object([&] {
      out.member("most", std::numeric_limits<std::uint64_t>::max());
      out.member("least", std::numeric_limits<std::int64_t>::min());
    });
  });
  EXPECT_EQ(out.take(),
            "[0.1,12.0,841.89,1e+300,null,"
            "{\"most\":18446744073709551615,\"least\":-9223372036854775808}]\n");
}

}  // namespace
}  // namespace mishen
