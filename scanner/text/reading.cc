#include "scanner/text/reading.h"

#include <algorithm>
#include <array>
#include <utility>

#include "scanner/text/alternates.h"
#include "scanner/text/fold.h"
#include "scanner/text/signs.h"

namespace mishen {
namespace {

Layers one(Edits edits) {
  Layers layers;
  if (!edits.empty()) layers.push_back(std::move(edits));
  return layers;
}

// One way of undoing something: whether a text gives it any cause, and the layers of edits it
// wants. What it wants of `source` it wants only of the primary text.
struct Pass {
  ReadingKind kind;
  bool (*may_want)(const NormalText&, const TextSigns&);
  Layers (*layers)(const NormalText&, const TextSigns&, std::string_view source);
};

// In the order in which they build on each other.
constexpr Pass kPasses[] = {
    {ReadingKind::reversed,
     [](const NormalText& t, const TextSigns&) { return !t.map.is_identity(); },
     [](const NormalText& t, const TextSigns&, std::string_view source) {
       return one(reversal_edits(source, t));
     }},
    {ReadingKind::letter_spaced,
     [](const NormalText&, const TextSigns& signs) { return signs.space || signs.line_end; },
     [](const NormalText& t, const TextSigns&, std::string_view) {
       return one(letter_spacing_edits(t.text));
     }},
    {ReadingKind::chinese_numerals,
     [](const NormalText& t, const TextSigns& signs) {
       return signs.beyond_ascii && t.text.size() >= kShortestNumerals;
     },
     [](const NormalText& t, const TextSigns& signs, std::string_view) {
       return one(numeral_edits(t.text, signs.digits));
     }},
    {ReadingKind::look_alikes,
     [](const NormalText& t, const TextSigns& signs) {
       return signs.digits >= kFewestAmongLookAlikes && may_have_look_alikes(t.text, signs);
     },
     [](const NormalText& t, const TextSigns&, std::string_view) {
       return one(look_alike_edits(t.text));
     }},
    {ReadingKind::line_joined,
     [](const NormalText&, const TextSigns& signs) { return signs.line_end; },
     [](const NormalText& t, const TextSigns&, std::string_view) {
       return line_join_layers(t.text);
     }},
    {ReadingKind::ungrouped,
     [](const NormalText&, const TextSigns& signs) { return signs.digits >= kFewestGrouped; },
     [](const NormalText& t, const TextSigns&, std::string_view) {
       return ungroup_layers(t.text);
     }}};

class Reader {
 public:
  Reader(std::string_view source, std::uint32_t passage)
      : source_(source), passage_(passage), primary_(normalise(source)) {}

  void run(std::vector<Reading>& out) {
    std::vector<Reading> alternates;
    const TextSigns signs = signs_of(primary_.text);
    for (const Pass& pass : kPasses) {
      const bool wanted = pass.may_want(primary_, signs);
      if (!wanted && combined_passes_ == 0) continue;
      Layers layers;
      if (wanted) layers = pass.layers(primary_, signs, source_);
      for (const Edits& edits : layers) add(alternates, pass.kind, rewrite(primary_, edits));
      combine(pass, std::move(layers), alternates);
    }
    if (combined_passes_ >= 2) add(alternates, combined_kind_, std::move(combined_));
    out.resize(1);  // what it holds is used again
    Reading& primary = out.front();
    primary.kind = ReadingKind::primary;
    primary.passages.assign(1, passage_);
    primary.text = std::move(primary_.text);
    primary.map = std::move(primary_.map);
    for (Reading& alternate : alternates) {
      if (alternate.text != out.front().text) out.push_back(std::move(alternate));
    }
  }

 private:
  void add(std::vector<Reading>& to, ReadingKind kind, NormalText text) const {
    to.push_back({kind, {passage_}, std::move(text.text), std::move(text.map)});
  }

  // Disguises are combined: a number in Chinese numerals, wrapped and grouped. One more reading has
  // all passes made one after the other; it is of the kind of the last that changed something.
  void combine(const Pass& pass, Layers layers, std::vector<Reading>& alternates) {
    const bool first = combined_passes_ == 0;
    if (!first) layers = layers_of_combined(pass);
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

  [[nodiscard]] Layers layers_of_combined(const Pass& pass) const {
    const TextSigns signs = signs_of(combined_.text);
    return pass.may_want(combined_, signs) ? pass.layers(combined_, signs, source_) : Layers();
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
  std::vector<Reading> out;
  readings_of(document, passage, out);
  return out;
}

void readings_of(const Document& document, std::uint32_t passage, std::vector<Reading>& out) {
  Reader(document.passages[passage].text, passage).run(out);
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
