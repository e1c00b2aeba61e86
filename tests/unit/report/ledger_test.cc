// What `mishen text` shows of a draft, and what it hides.
#include "scanner/report/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace mishen {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Passage passage_of(std::string text) {
  Passage out;
  out.text = std::move(text);
  out.where = {{StepKind::part, 0, "word/document.xml"}, {StepKind::paragraph, 1, ""}};
  return out;
}

Document document_of(std::vector<Passage> passages) {
  const Limits limits;
  DocumentBuilder builder(limits);
  for (Passage& passage : passages) builder.add(std::move(passage));
  builder.set_format("docx");
  return builder.finish();
}

TEST(Ledger, MasksNumbersUnlessRevealed) {
  const Passage passage = passage_of("电话13800138000");
  EXPECT_EQ(shown_text(passage, false), "电话138********");
  EXPECT_EQ(shown_text(passage, true), passage.text);
}

TEST(Ledger, MasksWhatWasToBeRedacted) {
  Passage passage = passage_of("账号：城关信用社，户名：张某");
  passage.traces = {{TraceKind::covered_text, {9, 24}, "", "", ""},
                    {TraceKind::unapplied_redaction, {15, 27}, "", "", ""},
                    {TraceKind::comment, {0, 6}, "", "", ""}};
  EXPECT_EQ(shown_text(passage, false), "账号：城****，户名：张某");
  passage.traces = {{TraceKind::covered_text, {}, "", "", ""}};
  EXPECT_EQ(shown_text(passage, false), "账************某");
  // A format that counts wrong makes nobody read outside.
  passage.traces = {{TraceKind::covered_text, {700, 900}, "", "", ""}};
  EXPECT_EQ(shown_text(passage, false), passage.text);
}

TEST(Ledger, LinesCannotBeForged) {
  Passage passage = passage_of("a\tb\nbody\tshown\x1b[2J");
  passage.where[0].name = "x\ty";
  const std::string lines = ledger_text("d.docx", document_of({passage}), {});
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 1);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\t'), 4);
  EXPECT_THAT(lines, Not(HasSubstr("\x1b")));
  EXPECT_EQ(safe_lines("a\tb\x1b[2J\n\nc"), "a\tb\\u{1B}[2J\n\nc\n");
  EXPECT_EQ(safe_lines(""), "");
}

TEST(Ledger, CountsBySurfaceAndVisibility) {
  Passage note = passage_of("批注");
  note.surface = Surface::comment;
  note.visibility = Visibility::recoverable;
  note.traces = {{TraceKind::comment, {}, "", "张三13800138000", "2026-03-01"}};
  Document document = document_of({passage_of("正文"), passage_of("正文二"), note});
  document.coverage.gaps = {{GapCause::picture_not_read, {}, {"gap.limit", {}}},
                            {GapCause::damaged, {}, {"gap.limit", {}}}};
  LedgerOptions options;
  options.accepted_gaps = {GapCause::picture_not_read};
  const auto report = ledger_report(std::vector{ledger_json("d.docx", document, options)});
  ASSERT_TRUE(report.has_value());
  const auto draft = nlohmann::json::parse(*report)["drafts"][0];
  const auto& coverage = draft["coverage"];
  EXPECT_EQ(coverage["passages"], 3);
  ASSERT_EQ(coverage["surfaces"].size(), 2U);
  EXPECT_EQ(coverage["surfaces"][0]["characters"], 5);
  EXPECT_EQ(coverage["surfaces"][1]["surface"], "comment");
  EXPECT_EQ(coverage["surfaces"][1]["visibility"], "recoverable");
  EXPECT_EQ(coverage["surfaces"][1]["traces"], 1);
  EXPECT_EQ(coverage["gaps"][0]["accepted"], true);
  EXPECT_EQ(coverage["gaps"][1]["accepted"], false);
  EXPECT_EQ(draft["passages"][2]["traces"][0]["author"], "张三138********");
  options.coverage = true;
  const std::string words = ledger_text("d.docx", document, options);
  EXPECT_THAT(words, HasSubstr("comment"));
  EXPECT_THAT(words, HasSubstr("[-] picture-not-read"));
  EXPECT_THAT(words, HasSubstr("[~] damaged"));
}

TEST(Ledger, AnAnswerThatIsNoObjectIsRefused) {
  for (const char* answer : {"", "1", "{", "{} {}", "[]"}) {
    EXPECT_FALSE(ledger_report(std::vector<std::string>{"{}", answer}).has_value()) << answer;
  }
  EXPECT_TRUE(ledger_report({}).has_value());
}

}  // namespace
}  // namespace mishen
