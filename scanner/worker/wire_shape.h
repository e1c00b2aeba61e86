// What an Examination looks like on the wire, said once for writing and reading. `Archive` is a
// WireWriter with const values or a WireReader with mutable ones. A change here is a new
// kWireVersion.
#pragma once

#include "scanner/base/wire_archive.h"
#include "scanner/policy/policy.h"

namespace mishen {

// Fewest bytes an element takes, for the lists of the reader.
inline constexpr std::size_t kLeastPair = 8;
inline constexpr std::size_t kLeastStep = 9;
inline constexpr std::size_t kLeastQuad = 64;
inline constexpr std::size_t kLeastPlace = 42;
inline constexpr std::size_t kLeastReason = 12;
inline constexpr std::size_t kLeastMember = 8;
inline constexpr std::size_t kLeastFinding = 70;
inline constexpr std::size_t kLeastGap = 13;
inline constexpr std::size_t kLeastBit = 8;
inline constexpr std::size_t kLeastViewPassage = 26;
inline constexpr std::size_t kLeastViewPage = 8;

inline constexpr int kSeverityCount = static_cast<int>(Severity::block) + 1;
inline constexpr int kLikelihoodCount = static_cast<int>(Likelihood::certain) + 1;
inline constexpr int kVisibilityCount = static_cast<int>(Visibility::recoverable) + 1;

template <class Archive, class Pairs>
void walk_pairs(Archive& wire, const char* field, Pairs& pairs) {
  wire.list(field, pairs, kLeastPair, [&](auto& pair) {
    wire.text(field, pair.first);
    wire.text(field, pair.second);
  });
}

template <class Archive, class Where>
void walk_provenance(Archive& wire, Where& where) {
  wire.list("where", where, kLeastStep, [&](auto& step) {
    wire.choice("where.kind", step.kind, kStepKindCount);
    wire.number("where.ordinal", step.ordinal);
    wire.text("where.name", step.name);
  });
}

template <class Archive, class Quads>
void walk_quads(Archive& wire, const char* field, Quads& quads) {
  wire.list(field, quads, kLeastQuad, [&](auto& quad) {
    for (auto* corner : {&quad.start_top, &quad.end_top, &quad.start_bottom, &quad.end_bottom}) {
      wire.real(field, corner->x);
      wire.real(field, corner->y);
    }
  });
}

template <class Archive, class Place>
void walk_place(Archive& wire, Place& place) {
  walk_provenance(wire, place.where);
  wire.choice("place.surface", place.surface, kSurfaceCount);
  wire.choice("place.visibility", place.visibility, kVisibilityCount);
  wire.number("place.page", place.page);
  wire.number("place.range", place.range.begin);
  wire.number("place.range", place.range.end);
  walk_quads(wire, "place.quads", place.quads);
  wire.number("place.table", place.table);
  wire.number("place.row", place.row);
  wire.number("place.column", place.column);
  wire.text("place.header", place.header);
  wire.number("place.passage", place.passage);
}

// Everything of a finding but its values, which are Secrets and cross in wire.cc.
template <class Archive, class AnyFinding>
void walk_finding(Archive& wire, AnyFinding& finding) {
  wire.text("finding.rule", finding.rule);
  wire.text("finding.id", finding.id);
  wire.choice("finding.likelihood", finding.likelihood, kLikelihoodCount);
  wire.number("finding.points", finding.points);
  wire.choice("finding.cap", finding.cap, kSeverityCount);
  wire.list("finding.places", finding.places, kLeastPlace,
            [&](auto& place) { walk_place(wire, place); });
  wire.number("finding.group", finding.group.count);
  wire.list("finding.group", finding.group.places, kLeastPlace,
            [&](auto& place) { walk_place(wire, place); });
  wire.list("finding.group", finding.group.values, kLeastMember, [&](auto& member) {
    wire.text("finding.group", member.id);
    wire.text("finding.group", member.masked);
  });
  wire.text("finding.masked", finding.masked);
  wire.text("finding.excerpt", finding.excerpt);
  wire.number("finding.excerpt-range", finding.excerpt_begin);
  wire.number("finding.excerpt-range", finding.excerpt_end);
  wire.list("finding.reasons", finding.reasons, kLeastReason, [&](auto& reason) {
    wire.text("reason.id", reason.id);
    wire.number("reason.points", reason.points);
    walk_pairs(wire, "reason.args", reason.args);
  });
  walk_texts(wire, "finding.disguises", finding.disguises);
  walk_texts(wire, "finding.also", finding.also);
  walk_pairs(wire, "finding.attributes", finding.attributes);
}

template <class Archive, class AnyCoverage>
void walk_counts(Archive& wire, AnyCoverage& coverage) {
  wire.number("coverage.passages", coverage.passages);
  wire.number("coverage.characters", coverage.characters);
  wire.number("coverage.unmapped", coverage.unmapped);
  wire.number("coverage.pictures", coverage.pictures);
}

template <class Archive, class Gaps>
void walk_gaps(Archive& wire, Gaps& gaps) {
  wire.list("coverage.gaps", gaps, kLeastGap, [&](auto& gap) {
    wire.choice("gap.cause", gap.cause, kGapCauseCount);
    walk_provenance(wire, gap.where);
    wire.text("gap.detail", gap.detail.id);
    walk_pairs(wire, "gap.detail", gap.detail.args);
  });
}

template <class Archive, class AnyView>
void walk_view(Archive& wire, AnyView& view) {
  wire.list("view.passages", view.passages, kLeastViewPassage, [&](auto& passage) {
    wire.choice("view.surface", passage.surface, kSurfaceCount);
    wire.choice("view.visibility", passage.visibility, kVisibilityCount);
    for (auto* number :
         {&passage.page, &passage.table, &passage.row, &passage.column, &passage.left_out}) {
      wire.number("view.passages", *number);
    }
    wire.list("view.bits", passage.bits, kLeastBit, [&](auto& bit) {
      wire.text("view.bits", bit.text);
      wire.number("view.bits", bit.finding);
    });
  });
  wire.list("view.pages", view.pages, kLeastViewPage, [&](auto& page) {
    wire.number("view.pages", page.page);
    walk_quads(wire, "view.pages", page.hidden);
  });
}

}  // namespace mishen
