// Archives that lie, hide or explode.
#include <gmock/gmock.h>

#include "tests/unit/docx/read.h"

namespace mishen::test {
namespace {

std::string document_xml(const std::string& text) {
  return word_xml("document", "<w:body>" + p(text) + "</w:body>");
}

// Adds to a number of two bytes, as the directory has them.
void add_to(std::string& bytes, std::size_t at, std::size_t more) {
  const auto low = static_cast<unsigned char>(bytes[at]);
  const auto high = static_cast<unsigned char>(bytes[at + 1]);
  const std::size_t sum = low + 256U * high + more;
  bytes[at] = static_cast<char>(sum & 0xFFU);
  bytes[at + 1] = static_cast<char>(sum >> 8U);
}

std::string plain() { return DocxBuilder(p("正文")).bytes(); }

TEST(DocxArchive, TruncatedIsDamaged) {
  const std::string bytes = plain();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{10}, bytes.size() / 2, bytes.size() - 1}) {
    const Document document = read(bytes.substr(0, size));
    ASSERT_EQ(document.coverage.gaps.size(), 1U) << size;
    EXPECT_EQ(document.coverage.gaps[0].cause, GapCause::damaged);
  }
}

TEST(DocxArchive, EveryTruncationIsAGapAndNoCrash) {
  const std::string bytes = plain();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(gaps(read(bytes.substr(0, size))).empty()) << size;
  }
}

TEST(DocxArchive, EveryFlippedByteIsSurvived) {
  const std::string bytes = plain();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x5A);
    const Document document = read(flipped);
    const bool whole = texts(document, Surface::body) == Strings{"正文"};
    EXPECT_TRUE(whole || !document.coverage.gaps.empty()) << at;
  }
}

TEST(DocxArchive, TwoPartsOfOneNameAreBothRead) {
  ZipBuilder zip = DocxBuilder(p("甲")).zip();
  zip.add("word/document.xml", document_xml("乙"));
  EXPECT_EQ(texts(read(zip.bytes()), Surface::body), (Strings{"甲", "乙"}));
}

TEST(DocxArchive, BackslashesAndCaseAreNames) {
  ZipBuilder zip;
  zip.add("\\Word\\Document.xml", document_xml("甲"));
  EXPECT_EQ(lines(read(zip.bytes())), Strings{"body Word/Document.xml/p[1] | 甲"});
}

// A part that only the body of the archive shows.
TEST(DocxArchive, UnlistedEntryIsAGap) {
  ZipBuilder hidden;
  hidden.add("word/hidden.xml", document_xml("13800138000"));
  const std::string other = hidden.bytes();
  const std::string entry = other.substr(0, other.find("PK\x01\x02"));
  const Document front = read(entry + plain());
  EXPECT_EQ(gaps(front), Strings{"damaged word/hidden.xml gap.docx.entry-unlisted"});
  EXPECT_EQ(texts(front, Surface::body), Strings{"正文"});
}

TEST(DocxArchive, SecondArchiveInTheCommentIsAGap) {
  std::string bytes = plain();
  ZipBuilder other;
  other.add("word/hidden.xml", document_xml("13800138000"));
  const std::string comment = other.bytes();
  bytes[bytes.size() - 2] = static_cast<char>(comment.size() & 0xFFU);
  bytes[bytes.size() - 1] = static_cast<char>(comment.size() >> 8U);
  const Strings found = gaps(read(bytes + comment));
  EXPECT_NE(std::find(found.begin(), found.end(), "damaged  gap.docx.second-directory"),
            found.end());
}

// What stands beside the parts: nobody shows it, anyone who unpacks the file finds it.
TEST(DocxArchive, CommentsOfTheArchiveAndItsEntriesAreRead) {
  std::string bytes = plain();
  const std::string comment = "张三";
  bytes[bytes.size() - 2] = static_cast<char>(comment.size());
  EXPECT_EQ(traces(read(bytes + comment)),
            Strings{"maker-data archive-data property[archive comment] | 张三"});
  // The first entry of the directory gets a comment behind its name.
  bytes = plain();
  const std::size_t central = bytes.find("PK\x01\x02");
  const auto name_size = static_cast<unsigned char>(bytes[central + 28]);
  add_to(bytes, central + 32, 4);
  bytes.insert(central + 46 + name_size, "note");
  const std::size_t end = bytes.rfind("PK\x05\x06");
  add_to(bytes, end + 12, 4);
  const Strings found = traces(read(bytes));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].find("property[entry comment] | note"), std::string::npos) << found[0];
}

TEST(DocxArchive, ExtraFieldsAreReadOrTold) {
  const auto with_field = [](const std::string& field) {
    std::string bytes = plain();
    const std::size_t central = bytes.find("PK\x01\x02");
    const auto name_size = static_cast<unsigned char>(bytes[central + 28]);
    add_to(bytes, central + 30, field.size());
    bytes.insert(central + 46 + name_size, field);
    const std::size_t end = bytes.rfind("PK\x05\x06");
    add_to(bytes, end + 12, field.size());
    return read(bytes);
  };
  const Document text =
      with_field(std::string("\x01\x99\x06\0", 4) + "secret" + std::string("\x34\x12\x03\0abc", 7));
  ASSERT_EQ(traces(text).size(), 1U);
  EXPECT_NE(traces(text)[0].find("property[extra field] | abc"), std::string::npos);
  const Document times = with_field(std::string("\x55\x54\x05\0\x03\x11\x22\x33\x44", 9));
  EXPECT_TRUE(traces(times).empty() && gaps(times).empty());
  const Document padding = with_field(std::string("\x20\xA2\x08\0\x28\xA0\x04\0\0\0\0\0", 12));
  EXPECT_TRUE(traces(padding).empty() && gaps(padding).empty());
  const Document binary = with_field(std::string("\x34\x12\x03\0\x01\x02\x03", 7));
  ASSERT_EQ(gaps(binary).size(), 1U);
  EXPECT_NE(gaps(binary)[0].find("gap.docx.archive-data"), std::string::npos);
}

TEST(DocxArchive, BytesOfNoEntryAreReadOrTold) {
  const Document front = read("a note" + plain());
  EXPECT_EQ(traces(front),
            Strings{"maker-data archive-data property[between the entries] | a note"});
  EXPECT_EQ(texts(front, Surface::body), Strings{"正文"});
  EXPECT_EQ(gaps(read(std::string("\x01\x02\x03", 3) + plain())),
            Strings{"unsupported-part property[between the entries] gap.docx.archive-data"});
  EXPECT_TRUE(gaps(read(std::string(64, '\0') + plain())).empty());
  EXPECT_EQ(traces(read(plain() + "behind")),
            Strings{"maker-data archive-data property[between the entries] | behind"});
}

TEST(DocxArchive, CommentsAndInstructionsInTheXmlAreRead) {
  DocxBuilder docx(p("正文") + "<!-- 张三 C:\\a\\b --><![CDATA[<!-- no -->]]>");
  docx.part("word/settings.xml", "settings", "<?own secret?>", "settings");
  const Document document = read(docx.bytes());
  EXPECT_THAT(traces(document),
              testing::IsSupersetOf(
                  {"maker-data xml-comment word/document.xml/property[XML comment] |  张三 "
                   "C:\\a\\b ",
                   "maker-data xml-comment word/settings.xml/property[XML instruction] | own "
                   "secret"}));
}

TEST(DocxArchive, StoredArchiveInsideIsNoSecondDirectory) {
  ZipBuilder zip = DocxBuilder(p("正文")).zip();
  zip.store("word/embeddings/a.xlsx", plain());
  EXPECT_EQ(gaps(read(zip.bytes())),
            Strings{"unsupported-part word/embeddings/a.xlsx gap.embedded-file"});
}

TEST(DocxArchive, LocalNameThatDiffersIsAGap) {
  std::string bytes = plain();
  const std::size_t at = bytes.find("word/document.xml");
  bytes.replace(at, 17, "word/decument.xml");
  const Document document = read(bytes);
  EXPECT_EQ(gaps(document), Strings{"damaged word/decument.xml gap.docx.entry-renamed"});
}

TEST(DocxArchive, ChecksumErrorIsAGapAndTheTextIsRead) {
  ZipBuilder zip;
  zip.store("word/document.xml", document_xml("甲乙"));
  const Document document = read(replace_all(zip.bytes(), "甲", "丙"));
  EXPECT_EQ(texts(document, Surface::body), Strings{"丙乙"});
  EXPECT_EQ(gaps(document), Strings{"part-failed word/document.xml gap.docx.part-unread"});
}

// The directory's size of the first entry, 24 bytes into its header.
std::string with_size(std::string bytes, std::uint32_t size) {
  const std::size_t at = bytes.find("PK\x01\x02") + 24;
  for (unsigned i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(size >> (8 * i));
  return bytes;
}

TEST(DocxArchive, LyingSizesAreGaps) {
  ZipBuilder zip;
  zip.add("word/document.xml", document_xml("甲"));
  for (const std::uint32_t size : {1U, 100U, 100'000U}) {
    const Document document = read(with_size(zip.bytes(), size));
    EXPECT_EQ(texts(document, Surface::body), Strings{"甲"}) << size;
    EXPECT_FALSE(document.coverage.gaps.empty()) << size;
  }
  // So large that it is not believed, and not tried.
  const Document huge = read(with_size(zip.bytes(), 0xFFFFFFF0U));
  EXPECT_EQ(gaps(huge)[0], "limit-reached word/document.xml gap.limit");
}

TEST(DocxArchive, EncryptedPartIsAGap) {
  ZipBuilder zip = DocxBuilder(p("正文")).zip();
  zip.lock("word/header1.xml", word_xml("hdr", p("密")), "x");
  EXPECT_EQ(gaps(read(zip.bytes())),
            Strings{"password-protected word/header1.xml gap.docx.part-password"});
}

TEST(DocxArchive, BombIsNotInflatedAndTheRestIsRead) {
  ZipBuilder zip = DocxBuilder(p("正文")).zip();
  zip.add("word/bomb.xml", "<a>" + std::string(64U << 20U, ' ') + "</a>");
  Limits limits;
  limits.max_part_bytes = 1U << 20U;
  const Document document = read(zip.bytes(), limits);
  ASSERT_EQ(gaps(document), Strings{"limit-reached word/bomb.xml gap.limit"});
  EXPECT_EQ(document.coverage.gaps[0].detail.args[0].second, "max-part-bytes");
  EXPECT_EQ(texts(document, Surface::body), Strings{"正文"});
}

TEST(DocxArchive, BombWithALyingSizeIsStopped) {
  ZipBuilder zip;
  zip.add("word/document.xml", "<a>" + std::string(64U << 20U, ' ') + "</a>");
  Limits limits;
  limits.max_part_bytes = 1U << 20U;
  EXPECT_EQ(gaps(read(with_size(zip.bytes(), 100), limits))[0],
            "limit-reached word/document.xml gap.limit");
}

TEST(DocxArchive, RatioAndTotalAreLimited) {
  ZipBuilder zip = DocxBuilder(p("正文")).zip();
  zip.add("word/bomb.xml", "<a>" + std::string(4U << 20U, ' ') + "</a>");
  Limits ratio;
  ratio.max_inflate_ratio = 10;
  EXPECT_EQ(read(zip.bytes(), ratio).coverage.gaps.at(0).detail.args[0].second,
            "max-inflate-ratio");
  Limits total;
  total.max_inflated_bytes = 1U << 20U;
  EXPECT_EQ(read(zip.bytes(), total).coverage.gaps.at(0).detail.args[0].second,
            "max-inflated-bytes");
}

TEST(DocxArchive, PartsAreLimited) {
  Limits limits;
  limits.max_parts = 3;
  ZipBuilder zip = DocxBuilder(p("正文")).zip();  // four entries
  const Document document = read(zip.bytes(), limits);
  EXPECT_EQ(gaps(document), Strings{"limit-reached  gap.limit"});
  EXPECT_EQ(texts(document, Surface::body), Strings{"正文"});
}

}  // namespace
}  // namespace mishen::test
