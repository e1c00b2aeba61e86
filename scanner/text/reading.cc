#include "scanner/text/reading.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "scanner/text/alternates.h"
#include "scanner/text/fold.h"

namespace mishen {
namespace {

// One way of undoing something: the layers of edits it wants on a text.
struct Pass {
  ReadingKind kind;
  std::function<Layers(const NormalText&)> layers;
};

Layers one(Edits edits) {
  Layers layers;
  if (!edits.empty()) layers.push_back(std::move(edits));
  return layers;
}

// In the order in which they build on each other. What they want of `source` they want only of the
// primary text.
std::array<Pass, 6> passes(std::string_view source) {
  return {{{ReadingKind::reversed,
            [source](const NormalText& t) { return one(reversal_edits(source, t)); }},
           {ReadingKind::letter_spaced,
            [](const NormalText& t) { return one(letter_spacing_edits(t.text)); }},
           {ReadingKind::chinese_numerals,
            [](const NormalText& t) { return one(numeral_edits(t.text)); }},
           {ReadingKind::look_alikes,
            [](const NormalText& t) { return one(look_alike_edits(t.text)); }},
           {ReadingKind::line_joined, [](const NormalText& t) { return line_join_layers(t.text); }},
           {ReadingKind::ungrouped, [](const NormalText& t) { return ungroup_layers(t.text); }}}};
}

class Reader {
 public:
  Reader(std::string_view source, std::uint32_t passage)
      : source_(source), passage_(passage), primary_(normalise(source)) {}

  std::vector<Reading> run() {
    std::vector<Reading> alternates;
    for (const Pass& pass : passes(source_)) {
      Layers layers = pass.layers(primary_);
      for (const Edits& edits : layers) add(alternates, pass.kind, rewrite(primary_, edits));
      combine(pass, std::move(layers), alternates);
    }
    std::vector<Reading> out;
    out.reserve(alternates.size() + 2);
    out.push_back(reading(ReadingKind::primary, std::move(primary_)));
    if (combined_passes_ >= 2) add(alternates, combined_kind_, std::move(combined_));
    for (Reading& alternate : alternates) {
      if (alternate.text != out.front().text) out.push_back(std::move(alternate));
    }
    return out;
  }

 private:
  Reading reading(ReadingKind kind, NormalText text) const {
    return {kind, {passage_}, std::move(text.text), std::move(text.map)};
  }

  void add(std::vector<Reading>& to, ReadingKind kind, NormalText text) const {
    to.push_back(reading(kind, std::move(text)));
  }

  // Disguises are combined: a number in Chinese numerals, wrapped and grouped. One more reading has
  // all passes made one after the other; it is of the kind of the last that changed something.
  void combine(const Pass& pass, Layers layers, std::vector<Reading>& alternates) {
    const bool first = combined_passes_ == 0;
    if (!first) layers = pass.layers(combined_);
    if (layers.empty()) return;
    const NormalText& base = first ? primary_ : combined_;
    if (!first) {
      for (std::size_t i = 1; i < layers.size(); ++i) {
        add(alternates, pass.kind, rewrite(base, layers[i]));
      }
    }
    combined_ = rewrite(base, layers.front());
    combined_kind_ = pass.kind;
    ++combined_passes_;
  }

  std::string_view source_;
  std::uint32_t passage_;
  NormalText primary_;
  NormalText combined_;
  ReadingKind combined_kind_ = ReadingKind::primary;
  int combined_passes_ = 0;
};

constexpr std::array<std::string_view, kReadingKindCount> kKindNames = {
    "primary",          "line-joined", "ungrouped", "letter-spaced",
    "chinese-numerals", "look-alikes", "reversed",  "cell-joined"};

constexpr std::string_view kDisguiseNames[] = {
    "full-width", "invisible", "bidi",       "radical",      "other-digits", "spacing",
    "line-wrap",  "numerals",  "look-alike", "star-variant", "cells",        "compatibility"};

}  // namespace

std::string_view name(ReadingKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::vector<std::string_view> names(Disguise set) {
  std::vector<std::string_view> out;
  unsigned bit = 1;
  for (const std::string_view name : kDisguiseNames) {
    if (has(set, static_cast<Disguise>(bit))) out.push_back(name);
    bit <<= 1U;
  }
  return out;
}

std::vector<Reading> readings_of(const Document& document, std::uint32_t passage) {
  return Reader(document.passages[passage].text, passage).run();
}

std::vector<SourcePiece> pieces_of(const Document& document, const Reading& reading,
                                   NormSpan span) {
  std::vector<SourcePiece> pieces;
  const SourceSpan source = reading.map.to_source(span);
  std::uint32_t begin = 0;  // of the passage in the reading's source
  for (const std::uint32_t index : reading.passages) {
    const auto end = begin + static_cast<std::uint32_t>(document.passages[index].text.size());
    SourceSpan part = {std::max(source.begin, begin), std::min(source.end, end)};
    if (part.begin < part.end && reading.passages.size() > 1) {
      part = reading.map.to_source(reading.map.to_norm(part));  // without the blanks at its edges
    }
    if (part.begin < part.end) pieces.push_back({index, {part.begin - begin, part.end - begin}});
    begin = end;
  }
  return pieces;
}

}  // namespace mishen
