#include "scanner/worker/wire_copy.h"

#include <gtest/gtest.h>

namespace mishen {
namespace {

AnnotatedCopy sample() {
  AnnotatedCopy copy;
  copy.bytes = std::string("PK\0\x03", 4);
  copy.remarks = {{"annotate.left-out", {{"count", "3"}}}};
  return copy;
}

TEST(WireCopy, BringsBackWhatWasSent) {
  const auto copy = decode_copy(encode_copy(sample()), {});
  ASSERT_TRUE(copy.ok());
  EXPECT_EQ(copy->bytes, sample().bytes);
  EXPECT_EQ(copy->remarks, sample().remarks);
  const Error reason{ErrorKind::input, "", {"annotate.xml", {{"part", "x"}}}};
  EXPECT_EQ(decode_copy(encode_copy(reason), {}).error().message, reason.message);
}

// Any byte changed, any byte missing, too much: refused.
TEST(WireCopy, RefusesWhatDoesNotHold) {
  const std::string whole = encode_copy(sample());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 0x20);
    const auto copy = decode_copy(changed, {});
    ASSERT_FALSE(copy.ok()) << i;
    EXPECT_EQ(copy.error().message.id, "annotate.answer-invalid");
    EXPECT_FALSE(decode_copy(whole.substr(0, i), {}).ok()) << i;
  }
  Limits small;
  small.max_report_bytes = whole.size() - 1;
  EXPECT_FALSE(decode_copy(whole, small).ok());
}

// A worker that was taken over may not choose which sentence its parent prints.
TEST(WireCopy, TakesOnlyMessagesOfItsOwn) {
  const Error other{ErrorKind::input, "", {"output.written", {{"file", "/etc/passwd"}}}};
  EXPECT_EQ(decode_copy(encode_copy(other), {}).error().message.id, "annotate.answer-invalid");
}

}  // namespace
}  // namespace mishen
