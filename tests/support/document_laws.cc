#include "tests/support/document_laws.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "scanner/base/utf8.h"
#include "scanner/policy/policy.h"

namespace mishen {
namespace {

class DocumentCheck {
 public:
  DocumentCheck(const Document& document, std::uint64_t most_bytes)
      : document_(document), most_bytes_(most_bytes) {}

  std::string run() {
    for (const Passage& passage : document_.passages) check(passage);
    for (const Gap& gap : document_.coverage.gaps) {
      count(gap.where);
      require(!gap.detail.id.empty(), "a gap says what it is");
    }
    ledger();
    require(bytes_ <= most_bytes_, "output is linear in the input");
    return broken_;
  }

 private:
  void require(bool holds, const char* law) {
    if (!holds && broken_.empty()) broken_ = law;
  }

  // A place in `text` between two characters.
  static bool is_edge(const std::string& text, std::uint64_t at) {
    return at == text.size() ||
           (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
  }

  void count(const Provenance& where) {
    for (const Step& step : where) bytes_ += step.name.size();
  }

  void check(const Passage& passage) {
    bytes_ += passage.text.size();
    characters_ += utf8::length(passage.text);
    count(passage.where);
    require(!passage.text.empty() || !passage.traces.empty(), "a passage says something");
    require(utf8::is_valid(passage.text), "texts are UTF-8");
    require(!passage.where.empty(), "a passage has a place");
    if (passage.cell) {
      bytes_ += passage.cell->header.size();
      require(utf8::is_valid(passage.cell->header), "headers are UTF-8");
      require(passage.cell->table > 0 && passage.cell->row > 0 && passage.cell->column > 0,
              "tables, rows and columns count from 1");
    }
    for (const Trace& trace : passage.traces) {
      require(trace.span.begin <= trace.span.end && is_edge(passage.text, trace.span.begin) &&
                  is_edge(passage.text, trace.span.end),
              "traces stay in their text");
    }
    if (const auto* markup = std::get_if<MarkupAnchors>(&passage.anchors)) check(passage, *markup);
    if (const auto* page = std::get_if<PageAnchors>(&passage.anchors)) check(passage, *page);
  }

  void check(const Passage& passage, const MarkupAnchors& anchors) {
    if (passage.text.empty()) return;
    require(!anchors.runs.empty() && anchors.runs.front().text_begin == 0,
            "runs cover their text from its start");
    for (std::size_t i = 0; i < anchors.runs.size(); ++i) {
      const std::uint32_t begin = anchors.runs[i].text_begin;
      require(begin < passage.text.size() && is_edge(passage.text, begin),
              "a run begins at a character of its text");
      require(i == 0 || anchors.runs[i - 1].text_begin < begin, "runs are in order");
    }
  }

  void check(const Passage& passage, const PageAnchors& anchors) {
    // Of a file inside the draft, anchors are on the pages of that file.
    const bool inside =
        std::any_of(passage.where.begin(), passage.where.end(),
                    [](const Step& step) { return step.kind == StepKind::attachment; });
    require(anchors.page > 0 && (inside ? passage.page == 0 : anchors.page == passage.page),
            "anchors are on the passage's page");
    std::uint32_t last = 0;
    for (const GlyphLine& line : anchors.lines) {
      const bool inside = line.text_begin >= last && line.text_begin <= line.text_end &&
                          is_edge(passage.text, line.text_begin) &&
                          is_edge(passage.text, line.text_end);
      require(inside, "lines are in order and inside their text");
      if (!inside) return;
      last = line.text_end;
      const std::string_view text =
          std::string_view(passage.text).substr(line.text_begin, line.text_end - line.text_begin);
      const auto extents = anchors.extents.characters(line.extents, utf8::length(text));
      require(extents.size() == utf8::length(text), "one extent a character");
      for (const double value : {line.origin.x, line.origin.y}) {
        require(std::isfinite(value), "places are numbers");
      }
      for (const float value : {line.along.x, line.along.y, line.up.x, line.up.y}) {
        require(std::isfinite(value), "directions are numbers");
      }
      for (const Extent& extent : extents) {
        require(std::isfinite(extent.begin) && extent.begin <= extent.end, "extents are ranges");
      }
    }
    const auto size = static_cast<std::uint32_t>(passage.text.size());
    require(quads_of(passage, {0, size}).size() <= anchors.lines.size(), "one quad a line at most");
  }

  void ledger() {
    const Coverage& coverage = document_.coverage;
    require(coverage.passages == document_.passages.size(), "the ledger counts the passages");
    require(coverage.characters == characters_, "the ledger counts the characters");
    if (characters_ > 0) return;
    Examination examination;
    examination.format = document_.format;
    examination.coverage = coverage;
    const Review review =
        decide(std::move(examination), Rulebook{}, default_policy(Profile::external));
    require(review.verdict != Verdict::clear, "what was not read is not clear");
  }

  const Document& document_;
  const std::uint64_t most_bytes_;
  std::uint64_t bytes_ = 0;
  std::uint64_t characters_ = 0;
  std::string broken_;
};

}  // namespace

std::string broken_document_law(const Document& document, std::uint64_t most_bytes) {
  return DocumentCheck(document, most_bytes).run();
}

void abort_if_broken(const std::string& law) {
  if (law.empty()) return;
  std::fprintf(stderr, "broken: %s\n", law.c_str());
  std::abort();
}

}  // namespace mishen
