// The stages a profile tells apart, and what a worker says of its own. Every list begins with the
// time that no other member claims (Stopwatch's slot 0).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "scanner/base/stopwatch.h"

namespace mishen {

// Of the process that runs the workers.
enum class RunStage : unsigned char {
  elsewhere,
  opening,    // policy, rules, validators
  listing,    // which drafts there are
  kept,       // answers kept by earlier runs
  reading,    // bytes of drafts and their digests
  warming,    // what every draft of a format needs: its plug-in and tables
  starting,   // forking
  waiting,    // until a worker says something
  taking,     // what workers say, off their pipes; their ends
  checking,   // what they said
  deciding,   // findings and coverage to a verdict
  compiling,  // patterns that workers needed, for workers to come
  settling,   // waivers, baseline
  drawing,    // pictures of pages
  rendering,  // the report as text
  writing,    // to its place
  copying,    // annotated copies
};
inline constexpr std::size_t kRunStageCount = static_cast<std::size_t>(RunStage::copying) + 1;

// Of a worker. Reading is told by plug-in: slot kDraftStageCount + the index of its FormatEntry.
enum class DraftStage : unsigned char {
  elsewhere,    // the worker's end, and whatever it does not tell
  confining,    // process and sandbox
  identifying,  // what the draft and the files in it are
  normalising,
  matching,
  compiling,  // patterns nobody has needed before
  judging,
  encoding,
};
inline constexpr std::size_t kDraftStageCount = static_cast<std::size_t>(DraftStage::encoding) + 1;

// What one format plug-in read.
struct FormatTimes {
  Spent own;  // without that of plug-ins for files inside
  std::uint64_t bytes = 0;
  std::uint64_t files = 0;
  std::uint64_t inside = 0;  // how many of them stood in other files

  friend bool operator==(const FormatTimes&, const FormatTimes&) = default;
};

// One worker's account.
struct DraftTimes {
  std::array<Spent, kDraftStageCount> stages{};
  std::vector<FormatTimes> formats;  // by index into FormatSet::entries()

  friend bool operator==(const DraftTimes&, const DraftTimes&) = default;
};

}  // namespace mishen
