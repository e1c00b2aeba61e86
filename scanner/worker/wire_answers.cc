#include "scanner/worker/wire_answers.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "scanner/base/utf8.h"
#include "scanner/base/wire_archive.h"
#include "scanner/worker/wire_frame.h"

namespace mishen {
namespace {

constexpr std::string_view kMagic = "mishen answers\r\n";
constexpr std::size_t kLeastAnswer = 17;
constexpr std::size_t kLongestId = 300;

template <class Archive, class Answers>
void walk_answers(Archive& wire, Answers& answers) {
  wire.list("answers", answers, kLeastAnswer, [&](auto& one) {
    wire.text("answer.finding", one.finding);
    wire.choice("answer.kind", one.kind, kAnswerKindCount);
    wire.text("answer.reason", one.reason);
    wire.text("answer.author", one.author);
    wire.text("answer.date", one.date);
  });
}

bool is_line(std::string_view text) {
  return utf8::is_valid(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
         });
}

bool is_sound(const Answer& one) {
  return one.finding.size() <= kLongestId && finding_id_in(one.finding) == one.finding &&
         is_line(one.reason) && is_line(one.author) && is_line(one.date);
}

Error invalid() { return {ErrorKind::input, "", {"answers.worker-ended", {}}}; }

}  // namespace

std::string encode_answers(const Result<std::vector<Answer>>& answers) {
  WireWriter wire;
  wire.choice("answers", answers.ok(), 2);
  if (answers) {
    walk_answers(wire, *answers);
  } else {
    walk_message(wire, answers.error().message);
  }
  return framed(kMagic, wire.take());
}

Result<std::vector<Answer>> decode_answers(std::string_view answer, const Limits& limits) {
  const std::optional<std::string_view> payload = unframed(kMagic, answer, limits);
  if (!payload) return invalid();
  WireReader wire(*payload);
  bool whole = false;
  wire.choice("answers", whole, 2);
  std::vector<Answer> answers;
  Message reason;
  if (whole) {
    walk_answers(wire, answers);
  } else {
    walk_message(wire, reason);
  }
  if (wire.failed() || !wire.at_end()) return invalid();
  if (!whole) {
    if (!is_message_of(reason, {"answers."})) return invalid();
    return Error{ErrorKind::input, "", std::move(reason)};
  }
  if (!std::all_of(answers.begin(), answers.end(), is_sound)) return invalid();
  return answers;
}

}  // namespace mishen
