#include "plugins/formats/docx/paragraph.h"

#include <algorithm>
#include <utility>

#include "plugins/formats/docx/standing.h"
#include "plugins/formats/docx/stretch.h"
#include "scanner/base/utf8.h"

namespace mishen::docx {
namespace {

constexpr std::uint16_t bit(Layer layer) {
  return static_cast<std::uint16_t>(1U << static_cast<unsigned>(layer));
}

constexpr std::uint16_t kShown = bit(Layer::shown) | bit(Layer::inserted);

// The layers that are read together with `layer`: what stood there before the change, what stands
// there if the hidden is shown.
std::uint16_t context_of(Layer layer) {
  switch (layer) {
    case Layer::deleted:
      return bit(Layer::shown) | bit(Layer::deleted);
    case Layer::hidden:
    case Layer::alternate:
    case Layer::unseen:
    case Layer::covered:
      return static_cast<std::uint16_t>(bit(Layer::shown) | bit(Layer::inserted) | bit(layer));
    default:
      return bit(layer);
  }
}

bool is_marked(Layer layer, Changes changes) {
  return layer == Layer::deleted || layer == Layer::hidden || layer == Layer::unseen ||
         layer == Layer::covered || changes != Changes{};
}

bool is_digit_at_end(std::string_view text) {
  if (text.empty()) return false;
  const char32_t c = utf8::decode_before(text, text.size()).code_point;
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

bool is_digit_at_start(std::string_view text) {
  if (text.empty()) return false;
  const char32_t c = utf8::decode(text, 0).code_point;
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

}  // namespace

// The pieces of some layers, put together.
class LayerView {
 public:
  LayerView(const ParagraphText& paragraph, std::uint16_t layers) {
    for (const ParagraphText::Piece& piece : paragraph.pieces_) {
      if ((bit(piece.layer) & layers) == 0) continue;
      parts_.push_back({text_.size(), &piece});
      text_.append(paragraph.text_, piece.begin, piece.end - piece.begin);
    }
  }

  [[nodiscard]] std::string_view text() const { return text_; }

  // The bytes [begin, end) with their runs.
  [[nodiscard]] PassageText slice(Layer layer, std::size_t begin, std::size_t end) const {
    PassageText out;
    out.layer = layer;
    out.text = text_.substr(begin, end - begin);
    for (std::size_t i = first_part(begin); i < parts_.size() && parts_[i].begin < end; ++i) {
      const Part& part = parts_[i];
      const std::size_t skipped = begin > part.begin ? begin - part.begin : 0;
      MarkupRun run;
      run.text_begin = static_cast<std::uint32_t>(part.begin + skipped - begin);
      run.node = part.piece->node;
      run.utf16_offset = static_cast<std::uint32_t>(
          utf8::utf16_length(std::string_view(text_).substr(part.begin, skipped)));
      run.verbatim = part.piece->verbatim;
      out.runs.push_back(run);
      mark(out, *part.piece, run.text_begin,
           static_cast<std::uint32_t>(std::min(end_of(i), end) - begin));
    }
    return out;
  }

  // The maximal stretches of `layer`, each grown by the neighbours that belong to it, merged where
  // they meet.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> stretches(Layer layer) const {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (parts_[i].piece->layer != layer) continue;
      std::size_t last = i;
      while (last + 1 < parts_.size() && parts_[last + 1].piece->layer == layer) ++last;
      const std::size_t begin = reach_before(text_, parts_[i].begin);
      const std::size_t end = reach_after(text_, end_of(last));
      if (!found.empty() && begin <= found.back().second) {
        found.back().second = std::max(end, found.back().second);
      } else {
        found.emplace_back(begin, end);
      }
      i = last;
    }
    return found;
  }

  [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> sections() const {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const bool goes_on = i > 0 && parts_[i - 1].piece->section == parts_[i].piece->section;
      if (goes_on) {
        found.back().second = end_of(i);
      } else {
        found.emplace_back(parts_[i].begin, end_of(i));
      }
    }
    return found;
  }

 private:
  struct Part {
    std::size_t begin;
    const ParagraphText::Piece* piece;
  };

  static void mark(PassageText& out, const ParagraphText::Piece& piece, std::uint32_t begin,
                   std::uint32_t end) {
    if (!is_marked(piece.layer, piece.changes)) return;
    if (!out.marks.empty()) {
      Marked& last = out.marks.back();
      if (last.span.end == begin && last.layer == piece.layer && last.changes == piece.changes) {
        last.span.end = end;
        return;
      }
    }
    out.marks.push_back({piece.layer, piece.changes, {begin, end}});
  }

  [[nodiscard]] std::size_t end_of(std::size_t i) const {
    return i + 1 < parts_.size() ? parts_[i + 1].begin : text_.size();
  }
  [[nodiscard]] std::size_t first_part(std::size_t at) const {
    const auto after =
        std::upper_bound(parts_.begin(), parts_.end(), at,
                         [](std::size_t value, const Part& part) { return value < part.begin; });
    return after == parts_.begin() ? 0 : static_cast<std::size_t>(after - parts_.begin()) - 1;
  }

  std::string text_;
  std::vector<Part> parts_;
};

void ParagraphText::append(Layer layer, std::string_view text, std::uint32_t node, bool verbatim,
                           Changes changes) {
  if (text.empty()) return;
  if (note_pending_) settle_note(text, layer);
  const auto begin = static_cast<std::uint32_t>(text_.size());
  text_ += text;
  pieces_.push_back(
      {layer, verbatim, section_, node, begin, static_cast<std::uint32_t>(text_.size()), changes});
  changed_ = changed_ || changes != Changes{};
  layers_ = static_cast<std::uint16_t>(layers_ | bit(layer));
}

void ParagraphText::note_mark(Layer layer, std::uint32_t node) {
  if (note_pending_ || pieces_.empty() || pieces_.back().layer != layer) return;
  note_pending_ = is_digit_at_end(text_);
  note_node_ = node;
}

void ParagraphText::settle_note(std::string_view next, Layer layer) {
  note_pending_ = false;
  if (is_digit_at_start(next)) append(layer, kNoteMark, note_node_, false);
}

void ParagraphText::cut_back(Mark mark) {
  pieces_.resize(mark.pieces);
  text_.resize(mark.bytes);
  note_pending_ = false;
  layers_ = 0;
  for (const Piece& piece : pieces_)
    layers_ = static_cast<std::uint16_t>(layers_ | bit(piece.layer));
}

void ParagraphText::weigh(const Look& look, std::size_t characters) {
  weight_ += characters;
  if (look.bold.value_or(false)) bold_ += characters;
  if (look.red.value_or(false)) red_ += characters;
  if (look.centred.value_or(false)) centred_ += characters;
  if (look.half_points == 0) return;
  const auto at = std::find_if(sizes_.begin(), sizes_.end(),
                               [&](const auto& size) { return size.first == look.half_points; });
  constexpr std::size_t kMostSizes = 64;
  if (at != sizes_.end()) {
    at->second += characters;
  } else if (sizes_.size() < kMostSizes) {
    sizes_.emplace_back(look.half_points, characters);
  }
}

Emphasis ParagraphText::emphasis() const {
  Emphasis emphasis;
  emphasis.bold = bold_ * 2 > weight_;
  emphasis.red = red_ * 2 > weight_;
  emphasis.centred = centred_ * 2 > weight_;
  const auto most =
      std::max_element(sizes_.begin(), sizes_.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most != sizes_.end() && most->second * 2 > weight_) {
    emphasis.size_pt = static_cast<float>(most->first) / 2;
  }
  return emphasis;
}

bool ParagraphText::has(Layer layer) const { return (layers_ & bit(layer)) != 0; }

void ParagraphText::take_plain(Layer layer, std::vector<PassageText>& out) const {
  const LayerView view(*this, bit(layer));
  for (const auto& [begin, end] : view.sections()) out.push_back(view.slice(layer, begin, end));
}

void ParagraphText::take_with_context(Layer layer, std::vector<PassageText>& out) const {
  const LayerView view(*this, context_of(layer));
  for (const auto& [begin, end] : view.stretches(layer)) {
    out.push_back(view.slice(layer, begin, end));
  }
}

bool ParagraphText::is_one() const {
  return layers_ != 0 && (layers_ & kShown) == layers_ && !changed_;
}

void ParagraphText::take_runs(ShortList<MarkupRun, 1>& runs) const {
  runs.reserve(pieces_.size());
  for (const Piece& piece : pieces_) runs.push_back({piece.begin, piece.node, 0, piece.verbatim});
}

void ParagraphText::take(std::vector<PassageText>& out) const {
  if (layers_ == 0) return;
  const LayerView shown(*this, kShown);
  if (!shown.text().empty()) out.push_back(shown.slice(Layer::shown, 0, shown.text().size()));
  if (has(Layer::ruby)) take_plain(Layer::ruby, out);
  for (const Layer layer :
       {Layer::deleted, Layer::hidden, Layer::unseen, Layer::covered, Layer::alternate}) {
    if (has(layer)) take_with_context(layer, out);
  }
  if (has(Layer::code)) take_plain(Layer::code, out);
}

void ParagraphText::clear() {
  text_.clear();
  pieces_.clear();
  section_ = 0;
  layers_ = 0;
  changed_ = note_pending_ = false;
  weight_ = bold_ = red_ = centred_ = 0;
  sizes_.clear();
}

}  // namespace mishen::docx
