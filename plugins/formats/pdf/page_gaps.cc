#include "plugins/formats/pdf/page_gaps.h"

#include <algorithm>
#include <string>
#include <utility>

#include "plugins/formats/pdf/lines.h"

namespace mishen::pdf {
namespace {

Provenance at_page(std::uint32_t number) { return {{StepKind::page, number, {}}}; }

std::string describe(const std::vector<PageError>& errors) {
  std::string all;
  for (const PageError& error : errors) {
    if (!all.empty()) all += "; ";
    all += error.what;
  }
  return all;
}

// Too small to hold a readable character: lines, dots, one-pixel backgrounds.
bool is_speck(const Picture& picture) {
  constexpr std::uint32_t kLeastPixels = 6;
  return std::min(picture.width, picture.height) < kLeastPixels;
}

struct PictureSum {
  std::uint32_t pictures = 0;
  double specks_area = 0;  // a scan may be cut into strips of a few pixels
};

PictureSum sum_pictures(const PageContent& page) {
  PictureSum sum;
  for (const Picture& picture : page.pictures) {
    if (is_speck(picture) && picture.width != 1 && picture.height != 1) {
      sum.specks_area += picture.box.width() * picture.box.height();
    }
    if (!is_speck(picture)) ++sum.pictures;
  }
  const double area = page.visible.width() * page.visible.height();
  if (sum.pictures == 0 && area > 0 && sum.specks_area > 0.05 * area) sum.pictures = 1;
  return sum;
}

bool is_digit(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

// A glyph without Unicode between or beside digits may be one more digit.
bool hides_in_number(const PageContent& page) {
  const auto& glyphs = page.glyphs;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (glyphs[i].code != U'�') continue;
    const bool before = i > 0 && is_digit(glyphs[i - 1].code);
    const bool after = i + 1 < glyphs.size() && is_digit(glyphs[i + 1].code);
    if (before || after) return true;
  }
  return false;
}

void add_unmapped_gap(const PageContent& page, std::uint32_t number, DocumentBuilder& out) {
  if (page.unmapped == 0) return;
  out.add_unmapped(page.unmapped);
  constexpr std::uint32_t kBudget = 5;
  constexpr std::size_t kShare = 200;  // one in so many
  const bool many = page.unmapped > kBudget && page.unmapped * kShare > page.glyphs.size();
  const bool all = page.unmapped == page.glyphs.size();
  if (!many && !all && !hides_in_number(page)) return;
  out.add_gap(
      GapCause::unmapped_glyphs, at_page(number),
      {"gap.pdf-unmapped",
       {{"count", std::to_string(page.unmapped)}, {"total", std::to_string(page.glyphs.size())}}});
}

bool has_text(const PageContent& page) {
  return std::any_of(page.glyphs.begin(), page.glyphs.end(),
                     [](const Glyph& glyph) { return !is_blank(glyph.code); });
}

}  // namespace

void add_page_gaps(const PageContent& page, std::uint32_t number, DocumentBuilder& out) {
  if (page.failed) {
    out.add_gap(GapCause::page_failed, at_page(number),
                {"gap.pdf-page-failed", {{"said", describe(page.errors)}}});
    return;
  }
  const bool text = has_text(page);
  const PictureSum sum = sum_pictures(page);
  if (!page.errors.empty() && !text && sum.pictures == 0) {
    out.add_gap(GapCause::page_failed, at_page(number),
                {"gap.pdf-page-failed", {{"said", describe(page.errors)}}});
  } else if (!page.errors.empty()) {
    out.add_gap(GapCause::damaged, at_page(number),
                {"gap.pdf-page-damaged", {{"said", describe(page.errors)}}});
  }
  if (page.cut) {
    out.add_gap(GapCause::limit_reached, at_page(number),
                {"gap.limit", {{"limit", "max-page-characters"}}});
  }
  if (page.too_long) {
    out.add_gap(GapCause::limit_reached, at_page(number),
                {"gap.limit", {{"limit", "max-part-bytes"}}});
  }
  if (page.seen_unchecked && text) {
    out.add_gap(GapCause::limit_reached, at_page(number), {"gap.pdf-seen-unchecked", {}});
  }
  for (std::uint32_t i = 0; i < sum.pictures; ++i) out.add_picture();
  if (sum.pictures > 0 && !text) {
    out.add_gap(GapCause::image_only_page, at_page(number),
                {"gap.pdf-image-only-page", {{"count", std::to_string(sum.pictures)}}});
  } else if (sum.pictures > 0) {
    out.add_gap(GapCause::picture_not_read, at_page(number),
                {"gap.pdf-picture", {{"count", std::to_string(sum.pictures)}}});
  } else if (!text && page.strokes_and_fills > 0) {
    out.add_gap(GapCause::page_without_text, at_page(number), {"gap.pdf-page-without-text", {}});
  }
  add_unmapped_gap(page, number, out);
}

void add_opening_gaps(const std::vector<PageError>& errors, DocumentBuilder& out) {
  if (errors.empty()) return;
  out.add_gap(GapCause::damaged, {}, {"gap.pdf-damaged", {{"said", describe(errors)}}});
}

}  // namespace mishen::pdf
