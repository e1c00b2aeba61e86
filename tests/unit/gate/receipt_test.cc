#include "scanner/gate/receipt.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/unit/gate/receipt_facts.h"

namespace mishen {
namespace {

using testing::full_receipt;
using testing::private_key;

std::string sealed(const Receipt& receipt) {
  return seal(receipt, private_key(KeyKind::ed25519)).value();
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, text.npos) << what;
  return at == text.npos ? text : text.replace(at, what.size(), by);
}

// The field that is named as wrong; "" if the file is taken.
std::string trouble(std::string_view file) {
  const auto read = read_receipt(file);
  return read.ok() ? "" : read.error().message.args.at(0).second;
}

TEST(Receipt, IsReadBackAsItWasWritten) {
  for (const KeyKind kind : {KeyKind::ed25519, KeyKind::sm2}) {
    Receipt receipt = full_receipt();
    const auto file = seal(receipt, private_key(kind));
    ASSERT_TRUE(file.ok());
    const auto read = read_receipt(*file);
    ASSERT_TRUE(read.ok()) << read.error().message.args.at(0).second;
    receipt.algorithm = kind;
    receipt.key = private_key(kind).id();
    EXPECT_EQ(read->receipt, receipt);
    EXPECT_EQ(read->covered, canonical(receipt));
    EXPECT_NE(file->find("\"signed\":" + read->covered + "}\n"), std::string::npos);
  }
}

// Pinned: other programs check receipts by these bytes.
TEST(Receipt, HasOneCanonicalForm) {
  Receipt receipt = full_receipt();
  receipt.key = "sha256:" + std::string(64, 'e');
  receipt.drafts.resize(1);
  receipt.ignored.clear();
  receipt.drafts[0].gaps.clear();
  receipt.drafts[0].waivers.resize(1);
  const std::string d = "sha256:" + std::string(64, 'd');
  EXPECT_EQ(
      canonical(receipt),
      R"({"algorithm":"ed25519","drafts":[{"bytes":18231,"counts":{"baseline":1,"block":1,"notice":1,"review":1,)"
      R"("waived":2},"coverage":{"characters":8120,"gaps":[],"pages":3,"passages":212,"pictures":2,)"
      R"("unmapped":1},"format":"docx","hold-on":["review","block"],"name":"公示.docx",)"
      R"("profile":"external","sha256":")" +
          std::string(64, 'a') + R"(","sm3":")" + std::string(63, 'a') +
          R"(0","verdict":"clear","waivers":[{"finding":)"
          R"("cn-personal/resident-id:40ac38b854725f59","reason":"样例号码","second":"赵六",)"
          R"("until":"2027-01-31","who":"王五"}]}],"ignored":[],"key":"sha256:)" +
          std::string(64, 'e') + R"(","manifest":")" + d + R"(","policy":")" + d +
          R"(","rules":{"data":")" + d + R"(","digest":")" + d + R"(","packs":[{"digest":")" + d +
          R"(","id":"cn-personal","version":"1.2.0"},{"digest":")" + d +
          R"(","id":"cn-secrecy","version":"1.0.0"}]},"schema":"mishen.receipt/1",)"
          R"("time":"2026-11-26T10:45:00Z","tool":{"name":"mishen","version":"0.1.0"},)"
          R"("verdict":"clear","who":"审查员 钱七"})");
}

TEST(Receipt, IsTheSameWhateverTheOrderOfTheFacts) {
  Receipt other = full_receipt();
  std::swap(other.drafts[0], other.drafts[1]);
  std::swap(other.packs[0], other.packs[1]);
  std::swap(other.drafts[0].gaps[0], other.drafts[0].gaps[1]);
  other.drafts.push_back(other.drafts[0]);
  EXPECT_EQ(sealed(other), sealed(full_receipt()));
}

TEST(Receipt, OfTheSameBytesUnderOneNameKeepsTheWorseVerdict) {
  Receipt twice = full_receipt();
  twice.drafts.push_back(twice.drafts[0]);
  twice.drafts.back().verdict = Verdict::held;
  put_in_order(twice);
  EXPECT_EQ(twice.drafts.size(), 2U);
  EXPECT_EQ(twice.verdict(), Verdict::held);
}

TEST(Receipt, IsRefusedInAnyOtherForm) {
  const std::string file = sealed(full_receipt());
  EXPECT_EQ(trouble(file), "");
  EXPECT_EQ(trouble(""), "JSON");
  EXPECT_EQ(trouble(file.substr(0, file.size() - 1)), "canonical form");
  EXPECT_EQ(trouble(file + "\n"), "canonical form");
  EXPECT_EQ(trouble(" " + file), "canonical form");
  EXPECT_EQ(trouble("\xEF\xBB\xBF" + file), "canonical form");
  EXPECT_EQ(trouble(file + "{}"), "JSON");
  EXPECT_EQ(trouble(replaced(file, ",\"signed\":", ", \"signed\":")), "canonical form");
  EXPECT_EQ(trouble(replaced(file, "公示", "\\u516c示")), "canonical form");
  EXPECT_EQ(trouble(replaced(file, "\"bytes\":18231", "\"bytes\":18231.0")), "drafts[0].bytes");
  EXPECT_EQ(trouble(replaced(file, "\"bytes\":18231", "\"bytes\":-1")), "drafts[0].bytes");
  EXPECT_EQ(trouble(replaced(file, "\"bytes\":18231", "\"bytes\":9007199254740992")),
            "drafts[0].bytes");
  EXPECT_EQ(trouble(replaced(file, "\"bytes\":18231", "\"bytes\":18231,\"bytes\":18231")),
            "canonical form");
  EXPECT_EQ(trouble(replaced(file, "\"who\":\"审", "\"who\":\"x\",\"who\":\"审")),
            "canonical form");
  EXPECT_EQ(trouble(replaced(file, "\"bytes\":18231,", "")), "drafts[0].bytes");
  EXPECT_EQ(trouble(replaced(file, "{\"bytes\"", "{\"and\":1,\"bytes\"")), "drafts[0]");
  EXPECT_EQ(trouble(replaced(file, "{\"signature\"", "{\"more\":1,\"signature\"")), "a field more");
  EXPECT_EQ(trouble(std::string(100, '[') + std::string(100, ']')), "depth");
  EXPECT_EQ(trouble("[]"), "receipt");
  EXPECT_EQ(trouble("{\"signature\":\"\",\"signed\":{}}\n"), "signature");
  for (std::size_t size = 0; size < file.size(); ++size) {
    EXPECT_FALSE(read_receipt(std::string_view(file).substr(0, size)).ok()) << size;
  }
}

TEST(Receipt, IsRefusedWhenItContradictsItself) {
  const auto said = [](const std::function<void(Receipt&)>& change) {
    Receipt receipt = full_receipt();
    change(receipt);
    const auto file = seal(receipt, private_key(KeyKind::ed25519));
    return file.ok() ? "" : file.error().message.args.at(0).second;
  };
  EXPECT_EQ(said([](Receipt& r) { r.drafts[0].sha256 = r.drafts[0].sm3 = ""; }),
            "drafts[0].verdict");
  EXPECT_EQ(said([](Receipt& r) { r.drafts[0].sm3 = ""; }), "drafts[0].sm3");
  EXPECT_EQ(said([](Receipt& r) { r.drafts[1].gaps[0].accepted = false; }), "drafts[1].verdict");
  EXPECT_EQ(said([](Receipt& r) { r.drafts[0].waived = 7; }), "drafts[0].counts.waived");
  EXPECT_EQ(said([](Receipt& r) { r.drafts[0].waived = 0; }), "drafts[0].waivers");
  EXPECT_EQ(said([](Receipt& r) { r.drafts[0].waivers.clear(); }), "drafts[0].waivers");
  EXPECT_EQ(said([](Receipt& r) { r.drafts[0].block = 9; }), "drafts[0].verdict");
  EXPECT_EQ(said([](Receipt& r) { r.drafts[0].baseline = 7; }), "drafts[0].counts.baseline");
  EXPECT_EQ(said([](Receipt& r) { r.who = "two\nlines"; }), "who");
  EXPECT_EQ(said([](Receipt& r) { r.who = "\xE2\x80\xAEreversed"; }), "who");
  EXPECT_EQ(said([](Receipt& r) { r.who = ""; }), "who");
  EXPECT_EQ(said([](Receipt& r) { r.who = std::string(kMaxReceiptText + 1, 'x'); }), "who");
  EXPECT_EQ(said([](Receipt& r) { r.drafts[0].waivers[0].until = "2027-02-30"; }),
            "drafts[0].waivers[0].until");
  const std::string file = sealed(full_receipt());
  EXPECT_EQ(
      trouble(replaced(file, R"("verdict":"clear","who":"审)", R"("verdict":"held","who":"审)")),
      "verdict");
}

TEST(Receipt, OfNothingIsIncomplete) {
  Receipt nothing = full_receipt();
  nothing.drafts.clear();
  EXPECT_EQ(nothing.verdict(), Verdict::incomplete);
  EXPECT_EQ(trouble(sealed(nothing)), "");
}

TEST(Receipt, NamesInAnyBytesComeBack) {
  for (const std::string name : {"a/b.html", "公示.docx", "back\\slash", "\xFF\xFE", "two\nlines",
                                 "\xE2\x80\xAEx", "%41", "\\xff", "\xEF\xBF\xBD", "\xE4\xBD"}) {
    const std::string text = escaped_name(name);
    EXPECT_EQ(unescaped_name(text).value_or("none"), name) << text;
    Receipt receipt = full_receipt();
    receipt.drafts[0].name = name;
    const auto read = read_receipt(sealed(receipt));
    ASSERT_TRUE(read.ok()) << text;
    put_in_order(receipt);
    EXPECT_EQ(read->receipt.drafts, receipt.drafts);
  }
  for (const std::string_view text : {"\\", "\\x4", "\\x41", "\\xFF", "\\n", "\\xe4\\xbd\\xa0"}) {
    EXPECT_FALSE(unescaped_name(text)) << text;
  }
}

TEST(Receipt, TellsTimeInOneForm) {
  EXPECT_EQ(utc_text(1'795'689'900), "2026-11-26T10:45:00Z");
  for (const std::int64_t time : {0LL, 951782399LL, 951782400LL, 253402300799LL}) {
    EXPECT_EQ(utc_seconds(utc_text(time)).value_or(-1), time);
  }
  for (const std::string_view text :
       {"2026-11-26T10:45:00", "2026-11-26 10:45:00Z", "2026-02-29T00:00:00Z",
        "2026-11-26T24:00:00Z", "2026-11-26T10:45:60Z", "1969-12-31T23:59:59Z",
        "2026-11-26T10:45:00+", "2O26-11-26T10:45:00Z"}) {
    EXPECT_FALSE(utc_seconds(text)) << text;
  }
}

}  // namespace
}  // namespace mishen
