// XmlTree says of any part what pugixml says.
#include "plugins/formats/docx/tree.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "plugins/formats/docx/package.h"
#include "scanner/base/io.h"
#include "tests/support/places.h"

namespace mishen::docx {
namespace {

PartBytes part_of(std::string_view text) {
  PartBytes bytes;
  EXPECT_TRUE(bytes.reserve(text.size() + 1));
  std::memcpy(bytes.data(), text.data(), text.size());
  bytes.set_size(text.size());
  return bytes;
}

void spell(std::string_view what, std::string& out) {
  out += std::to_string(what.size());
  out.append(1, ':').append(what);
}

// A tree as one string: of pugixml's nodes and of ours.
std::string spelled(const pugi::xml_node& node) {
  std::string out = "(";
  spell(node.name(), out);
  for (const pugi::xml_attribute& at : node.attributes()) {
    spell(at.name(), out += '@');
    spell(at.value(), out += '=');
  }
  for (const pugi::xml_node& below : node.children()) {
    if (is_text(below)) spell(below.value(), out += '"');
    if (below.type() == pugi::node_element) out += spelled(below);
  }
  return out + ')';
}

std::string spelled(const XmlNode& node) {
  std::string out = "(";
  spell(node.name(), out);
  for (const XmlAttribute& at : node.attributes()) {
    spell(at.name(), out += '@');
    spell(at.value(), out += '=');
  }
  for (const XmlNode below : node.children()) {
    EXPECT_EQ(below.parent(), node);
    if (below.is_text()) spell(below.value(), out += '"');
    if (below.is_element()) out += spelled(below);
  }
  return out + ')';
}

struct Loaded {
  std::string ours;
  bool plain = false;  // needed no pugixml
  std::size_t gaps = 0;
};

Loaded load(std::string_view text) {
  const Limits limits;
  DocumentBuilder out(limits);
  XmlTree tree;
  tree.load(part_of(text), "part.xml", out);
  return {spelled(tree.document()), tree.is_valid(), out.document().coverage.gaps.size()};
}

Loaded expect_same(std::string_view text) {
  const Limits limits;
  DocumentBuilder out(limits);
  pugi::xml_document xml;
  load_xml(part_of(text), "part.xml", xml, out);
  const Loaded loaded = load(text);
  EXPECT_EQ(loaded.ours, spelled(xml)) << text;
  EXPECT_EQ(loaded.gaps, out.document().coverage.gaps.size()) << text;
  return loaded;
}

// Longer and other than the tests' own, where somebody asks for it.
std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* said = std::getenv(name);
  return said == nullptr ? otherwise : std::strtoull(said, nullptr, 10);
}

std::string damaged(std::string text, std::minstd_rand& random) {
  constexpr std::string_view kOdd = "<>/&;#x\"'= \r\n\t?!-[]:aw0\xE4\xB8\x80\xFF";
  for (auto changes = random() % 3 + 1; changes > 0; --changes) {
    const std::size_t at = random() % text.size();
    const std::size_t size = random() % 8;
    if (random() % 4 == 0) {
      text.insert(random() % text.size(), text.substr(at, size * 8));
    } else {
      text.replace(at, random() % 3, 1, kOdd[random() % kOdd.size()]);
    }
  }
  return text;
}

// Every part of every package in the folder, as it is and damaged. Returns how many were whole and
// needed no pugixml.
std::size_t check_folder(const std::filesystem::path& folder, std::minstd_rand& random) {
  constexpr std::size_t kLargest = 1U << 20U;
  const std::uint64_t tries = setting("MISHEN_TREE_CASES", 4);
  const Limits limits;
  std::size_t plain = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string extension = file.path().extension();
    if (extension != ".docx" && extension != ".xlsx" && extension != ".pptx") continue;
    if (file.path().string().find("hostile") != std::string::npos) continue;
    const Result<std::string> bytes = read_file(file.path(), limits.max_draft_bytes);
    if (!bytes) continue;
    DocumentBuilder out(limits);
    Package package(*bytes, out);
    for (const PackageEntry& entry : package.entries()) {
      if (entry.size > kLargest || entry.size == 0) continue;
      const std::optional<PartBytes> part = package.read(entry);
      if (!part || part->size() == 0) continue;
      const std::string text(part->view());
      if (expect_same(text).plain) ++plain;
      for (std::uint64_t i = 0; i < tries; ++i) expect_same(damaged(text, random));
      if (testing::Test::HasFailure()) return plain;
    }
  }
  return plain;
}

constexpr std::string_view kWord =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
    "<w:document xmlns:w=\"urn:w\"><w:p w:rsid='00A1'><w:r><w:rPr><w:sz w:val=\"32\"/></w:rPr>"
    "<w:t xml:space=\"preserve\"> 身份证 &amp; \xF0\xA0\x80\x80&#x7535;&#30005;</w:t></w:r "
    "></w:p>\n"
    "<w:docPr descr=\"一 &quot;二&#10;\"/></w:document>";

TEST(Tree, WhatWritersWriteNeedsNoOtherParser) {
  EXPECT_TRUE(expect_same("<a/>").plain);
  EXPECT_TRUE(expect_same("<a b=\"c>d\" e='\"'>x>y]]&lt;&gt;&apos;</a> <b></b>").plain);
  EXPECT_TRUE(expect_same("\xEF\xBB\xBF<?xml version='1.0'?><a>\r\n1\r2</a>").plain);
  EXPECT_TRUE(expect_same("<?xml version='1.0' encoding='utf-8'?><a\n  b='1'\t/>\n").plain);
  EXPECT_TRUE(expect_same("<a/>\r\n").plain);
  EXPECT_TRUE(expect_same("<a/>x ").plain);
}

TEST(Tree, WhatTheyDoNotIsAsPugixmlHasIt) {
  for (const std::string_view text : {"",
                                      " ",
                                      "x",
                                      "<",
                                      "<a",
                                      "<a>",
                                      "</a>",
                                      "<a></b>",
                                      "<a></a >",
                                      "<a b></a>",
                                      "<a b=c></a>",
                                      "<a b='1'c='2'/>",
                                      "<a b='\r\n\t<'/>",
                                      "<a b='&unknown;'/>",
                                      "<a>&unknown; &#xD800;</a>",
                                      "<a>&#0;</a>",
                                      "<a>&#x110000;</a>",
                                      "<a>&#X41;</a>",
                                      "<a>\xFF</a>",
                                      "<a b='\xC0\x80'/>",
                                      "<a><!-- b --><![CDATA[c\r\n]]></a>",
                                      "<!DOCTYPE a><a/>",
                                      "<?p?><a/>",
                                      "<a><?p b?></a>",
                                      "<?xml version='1.0' encoding='iso-8859-1'?><a>\xE4</a>",
                                      "<?xml encoding='gb2312'?><a/>",
                                      "<?xml version='1.0' a='&#0;'?><a/>",
                                      "<?xml version='1.0' a='\xE5\xAD\x97'?><a/>",
                                      "\xFF\xFE<\0a\0/\0>\0",
                                      "<\xE5\xAD\x97 \xE5\xAD\x97='1'/>",
                                      "<a/>x",
                                      "<a/>x>",
                                      "<a/>>",
                                      "<:a/>",
                                      "<1/>",
                                      "<a/><b>"}) {
    expect_same(text);
  }
  EXPECT_FALSE(expect_same(std::string_view("<a>\0</a>", 8)).plain);
  EXPECT_FALSE(expect_same(kWord).plain) << "a blank in an end tag";
}

TEST(Tree, DamageIsAsPugixmlHasIt) {
  const auto tries = static_cast<int>(setting("MISHEN_TREE_CASES", 20'000));
  std::minstd_rand random(static_cast<unsigned>(setting("MISHEN_TREE_SEED", 20261127)));
  int plain = 0;
  for (int i = 0; i < tries; ++i) {
    std::string text = damaged(std::string(kWord), random);
    text.erase(std::min(text.size(), text.find("r >") + 1), 1);
    if (expect_same(text).plain) ++plain;
    if (HasFailure()) return;
  }
  EXPECT_GT(plain, tries / 20);
}

// What was met before is known by its bytes; damage makes it nearly what it was.
TEST(Tree, DamageToWhatRepeatsIsAsPugixmlHasIt) {
  constexpr std::string_view kCell =
      "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/><w:shd w:fill='&amp;' /></w:tcPr>"
      "<w:footnoteReference w:id=\"1\" /><w:footnoteReferences/><w:t>一</w:t></w:tc>";
  std::string body = "<w:tr xmlns:w=\"urn:w\">";
  for (int i = 0; i < 4; ++i) body += kCell;
  body += "</w:tr><w:tr xmlns:w=\"urn:w\"></w:tr>";
  EXPECT_TRUE(expect_same(body).plain);
  const auto tries = static_cast<int>(setting("MISHEN_TREE_CASES", 20'000));
  std::minstd_rand random(static_cast<unsigned>(setting("MISHEN_TREE_SEED", 20261128)));
  for (int i = 0; i < tries && !HasFailure(); ++i) expect_same(damaged(body, random));
}

TEST(Tree, WhatSaysTheSameIsSeenToDoSo) {
  const Limits limits;
  DocumentBuilder out(limits);
  XmlTree tree;
  tree.load(part_of("<a><p><b v='1'/><c/></p><p x='2'><b v='1'/><c/></p><p><b v='2'/><c/></p>"
                    "<p><b v='1'><c/></b></p><p/><q/><p>t</p><p>t</p></a>"),
            "part.xml", out);
  std::vector<XmlNode> all;
  for (const XmlNode node : tree.document_element().children()) all.push_back(node);
  ASSERT_EQ(all.size(), 8U);
  EXPECT_TRUE(all[0].holds_same(all[1])) << "its own attributes are not below it";
  EXPECT_FALSE(all[0].holds_same(all[2]));
  EXPECT_FALSE(all[0].holds_same(all[3]));
  EXPECT_FALSE(all[0].holds_same(all[4]));
  EXPECT_TRUE(all[4].holds_same(all[5]));
  EXPECT_FALSE(all[6].holds_same(all[7])) << "never where there are texts";
  EXPECT_EQ(tree.attributes().size(), 4U) << "v='1' twice: once, once more behind b's v='2'; x";
}

TEST(Tree, EachThatDeclaresIsTold) {
  const Limits limits;
  DocumentBuilder out(limits);
  XmlTree tree;
  tree.load(part_of("<a xmlns='u'><b xmlns:x='v'/><b xmlns:x='v'/><b y='z'/></a>"), "part.xml",
            out);
  EXPECT_EQ((std::vector<std::uint32_t>{1, 2, 3}),
            std::vector<std::uint32_t>(tree.declaring().begin(), tree.declaring().end()));
}

TEST(Tree, PartsOfFixturesAreAsPugixmlHasThem) {
  std::minstd_rand random(static_cast<unsigned>(setting("MISHEN_TREE_SEED", 20261127)));
  EXPECT_GT(check_folder(std::filesystem::path(test::source_dir()) / "fixtures", random), 100U);
}

TEST(Tree, PartsOfRealFilesAreAsPugixmlHasThem) {
  const char* corpus = std::getenv("MISHEN_CORPUS");
  if (corpus == nullptr) GTEST_SKIP() << "MISHEN_CORPUS names no corpus";
  std::minstd_rand random(static_cast<unsigned>(setting("MISHEN_TREE_SEED", 20261127)));
  EXPECT_GT(check_folder(std::filesystem::path(corpus) / "real" / "docx", random), 500U);
}

TEST(Tree, WholeNumbersAreReadAsPugixmlReadsThem) {
  for (const char* const text :
       {"", " 12", "-7x", "+3", "0x1F", "-0xff", "0x", "2147483647", "2147483648", "-2147483648",
        "-2147483649", "99999999999999999999", "0xFFFFFFFFF", "--1", "a", "00012"}) {
    pugi::xml_document xml;
    pugi::xml_attribute at = xml.append_child("a").append_attribute("b");
    at.set_value(text);
    EXPECT_EQ(whole_number(text), at.as_int()) << text;
  }
}

}  // namespace
}  // namespace mishen::docx
