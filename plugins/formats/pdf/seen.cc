#include "plugins/formats/pdf/seen.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>
#include <vector>

#include "plugins/formats/pdf/beside.h"
#include "plugins/formats/pdf/glyph_look.h"
#include "plugins/formats/pdf/relayer.h"

namespace mishen::pdf {
namespace {

constexpr std::uint64_t kMostWork = 40'000'000;  // comparisons with points and edges, a page

// Of most glyphs no point is covered, and counting bits is a call.
bool is_enough(std::uint32_t points) { return points != 0 && std::popcount(points) >= kEnough; }

// What is known of one shown glyph.
struct Seen {
  std::uint32_t glyph = 0;
  std::uint32_t covered = 0;     // points under something
  std::uint32_t under_scan = 0;  // points under the picture that is the page
  std::uint32_t ground = 0xFFFFFF;
  bool ground_known = true;
  bool may_be_white = false;
  Layer layer = Layer::shown;
};

class Judge {
 public:
  explicit Judge(PageContent& page) : page_(&page) {}

  void run() {
    find_scan();
    gather();
    if (seen_.empty()) return;
    if (needs_paints()) apply_paints();
    decide();
    forgive_repeated();
    forgive_textless();
    move();
  }

 private:
  const GlyphStyle& style(const Seen& seen) const {
    return page_->styles[page_->glyphs[seen.glyph].style];
  }
  Points points(const Seen& seen) const {
    return points_of(page_->glyphs[seen.glyph], style(seen));
  }
  void find_scan();
  void gather();
  bool needs_paints();
  void apply_paints();
  void fill_cells();
  template <class Visit>
  void visit_cells(const Box& box, Visit visit) const;
  std::uint32_t points_in(const Paint& paint, const Seen& seen);
  void apply(const Paint& paint, Seen& seen);
  [[nodiscard]] bool over_scan(const Seen& seen) const;
  [[nodiscard]] bool shines_through(const Seen& seen) const;
  [[nodiscard]] bool paints_nothing(const Seen& seen) const;
  [[nodiscard]] bool scan_shows_text() const;
  void decide();
  void forgive_repeated();
  void forgive_textless();
  void move();

  static constexpr int kColumns = 32;
  static constexpr int kRows = 48;

  PageContent* page_;
  std::vector<Seen> seen_;                         // every shown glyph, in drawing order
  std::vector<std::vector<std::uint32_t>> cells_;  // indices into seen_ by place on the page
  std::vector<const Paint*> scans_;                // pictures as large as a scanned page or figure
  bool is_scan_ = false;                           // pictures make up the page
  std::uint64_t work_ = 0;
};

void Judge::find_scan() {
  const double area = page_->visible.width() * page_->visible.height();
  double pictures = 0;
  for (const Paint& paint : page_->paints) {
    if (!paint.picture || paint.layer != Layer::shown) continue;
    const Box box = common(paint.box, page_->visible);
    const double own = box.width() * box.height();
    pictures += own;
    if (own > area / 8) scans_.push_back(&paint);
  }
  is_scan_ = area > 0 && pictures > 0.6 * area;
}

void Judge::gather() {
  for (std::uint32_t i = 0; i < page_->glyphs.size(); ++i) {
    if (page_->styles[page_->glyphs[i].style].layer != Layer::shown) continue;
    Seen seen;
    seen.glyph = i;
    seen_.push_back(seen);
  }
}

// True when something is painted over a glyph, or one may have the colour of its ground.
bool Judge::needs_paints() {
  ColourSet grounds;
  grounds.insert(0xFFFFFF);
  std::uint32_t last_cover = 0;
  for (const Paint& paint : page_->paints) {
    if (paint.layer != Layer::shown) continue;
    if (paint.covers) last_cover = std::max(last_cover, paint.after_glyph);
    if (paint.one_colour && paint.background) grounds.insert(paint.rgb);
  }
  std::vector<bool> suspect(page_->styles.size());
  for (std::size_t i = 0; i < suspect.size(); ++i) {
    const GlyphStyle& style = page_->styles[i];
    suspect[i] =
        style.colour_known && (style.render_mode & 3) != 3 && grounds.has_near(style.fill_rgb);
  }
  bool any = seen_.front().glyph < last_cover;
  for (Seen& seen : seen_) {
    seen.may_be_white = suspect[page_->glyphs[seen.glyph].style];
    any = any || seen.may_be_white;
  }
  return any;
}

template <class Visit>
void Judge::visit_cells(const Box& box, Visit visit) const {
  const Box& all = page_->visible;
  if (!(all.width() > 0 && all.height() > 0)) return;
  const auto cell = [](double at, int count) {
    return static_cast<int>(std::clamp(at * count, 0.0, count - 1.0));
  };
  const int left = cell((box.left - all.left) / all.width(), kColumns);
  const int right = cell((box.right - all.left) / all.width(), kColumns);
  const int bottom = cell((box.bottom - all.bottom) / all.height(), kRows);
  const int top = cell((box.top - all.bottom) / all.height(), kRows);
  for (int y = bottom; y <= top; ++y) {
    for (int x = left; x <= right; ++x) visit(static_cast<std::size_t>(y * kColumns + x));
  }
}

void Judge::fill_cells() {
  cells_.resize(static_cast<std::size_t>(kColumns) * kRows);
  for (std::uint32_t i = 0; i < seen_.size(); ++i) {
    visit_cells(box_of(points(seen_[i])), [&](std::size_t cell) {
      cells_[cell].push_back(i);
      ++work_;
    });
  }
}

std::uint32_t Judge::points_in(const Paint& paint, const Seen& seen) {
  const Points all = points(seen);
  work_ += kPoints;
  if (!paint.box.overlaps(box_of(all))) return 0;
  const Areas& areas = page_->areas;
  const bool is_box = paint.shape == kNoShape && paint.clip == 0;
  if (paint.shape != kNoShape) work_ += kPoints * areas.shapes[paint.shape].points();
  for (std::uint32_t clip = paint.clip; clip != 0; clip = areas.clips[clip].outer) {
    const std::uint32_t shape = areas.clips[clip].shape;
    work_ += shape == kNoShape ? 1 : kPoints * areas.shapes[shape].points();
  }
  std::uint32_t in = 0;
  for (unsigned i = 0; i < kPoints; ++i) {
    if (!paint.box.contains(all[i])) continue;
    if (is_box || (areas.in_shape(paint.shape, all[i]) && areas.in_clip(paint.clip, all[i]))) {
      in |= 1U << i;
    }
  }
  return in;
}

void Judge::apply(const Paint& paint, Seen& seen) {
  ++work_;
  if (seen.glyph < paint.after_glyph) {
    if (!paint.covers) {
      // Blending, masks and shades may bring out what had the colour of its ground.
      if (seen.may_be_white && points_in(paint, seen) != 0) seen.ground_known = false;
      return;
    }
    if (std::popcount(seen.covered) == kPoints) return;
    const std::uint32_t in = points_in(paint, seen);
    (paint.picture && is_scan_ ? seen.under_scan : seen.covered) |= in;
    return;
  }
  if (!seen.may_be_white || !paint.background) return;
  const int in = std::popcount(points_in(paint, seen));
  if (in == 0) return;
  if (!paint.one_colour) {
    seen.ground_known = false;
  } else if (in == kPoints) {
    seen.ground_known = true;
    seen.ground = paint.rgb;
  } else {
    seen.ground_known = seen.ground_known && near(seen.ground, paint.rgb);
  }
}

void Judge::apply_paints() {
  fill_cells();
  for (const Paint& paint : page_->paints) {
    if (paint.layer != Layer::shown) continue;
    visit_cells(common(paint.box, page_->visible), [&](std::size_t cell) {
      for (const std::uint32_t i : cells_[cell]) {
        if (work_ > kMostWork) return;
        apply(paint, seen_[i]);
      }
    });
    if (work_ > kMostWork) {
      page_->seen_unchecked = true;
      return;
    }
  }
}

bool Judge::over_scan(const Seen& seen) const {
  const Point middle = middle_of(page_->glyphs[seen.glyph], style(seen));
  return is_scan_ || std::any_of(scans_.begin(), scans_.end(),
                                 [&](const Paint* paint) { return paint->box.contains(middle); });
}

// A glyph that only clips is seen where something is painted through it later.
bool Judge::shines_through(const Seen& seen) const {
  const Point middle = middle_of(page_->glyphs[seen.glyph], style(seen));
  return std::any_of(page_->paints.begin(), page_->paints.end(), [&](const Paint& paint) {
    return paint.after_glyph > seen.glyph && !paint.covers && paint.box.contains(middle);
  });
}

bool Judge::paints_nothing(const Seen& seen) const {
  const GlyphStyle& look = style(seen);
  constexpr float kTransparent = 0.02F;
  constexpr float kTiny = 1;
  if (look.opacity <= kTransparent || look.size <= kTiny) return true;
  const std::uint32_t clip = page_->glyphs[seen.glyph].clip;
  if (clip == 0) return false;
  // One point that is let through is enough, and the middle usually is.
  const PointGrid grid(page_->glyphs[seen.glyph], look);
  if (page_->areas.in_clip(clip, grid.at(kPoints / 2))) return false;
  for (int i = 0; i < kPoints; ++i) {
    if (page_->areas.in_clip(clip, grid.at(i))) return false;
  }
  return true;
}

// Whether the pictures over painted text are dark where its glyphs are and light between its lines,
// as a scan is over its reading. Something else that was pasted over a page is not. True where no
// such picture could be looked at.
bool Judge::scan_shows_text() const {
  if (page_->ink.empty()) return true;
  double in_glyphs = 0;
  double between = 0;
  std::size_t count = 0;
  for (const Seen& seen : seen_) {
    const GlyphStyle& look = style(seen);
    const Glyph& glyph = page_->glyphs[seen.glyph];
    if ((look.render_mode & 3) == 3 || !is_enough(seen.under_scan) || !carries_text(glyph.code)) {
      continue;
    }
    const Point middle = middle_of(glyph, look);
    const double up = static_cast<double>(look.ascent) -
                      0.5 * static_cast<double>(look.ascent + look.descent) +
                      0.15 * static_cast<double>(look.size);
    const double gap = page_->ink.at({middle.x + look.up.x * up, middle.y + look.up.y * up});
    double own = 0;
    const Points all = points(seen);
    for (const Point point : all) own += std::max(page_->ink.at(point), 0.0);
    if (gap < 0) continue;
    in_glyphs += own / kPoints;
    between += gap;
    ++count;
  }
  constexpr double kTrace = 6;  // of 255
  return count == 0 || in_glyphs > 1.5 * between + kTrace * static_cast<double>(count);
}

void Judge::decide() {
  std::size_t under_scan = 0;
  for (const Seen& seen : seen_) {
    under_scan += is_enough(seen.under_scan) ? 1 : 0;
  }
  const bool scan_hides = under_scan * 2 < seen_.size() || !scan_shows_text();
  for (Seen& seen : seen_) {
    const std::uint8_t mode = style(seen).render_mode;
    const bool unpainted = mode == 3 || (mode == 7 && !shines_through(seen));
    const bool hidden_by_scan = is_enough(seen.under_scan);
    if (is_enough(seen.covered)) {
      seen.layer = Layer::obscured;
    } else if (unpainted && over_scan(seen)) {
      page_->has_ocr_layer = true;
    } else if (hidden_by_scan) {
      if (scan_hides) seen.layer = Layer::obscured;
      if (!scan_hides) page_->has_ocr_layer = true;
    } else if (unpainted || paints_nothing(seen)) {
      seen.layer = Layer::invisible;
    } else if (seen.may_be_white && seen.ground_known && near(seen.ground, style(seen).fill_rgb)) {
      seen.layer = near(seen.ground, 0xFFFFFF) ? Layer::white : Layer::obscured;
    }
  }
}

// A glyph that stands at the same place once more, seen, is not hidden.
void Judge::forgive_repeated() {
  constexpr double kCell = 4;  // points
  const auto key = [](char32_t code, long x, long y) {
    return (static_cast<std::uint64_t>(code) << 42U) ^ (static_cast<std::uint64_t>(x) << 21U) ^
           static_cast<std::uint64_t>(y);
  };
  const auto cell = [](double at) { return std::lround(at / kCell); };
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> shown;
  const bool any = std::any_of(seen_.begin(), seen_.end(),
                               [](const Seen& seen) { return seen.layer != Layer::shown; });
  if (!any) return;
  for (const Seen& seen : seen_) {
    if (seen.layer != Layer::shown) continue;
    const Glyph& glyph = page_->glyphs[seen.glyph];
    auto& there = shown[key(glyph.code, cell(glyph.x), cell(glyph.y))];
    constexpr std::size_t kMost = 8;  // more at one place prove nothing new
    if (there.size() < kMost) there.push_back(seen.glyph);
  }
  for (Seen& seen : seen_) {
    if (seen.layer == Layer::shown) continue;
    const Glyph& glyph = page_->glyphs[seen.glyph];
    const double reach = std::min(0.35 * static_cast<double>(style(seen).size), kCell);
    for (long i = 0; i < 9 && seen.layer != Layer::shown; ++i) {
      const auto there =
          shown.find(key(glyph.code, cell(glyph.x) + i % 3 - 1, cell(glyph.y) + i / 3 - 1));
      if (there == shown.end()) continue;
      for (const std::uint32_t other : there->second) {
        const Glyph& twin = page_->glyphs[other];
        if (std::hypot(twin.x - glyph.x, twin.y - glyph.y) <= reach) seen.layer = Layer::shown;
      }
    }
  }
}

// Blanks and stray marks that nobody sees are no hidden text.
void Judge::forgive_textless() {
  for (std::size_t begin = 0; begin < seen_.size();) {
    std::size_t end = begin;
    bool text = false;
    while (end < seen_.size() && seen_[end].layer == seen_[begin].layer) {
      text = text || carries_text(page_->glyphs[seen_[end].glyph].code);
      ++end;
    }
    for (std::size_t i = begin; i < end && !text; ++i) seen_[i].layer = Layer::shown;
    begin = end;
  }
}

void Judge::move() {
  Relayer relayer(*page_);
  for (const Seen& seen : seen_) {
    if (seen.layer != Layer::shown) relayer.move(page_->glyphs[seen.glyph], seen.layer);
  }
}

void mark_redactions(PageContent& page) {
  if (page.redact_marks.empty()) return;
  page.marked.assign(page.glyphs.size(), false);
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    const Point middle = middle_of(page.glyphs[i], page.styles[page.glyphs[i].style]);
    page.marked[i] = std::any_of(page.redact_marks.begin(), page.redact_marks.end(),
                                 [&](const Box& box) { return box.contains(middle); });
  }
}

}  // namespace

void judge_seen(PageContent& page) {
  if (page.paints_lost) page.seen_unchecked = true;
  Judge(page).run();
  mark_redactions(page);
  find_beside(page);
}

}  // namespace mishen::pdf
