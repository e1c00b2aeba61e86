// The ledger: what of a draft was read and what was not. Whatever could not be read is a Gap; there
// is no other way to say it, and no path from a Gap to `clear` that does not go through the policy.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "scanner/base/message.h"
#include "scanner/document/provenance.h"

namespace mishen {

enum class GapCause : std::uint8_t {
  picture_not_read,       // a picture beside text
  image_only_page,        // a page (or a draft) whose only content is pictures
  page_without_text,      // a page that draws, but gave neither text nor picture
  unmapped_glyphs,        // characters the file gives no Unicode for, above the budget
  password_protected,     // encrypted, and the empty password does not open it
  damaged,                // structure broken; something may be missing
  page_failed,            // the page could not be read
  part_failed,            // the part could not be read
  unsupported_part,       // a part of a kind mishen does not read
  unsupported_format,     // a known format without a plug-in
  unknown_format,         // content is no format mishen knows
  external_content,       // content that is fetched from elsewhere when shown
  limit_reached,          // a limit of scanner/base/limits.h
  worker_crashed,         // the worker ended by a signal or an exit of its own
  worker_timed_out,       // wall clock or CPU time
  worker_out_of_memory,   // memory limit
  worker_answer_invalid,  // what came back does not hold together
  unreadable_file,        // could not be opened or read
  name_mismatch,          // the file's name claims another format; reviewed by its content
  lfs_pointer,            // stands for content that git keeps elsewhere
  submodule,              // stands for a commit of another repository
  attribute_missing,  // the policy asks for a disclosure attribute (公开属性), and none is stated
};
inline constexpr int kGapCauseCount = static_cast<int>(GapCause::attribute_missing) + 1;

// The name in the JSON contract and in policies: "image-only-page".
[[nodiscard]] std::string_view name(GapCause cause);
[[nodiscard]] std::optional<GapCause> gap_cause_by_name(std::string_view name);

struct Gap {
  GapCause cause = GapCause::damaged;
  Provenance where;  // empty: the draft as a whole
  Message detail;    // what exactly, and what to do

  friend bool operator==(const Gap&, const Gap&) = default;
};

struct Coverage {
  std::uint64_t passages = 0;
  std::uint64_t characters = 0;  // code points in passages
  std::uint64_t unmapped = 0;    // glyphs without Unicode, among or beside them
  std::uint64_t pictures = 0;    // pictures met, read or not
  std::optional<std::uint32_t> pages;
  std::vector<Gap> gaps;
};

}  // namespace mishen
