#include "scanner/worker/wire_copy.h"

#include <utility>
#include <vector>

#include "scanner/base/digest.h"
#include "scanner/base/utf8.h"
#include "scanner/base/wire_archive.h"

namespace mishen {
namespace {

constexpr std::string_view kMagic = "mishen copy\r\n";
constexpr std::size_t kDigestSize = 64;
constexpr std::size_t kLeastMessage = 8;
constexpr std::size_t kLeastPair = 8;

template <class Archive, class AnyMessage>
void walk_message(Archive& wire, AnyMessage& message) {
  wire.text("message.id", message.id);
  wire.list("message.args", message.args, kLeastPair, [&](auto& arg) {
    wire.text("message.args", arg.first);
    wire.text("message.args", arg.second);
  });
}

template <class Archive, class AnyCopy>
void walk_copy(Archive& wire, AnyCopy& copy) {
  wire.text("copy.bytes", copy.bytes);
  wire.list("copy.remarks", copy.remarks, kLeastMessage,
            [&](auto& remark) { walk_message(wire, remark); });
}

Error invalid() { return {ErrorKind::input, "", {"annotate.answer-invalid", {}}}; }

bool is_message(const Message& message) {
  bool good = message.id.starts_with("annotate.") || message.id.starts_with("clean.") ||
              message.id.starts_with("error.");
  for (const auto& [key, value] : message.args) {
    good = good && utf8::is_valid(key) && utf8::is_valid(value);
  }
  return good;
}

}  // namespace

std::string encode_copy(const Result<AnnotatedCopy>& copy) {
  WireWriter wire;
  wire.choice("copy", copy.ok(), 2);
  if (copy) {
    walk_copy(wire, *copy);
  } else {
    walk_message(wire, copy.error().message);
  }
  const std::string payload = wire.take();
  return std::string(kMagic) + sha256_hex(payload) + payload;
}

Result<AnnotatedCopy> decode_copy(std::string_view answer, const Limits& limits) {
  const std::size_t head = kMagic.size() + kDigestSize;
  if (answer.size() < head || answer.size() > limits.max_report_bytes) return invalid();
  if (!answer.starts_with(kMagic)) return invalid();
  const std::string_view payload = answer.substr(head);
  if (answer.substr(kMagic.size(), kDigestSize) != sha256_hex(payload)) return invalid();
  WireReader wire(payload);
  bool whole = false;
  wire.choice("copy", whole, 2);
  AnnotatedCopy copy;
  Message reason;
  if (whole) {
    walk_copy(wire, copy);
  } else {
    walk_message(wire, reason);
  }
  if (wire.failed() || !wire.at_end()) return invalid();
  for (const Message& remark : copy.remarks) {
    if (!is_message(remark)) return invalid();
  }
  if (whole) return copy;
  if (!is_message(reason)) return invalid();
  return Error{ErrorKind::input, "", std::move(reason)};
}

}  // namespace mishen
