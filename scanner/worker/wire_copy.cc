#include "scanner/worker/wire_copy.h"

#include <optional>
#include <utility>
#include <vector>

#include "scanner/base/wire_archive.h"
#include "scanner/worker/wire_frame.h"

namespace mishen {
namespace {

constexpr std::string_view kMagic = "mishen copy\r\n";

template <class Archive, class AnyCopy>
void walk_copy(Archive& wire, AnyCopy& copy) {
  wire.text("copy.bytes", copy.bytes);
  wire.list("copy.remarks", copy.remarks, kLeastMessage,
            [&](auto& remark) { walk_message(wire, remark); });
}

Error invalid() { return {ErrorKind::input, "", {"annotate.answer-invalid", {}}}; }

bool is_message(const Message& message) {
  return is_message_of(message, {"annotate.", "clean.", "error."});
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
  return framed(kMagic, wire.take());
}

Result<AnnotatedCopy> decode_copy(std::string_view answer, const Limits& limits) {
  const std::optional<std::string_view> payload = unframed(kMagic, answer, limits);
  if (!payload) return invalid();
  WireReader wire(*payload);
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
