// What two ways of drawing a page must agree in, to the last bit: by a program
// (plugins/formats/pdf/content_program.h), and by poppler alone as the recorder does.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "plugins/formats/pdf/glyph_source.h"
#include "plugins/formats/pdf/reader.h"

namespace mishen::testing {

using pdf::PageContent;

// A place that is no number (a text scaled to nothing) is the same as itself.
inline bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

inline bool same(const pdf::Glyph& a, const pdf::Glyph& b) {
  return same(a.x, b.x) && same(a.y, b.y) && same(a.advance, b.advance) && a.code == b.code &&
         a.style == b.style && a.clip == b.clip;
}
inline bool same(const pdf::Paint& a, const pdf::Paint& b) {
  return a.box == b.box && a.shape == b.shape && a.clip == b.clip && a.rgb == b.rgb &&
         a.after_glyph == b.after_glyph && a.covers == b.covers;
}
inline bool same(const pdf::Ruling& a, const pdf::Ruling& b) {
  return a.horizontal == b.horizontal && a.at == b.at && a.begin == b.begin && a.end == b.end;
}
inline bool same(const pdf::SaidText& a, const pdf::SaidText& b) {
  return a.begin == b.begin && a.end == b.end && a.text == b.text;
}
inline bool same(const pdf::GlyphStyle& a, const pdf::GlyphStyle& b) { return a == b; }

template <class Thing>
bool all_same(const std::vector<Thing>& a, const std::vector<Thing>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Thing& x, const Thing& y) { return same(x, y); });
}

// What was wrong, in no order and once each: a program is read before it is played, and a page that
// is drawn again complains again.
inline std::set<std::string> said(const std::vector<pdf::PageError>& errors) {
  std::set<std::string> all;
  for (const pdf::PageError& error : errors) all.insert(error.what);
  return all;
}

inline void expect_same(const PageContent& by_program, const PageContent& plain) {
  EXPECT_EQ(by_program.glyphs.size(), plain.glyphs.size());
  EXPECT_TRUE(all_same(by_program.glyphs, plain.glyphs));
  EXPECT_TRUE(all_same(by_program.styles, plain.styles));
  EXPECT_TRUE(all_same(by_program.paints, plain.paints));
  EXPECT_TRUE(all_same(by_program.rulings, plain.rulings));
  EXPECT_TRUE(all_same(by_program.said, plain.said));
  // A page that is drawn once more may complain of more, but never where nothing is wrong.
  const std::set<std::string> wrong = said(plain.errors);
  const std::set<std::string> more = said(by_program.errors);
  EXPECT_TRUE(std::includes(more.begin(), more.end(), wrong.begin(), wrong.end()))
      << ::testing::PrintToString(more) << " against " << ::testing::PrintToString(wrong);
  EXPECT_EQ(more.empty(), wrong.empty());
  EXPECT_EQ(by_program.areas.clips.size(), plain.areas.clips.size());
  EXPECT_EQ(by_program.strokes_and_fills, plain.strokes_and_fills);
  EXPECT_EQ(by_program.unmapped, plain.unmapped);
}

inline std::vector<PageContent> pages_of(pdf::OpenPdf open, const std::string& bytes) {
  const Limits limits;
  pdf::OpenedPdf opened = open(bytes, limits);
  std::vector<PageContent> pages;
  if (opened.state != pdf::OpenState::open) return pages;
  const std::uint32_t most = std::min<std::uint32_t>(opened.source->pages(), 100);
  for (std::uint32_t i = 1; i <= most; ++i) pages.push_back(opened.source->read(i));
  return pages;
}

// Draws every page of `bytes` both ways; the glyphs there are.
inline std::size_t compare(const std::string& bytes) {
  const std::vector<PageContent> by_program = pages_of(pdf::open_collector, bytes);
  const std::vector<PageContent> plain = pages_of(pdf::open_recorder, bytes);
  EXPECT_EQ(by_program.size(), plain.size());
  std::size_t glyphs = 0;
  for (std::size_t i = 0; i < std::min(by_program.size(), plain.size()); ++i) {
    expect_same(by_program[i], plain[i]);
    glyphs += plain[i].glyphs.size();
  }
  return glyphs;
}

}  // namespace mishen::testing
