// Examinations as a worker might send them, for tests of the wire and its fuzz target.
#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "scanner/policy/policy.h"

namespace mishen {

// Two rules: one that masks, one that shows its value whole.
inline const Rulebook& wire_rules() {
  static const Rulebook book = [] {
    Rulebook out;
    Rule id;
    id.pack = "p";
    id.id = "id";
    Rule mark;
    mark.pack = "p";
    mark.id = "mark";
    mark.mask.open = true;
    out.rules = {id, mark};
    return out;
  }();
  return book;
}

class AnyExamination {
 public:
  explicit AnyExamination(std::mt19937& random) : random_(random) {}

  Examination make() {
    Examination out;
    out.format = below(4) == 0 ? "" : "docx";
    out.coverage.passages = static_cast<std::uint64_t>(below(1000));
    out.coverage.characters = out.coverage.passages + static_cast<std::uint64_t>(below(100'000));
    out.coverage.unmapped = random_();
    out.coverage.pictures = random_();
    if (below(2) == 0) out.coverage.pages = random_();
    for (int n = below(4); n > 0; --n) {
      out.coverage.gaps.push_back({static_cast<GapCause>(below(kGapCauseCount)),
                                   provenance(),
                                   {"gap.some-" + std::to_string(below(9)), pairs()}});
    }
    for (int n = below(4); n > 0; --n) out.findings.push_back(finding());
    if (below(2) == 0) out.view = view(out.findings.size());
    return out;
  }

  DraftView view(std::size_t findings) {
    DraftView out;
    for (int n = below(4); n > 0; --n) {
      ViewPassage passage;
      passage.surface = static_cast<Surface>(below(kSurfaceCount));
      passage.visibility = static_cast<Visibility>(below(2));
      passage.page = random_();
      passage.table = random_();
      passage.row = random_();
      passage.column = random_();
      passage.left_out = random_();
      for (int m = below(3); m > 0; --m) {
        const auto bound = static_cast<unsigned>(findings + 1);
        passage.bits.push_back({text(), static_cast<std::uint32_t>(below(bound))});
      }
      out.passages.push_back(std::move(passage));
    }
    std::uint32_t page = 0;
    for (int n = below(3); n > 0; --n) {
      page += 1 + static_cast<std::uint32_t>(below(9));
      out.pages.push_back({page, {{point(), point(), point(), point()}}});
    }
    return out;
  }

  Finding finding() {
    Finding out;
    const bool open = below(2) == 0;
    out.rule = open ? "p/mark" : "p/id";
    out.id = out.rule + ":";
    for (int i = 0; i < 16; ++i) out.id += "0123456789abcdef"[below(16)];
    out.likelihood = static_cast<Likelihood>(below(3));
    out.points = below(400) - 200;
    out.cap = static_cast<Severity>(below(3));
    for (int n = 1 + below(3); n > 0; --n) out.places.push_back(place());
    if (below(3) == 0) {
      for (int n = 2 + below(3); n > 0; --n) out.group.places.push_back(place());
      out.group.count = out.group.places.size();
      for (std::size_t n = below(2) == 0 ? 0 : out.group.count; n > 0; --n) {
        out.group.values.push_back(
            {out.rule + ":0123456789abcdef", open ? text() : "341***********0015", Secret(text())});
      }
    }
    if (below(2) == 0) out.value = Secret(text());
    out.masked = open ? text() : "341***********0015";
    const std::string before = text();
    out.excerpt = before + out.masked + text();
    out.excerpt_begin = static_cast<std::uint32_t>(before.size());
    out.excerpt_end = static_cast<std::uint32_t>(before.size() + out.masked.size());
    for (int n = below(4); n > 0; --n) {
      out.reasons.push_back({"reason-" + std::to_string(n), below(200) - 100, pairs()});
    }
    for (int n = below(3); n > 0; --n) out.disguises.push_back("full-width");
    if (below(3) == 0) out.also.push_back("p/mark");
    out.attributes = pairs();
    return out;
  }

 private:
  int below(unsigned n) { return static_cast<int>(random_() % n); }

  std::string text() {
    static const char* const kPieces[] = {"a", "机密", "★", "\n", "\xF0\x9F\x98\x80", " ", "\0x"};
    std::string out;
    for (int n = below(6); n > 0; --n) out += kPieces[below(7)];
    return out;
  }
  std::vector<std::pair<std::string, std::string>> pairs() {
    std::vector<std::pair<std::string, std::string>> out;
    for (int n = below(3); n > 0; --n) out.emplace_back("key-" + std::to_string(n), text());
    return out;
  }
  Provenance provenance() {
    Provenance out;
    for (int n = below(5); n > 0; --n) {
      out.push_back({static_cast<StepKind>(below(kStepKindCount)),
                     static_cast<std::uint32_t>(random_()), text()});
    }
    return out;
  }
  double coordinate() { return (static_cast<double>(random_()) - 2e9) / 1e5; }
  Point point() {
    const double x = coordinate();
    return {x, coordinate()};
  }
  FindingPlace place() {
    FindingPlace out;
    out.where = provenance();
    out.surface = static_cast<Surface>(below(kSurfaceCount));
    out.visibility = static_cast<Visibility>(below(2));
    out.page = random_();
    out.range.begin = static_cast<std::uint32_t>(below(1000));
    out.range.end = out.range.begin + static_cast<std::uint32_t>(below(1000));
    for (int n = below(3); n > 0; --n) out.quads.push_back({point(), point(), point(), point()});
    out.table = random_();
    out.row = random_();
    out.column = random_();
    out.header = text();
    return out;
  }

  std::mt19937& random_;
};

inline Examination any_examination(std::mt19937& random) { return AnyExamination(random).make(); }

// One that holds together and has one of everything, for tests that break it.
inline Examination sound_examination() {
  std::mt19937 random(7);
  Examination out;
  out.format = "docx";
  out.coverage.passages = 10;
  out.coverage.characters = 100;
  out.coverage.gaps = {
      {GapCause::damaged, {{StepKind::part, 0, "word/document.xml"}}, {"gap.damaged", {}}}};
  Finding finding = AnyExamination(random).finding();
  while (finding.rule != "p/id") finding = AnyExamination(random).finding();
  out.findings = {std::move(finding)};
  return out;
}

}  // namespace mishen
