// What the answers that are no examination have in common: the frame round their payload, and a
// message of the catalogue as the reason why there is none.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "scanner/base/limits.h"
#include "scanner/base/message.h"
#include "scanner/base/wire_archive.h"

namespace mishen {

// `magic`, the payload's SHA-256 in hex, the payload.
[[nodiscard]] std::string framed(std::string_view magic, const std::string& payload);

// The payload of such an answer; nothing when it is longer than max_report_bytes, has another
// magic, or the digest is not that of its payload. The view is into `answer`.
[[nodiscard]] std::optional<std::string_view> unframed(std::string_view magic,
                                                       std::string_view answer,
                                                       const Limits& limits);

// Fewest bytes a message takes.
inline constexpr std::size_t kLeastMessage = 8;

template <class Archive, class AnyMessage>
void walk_message(Archive& wire, AnyMessage& message) {
  constexpr std::size_t kLeastArgument = 8;
  wire.text("message.id", message.id);
  wire.list("message.args", message.args, kLeastArgument, [&](auto& arg) {
    wire.text("message.args", arg.first);
    wire.text("message.args", arg.second);
  });
}

// True when the message's id begins with one of `prefixes` and its arguments are UTF-8: a worker
// that was taken over may not choose which sentence its parent prints.
[[nodiscard]] bool is_message_of(const Message& message,
                                 std::initializer_list<std::string_view> prefixes);

}  // namespace mishen
