// What a reviewer reads beside the findings: the draft's text as it runs, with everything hidden in
// it that no report shows, and pictures of its pages.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "scanner/document/geometry.h"
#include "scanner/document/surface.h"

namespace mishen {

// A stretch of a passage that is shown in one way.
struct ViewBit {
  std::string text;           // UTF-8, masked; controls but line feeds and tabs are spaces
  std::uint32_t finding = 0;  // which finding it belongs to, from 1; 0: none

  friend bool operator==(const ViewBit&, const ViewBit&) = default;
};

struct ViewPassage {
  Surface surface = Surface::body;
  Visibility visibility = Visibility::shown;
  std::uint32_t page = 0;                        // from 1; 0: none
  std::uint32_t table = 0, row = 0, column = 0;  // from 1; 0: not in a table
  // So many passages without a finding were left out in front of this one.
  std::uint32_t left_out = 0;
  std::vector<ViewBit> bits;

  friend bool operator==(const ViewPassage&, const ViewPassage&) = default;
};

// A page with a finding on it.
struct ViewPage {
  std::uint32_t page = 0;    // from 1
  std::vector<Quad> hidden;  // what a picture of it must not show; PDF points in its user space

  friend bool operator==(const ViewPage&, const ViewPage&) = default;
};

struct DraftView {
  std::vector<ViewPassage> passages;  // in reading order
  std::vector<ViewPage> pages;        // in order

  friend bool operator==(const DraftView&, const DraftView&) = default;
};

// A page as a viewer shows it, in shades of grey.
struct PagePicture {
  std::uint32_t page = 0;               // from 1
  std::uint32_t width = 0, height = 0;  // pixels
  std::string grey;                     // width * height bytes, 0 black, rows from the top
  // Point (x, y) of the page's user space lies at (a x + c y + e, b x + d y + f) in shares of width
  // and height, from the top left corner.
  std::array<double, 6> to_share = {1, 0, 0, 1, 0, 0};
};

// How pages are drawn.
struct DrawStyle {
  double dots_per_inch = 110;
  // A page that would have more is drawn with fewer dots per inch.
  std::uint64_t most_pixels = 4'000'000;
};

}  // namespace mishen
