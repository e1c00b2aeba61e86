// Packs as bytes: nothing is lost on the way, and they stand in for no other files than their own.
#include "scanner/rulebook/packed.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "scanner/cli/packed_rules.h"
#include "tests/rules/packs.h"

namespace mishen {
namespace {

namespace fs = std::filesystem;

std::vector<std::string_view> validators() {
  static const ValidatorSet kAll = [] {
    std::vector<ValidatorEntry> entries = cn_validators();
    for (ValidatorEntry& entry : intl_validators()) entries.push_back(std::move(entry));
    return ValidatorSet(std::move(entries));
  }();
  return kAll.names();
}

// The whole book as bytes, since rules have no comparison of their own.
std::string spelled(const Rulebook& book) {
  std::string out;
  for (const Pack& pack : book.packs) {
    Rulebook one;
    one.packs.push_back(pack);
    for (const Rule& rule : book.rules) {
      if (rule.pack == pack.id) one.rules.push_back(rule);
    }
    out += write_packed(one);
  }
  return out;
}

const std::vector<std::string> kAll = {"+intl"};

TEST(Packed, EmbeddedPacksAreWhatTheFilesSay) {
  const std::string folder = test::source_dir() + "/rules";
  const Result<Rulebook> parsed = load_rules(folder, kAll, validators());
  const Result<Rulebook> packed = load_rules(folder, kAll, validators(), nullptr, packed_rules());
  ASSERT_TRUE(parsed.ok());
  ASSERT_TRUE(packed.ok());
  EXPECT_GT(parsed->rules.size(), 50U);
  EXPECT_EQ(spelled(*packed), spelled(*parsed));
  // And they were used: each pack of the book is among them.
  for (const Pack& pack : parsed->packs) {
    EXPECT_TRUE(std::any_of(packed_rules().begin(), packed_rules().end(),
                            [&](const PackedPack& one) { return one.digest == pack.digest; }))
        << pack.id;
  }
}

TEST(Packed, NothingElseStandsInForTheFiles) {
  const std::string folder = test::source_dir() + "/rules";
  const std::string wanted = spelled(*load_rules(folder, kAll, validators()));
  std::vector<std::string> bytes;
  std::vector<PackedPack> spoilt;
  for (const PackedPack& pack : packed_rules()) {
    // Too short, too long, and another pack's digest: read from the files all the same.
    bytes.emplace_back(pack.bytes.substr(0, pack.bytes.size() - 1));
    bytes.emplace_back(std::string(pack.bytes) + '\0');
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    spoilt.push_back({packed_rules()[i / 2].digest, bytes[i]});
    spoilt.push_back({"sha256:00", packed_rules()[i / 2].bytes});
  }
  const Result<Rulebook> book = load_rules(folder, kAll, validators(), nullptr, spoilt);
  ASSERT_TRUE(book.ok());
  EXPECT_EQ(spelled(*book), wanted);
}

TEST(Packed, ARuleWhoseValidatorIsGoneIsReadFromItsFile) {
  RuleErrors errors;
  const Result<Rulebook> book =
      load_rules(test::source_dir() + "/rules", kAll, {}, &errors, packed_rules());
  ASSERT_FALSE(book.ok());
  EXPECT_EQ(errors.errors.front().message.id, "error.rule-unknown-validator");
}

TEST(Packed, HalfAPackIsNoPack) {
  const PackedPack& pack = packed_rules().front();
  const std::vector<std::string_view> known = validators();
  for (std::size_t size = 0; size < pack.bytes.size(); size += 97) {
    Rulebook book;
    EXPECT_FALSE(read_packed(pack.bytes.substr(0, size), "rules", known, book)) << size;
  }
}

}  // namespace
}  // namespace mishen
