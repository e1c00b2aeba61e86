// The contract of a validator: a named, pure, total judge of one candidate. It answers yes, no or
// cannot say, with the evidence it saw; how much that is worth in the end is decided in one place
// (judge/score.h).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
#include <utility>
#include <vector>

#include "scanner/base/message.h"
#include "scanner/base/result.h"
#include "scanner/document/passage.h"
#include "scanner/judge/rule_data.h"
#include "scanner/text/reading.h"

namespace mishen {

enum class Standing : std::uint8_t {
  no,       // cannot be what the rule looks for: the candidate is dropped
  unknown,  // nothing speaks against it
  // Confirmed (check digit, number plan, a well-formed mark). What was found only in an alternate
  // reading (any but primary and line_joined) stays `possible` without it.
  yes,
};

// One reason for or against a candidate, with its points; the report shows it.
struct Reason {
  std::string id;  // catalogue id "reason.<id>", e.g. "check-digit"
  int points = 0;
  std::vector<std::pair<std::string, std::string>> args;  // for the catalogue's sentence

  friend bool operator==(const Reason&, const Reason&) = default;
};

// A number with hidden characters, for rules that ask whether another mask undoes this one.
struct MaskedNumber {
  std::string pattern;  // its digits as they are, '*' for what is hidden
  std::string owner;    // the name that stands with it; empty: none
  std::string beside;   // what its row tells of the same number in another way; empty: nothing

  [[nodiscard]] bool present() const { return !pattern.empty(); }
};

// How long such a number is, and which of its places it shows. Of at most 64 places.
struct MaskForm {
  std::uint32_t length = 0;
  std::uint64_t shown = 0;  // bit i: place i

  friend bool operator==(const MaskForm&, const MaskForm&) = default;
};

struct Assessment {
  Standing standing = Standing::unknown;
  std::vector<Reason> reasons;
  // What was understood, for reports: {"level","机密"}, {"period","10年"}. Never a sensitive value.
  std::vector<std::pair<std::string, std::string>> attributes;
  MaskedNumber mask = {};  // never leaves the judge
};

// The logical line a candidate stands in, and what is around it. Texts are normalised (the
// reading's own kind of normalisation for `line`, primary for the rest) and live as long as the
// call.
struct LineContext {
  // Without its line end. Of a line longer than that, 1,024 bytes on each side of the candidate.
  std::string_view line;
  std::uint32_t begin = 0;  // where the candidate stands in `line`, bytes
  std::uint32_t end = 0;
  // Up to two non-empty logical lines before and after, nearest first, across passages of the same
  // surface and part (or page); empty views where there are none.
  std::string_view before[2];
  std::string_view after[2];
  std::string_view header;  // header cell of the column; empty if none
  bool in_cell = false;
  // The other cells of the row that hold text, left to right, at most 16, 96 bytes of each.
  const std::vector<std::string>* row = nullptr;
  const std::vector<std::string>* row_headers = nullptr;  // of their columns, one for each
  // The line looks like the continuation of the one above it in the same passage (a wrapped
  // paragraph on a page): `before[0]` runs on into `line`.
  bool continues = false;
  // Ordinal of the line among the non-empty lines of its part (DOCX main part) or page, from 0.
  std::uint32_t line_ordinal = 0;
  // The same line stands on at least two pages (running header, watermark).
  bool repeats_on_pages = false;
  // First heading-like line of the document, for "this is a statute or a training text".
  std::string_view document_title;
  // The date the document bears, and that of the review, "2024-05-06"; empty: unknown. Who looks at
  // `today` says to which day it was compared in the attribute "expires": see depends_on_today().
  std::string_view document_date;
  std::string_view today;
};

// What validators worked out about one place, for the next that is asked about the same: five rules
// look at each 主动公开. Not thread-safe; of one review.
class HitNotes {
 public:
  // What `make()` said when it was first asked for a T at this place. `make` may only look at the
  // hit and at what all who ask for a T have in common: the next gets the same.
  template <class T, class Make>
  const T& get(Make make) {
    std::shared_ptr<const void>& kept = kept_[typeid(T)];
    if (!kept) kept = std::make_shared<const T>(make());
    return *static_cast<const T*>(kept.get());
  }
  void clear() { kept_.clear(); }

 private:
  std::map<std::type_index, std::shared_ptr<const void>> kept_;
};

// Everything a validator may look at.
struct Hit {
  std::string_view value;  // the match, normalised
  const Passage* passage = nullptr;
  LineContext context;
  ReadingKind reading = ReadingKind::primary;
  HitNotes* notes = nullptr;  // null: nobody keeps any
};

class Validator {
 public:
  virtual ~Validator() = default;
  // Total, pure, thread-safe.
  [[nodiscard]] virtual Assessment assess(const Hit& hit) const = 0;
  // False only where assess() says no to this value whatever stands around it: what is around it is
  // then not gathered. Total, pure, thread-safe.
  [[nodiscard]] virtual bool can_be(std::string_view /*value*/) const { return true; }
  // False only where assess() says no to what stands there in a reading's text, told from that and
  // the characters right beside it. Total, pure, thread-safe; costs no more than those.
  [[nodiscard]] virtual bool can_stand(std::string_view /*text*/, NormSpan /*there*/) const {
    return true;
  }

  // Of validators of rules that are `joinable`. The form of the MaskedNumber::pattern assess()
  // gives this value whatever stands around it; length 0: none, or it says no. Nothing: the value
  // alone does not tell.
  [[nodiscard]] virtual std::optional<MaskForm> form_of(std::string_view /*value*/) const {
    return std::nullopt;
  }
  // False only where no cell under this header (as LineContext::row_headers gives it) can become
  // MaskedNumber::beside.
  [[nodiscard]] virtual bool tells_beside(std::string_view /*header*/) const { return true; }
};

struct ValidatorEntry {
  std::string name;  // "cn-resident-id"
  // Makes the validator from the tables of rules/data. Error kind rule: the data file is missing or
  // damaged.
  std::function<Result<std::unique_ptr<const Validator>>(RuleData& data)> make;
};

// The complete list of validators of this build (generated by CMake from plugins/validators/*).
class ValidatorSet {
 public:
  explicit ValidatorSet(std::vector<ValidatorEntry> entries) : entries_(std::move(entries)) {}
  [[nodiscard]] const std::vector<ValidatorEntry>& entries() const { return entries_; }
  [[nodiscard]] std::vector<std::string_view> names() const;
  [[nodiscard]] const ValidatorEntry* find(std::string_view name) const;

 private:
  std::vector<ValidatorEntry> entries_;
};

}  // namespace mishen
