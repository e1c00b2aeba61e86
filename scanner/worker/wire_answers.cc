#include "scanner/worker/wire_answers.h"

#include <algorithm>
#include <utility>

#include "scanner/base/digest.h"
#include "scanner/base/utf8.h"
#include "scanner/base/wire_archive.h"

namespace mishen {
namespace {

constexpr std::string_view kMagic = "mishen answers\r\n";
constexpr std::size_t kDigestSize = 64;
constexpr std::size_t kLeastAnswer = 17;
constexpr std::size_t kLeastPair = 8;
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

template <class Archive, class AnyMessage>
void walk_reason(Archive& wire, AnyMessage& message) {
  wire.text("message.id", message.id);
  wire.list("message.args", message.args, kLeastPair, [&](auto& arg) {
    wire.text("message.args", arg.first);
    wire.text("message.args", arg.second);
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

bool is_own(const Message& message) {
  return message.id.starts_with("answers.") &&
         std::all_of(message.args.begin(), message.args.end(), [](const auto& arg) {
           return utf8::is_valid(arg.first) && utf8::is_valid(arg.second);
         });
}

Error invalid() { return {ErrorKind::input, "", {"answers.worker-ended", {}}}; }

}  // namespace

std::string encode_answers(const Result<std::vector<Answer>>& answers) {
  WireWriter wire;
  wire.choice("answers", answers.ok(), 2);
  if (answers) {
    walk_answers(wire, *answers);
  } else {
    walk_reason(wire, answers.error().message);
  }
  const std::string payload = wire.take();
  return std::string(kMagic) + sha256_hex(payload) + payload;
}

Result<std::vector<Answer>> decode_answers(std::string_view answer, const Limits& limits) {
  const std::size_t head = kMagic.size() + kDigestSize;
  if (answer.size() < head || answer.size() > limits.max_report_bytes) return invalid();
  if (!answer.starts_with(kMagic)) return invalid();
  const std::string_view payload = answer.substr(head);
  if (answer.substr(kMagic.size(), kDigestSize) != sha256_hex(payload)) return invalid();
  WireReader wire(payload);
  bool whole = false;
  wire.choice("answers", whole, 2);
  std::vector<Answer> answers;
  Message reason;
  if (whole) {
    walk_answers(wire, answers);
  } else {
    walk_reason(wire, reason);
  }
  if (wire.failed() || !wire.at_end()) return invalid();
  if (!whole) {
    if (!is_own(reason)) return invalid();
    return Error{ErrorKind::input, "", std::move(reason)};
  }
  if (!std::all_of(answers.begin(), answers.end(), is_sound)) return invalid();
  return answers;
}

}  // namespace mishen
