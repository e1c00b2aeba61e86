// Invariant 3: every character of every passage is where its anchor says.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "plugins/formats/docx/read_back.h"
#include "scanner/base/utf8.h"
#include "tests/support/places.h"
#include "tests/unit/docx/read.h"
#include "tests/unit/docx/xml_scan.h"

namespace mishen::test {
namespace {

// The text of one run as the independent scan has it; "?" if the run does not fit.
std::string text_of_run(const MarkupRun& run, std::size_t bytes, const Strings& elements) {
  if (run.node >= elements.size()) return "?";
  const std::string& whole = elements[run.node];
  std::size_t at = 0;
  for (std::uint32_t units = 0; units < run.utf16_offset && at < whole.size();) {
    const utf8::Decoded c = utf8::decode(whole, at);
    units += c.code_point > 0xFFFF ? 2 : 1;
    at += c.bytes;
  }
  return whole.substr(at, bytes);
}

void expect_anchored(const Passage& passage, const Strings& elements, const std::string& file) {
  const auto& anchors = std::get<MarkupAnchors>(passage.anchors);
  ASSERT_FALSE(anchors.runs.empty());
  ASSERT_EQ(anchors.runs[0].text_begin, 0U);
  for (std::size_t i = 0; i < anchors.runs.size(); ++i) {
    const MarkupRun& run = anchors.runs[i];
    const std::size_t end =
        i + 1 < anchors.runs.size() ? anchors.runs[i + 1].text_begin : passage.text.size();
    ASSERT_LT(run.text_begin, end);
    const std::string expected = passage.text.substr(run.text_begin, end - run.text_begin);
    const std::string found = text_of_run(run, end - run.text_begin, elements);
    if (found.empty() && !run.verbatim) continue;  // w:sym
    ASSERT_EQ(found, expected) << file << " " << path(passage.where);
  }
}

// Checks every passage of the package both ways and tells how many had markup anchors.
std::size_t check_package(const std::string& bytes, const std::string& file) {
  std::size_t checked = 0;
  std::map<std::string, std::pair<Strings, std::vector<docx::TextElement>>> parts;
  for (const Passage& passage : read(bytes).passages) {
    const auto* anchors = std::get_if<MarkupAnchors>(&passage.anchors);
    if (anchors == nullptr) continue;
    ++checked;
    const std::string part(anchors->part);
    if (!parts.contains(part)) {
      const Strings found = docx::parts_named(bytes, part);
      EXPECT_EQ(found.size(), 1U) << file;
      if (found.size() != 1) return checked;
      parts[part] = {scan_text_elements(found[0]), docx::text_elements(found[0])};
    }
    const auto& [scanned, elements] = parts[part];
    expect_anchored(passage, scanned, file);
    const auto size = static_cast<std::uint32_t>(passage.text.size());
    EXPECT_EQ(docx::read_back(passage, {0, size}, elements), passage.text) << file;
  }
  return checked;
}

TEST(DocxAnchors, EveryLayerOfAParagraphReadsBack) {
  const std::string body =
      "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>" + r("𠮷身份证号:341302") +
      "<w:del w:id=\"1\"><w:r><w:delText>1900</w:delText><w:tab/><w:delText>x &amp; y</w:delText>"
      "</w:r></w:del><w:r><w:noBreakHyphen/><w:sym w:font=\"Wingdings\" w:char=\"F0AB\"/></w:r>" +
      r("0101") + r("𠮷0015", "<w:vanish/>") + r("001") +
      "<w:r><w:footnoteReference w:id=\"1\"/></w:r>" + r("5") + "</w:p>" + p("二");
  const std::string bytes = DocxBuilder(body).bytes();
  const Document document = read(bytes);
  EXPECT_EQ(check_package(bytes, "layers"), document.passages.size());
  ASSERT_EQ(document.passages.size(), 4U);
  EXPECT_EQ(std::get<MarkupAnchors>(document.passages[0].anchors).paragraph, 0U);
  EXPECT_EQ(std::get<MarkupAnchors>(document.passages[3].anchors).paragraph, 1U);
}

TEST(DocxAnchors, AStretchBeginsInsideAnElement) {
  const std::string bytes =
      DocxBuilder("<w:p>" + r("𠮷x 号1380013") + r("8000", "<w:vanish/>") + "</w:p>").bytes();
  const Document document = read(bytes);
  ASSERT_EQ(texts(document, Surface::hidden_text), Strings{"号13800138000"});
  const auto& runs = std::get<MarkupAnchors>(document.passages[1].anchors).runs;
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].node, 0U);
  EXPECT_EQ(runs[0].utf16_offset, 4U);  // a pair, "x", " "
  EXPECT_EQ(check_package(bytes, "stretch"), 2U);
}

TEST(DocxAnchors, ReadBackRefusesWhatDoesNotFit) {
  const Passage passage = read(DocxBuilder(p("甲乙")).bytes()).passages[0];
  const std::vector<docx::TextElement> elements = {{"甲乙", true}};
  EXPECT_EQ(docx::read_back(passage, {3, 6}, elements), "乙");
  EXPECT_EQ(docx::read_back(passage, {0, 6}, {}), std::nullopt);
  EXPECT_EQ(docx::read_back(passage, {0, 6}, {{"甲", true}}), std::nullopt);
  EXPECT_EQ(docx::read_back(passage, {0, 6}, {{"甲乙", false}}), std::nullopt);
  EXPECT_EQ(docx::read_back(Passage{}, {0, 0}, elements), std::nullopt);
}

std::size_t check_folder(const std::filesystem::path& folder) {
  std::size_t files = 0;
  std::size_t checked = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".docx") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    checked += check_package(bytes, entry.path().filename());
    ++files;
  }
  EXPECT_GT(files, 0U);
  return checked;
}

TEST(DocxAnchors, FixturesReadBack) {
  EXPECT_GT(check_folder(std::filesystem::path(source_dir()) / "fixtures"), 100U);
}

TEST(DocxAnchors, RealFilesReadBack) {
  const char* corpus = std::getenv("MISHEN_CORPUS");
  if (corpus == nullptr) GTEST_SKIP() << "MISHEN_CORPUS names no corpus";
  EXPECT_GT(check_folder(std::filesystem::path(corpus) / "real" / "docx"), 1000U);
}

}  // namespace
}  // namespace mishen::test
