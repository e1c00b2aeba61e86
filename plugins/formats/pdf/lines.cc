#include "plugins/formats/pdf/lines.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numeric>
#include <utility>

#include "plugins/formats/pdf/beside.h"

namespace mishen::pdf {
namespace {

// Glyphs that follow each other in drawing order and on the page.
struct Run {
  std::uint32_t frame = 0;
  std::vector<std::uint32_t> glyphs;
  double begin = 0, end = 0, base = 0;
  float size = 0;
};

// Runs on one base line.
struct VisualLine {
  double base = 0;
  float size = 0;
  std::vector<std::uint32_t> runs;
};

class LineFinder {
 public:
  LineFinder(const PageContent& page, Layer layer) : page_(&page), layer_(layer) {}

  LineSet find() {
    frame_of_style_.assign(page_->styles.size(), kNone);
    for (std::uint32_t i = 0; i < page_->glyphs.size(); ++i) add_glyph(i);
    for (std::uint32_t frame = 0; frame < out_.frames.size(); ++frame) lines_of_frame(frame);
    return std::move(out_);
  }

 private:
  static constexpr std::uint32_t kNone = ~0U;
  // Of its size, by how much text may stand over the end of what it follows.
  static constexpr double kUsualOverlap = 0.35;
  static constexpr double kMostOverlap = 0.8;

  const GlyphStyle& style(const Glyph& glyph) const { return page_->styles[glyph.style]; }
  std::uint32_t frame_of(std::uint32_t style_index);
  [[nodiscard]] bool is_beside(std::uint32_t index) const {
    return is_judged_hidden(layer_) &&
           std::binary_search(page_->beside.begin(), page_->beside.end(), index);
  }
  void add_glyph(std::uint32_t index);
  [[nodiscard]] bool repeats(const Run& run, const Glyph& glyph, double s) const;
  [[nodiscard]] bool same_text(const Run& a, const Run& b) const;
  void lines_of_frame(std::uint32_t frame);
  void attach_raised(std::vector<VisualLine>& lines);
  bool touches(const VisualLine& line, const Run& run) const;
  [[nodiscard]] bool goes_on(const Segment& segment, const Run& run) const;
  void segments_of_line(const VisualLine& line);

  const PageContent* page_;
  Layer layer_;
  LineSet out_;
  std::vector<std::uint32_t> frame_of_style_;
  std::vector<Run> runs_;
  std::uint32_t line_count_ = 0;
};

std::uint32_t LineFinder::frame_of(std::uint32_t style_index) {
  std::uint32_t& known = frame_of_style_[style_index];
  if (known != kNone) return known;
  const GlyphStyle& wanted = page_->styles[style_index];
  constexpr double kSameDirection = 0.99999;  // a quarter of a degree
  for (std::uint32_t i = 0; i < out_.frames.size(); ++i) {
    const Frame& frame = out_.frames[i];
    const double turn = frame.along.x * wanted.along.x + frame.along.y * wanted.along.y;
    const double tilt = frame.up.x * wanted.up.x + frame.up.y * wanted.up.y;
    if (turn > kSameDirection && tilt > kSameDirection) return known = i;
  }
  // Text in hundreds of directions is decoration; it is read, but not put together well.
  constexpr std::size_t kMaxFrames = 64;
  if (out_.frames.size() >= kMaxFrames) return known = 0;
  out_.frames.push_back({wanted.along, wanted.up});
  return known = static_cast<std::uint32_t>(out_.frames.size() - 1);
}

// Fake bold draws a glyph again a hair beside itself.
bool LineFinder::repeats(const Run& run, const Glyph& glyph, double s) const {
  constexpr std::size_t kLookBack = 4;
  const Frame& frame = out_.frames[run.frame];
  const std::size_t first = run.glyphs.size() > kLookBack ? run.glyphs.size() - kLookBack : 0;
  for (std::size_t i = run.glyphs.size(); i > first; --i) {
    const Glyph& other = page_->glyphs[run.glyphs[i - 1]];
    const double apart = std::abs(frame.s(other.x, other.y) - s);
    // Measured by the glyph's own width: a font may claim any size.
    if (other.code == glyph.code && glyph.code != U'�' &&
        apart < 0.3 * static_cast<double>(glyph.advance))
      return true;
  }
  return false;
}

void LineFinder::add_glyph(std::uint32_t index) {
  const Glyph& glyph = page_->glyphs[index];
  const GlyphStyle& look = style(glyph);
  if (look.layer != layer_ && !is_beside(index)) return;
  const std::uint32_t frame_index = frame_of(glyph.style);
  const Frame& frame = out_.frames[frame_index];
  const double s = frame.s(glyph.x, glyph.y);
  const double t = frame.t(glyph.x, glyph.y);
  const double size = std::max(static_cast<double>(look.size), 0.1);
  Run* run = runs_.empty() ? nullptr : &runs_.back();
  if (run != nullptr && run->frame == frame_index && std::abs(t - run->base) <= 0.1 * size) {
    if (repeats(*run, glyph, s)) return;
    const double gap = s - run->end;
    const bool similar = look.size < run->size * 1.25F && look.size > run->size * 0.8F;
    if (!similar || gap > size || gap < -0.35 * size) run = nullptr;
  } else {
    run = nullptr;
  }
  if (run == nullptr) {
    runs_.push_back({frame_index, {}, s, s, t, look.size});
    run = &runs_.back();
  }
  run->glyphs.push_back(index);
  run->end = std::max(run->end, s + static_cast<double>(glyph.advance));
  run->size = std::max(run->size, look.size);
}

bool LineFinder::same_text(const Run& a, const Run& b) const {
  if (a.glyphs.size() != b.glyphs.size()) return false;
  const double letter = (a.end - a.begin) / static_cast<double>(a.glyphs.size());
  if (std::abs(a.begin - b.begin) > 0.3 * letter) return false;
  for (std::size_t i = 0; i < a.glyphs.size(); ++i) {
    if (page_->glyphs[a.glyphs[i]].code != page_->glyphs[b.glyphs[i]].code) return false;
  }
  return true;
}

void LineFinder::lines_of_frame(std::uint32_t frame) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < runs_.size(); ++i) {
    if (runs_[i].frame == frame) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return runs_[a].base > runs_[b].base; });
  std::vector<VisualLine> lines;
  for (const std::uint32_t index : order) {
    const Run& run = runs_[index];
    const float smaller = lines.empty() ? 0 : std::min(lines.back().size, run.size);
    if (lines.empty() || lines.back().base - run.base > 0.3 * static_cast<double>(smaller)) {
      lines.push_back({run.base, run.size, {}});
    }
    lines.back().runs.push_back(index);
    lines.back().size = std::max(lines.back().size, run.size);
  }
  attach_raised(lines);
  for (const VisualLine& line : lines) segments_of_line(line);
}

bool LineFinder::touches(const VisualLine& line, const Run& run) const {
  const double reach = 0.35 * static_cast<double>(line.size);
  return std::any_of(line.runs.begin(), line.runs.end(), [&](std::uint32_t index) {
    const Run& other = runs_[index];
    return std::abs(run.begin - other.end) < reach || std::abs(other.begin - run.end) < reach;
  });
}

// Superscripts and subscripts go to the line they are set on.
void LineFinder::attach_raised(std::vector<VisualLine>& lines) {
  constexpr std::size_t kMaxRuns = 64;  // a line of hundreds of runs has no business with indices
  const auto move = [&](VisualLine& from, VisualLine& to) {
    if (from.runs.size() > kMaxRuns || to.runs.size() > kMaxRuns) return;
    std::erase_if(from.runs, [&](std::uint32_t index) {
      const Run& run = runs_[index];
      const double shift = std::abs(run.base - to.base);
      const bool raised = run.size < 0.8F * to.size && shift < 0.6 * static_cast<double>(to.size);
      if (!raised || !touches(to, run)) return false;
      to.runs.push_back(index);
      return true;
    });
  };
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    move(lines[i], lines[i + 1]);
    move(lines[i + 1], lines[i]);
  }
}

// A font whose widths are wrong sets the next words over the end of those before, which are one
// line to a reader all the same. Not where a number or word would be made of two.
bool LineFinder::goes_on(const Segment& segment, const Run& run) const {
  const double overlap = segment.end - run.begin;
  const double shorter = std::min(segment.end - segment.begin, run.end - run.begin);
  if (run.end <= segment.end || overlap > shorter / 3) return false;
  const auto is_plain = [&](std::uint32_t glyph) {
    const char32_t c = page_->glyphs[glyph].code;
    return c < 0x80 && std::isalnum(static_cast<int>(c)) != 0;
  };
  return !is_plain(segment.glyphs.back()) || !is_plain(run.glyphs.front());
}

void LineFinder::segments_of_line(const VisualLine& line) {
  constexpr std::size_t kMaxOpen = 16;
  std::vector<std::uint32_t> order = line.runs;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return runs_[a].begin < runs_[b].begin;
  });
  struct Open {
    std::size_t segment;
    std::uint32_t last_run;
  };
  std::vector<Open> open;
  const std::uint32_t number = line_count_++;
  for (const std::uint32_t index : order) {
    const Run& run = runs_[index];
    const std::size_t first = open.size() > kMaxOpen ? open.size() - kMaxOpen : 0;
    Open* fit = nullptr;
    bool repeated = false;
    for (std::size_t i = first; i < open.size() && !repeated; ++i) {
      repeated = same_text(runs_[open[i].last_run], run);
      // Text over other text (a value on a line of underscores) stays apart from it.
      const Segment& segment = out_.segments[open[i].segment];
      const double most = goes_on(segment, run) ? kMostOverlap : kUsualOverlap;
      const double overlap = segment.end - run.begin;
      if (fit == nullptr && overlap < most * static_cast<double>(run.size)) fit = &open[i];
    }
    if (repeated) continue;
    if (fit == nullptr) {
      Segment fresh;
      fresh.frame = run.frame;
      fresh.begin = run.begin;
      fresh.end = run.end;
      fresh.base = line.base;
      fresh.line = number;
      out_.segments.push_back(std::move(fresh));
      open.push_back({out_.segments.size() - 1, index});
      fit = &open.back();
    }
    Segment& segment = out_.segments[fit->segment];
    segment.glyphs.insert(segment.glyphs.end(), run.glyphs.begin(), run.glyphs.end());
    segment.end = std::max(segment.end, run.end);
    segment.size = std::max(segment.size, run.size);
    fit->last_run = index;
  }
}

}  // namespace

LineSet find_lines(const PageContent& page, Layer layer) { return LineFinder(page, layer).find(); }

}  // namespace mishen::pdf
