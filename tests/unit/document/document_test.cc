#include "scanner/document/document.h"

#include <gtest/gtest.h>

#include <set>

namespace mishen {
namespace {

TEST(Names, AreCompleteAndDistinct) {
  std::set<std::string_view> surfaces;
  for (int i = 0; i < kSurfaceCount; ++i) {
    const auto surface = static_cast<Surface>(i);
    surfaces.insert(name(surface));
    EXPECT_EQ(surface_by_name(name(surface)), surface);
  }
  EXPECT_EQ(surfaces.size(), static_cast<std::size_t>(kSurfaceCount));
  std::set<std::string_view> causes;
  for (int i = 0; i < kGapCauseCount; ++i) {
    const auto cause = static_cast<GapCause>(i);
    EXPECT_FALSE(name(cause).empty());
    causes.insert(name(cause));
    EXPECT_EQ(gap_cause_by_name(name(cause)), cause);
  }
  EXPECT_EQ(causes.size(), static_cast<std::size_t>(kGapCauseCount));
  EXPECT_FALSE(surface_by_name("nowhere").has_value());
}

TEST(Builder, ANameThatIsNobodysIsNoTrace) {
  const auto traces_of = [](const std::string& text, const std::string& author) {
    const Limits limits;
    DocumentBuilder builder(limits);
    Passage passage;
    passage.text = text;
    passage.traces.push_back({TraceKind::author_name, {}, {}, author, {}});
    builder.add(std::move(passage));
    return builder.finish().passages.at(0).traces.size();
  };
  for (const char* nobody : {"anonymous", "(Unspecified)", "Unknown ", "未知"}) {
    EXPECT_EQ(traces_of(nobody, ""), 0U) << nobody;
    EXPECT_EQ(traces_of(nobody, nobody), 0U) << nobody;
  }
  EXPECT_EQ(traces_of("Zhang San", ""), 1U);
  EXPECT_EQ(traces_of("unknown", "Zhang San"), 1U);
}

TEST(Builder, TakesWhatIsOpenAsIfItHadBeenAdded) {
  Limits limits;
  limits.max_passages = 4;
  DocumentBuilder builder(limits);
  const auto open = [&](std::string text) { builder.open_passage().text = std::move(text); };
  Passage first;
  first.text = "first";
  ASSERT_TRUE(builder.add(first));
  open("");
  open("second");
  open("dropped");
  EXPECT_EQ(builder.open_passages().size(), 3U);
  EXPECT_EQ(builder.document().coverage.passages, 1U);
  builder.drop_open_passages(2);
  builder.open_passages()[1].text += " one";
  ASSERT_TRUE(builder.take_open_passages());
  EXPECT_TRUE(builder.open_passages().empty());
  open("3\xFF");
  open("");
  open("fourth");
  open("fifth");
  open("sixth");
  EXPECT_FALSE(builder.take_open_passages());
  EXPECT_TRUE(builder.full());
  const Document document = builder.finish();
  std::vector<std::string> texts;
  for (const Passage& passage : document.passages) texts.push_back(passage.text);
  EXPECT_EQ(texts, (std::vector<std::string>{"first", "second one", "3\xEF\xBF\xBD", "fourth"}));
  EXPECT_EQ(document.coverage.passages, 4U);
  EXPECT_EQ(document.coverage.characters, 5U + 10U + 2U + 6U);
  EXPECT_EQ(document.coverage.gaps.size(), 1U);
}

TEST(Path, IsTheSpellingOfTheContract) {
  const Provenance where = {{StepKind::part, 0, "word/document.xml"},
                            {StepKind::table, 2, ""},
                            {StepKind::row, 5, ""},
                            {StepKind::cell, 3, "身份证号"},
                            {StepKind::paragraph, 1, ""}};
  EXPECT_EQ(path(where), "word/document.xml/tbl[2]/tr[5]/tc[3]/p[1]");
  EXPECT_EQ(
      path({{StepKind::attachment, 0, "word/embeddings/x.xlsx"}, {StepKind::sheet, 1, "s/1"}}),
      "word/embeddings/x.xlsx!s%2F1");
  EXPECT_EQ(path({{StepKind::part, 0, "a\nb\x1b"}}), "a%0Ab%1B");
  EXPECT_EQ(path({{StepKind::attachment, 0, "x.xlsx"},
                  {StepKind::sheet, 1, "s"},
                  {StepKind::row, 7, ""},
                  {StepKind::cell, 28, "h"},
                  {StepKind::comment, 1, ""}}),
            "x.xlsx!s!AB7/comment[1]");
}

Passage drawn(std::string text) {
  Passage passage;
  passage.text = std::move(text);
  GlyphLine line;
  line.text_end = static_cast<std::uint32_t>(passage.text.size());
  line.origin = {10, 20};
  line.along = {0, 1};  // turned by 90 degrees
  line.up = {-12, 0};
  ExtentsWriter extents;
  line.extents = extents.begin_line();
  for (int i = 0; i < 3; ++i) extents.add(i * 5, i * 5 + 5);
  passage.anchors = PageAnchors{1, {line}, extents.take()};
  return passage;
}

TEST(Quads, HugTheCharactersOfATurnedLine) {
  const Passage passage = drawn("a密b");
  const auto quads = quads_of(passage, {1, 4});
  ASSERT_EQ(quads.size(), 1U);
  EXPECT_EQ(quads[0].start_bottom, (Point{10, 25}));
  EXPECT_EQ(quads[0].end_bottom, (Point{10, 30}));
  EXPECT_EQ(quads[0].start_top, (Point{-2, 25}));
}

TEST(Utf16, CountsSupplementaryCharactersTwice) {
  Passage passage;
  passage.text = "𝟎密x";
  EXPECT_EQ(utf16_range(passage, {4, 8}), (Utf16Range{2, 4}));
}

TEST(Builder, CountsAndSanitises) {
  const Limits limits;
  DocumentBuilder builder(limits);
  Passage bad = drawn("a\xFF");
  EXPECT_TRUE(builder.add(bad));
  EXPECT_TRUE(builder.add({}));
  const Document document = builder.finish();
  EXPECT_EQ(document.coverage.passages, 1U);
  EXPECT_EQ(document.coverage.characters, 2U);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(document.passages[0].anchors));
}

TEST(Builder, SaysWhenItIsFull) {
  Limits limits;
  limits.max_characters = 5;
  DocumentBuilder builder(limits);
  Passage passage;
  passage.text = "abc";
  EXPECT_TRUE(builder.add(passage));
  EXPECT_FALSE(builder.add(passage));
  EXPECT_FALSE(builder.add(passage));
  const Document document = builder.finish();
  EXPECT_EQ(document.passages.size(), 1U);
  ASSERT_EQ(document.coverage.gaps.size(), 1U);
  EXPECT_EQ(document.coverage.gaps[0].cause, GapCause::limit_reached);
}

TEST(Builder, PicturesAndPartsAreCountedOverAllFilesInside) {
  Limits limits;
  limits.max_images = 2;
  limits.max_parts = 5;
  DocumentBuilder outer(limits);
  EXPECT_TRUE(outer.add_picture());
  EXPECT_EQ(outer.take_parts(3), 3U);
  DocumentBuilder inner = outer.inside();
  EXPECT_TRUE(inner.add_picture());
  EXPECT_FALSE(inner.add_picture());
  EXPECT_EQ(inner.take_parts(3), 2U);
  outer.adopt(std::move(inner), {});
  EXPECT_FALSE(outer.takes_pictures());
  EXPECT_FALSE(outer.add_picture());
  EXPECT_EQ(outer.take_parts(1), 0U);
  const Document document = outer.finish();
  EXPECT_EQ(document.coverage.pictures, 4U);
  ASSERT_EQ(document.coverage.gaps.size(), 1U);
  EXPECT_EQ(document.coverage.gaps[0].cause, GapCause::limit_reached);
}

}  // namespace
}  // namespace mishen
