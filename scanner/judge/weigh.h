// One candidate at a time: what speaks for it and against it, and whether that is enough.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scanner/judge/clue.h"
#include "scanner/judge/judge.h"
#include "scanner/judge/outline.h"
#include "scanner/judge/surround.h"

namespace mishen {

// A candidate that survived on its own merits; overlaps are not looked at yet.
struct Weighed {
  std::uint32_t rule = 0;
  ReadingKind kind = ReadingKind::primary;
  std::string value;                // normalised
  std::vector<SourcePiece> pieces;  // in order, not empty
  Disguise disguises = Disguise::none;
  std::vector<Reason> reasons;  // strongest first
  int points = 0;               // their total
  Likelihood likelihood = Likelihood::possible;
  Severity cap = Severity::block;
  std::vector<std::pair<std::string, std::string>> attributes;
  MaskedNumber mask;  // of rules that are joinable
};

// Not thread-safe (remembers what it looked at). Everything given must outlive it.
class Scales {
 public:
  Scales(Outline& outline, const CompiledRules& rules, const BoundValidators& validators,
         std::string_view today)
      : outline_(&outline),
        rules_(&rules),
        validators_(&validators),
        today_(today),
        surround_(outline) {}

  // Of candidates that screen.h lets through. Nothing when a validator says no or the points do not
  // reach kPossible. Asking in reading order is linear.
  [[nodiscard]] std::optional<Weighed> weigh(const Reading& reading, const Candidate& candidate);

 private:
  bool ask_validators(const Reading& reading, const Candidate& candidate, Weighed& weighed,
                      bool& confirmed);
  void ask_clues(const Reading& reading, const Candidate& candidate, Weighed& weighed);
  HitNotes* notes_of(const Reading& reading, NormSpan span);
  std::string label_of(const SourcePiece& first);

  Outline* outline_;
  const CompiledRules* rules_;
  const BoundValidators* validators_;
  std::string_view today_;
  Surround surround_;
  HitNotes notes_;  // of the span below
  const Reading* noted_ = nullptr;
  NormSpan noted_span_;
  std::map<std::uint32_t, ClueBook> books_;  // of the rules met so far
};

}  // namespace mishen
