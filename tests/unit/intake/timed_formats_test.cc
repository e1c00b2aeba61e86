#include "scanner/intake/timed_formats.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/support/hand_clock.h"

namespace mishen {
namespace {

using std::chrono::microseconds;
using std::chrono::nanoseconds;

// Reads one byte a microsecond, up to the first '>': what follows is a file inside, given twice.
class SlowFormat final : public Format {
 public:
  SlowFormat(HandClock& hands, std::string_view name) : hands_(hands), name_(name) {}
  [[nodiscard]] std::string_view name() const override { return name_; }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    const std::size_t inside = bytes.find('>');
    hands_.now += microseconds(std::min(inside, bytes.size()));
    if (bytes.find("throw") < inside) throw std::runtime_error("broken");
    if (inside == std::string_view::npos) return;
    EmbeddedFile file;
    file.name = "inside";
    file.bytes = bytes.substr(inside + 1);
    out.embed(file);
    out.embed(file);
    hands_.now += microseconds(5);
  }

 private:
  HandClock& hands_;
  std::string_view name_;
};

constexpr std::size_t kOuter = 0;
constexpr std::size_t kInner = 1;

struct Reading {
  HandClock hands;
  SlowFormat outer{hands, "outer"};
  SlowFormat inner{hands, "inner"};
  FormatSet formats{
      {{"outer", {FileKind::pdf}, [this] { return Result<const Format*>(&outer); }},
       {"inner",
        {FileKind::rtf},
        [this] {
          hands.now += microseconds(1000);  // loaded late
          return Result<const Format*>(&inner);
        }},
       {"gone", {FileKind::html}, [] {
          return Result<const Format*>(Error{ErrorKind::io, "", {"error.plug-in", {}}});
        }}}};
  Stopwatch watch{hands.source(), TimedFormats::slots(formats), nanoseconds(0)};
  TimedFormats timed{formats, watch};

  Document read(std::string_view bytes) { return read_draft(bytes, "a", timed.set(), Limits{}); }
  nanoseconds own(std::size_t format) { return watch.read()[kDraftStageCount + format].cpu; }
};

TEST(TimedFormats, CountAFileInsideForItsOwnFormatAlone) {
  Reading reading;
  const std::string inside = R"({\rtf1 0123456789)";
  const Document document = reading.read("%PDF-1.7 >" + inside);
  EXPECT_EQ(document.format, "outer");
  const FormatTimes& outer = reading.timed.counts()[kOuter];
  const FormatTimes& inner = reading.timed.counts()[kInner];
  EXPECT_EQ(outer.files, 1U);
  EXPECT_EQ(outer.inside, 0U);
  EXPECT_EQ(outer.bytes, 10 + inside.size());
  EXPECT_EQ(inner.files, 2U);
  EXPECT_EQ(inner.inside, 2U);
  EXPECT_EQ(inner.bytes, 2 * inside.size());
  EXPECT_EQ(reading.own(kOuter), microseconds(9 + 5));
  // Loading is part of it.
  EXPECT_EQ(reading.own(kInner), microseconds(2 * (1000 + inside.size())));
  // Nothing is counted twice and nothing is lost.
  EXPECT_EQ(reading.own(kOuter) + reading.own(kInner), reading.hands.now);
}

TEST(TimedFormats, CountAFormatInsideItself) {
  Reading reading;
  (void)reading.read("%PDF-1.7 >%PDF-1.7 >%PDF-1.7 ");
  const FormatTimes& outer = reading.timed.counts()[kOuter];
  EXPECT_EQ(outer.files, 1U + 2 + 4);
  EXPECT_EQ(outer.inside, 6U);
  EXPECT_EQ(reading.own(kOuter), reading.hands.now);
}

// A reader that throws leaves its stage, and what follows is not charged to it.
TEST(TimedFormats, LeaveTheStageOfAReaderThatThrows) {
  Reading reading;
  const Document document = reading.read(R"(%PDF-1.7 >{\rtf1 throw)");
  EXPECT_FALSE(document.coverage.gaps.empty());
  EXPECT_EQ(reading.own(kOuter), microseconds(9 + 5));
  EXPECT_EQ(reading.timed.counts()[kInner].files, 2U);
  (void)reading.read(R"({\rtf1 )");
  EXPECT_EQ(reading.timed.counts()[kInner].inside, 2U);
}

TEST(TimedFormats, GiveTheSameDocument) {
  Reading reading;
  const std::string draft = R"(%PDF-1.7 >{\rtf1 throw)";
  const Document timed = reading.read(draft);
  const Document plain = read_draft(draft, "a", reading.formats, Limits{});
  EXPECT_EQ(timed.format, plain.format);
  EXPECT_EQ(timed.coverage.gaps.size(), plain.coverage.gaps.size());
  const Document missing = reading.read("<!DOCTYPE html><html>");
  ASSERT_EQ(missing.coverage.gaps.size(), 1U);
  EXPECT_EQ(missing.coverage.gaps[0].detail.id, "error.plug-in");
}

}  // namespace
}  // namespace mishen
