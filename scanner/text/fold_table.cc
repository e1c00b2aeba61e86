#include "scanner/text/fold_table.h"

#include <array>
#include <iterator>

#include "scanner/text/fold_data.h"

namespace mishen {
namespace {

constexpr char32_t kEnd = 0x30000;  // nothing between here and the tags folds
constexpr char32_t kTagsBegin = 0xE0000;
constexpr char32_t kTagsEnd = 0xE1000;
constexpr std::size_t kBlockSize = 64;

// Entries shared by many code points.
constexpr std::uint16_t kKeep = 0, kInvisible = 1, kBidi = 2, kComposing = 3, kFirstOwn = 4;

constexpr bool is_bidi_control(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

constexpr bool is_full_width(char32_t c) { return (c >= 0xFF01 && c <= 0xFF5E) || c == 0x3000; }

// Calls visit(code point, target), or visit(code point) where the data have no target.
template <std::size_t n, class Visit>
constexpr void each_code(const FoldRun (&runs)[n], Visit visit) {
  for (const FoldRun& run : runs) {
    for (std::uint32_t i = 0; i < run.count; ++i) visit(run.first + i, run.target + i * run.step);
  }
}
template <std::size_t n, class Visit>
constexpr void each_code(const CodeRange (&ranges)[n], Visit visit) {
  for (const CodeRange& range : ranges) {
    for (std::uint32_t i = 0; i < range.count; ++i) visit(range.first + i);
  }
}

constexpr void append(FoldEntry& entry, char32_t c) {
  const auto put = [&](char32_t byte) { entry.utf8[entry.size++] = static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6U)), put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12U)), put(0x80U | ((c >> 6U) & 0x3FU)), put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18U)), put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU)), put(0x80U | (c & 0x3FU));
  }
}

// Calls visit(code point, index, entry); kFirstOwn as index: an entry of its own, the one given.
template <class Visit>
constexpr void each_entry(Visit visit) {
  const auto shared = [&](std::uint16_t index) {
    return [&visit, index](char32_t c) {
      visit(c, index == kInvisible && is_bidi_control(c) ? kBidi : index, FoldEntry{});
    };
  };
  const auto own = [&](FoldKind kind, Disguise disguise) {
    return [&visit, kind, disguise](char32_t c, char32_t target) {
      FoldEntry entry{kind, 0, {}, is_full_width(c) ? Disguise::full_width : disguise};
      append(entry, target);
      visit(c, kFirstOwn, entry);
    };
  };
  each_code(fold_data::kDropped, shared(kInvisible));
  each_code(fold_data::kCompose, shared(kComposing));
  each_code(fold_data::kDigits, own(FoldKind::replace, Disguise::other_digits));
  each_code(fold_data::kOrnate, own(FoldKind::ornate, Disguise::other_digits));
  each_code(fold_data::kRadicals, own(FoldKind::replace, Disguise::radical));
  each_code(fold_data::kStars, own(FoldKind::replace, Disguise::star_variant));
  each_code(fold_data::kPunctuation, own(FoldKind::replace, Disguise::none));
  each_code(fold_data::kForms, own(FoldKind::replace, Disguise::compatibility));
  for (const LongForm& form : fold_data::kLongForms) {
    FoldEntry entry{FoldKind::replace, 0, {}, Disguise::compatibility};
    for (const char32_t c : form.target) {
      if (c != 0) append(entry, c);
    }
    visit(form.code, kFirstOwn, entry);
  }
}

struct Sizes {
  std::size_t blocks = 1;  // the first is empty, for all that is kept
  std::size_t entries = kFirstOwn;
};

constexpr Sizes sizes() {
  Sizes out;
  std::array<bool, kEnd / kBlockSize> used{};
  each_entry([&](char32_t c, std::uint16_t index, const FoldEntry&) {
    if (!used[c / kBlockSize]) ++out.blocks;
    used[c / kBlockSize] = true;
    if (index == kFirstOwn) ++out.entries;
  });
  return out;
}

struct Table {
  static constexpr Sizes kSizes = sizes();
  std::array<std::uint16_t, kEnd / kBlockSize> block{};
  std::array<std::uint16_t, kSizes.blocks * kBlockSize> index{};
  std::array<FoldEntry, kSizes.entries> entries{};
};

constexpr Table make_table() {
  Table out;
  out.entries[kInvisible] = {FoldKind::drop, 0, {}, Disguise::invisible};
  out.entries[kBidi] = {FoldKind::drop, 0, {}, Disguise::bidi};
  out.entries[kComposing] = {FoldKind::compose, 0, {}, Disguise::none};
  std::uint16_t blocks = 1;
  std::uint16_t entries = kFirstOwn;
  each_entry([&](char32_t c, std::uint16_t index, const FoldEntry& entry) {
    std::uint16_t& block = out.block[c / kBlockSize];
    if (block == 0) block = blocks++;
    if (index == kFirstOwn) {
      out.entries[entries] = entry;
      index = entries++;
    }
    out.index[block * kBlockSize + c % kBlockSize] = index;
  });
  return out;
}

constexpr Table kTable = make_table();

}  // namespace

const FoldEntry& fold_entry(char32_t c) {
  if (c >= kEnd) return kTable.entries[c >= kTagsBegin && c < kTagsEnd ? kInvisible : kKeep];
  const std::size_t block = kTable.block[c / kBlockSize];
  return kTable.entries[kTable.index[block * kBlockSize + c % kBlockSize]];
}

}  // namespace mishen
