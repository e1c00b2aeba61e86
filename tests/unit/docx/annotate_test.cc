#include "plugins/formats/docx/annotate.h"

#include "plugins/formats/docx/read_back.h"
#include "tests/unit/docx/read.h"

namespace mishen::test {
namespace {

std::string main_of(const std::string& package) {
  return docx::parts_named(package, "word/document.xml").at(0);
}

NotePlace at(std::uint32_t node, std::uint32_t begin, std::uint32_t end) {
  NotePlace place;
  place.words = "paragraph 1";
  place.part = "word/document.xml";
  place.pieces = {{node, begin, end, true}};
  return place;
}

Note note(std::vector<NotePlace> places) {
  Note out;
  out.id = "cn-personal/resident-id:0123456789abcdef";
  out.title = "title <&>";
  out.places = std::move(places);
  return out;
}

Result<AnnotatedCopy> annotated(const std::string& bytes, const std::vector<Note>& notes) {
  return docx::annotate(bytes, notes, {}, {});
}

// The run is cut, keeps its properties on all three parts, and no space is lost.
TEST(Annotate, CutsARunAtTheCharacters) {
  const std::string bytes = DocxBuilder(
                                "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>ab 12 cd</w:t></w:r>"
                                "</w:p>")
                                .bytes();
  const auto copy = annotated(bytes, {note({at(0, 3, 5)})});
  ASSERT_TRUE(copy.ok()) << copy.error().message.id;
  const std::string xml = main_of(copy->bytes);
  EXPECT_NE(xml.find("<w:t xml:space=\"preserve\">ab </w:t></w:r><w:commentRangeStart w:id=\"0\"/>"
                     "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">12</w:t></w:r>"
                     "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>"
                     "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> cd</w:t></w:r>"),
            std::string::npos)
      << xml;
  const auto comments = docx::parts_named(copy->bytes, "word/comments.xml");
  ASSERT_EQ(comments.size(), 1U);
  EXPECT_NE(comments[0].find("title &lt;&amp;&gt;"), std::string::npos);
}

// At the edges of a run nothing is cut.
TEST(Annotate, UsesTheEdgesOfARun) {
  const std::string bytes = DocxBuilder(p("12")).bytes();
  const auto copy = annotated(bytes, {note({at(0, 0, 2)})});
  ASSERT_TRUE(copy.ok());
  const std::string xml = main_of(copy->bytes);
  EXPECT_NE(xml.find("<w:commentRangeStart w:id=\"0\"/><w:r>"), std::string::npos) << xml;
  EXPECT_NE(xml.find("</w:r><w:commentRangeEnd w:id=\"0\"/>"), std::string::npos) << xml;
}

// Existing comments stay, new ids follow them.
TEST(Annotate, GoesOnAfterExistingComments) {
  DocxBuilder builder(p("12"));
  builder.part("word/comments.xml", "comments",
               "<w:comment w:id=\"7\" w:author=\"A\">" + p("old") + "</w:comment>", "comments");
  const auto copy = annotated(builder.bytes(), {note({at(0, 0, 2)})});
  ASSERT_TRUE(copy.ok());
  const auto comments = docx::parts_named(copy->bytes, "word/comments.xml");
  ASSERT_EQ(comments.size(), 1U);
  EXPECT_NE(comments[0].find("old"), std::string::npos);
  EXPECT_NE(comments[0].find("w:id=\"8\""), std::string::npos);
}

// A place that is nowhere in the body goes to its head with its words; so does one that lies.
TEST(Annotate, PutsTheRestAtTheHead) {
  for (NotePlace place : {NotePlace{}, at(99, 0, 1), at(0, 5, 900)}) {
    place.words = "core properties";
    const auto copy = annotated(DocxBuilder("<w:p/>" + p("12")).bytes(), {note({place})});
    ASSERT_TRUE(copy.ok());
    EXPECT_NE(
        docx::parts_named(copy->bytes, "word/comments.xml").at(0).find("[core properties] title"),
        std::string::npos);
    EXPECT_EQ(read(copy->bytes).coverage.gaps.size(), 0U);
  }
}

TEST(Annotate, SaysWhyThereIsNoCopy) {
  EXPECT_EQ(annotated("PK nothing", {}).error().message.id, "annotate.no-document");
  EXPECT_EQ(annotated(DocxBuilder("<w:tbl>").bytes(), {}).error().message.id, "annotate.xml");
  EXPECT_EQ(annotated(DocxBuilder("").bytes(), {}).error().message.id, "annotate.no-paragraph");
}

}  // namespace
}  // namespace mishen::test
