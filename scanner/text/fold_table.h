// What one code point folds to, looked up in constant time. The data are in fold_data.h, written by
// make_fold_data.py; the table is made from them at compile time.
#pragma once

#include <cstdint>
#include <string_view>

#include "scanner/text/reading.h"

namespace mishen {

// Rows of fold_data.h.
struct CodeRange {
  char32_t first;
  std::uint32_t count;
};
struct FoldRun {
  char32_t first;
  std::uint32_t count;
  char32_t target;     // of `first`
  std::uint32_t step;  // 1: the target steps along, 0: it stays
};
struct LongForm {
  char32_t code;
  char32_t target[3];  // filled up with 0
};

enum class FoldKind : std::uint8_t {
  keep,
  drop,     // invisible
  replace,  // by FoldEntry::target()
  ornate,   // a circled, raised or lowered digit: by target() where it is no list or note number
  compose,  // kept, and may have to be composed with what stands before it (NFC)
};

struct FoldEntry {
  FoldKind kind = FoldKind::keep;
  std::uint8_t size = 0;
  char utf8[6] = {};
  Disguise disguise = Disguise::none;

  [[nodiscard]] std::string_view target() const { return {utf8, size}; }
};

// For every value up to U+10FFFF and over; those that fold to nothing special are `keep`.
[[nodiscard]] const FoldEntry& fold_entry(char32_t c);

}  // namespace mishen
