#include "plugins/formats/pptx/pptx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/format_reading.h"
#include "tests/support/zip_builder.h"

namespace mishen {
namespace {

using test::gaps_told;
using test::read_with;
using test::told;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::string rel(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id='" + id + "' Type='http://x/relationships/" + type + "' Target='" +
         target + "'/>";
}

std::string slide(const std::string& content, const std::string& attributes = {}) {
  return "<p:sld xmlns:p='p' xmlns:a='a' " + attributes + "><p:cSld><p:spTree>" + content +
         "</p:spTree></p:cSld></p:sld>";
}

std::string shape(const std::string& text) {
  return "<p:sp><p:nvSpPr><p:cNvPr id='2' descr='alt'/></p:nvSpPr><p:txBody><a:p><a:r><a:t>" +
         text + "</a:t></a:r></a:p></p:txBody></p:sp>";
}

test::ZipBuilder show() {
  test::ZipBuilder zip;
  zip.add("_rels/.rels", "<R>" + rel("r1", "officeDocument", "ppt/presentation.xml") + "</R>");
  zip.add("ppt/presentation.xml",
          "<p:presentation xmlns:p='p' xmlns:r='r'><p:sldIdLst><p:sldId id='256' r:id='r2'/>"
          "<p:sldId id='257' r:id='r1'/></p:sldIdLst></p:presentation>");
  zip.add("ppt/_rels/presentation.xml.rels", "<R>" + rel("r1", "slide", "slides/slide1.xml") +
                                                 rel("r2", "slide", "slides/slide2.xml") +
                                                 rel("r3", "slide", "slides/slide3.xml") + "</R>");
  zip.add("ppt/slides/slide1.xml", slide(shape("hidden one"), "show='0'"));
  zip.add(
      "ppt/slides/slide2.xml",
      slide(shape("first") + "<a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>证件</a:t></a:r></a:p>"
                             "</a:txBody></a:tc></a:tr><a:tr><a:tc><a:txBody><a:p><a:r><a:t>34"
                             "</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>"));
  zip.add("ppt/slides/slide3.xml", slide(shape("left behind")));
  zip.add("ppt/slides/_rels/slide2.xml.rels",
          "<R>" + rel("r1", "notesSlide", "../notesSlides/n1.xml") +
              rel("r2", "comments", "../comments/c1.xml") + "</R>");
  zip.add("ppt/notesSlides/n1.xml",
          "<p:notes xmlns:p='p' xmlns:a='a'>" + shape("say this") + "</p:notes>");
  zip.add("ppt/comments/c1.xml",
          "<p:cmLst xmlns:p='p'><p:cm authorId='0'><p:text>why</p:text>"
          "</p:cm></p:cmLst>");
  zip.add("ppt/commentAuthors.xml",
          "<p:cmAuthorLst xmlns:p='p'><p:cmAuthor id='0' name='张三'/></p:cmAuthorLst>");
  return zip;
}

TEST(Pptx, SlidesInTheOrderOfTheShowAndWhatBelongsToThem) {
  const Document document = read_with(pptx_format(), show().bytes());
  EXPECT_THAT(
      told(document),
      ElementsAre(
          "metadata ppt/commentAuthors.xml/property[author] | 张三 | author-name by 张三",
          "alt-text page[1]/property[descr] | alt", "body page[1]/p[1] | first",
          "table-cell page[1]/tbl[1]/tr[1]/tc[1] | 证件",
          "table-cell page[1]/tbl[1]/tr[2]/tc[1] | 34",
          "comment page[1] | say this | comment(notes)",
          "comment page[1]/comment[1] | why | comment by 张三",
          "hidden-text page[2] |  | hidden-text(slide)", "alt-text page[2]/property[descr] | alt",
          "hidden-text page[2]/p[1] | hidden one", "hidden-text page[3] |  | hidden-text(slide)",
          "alt-text page[3]/property[descr] | alt", "hidden-text page[3]/p[1] | left behind"));
  EXPECT_THAT(gaps_told(document), IsEmpty());
  EXPECT_EQ(document.coverage.pages, 2U);
  EXPECT_EQ(document.passages[4].cell->header, "证件");
}

TEST(Pptx, TextOutsideRunsAndCellsIsReadToo) {
  for (const std::string& odd :
       {std::string("<p:sp><p:txBody><a:p><a:x>found</a:x></a:p></p:txBody></p:sp>"),
        std::string("<a:tbl><a:tr><a:x><a:t>found</a:t></a:x></a:tr></a:tbl>"),
        std::string("<a:tbl><a:tr><a:tc><a:txBody/><a:txBody><a:p><a:t>found</a:t></a:p></a:txBody>"
                    "</a:tc></a:tr></a:tbl>"),
        std::string("<p:xfrm><a:t>34130219000101 found</a:t></p:xfrm>")}) {
    test::ZipBuilder zip;
    zip.add("_rels/.rels", "<R>" + rel("r1", "officeDocument", "ppt/presentation.xml") + "</R>");
    zip.add("ppt/presentation.xml",
            "<p:presentation xmlns:p='p' xmlns:r='r'><p:sldIdLst><p:sldId id='256' r:id='r1'/>"
            "</p:sldIdLst></p:presentation>");
    zip.add("ppt/_rels/presentation.xml.rels",
            "<R>" + rel("r1", "slide", "slides/slide1.xml") + "</R>");
    zip.add("ppt/slides/slide1.xml", slide(odd));
    EXPECT_THAT(told(read_with(pptx_format(), zip.bytes())), Contains(testing::EndsWith("found")))
        << odd;
  }
}

TEST(Pptx, DamageIsNeverThrown) { test::read_damaged(pptx_format(), show().bytes()); }

}  // namespace
}  // namespace mishen
