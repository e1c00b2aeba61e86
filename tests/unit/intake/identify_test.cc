#include "scanner/intake/identify.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace mishen {
namespace {

void append_number(std::string& out, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i));
}

// A ZIP with empty stored entries of these names.
std::string zip_of(const std::vector<std::string>& names) {
  std::string local;
  std::string directory;
  for (const std::string& name : names) {
    const auto offset = static_cast<std::uint32_t>(local.size());
    local += "PK\x03\x04" + std::string(22, '\0');
    append_number(local, static_cast<std::uint32_t>(name.size()), 2);
    append_number(local, 0, 2);
    local += name;
    directory += "PK\x01\x02" + std::string(24, '\0');
    append_number(directory, static_cast<std::uint32_t>(name.size()), 2);
    directory += std::string(12, '\0');
    append_number(directory, offset, 4);
    directory += name;
  }
  std::string end = "PK\x05\x06" + std::string(8, '\0');
  append_number(end, static_cast<std::uint32_t>(directory.size()), 4);
  append_number(end, static_cast<std::uint32_t>(local.size()), 4);
  append_number(end, 0, 2);
  return local + directory + end;
}

TEST(Identify, GoesByContent) {
  EXPECT_EQ(identify(""), FileKind::empty);
  EXPECT_EQ(identify("%PDF-1.7\n"), FileKind::pdf);
  EXPECT_EQ(identify("junk\n%PDF-1.7\n"), FileKind::pdf);
  EXPECT_EQ(identify(zip_of({"[Content_Types].xml", "word/document.xml"})), FileKind::docx);
  EXPECT_EQ(identify(zip_of({"[Content_Types].xml", "main.xml"})), FileKind::docx);
  EXPECT_EQ(identify(zip_of({"WORD\\document.xml"})), FileKind::docx);
  EXPECT_EQ(identify(zip_of({"[Content_Types].xml", "xl/workbook.xml"})), FileKind::xlsx);
  EXPECT_EQ(identify(zip_of({"[Content_Types].xml", "ppt/presentation.xml"})), FileKind::pptx);
  EXPECT_EQ(identify(zip_of({"OFD.xml", "Doc_0/Document.xml"})), FileKind::ofd);
  EXPECT_EQ(identify(zip_of({"a.txt"})), FileKind::zip);
  EXPECT_EQ(identify("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, 'x')), FileKind::ole);
  EXPECT_EQ(identify("{\\rtf1"), FileKind::rtf);
  EXPECT_EQ(identify("<!DOCTYPE html><p>"), FileKind::html);
  EXPECT_EQ(identify("<?xml version='1.0'?><w:wordDocument>"), FileKind::flat_opc);
  EXPECT_EQ(identify("\xFF\xD8\xFF\xE0"), FileKind::image);
  EXPECT_EQ(identify("机密★5年"), FileKind::text);
  EXPECT_EQ(identify(std::string("\x01\x02\x00\x03", 4)), FileKind::unknown);
}

TEST(Identify, KnowsEncryptedOffice) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(512, '\0');
  for (const char c : std::string("EncryptedPackage")) bytes.append({c, '\0'});
  EXPECT_EQ(identify(bytes), FileKind::encrypted_ooxml);
  EXPECT_FALSE(name_disagrees("a.docx", FileKind::encrypted_ooxml));
}

TEST(Identify, KnowsATruncatedPackage) {
  std::string bytes = zip_of({"[Content_Types].xml", "word/document.xml", "word/styles.xml"});
  bytes.resize(120);
  EXPECT_EQ(identify(bytes), FileKind::docx);
}

TEST(Identify, KnowsAZipBehindJunk) {
  EXPECT_EQ(identify("#!/bin/sh\n" + zip_of({"word/document.xml"})), FileKind::docx);
}

TEST(Identify, SeesTwoFilesInOne) {
  const std::string zip = zip_of({"word/document.xml"});
  EXPECT_TRUE(is_polyglot("%PDF-1.4\n%%EOF\n" + zip));
  EXPECT_FALSE(is_polyglot("%PDF-1.4\n%%EOF\n"));
  EXPECT_FALSE(is_polyglot(zip));
}

TEST(Identify, IsTotalOnDamage) {
  const std::string whole = zip_of({"[Content_Types].xml", "word/document.xml"});
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = whole;
    for (int i = 0; i < 4; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    bytes.resize(random() % (bytes.size() + 1));
    EXPECT_FALSE(name(identify(bytes)).empty());
    (void)is_polyglot(bytes);
  }
}

TEST(NameDisagrees, OnlyForKnownExtensions) {
  EXPECT_TRUE(name_disagrees("a.pdf", FileKind::docx));
  EXPECT_TRUE(name_disagrees("x/a.DOC", FileKind::docx));
  EXPECT_FALSE(name_disagrees("a.docm", FileKind::docx));
  EXPECT_FALSE(name_disagrees("a.draft", FileKind::docx));
  EXPECT_FALSE(name_disagrees("pdf", FileKind::docx));
  EXPECT_FALSE(name_disagrees("x.pdf/a", FileKind::docx));
}

constexpr std::string_view kPointer =
    "version https://git-lfs.github.com/spec/v1\n"
    "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\n"
    "size 12345\n";

TEST(LfsPointer, IsToldFromTextThatSpeaksOfOne) {
  EXPECT_TRUE(is_lfs_pointer(kPointer));
  EXPECT_TRUE(is_lfs_pointer("version http://git-media.io/v/2\noid sha256:00\nsize 1\n"));
  EXPECT_FALSE(is_lfs_pointer("See: " + std::string(kPointer)));
  EXPECT_FALSE(is_lfs_pointer("version https://git-lfs.github.com/spec/v1 is the first line\n"));
  EXPECT_FALSE(is_lfs_pointer(std::string(kPointer) + std::string(1024, 'x')));
  EXPECT_FALSE(is_lfs_pointer(""));
}

}  // namespace
}  // namespace mishen
