// People's answers to findings, out of the comments they wrote under them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/document/reply.h"

namespace mishen {

enum class AnswerKind : std::uint8_t {
  false_positive,  // 误报: not what the rule looks for
  fixed,           // 已改: the draft was changed; nothing to waive once it is reviewed again
  approved,        // 同意公开: may be published as it is
};
inline constexpr int kAnswerKindCount = static_cast<int>(AnswerKind::approved) + 1;
// "false-positive", as waivers spell it.
[[nodiscard]] std::string_view name(AnswerKind kind);

struct Answer {
  std::string finding;  // the finding's id
  AnswerKind kind = AnswerKind::false_positive;
  std::string reason;  // UTF-8, one line
  std::string author;  // one line; empty: nobody knows who says it
  std::string date;    // one line, as the file has it; may be empty

  friend bool operator==(const Answer&, const Answer&) = default;
};

// The id of a finding somewhere in `text`: "cn-personal/resident-id:" and 16 hex digits.
[[nodiscard]] std::optional<std::string> finding_id_in(std::string_view text);

// Replies that begin with one of the words, in either language and whatever the case and the
// punctuation after it, and whose thread names a finding. In their order. One without a reason is
// an answer all the same: who uses it decides.
[[nodiscard]] std::vector<Answer> answers_of(std::span<const Reply> replies);

// One waiver an answer, as mishen's waiver files have them (policy/waiver.h). `sha256`: hex, of the
// draft the answers are about. `today`, "2026-11-26", stands for a date that the file does not
// give. `fixed` is no waiver and is left out, and so is an answer without a name or a reason.
[[nodiscard]] bool is_waiver(const Answer& answer);
[[nodiscard]] std::string waivers_toml(std::span<const Answer> answers, std::string_view sha256,
                                       std::string_view today);

}  // namespace mishen
