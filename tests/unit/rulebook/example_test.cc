#include "scanner/rulebook/example.h"

#include <gtest/gtest.h>

namespace mishen {
namespace {

TEST(Marks, SpanAndEscapes) {
  const MarkedText marked = read_marks("a&lt;b <c&amp;d> e&gt; & &c; &l");
  EXPECT_EQ(marked.text, "a<b c&d e> & &c; &l");
  EXPECT_TRUE(marked.has_span);
  EXPECT_EQ(marked.span, (SourceSpan{4, 7}));
  EXPECT_EQ(marked.fault, MarkFault::none);
}

TEST(Marks, AtTheEnds) {
  EXPECT_EQ(read_marks("<机密>").span, (SourceSpan{0, 6}));
  EXPECT_FALSE(read_marks("机密").has_span);
  EXPECT_EQ(read_marks("").fault, MarkFault::none);
  EXPECT_EQ(read_marks("&amp;lt;").text, "&lt;");
}

TEST(Marks, Faults) {
  for (const char* text : {"<a", "a>", "<a><b>", "<<a>>", "<a<b>", "a><b", "<a>>"}) {
    EXPECT_EQ(read_marks(text).fault, MarkFault::unbalanced) << text;
  }
  EXPECT_EQ(read_marks("a<>").fault, MarkFault::empty_span);
}

}  // namespace
}  // namespace mishen
