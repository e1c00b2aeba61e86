#include "plugins/formats/pdf/beside.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "plugins/formats/pdf/lines.h"

namespace mishen::pdf {
namespace {

constexpr int kMost = 24;  // glyphs on either side; no number is longer

bool is_token(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         (c >= 0xFF10 && c <= 0xFF19) || c == U'★' || c == U'☆';
}
bool is_joint(char32_t c) {
  return c == '-' || c == '.' || c == '/' || c == '@' || c == '_' || c == '+' || is_blank(c);
}

// A glyph that may be part of a token, along its line.
struct Piece {
  std::uint32_t glyph;
  double s, end, t, size;
  bool hidden;
};

class Finder {
 public:
  explicit Finder(PageContent& page) : page_(&page), wanted_(page.glyphs.size()) {}

  void find() {
    along_drawing();
    for (const std::uint32_t style : directions()) along_lines(page_->styles[style].along);
    for (std::uint32_t i = 0; i < wanted_.size(); ++i) {
      if (wanted_[i]) page_->beside.push_back(i);
    }
  }

 private:
  const GlyphStyle& style(std::uint32_t i) const { return page_->styles[page_->glyphs[i].style]; }
  bool hidden(std::uint32_t i) const { return is_judged_hidden(style(i).layer); }
  bool shown(std::uint32_t i) const { return style(i).layer == Layer::shown; }

  // Takes what reaches from the hidden piece at `from` on; `at(k)` is the k-th next, or none.
  template <class At>
  void walk(At at) {
    std::vector<std::uint32_t> joints;
    for (int k = 1; k <= kMost; ++k) {
      const std::int64_t next = at(k);
      if (next < 0) return;
      const auto glyph = static_cast<std::uint32_t>(next);
      const char32_t code = page_->glyphs[glyph].code;
      if (hidden(glyph) || !shown(glyph)) return;
      if (is_joint(code)) {
        joints.push_back(glyph);
        continue;
      }
      if (!is_token(code)) return;
      // Two joints in a row part what stands on either side of them.
      if (joints.size() > 1) return;
      for (const std::uint32_t joint : joints) wanted_[joint] = true;
      joints.clear();
      wanted_[glyph] = true;
    }
  }

  void along_drawing() {
    const auto count = static_cast<std::int64_t>(page_->glyphs.size());
    for (std::int64_t i = 0; i < count; ++i) {
      const auto here = static_cast<std::uint32_t>(i);
      if (!hidden(here) || !is_token(page_->glyphs[here].code)) continue;
      walk([&](int k) { return i + k < count ? i + k : -1; });
      if (i + 1 < count) take_line(i, i + 1);
      walk([&](int k) { return i - k; });
      if (i > 0) take_line(i, i - 1);
    }
  }

  // Where the number goes on in another line, that line is taken as far as it was drawn in one go:
  // only then is it seen to be one column with the hidden part.
  void take_line(std::int64_t from, std::int64_t next) {
    const auto other = static_cast<std::uint32_t>(next);
    if (!wanted_[other] || on_one_line(static_cast<std::uint32_t>(from), other)) return;
    constexpr std::int64_t kLine = 200;
    for (const std::int64_t step : {-1, 1}) {
      for (std::int64_t k = next; std::abs(k - next) < kLine; k += step) {
        if (k < 0 || k >= static_cast<std::int64_t>(wanted_.size())) break;
        const auto glyph = static_cast<std::uint32_t>(k);
        if (!shown(glyph) || !on_one_line(other, glyph)) break;
        wanted_[glyph] = true;
      }
    }
  }

  [[nodiscard]] bool on_one_line(std::uint32_t a, std::uint32_t b) const {
    const Point up = style(a).up;
    const Glyph& one = page_->glyphs[a];
    const Glyph& two = page_->glyphs[b];
    const double apart = (one.x - two.x) * up.x + (one.y - two.y) * up.y;
    return std::abs(apart) < 0.3 * static_cast<double>(style(a).size);
  }

  // One style for each direction in which something hidden is written.
  [[nodiscard]] std::vector<std::uint32_t> directions() const {
    std::vector<std::uint32_t> found;
    constexpr std::size_t kMostDirections = 16;
    for (std::uint32_t i = 0; i < page_->styles.size() && found.size() < kMostDirections; ++i) {
      if (!is_judged_hidden(page_->styles[i].layer)) continue;
      const bool known = std::any_of(found.begin(), found.end(), [&](std::uint32_t other) {
        return same_direction(page_->styles[other].along, page_->styles[i].along);
      });
      if (!known) found.push_back(i);
    }
    return found;
  }

  static bool same_direction(Point a, Point b) { return a.x * b.x + a.y * b.y > 0.99999; }

  void along_lines(Point along) {
    std::vector<Piece> pieces;
    for (std::uint32_t i = 0; i < page_->glyphs.size(); ++i) {
      const Glyph& glyph = page_->glyphs[i];
      if (!(shown(i) || hidden(i)) || !same_direction(style(i).along, along)) continue;
      const double s = glyph.x * along.x + glyph.y * along.y;
      pieces.push_back({i, s, s + static_cast<double>(glyph.advance),
                        glyph.y * along.x - glyph.x * along.y, static_cast<double>(style(i).size),
                        hidden(i)});
    }
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
      return a.t != b.t ? a.t > b.t : a.glyph < b.glyph;
    });
    for (std::size_t begin = 0; begin < pieces.size();) {
      std::size_t end = begin + 1;
      while (end < pieces.size() && pieces[end - 1].t - pieces[end].t <
                                        0.3 * std::min(pieces[end].size, pieces[begin].size)) {
        ++end;
      }
      along_line({pieces.begin() + static_cast<std::ptrdiff_t>(begin),
                  pieces.begin() + static_cast<std::ptrdiff_t>(end)});
      begin = end;
    }
  }

  void along_line(std::vector<Piece> line) {
    if (std::none_of(line.begin(), line.end(), [](const Piece& piece) { return piece.hidden; })) {
      return;
    }
    std::sort(line.begin(), line.end(), [](const Piece& a, const Piece& b) {
      return a.s != b.s ? a.s < b.s : a.glyph < b.glyph;
    });
    const auto count = static_cast<std::int64_t>(line.size());
    const auto close = [&](std::int64_t left, std::int64_t right) {
      const Piece& a = line[static_cast<std::size_t>(left)];
      const Piece& b = line[static_cast<std::size_t>(right)];
      return b.s - a.end < std::max(a.size, b.size);
    };
    for (std::int64_t i = 0; i < count; ++i) {
      const Piece& piece = line[static_cast<std::size_t>(i)];
      if (!piece.hidden || !is_token(page_->glyphs[piece.glyph].code)) continue;
      walk([&](int k) -> std::int64_t {
        if (i + k >= count || !close(i + k - 1, i + k)) return -1;
        return line[static_cast<std::size_t>(i + k)].glyph;
      });
      walk([&](int k) -> std::int64_t {
        if (i - k < 0 || !close(i - k, i - k + 1)) return -1;
        return line[static_cast<std::size_t>(i - k)].glyph;
      });
    }
  }

  PageContent* page_;
  std::vector<bool> wanted_;
};

}  // namespace

bool is_judged_hidden(Layer layer) {
  return layer == Layer::obscured || layer == Layer::white || layer == Layer::invisible;
}

void find_beside(PageContent& page) {
  const bool any = std::any_of(page.styles.begin(), page.styles.end(), [](const GlyphStyle& style) {
    return is_judged_hidden(style.layer);
  });
  if (any) Finder(page).find();
}

}  // namespace mishen::pdf
