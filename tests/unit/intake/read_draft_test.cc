#include <gtest/gtest.h>

#include <stdexcept>

#include "scanner/intake/format.h"

namespace mishen {
namespace {

class FakeFormat final : public Format {
 public:
  explicit FakeFormat(std::function<void(DocumentBuilder&)> act) : act_(std::move(act)) {}
  [[nodiscard]] std::string_view name() const override { return "fake"; }
  void read(std::string_view, DocumentBuilder& out) const override { act_(out); }

 private:
  std::function<void(DocumentBuilder&)> act_;
};

FormatSet set_of(const Format& format) {
  return FormatSet(
      {{"fake", {FileKind::pdf}, [&format] { return Result<const Format*>(&format); }}});
}

GapCause only_cause(const Document& document) {
  EXPECT_EQ(document.coverage.gaps.size(), 1U);
  return document.coverage.gaps.at(0).cause;
}

TEST(ReadDraft, WhatAReaderThrowsIsAGapAndWhatItReadIsKept) {
  const FakeFormat format([](DocumentBuilder& out) {
    Passage passage;
    passage.text = "before";
    out.add(std::move(passage));
    throw std::runtime_error("broken");
  });
  const Document document = read_draft("%PDF-", "a.pdf", set_of(format), {});
  EXPECT_EQ(document.format, "fake");
  EXPECT_EQ(document.passages.size(), 1U);
  EXPECT_EQ(only_cause(document), GapCause::damaged);
}

TEST(ReadDraft, WhatIsThrownNeedNotBeAnException) {
  const FakeFormat format([](DocumentBuilder&) { throw 7; });
  EXPECT_EQ(only_cause(read_draft("%PDF-", "", set_of(format), {})), GapCause::damaged);
}

TEST(ReadDraft, AFormatWithoutPlugInIsAGap) {
  const FormatSet none({});
  EXPECT_EQ(only_cause(read_draft("%PDF-", "", none, {})), GapCause::unsupported_format);
  EXPECT_EQ(only_cause(read_draft("", "", none, {})), GapCause::damaged);
  EXPECT_EQ(only_cause(read_draft("\x01\x02", "", none, {})), GapCause::unknown_format);
  EXPECT_EQ(only_cause(read_draft("\xFF\xD8\xFF", "", none, {})), GapCause::image_only_page);
}

TEST(ReadDraft, APlugInThatCannotBeLoadedIsAGap) {
  const FormatSet broken(
      {{"fake", {FileKind::pdf}, [] {
          return Result<const Format*>(Error{ErrorKind::io, "x.so", {"error.plug-in", {}}});
        }}});
  EXPECT_EQ(only_cause(read_draft("%PDF-", "", broken, {})), GapCause::unsupported_format);
}

TEST(ReadDraft, ANameThatDisagreesIsReported) {
  const FakeFormat format([](DocumentBuilder&) {});
  EXPECT_EQ(only_cause(read_draft("%PDF-", "a.docx", set_of(format), {})), GapCause::name_mismatch);
}

TEST(ReadDraft, APointerIsReadAndStandsForWhatIsNotHere) {
  const FakeFormat format([](DocumentBuilder& out) {
    Passage passage;
    passage.text = "version";
    out.add(std::move(passage));
  });
  const FormatSet set(
      {{"fake", {FileKind::text}, [&format] { return Result<const Format*>(&format); }}});
  const std::string pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n";
  const Document document = read_draft(pointer, "video", set, {});
  EXPECT_EQ(document.passages.size(), 1U);
  EXPECT_EQ(only_cause(document), GapCause::lfs_pointer);
}

}  // namespace
}  // namespace mishen
