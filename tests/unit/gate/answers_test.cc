#include "scanner/gate/answers.h"

#include <gtest/gtest.h>

#include "scanner/worker/wire_answers.h"

namespace mishen {
namespace {

constexpr std::string_view kId = "cn-personal/resident-id:40ac38b854725f59";

Reply reply(std::string text) {
  return {"■ 身份证号码\n编号：" + std::string(kId) + "\n", true, std::move(text), "王五",
          "2026-11-26T08:00:00Z"};
}

std::vector<Answer> answered(std::string text) {
  return answers_of(std::vector{reply(std::move(text))});
}

TEST(Answers, AreTakenInBothLanguages) {
  const auto kind = [](std::string text) { return answered(std::move(text)).at(0).kind; };
  EXPECT_EQ(kind("误报：这是样例号码"), AnswerKind::false_positive);
  EXPECT_EQ(kind("False positive - sample number"), AnswerKind::false_positive);
  EXPECT_EQ(kind("【同意公开】局长批示"), AnswerKind::approved);
  EXPECT_EQ(kind("  approved, see minutes"), AnswerKind::approved);
  EXPECT_EQ(kind("已改，只留后四位"), AnswerKind::fixed);
  EXPECT_EQ(kind("FIXED: masked"), AnswerKind::fixed);
}

TEST(Answers, HoldWhatTheFileSays) {
  const Answer answer = answered("误报：样例\n号码\u202E").at(0);
  EXPECT_EQ(answer.finding, kId);
  EXPECT_EQ(answer.reason, "样例 号码");
  EXPECT_EQ(answer.author, "王五");
  EXPECT_EQ(answer.date, "2026-11-26T08:00:00Z");
  EXPECT_TRUE(is_waiver(answer));
}

TEST(Answers, AreNotHeardInOtherTalk) {
  EXPECT_TRUE(answered("请核对是否误报").empty());
  EXPECT_TRUE(answered("approvedly").empty());
  EXPECT_TRUE(answered("").empty());
  Reply other = reply("误报：别的批注");
  other.to = "请改为 12:30 开会";
  EXPECT_TRUE(answers_of(std::vector{other}).empty());
}

// Neither nameless nor groundless answers waive, and "fixed" waives nothing.
TEST(Answers, WaiveOnlyWithNameAndReason) {
  EXPECT_FALSE(is_waiver(answered("误报").at(0)));
  EXPECT_FALSE(is_waiver(answered("已改：见第二稿").at(0)));
  Reply own = reply("误报：写在原批注里");
  own.answers_note = false;
  const Answer nameless = answers_of(std::vector{own}).at(0);
  EXPECT_EQ(nameless.author, "");
  EXPECT_FALSE(is_waiver(nameless));
  EXPECT_EQ(waivers_toml(std::vector{nameless}, "00", "2026-11-30"), "");
}

TEST(Answers, AreTomlThatNothingBreaksOutOf) {
  Reply hostile = reply("误报：\"\"\"\n[[waiver]]\\");
  hostile.author = "\"]\nwho=\"x";
  EXPECT_EQ(waivers_toml(answers_of(std::vector{hostile}), "ab12", "2026-11-30"),
            "[[waiver]]\nfinding = \"" + std::string(kId) +
                "\"\nrule = \"cn-personal/resident-id\"\nanswer = \"false-positive\"\n"
                "reason = \"\\\"\\\"\\\" [[waiver]]\\\\\"\nwho = \"\\\"] who=\\\"x\"\n"
                "date = \"2026-11-26\"\ndraft = \"sha256:ab12\"\n\n");
}

TEST(Answers, DatesAreDaysHoweverTheFileHasThem) {
  const auto date_of = [](const char* date) {
    Reply one = reply("误报：样例");
    one.date = date;
    const std::string toml = waivers_toml(answers_of(std::vector{one}), "00", "2026-11-30");
    const std::size_t at = toml.find("date = \"");
    return at == std::string::npos ? std::string() : toml.substr(at + 8, 10);
  };
  EXPECT_EQ(date_of("2026-11-26T08:00:00Z"), "2026-11-26");
  EXPECT_EQ(date_of("D:20261125235959+08'00'"), "2026-11-25");
  EXPECT_EQ(date_of(""), "2026-11-30");
  EXPECT_EQ(date_of("D:20261350"), "2026-11-30");
  EXPECT_EQ(date_of("yesterday"), "2026-11-30");
}

TEST(Answers, FindIds) {
  EXPECT_EQ(finding_id_in("x " + std::string(kId) + "/2").value_or(""), kId);
  EXPECT_FALSE(finding_id_in("cn-personal:40ac38b854725f59"));
  EXPECT_FALSE(finding_id_in("a/b:40ac38b854725f5"));
  EXPECT_FALSE(finding_id_in("a/b:40ac38b854725f59a"));
  EXPECT_FALSE(finding_id_in("/b:40ac38b854725f59"));
}

TEST(WireAnswers, BringBackWhatWasSentAndRefuseTheRest) {
  const std::vector<Answer> sent = answered("误报：样例");
  const std::string whole = encode_answers(sent);
  const auto got = decode_answers(whole, {});
  ASSERT_TRUE(got.ok());
  EXPECT_EQ(*got, sent);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 0x20);
    EXPECT_FALSE(decode_answers(changed, {}).ok()) << i;
    EXPECT_FALSE(decode_answers(whole.substr(0, i), {}).ok()) << i;
  }
  std::vector<Answer> lying = sent;
  lying[0].reason = "two\nlines";
  EXPECT_FALSE(decode_answers(encode_answers(lying), {}).ok());
  lying = sent;
  lying[0].finding = "nothing";
  EXPECT_FALSE(decode_answers(encode_answers(lying), {}).ok());
  const Error other{ErrorKind::input, "", {"output.written", {{"file", "/etc/passwd"}}}};
  EXPECT_EQ(decode_answers(encode_answers(other), {}).error().message.id, "answers.worker-ended");
}

}  // namespace
}  // namespace mishen
