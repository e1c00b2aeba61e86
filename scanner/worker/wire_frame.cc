#include "scanner/worker/wire_frame.h"

#include <algorithm>

#include "scanner/base/digest.h"
#include "scanner/base/utf8.h"

namespace mishen {
namespace {

constexpr std::size_t kDigestSize = 64;

}  // namespace

std::string framed(std::string_view magic, const std::string& payload) {
  return std::string(magic) + sha256_hex(payload) + payload;
}

std::optional<std::string_view> unframed(std::string_view magic, std::string_view answer,
                                         const Limits& limits) {
  const std::size_t head = magic.size() + kDigestSize;
  if (answer.size() < head || answer.size() > limits.max_report_bytes) return std::nullopt;
  if (!answer.starts_with(magic)) return std::nullopt;
  const std::string_view payload = answer.substr(head);
  if (answer.substr(magic.size(), kDigestSize) != sha256_hex(payload)) return std::nullopt;
  return payload;
}

bool is_message_of(const Message& message, std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view one) { return message.id.starts_with(one); }) &&
         std::all_of(message.args.begin(), message.args.end(), [](const auto& arg) {
           return utf8::is_valid(arg.first) && utf8::is_valid(arg.second);
         });
}

}  // namespace mishen
