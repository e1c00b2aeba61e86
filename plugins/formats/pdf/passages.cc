#include "plugins/formats/pdf/passages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "plugins/formats/pdf/drawn.h"
#include "plugins/formats/pdf/hidden_traces.h"
#include "plugins/formats/pdf/layout.h"
#include "plugins/formats/pdf/order.h"
#include "plugins/formats/pdf/said.h"
#include "plugins/formats/pdf/spelling.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

Surface surface_of(Layer layer) {
  switch (layer) {
    case Layer::shown:
      return Surface::body;
    case Layer::optional_content:
      return Surface::optional_content;
    case Layer::hidden_annotation:
      return Surface::annotation;
    case Layer::off_page:
      return Surface::off_page;
    case Layer::obscured:
      return Surface::obscured_text;
    case Layer::white:
      return Surface::white_text;
    case Layer::invisible:
      return Surface::invisible_text;
  }
  return Surface::body;
}

void add_cell_steps(const CellPlace& place, Provenance& where) {
  where.push_back({StepKind::table, place.table, {}});
  where.push_back({StepKind::row, place.row, {}});
  where.push_back({StepKind::cell, place.column, place.header});
}

bool is_red(std::uint32_t rgb) {
  const std::uint32_t r = rgb >> 16U;
  const std::uint32_t g = (rgb >> 8U) & 0xFFU;
  const std::uint32_t b = rgb & 0xFFU;
  return r >= 0xA0 && g <= 0x60 && b <= 0x60;
}

// Size, weight and colour of most of its glyphs.
Emphasis emphasis_of(const PageContent& page, const LineSet& lines, const Block& block) {
  std::size_t count = 0;
  std::size_t bold = 0;
  std::size_t red = 0;
  double size = 0;
  for (const std::uint32_t index : block.segments) {
    for (const std::uint32_t glyph : lines.segments[index].glyphs) {
      const GlyphStyle& style = page.styles[page.glyphs[glyph].style];
      ++count;
      bold += style.bold ? 1 : 0;
      red += is_red(style.fill_rgb) ? 1 : 0;
      size += static_cast<double>(style.size);
    }
  }
  Emphasis emphasis;
  if (count == 0) return emphasis;
  emphasis.size_pt = static_cast<float>(size / static_cast<double>(count));
  emphasis.bold = bold * 2 > count;
  emphasis.red = red * 2 > count;
  return emphasis;
}

bool is_centred(const PageContent& page, const Box& box) {
  const Box on_screen = as_displayed(box, page.rotate);
  const Box sheet = as_displayed(page.visible, page.rotate);
  const double middle = (on_screen.left + on_screen.right) / 2;
  const double wanted = (sheet.left + sheet.right) / 2;
  return on_screen.width() < 0.7 * sheet.width() &&
         std::abs(middle - wanted) < 0.03 * sheet.width();
}

// The block's text and anchors; `glyphs`, if not null, gets the glyph of each code point.
void spell_block(const PageContent& page, const LineSet& lines, const Block& block,
                 Passage& passage, std::vector<std::uint32_t>* glyphs) {
  PageAnchors anchors;
  anchors.page = passage.page;
  anchors.lines.reserve(block.segments.size());
  ExtentsWriter extents;
  for (const std::uint32_t index : block.segments) {
    const Segment& segment = lines.segments[index];
    std::string piece;
    std::vector<std::uint32_t> drawn;
    GlyphLine line = spell(page, lines.frames[segment.frame], segment, piece, &extents,
                           glyphs == nullptr ? nullptr : &drawn);
    if (piece.empty()) continue;
    if (glyphs != nullptr) {
      if (!anchors.lines.empty()) glyphs->push_back(kNoGlyph);
      glyphs->insert(glyphs->end(), drawn.begin(), drawn.end());
    }
    // The line end belongs to the line it ends, and takes no room on it.
    extents.add_end();
    if (!anchors.lines.empty()) {
      passage.text += '\n';
      anchors.lines.back().text_end = static_cast<std::uint32_t>(passage.text.size());
    }
    line.text_begin = static_cast<std::uint32_t>(passage.text.size());
    passage.text += piece;
    line.text_end = static_cast<std::uint32_t>(passage.text.size());
    anchors.lines.push_back(line);
  }
  anchors.extents = extents.take();
  passage.anchors = std::move(anchors);
  // All passages of a draft are kept until it is judged.
  passage.text.shrink_to_fit();
}

struct PageWriter {
  const PageContent* page;
  std::uint32_t number;
  DocumentState* state;
  DocumentBuilder* out;
  std::uint32_t blocks = 0;  // of the page, so far

  bool add_layer(Layer layer);
};

bool PageWriter::add_layer(Layer layer) {
  Layout layout = lay_out(*page, layer, state->tables);
  if (layer == Layer::shown) state->table.next_page(number, layout.blocks);
  const bool traced = layer != Layer::shown || !page->marked.empty();
  const bool contradicted = !page->drawn_otherwise.empty();
  for (const LaidBlock& laid : layout.blocks) {
    Passage passage;
    passage.surface = surface_of(layer);
    passage.visibility = layer == Layer::shown ? Visibility::shown : Visibility::recoverable;
    passage.page = number;
    std::vector<std::uint32_t> glyphs;
    spell_block(*page, layout.lines, laid.block, passage,
                traced || contradicted ? &glyphs : nullptr);
    if (passage.text.empty()) continue;
    if (traced && !add_traces(*page, layer, glyphs, passage)) continue;
    passage.where = {{StepKind::page, number, {}}};
    if (laid.cell) {
      add_cell_steps(*laid.cell, passage.where);
      passage.cell = laid.cell;
      if (layer == Layer::shown) passage.surface = Surface::table_cell;
    }
    passage.where.push_back({StepKind::block, ++blocks, {}});
    passage.emphasis = emphasis_of(*page, layout.lines, laid.block);
    passage.emphasis.centred = is_centred(*page, laid.box);
    if (layer == Layer::shown && page->has_ocr_layer && !state->told_ocr_layer) {
      passage.traces.push_back({TraceKind::ocr_layer, {}, {}, {}, {}});
      state->told_ocr_layer = true;
    }
    auto drawn = contradicted ? as_drawn(*page, passage, glyphs) : std::nullopt;
    if (!out->add(std::move(passage))) return false;
    if (!drawn) continue;
    drawn->where.back() = {StepKind::block, ++blocks, {}};
    if (!out->add(std::move(*drawn))) return false;
  }
  return true;
}

}  // namespace

bool add_page_passages(const PageContent& page, std::uint32_t number, DocumentState& state,
                       DocumentBuilder& out) {
  std::array<bool, kLayerCount> used{};
  for (const GlyphStyle& style : page.styles) used[static_cast<std::size_t>(style.layer)] = true;
  PageWriter writer{&page, number, &state, &out};
  for (int layer = 0; layer < kLayerCount; ++layer) {
    if (!used[static_cast<std::size_t>(layer)]) continue;
    if (!writer.add_layer(static_cast<Layer>(layer))) return false;
  }
  return add_said(page, number, writer.blocks, out);
}

}  // namespace mishen::pdf
