// DocumentBuilder: files inside files.
#include <algorithm>
#include <iterator>
#include <utility>

#include "scanner/document/document.h"

namespace mishen {
namespace {

// Text a reader of the embedded file takes for its content; everything else says more about itself
// than that it is in an attachment.
bool is_plain(Surface surface) {
  switch (surface) {
    case Surface::body:
    case Surface::table_cell:
    case Surface::header:
    case Surface::footer:
    case Surface::footnote:
    case Surface::endnote:
    case Surface::text_box:
    case Surface::watermark:
    case Surface::chart:
    case Surface::smartart:
    case Surface::math:
      return true;
    default:
      return false;
  }
}

// The place of the file itself; a part that is a file is spelt as one ("x.docx!page[1]").
Provenance place_of(const EmbeddedFile& file) {
  Provenance place = file.where;
  if (!place.empty() && place.back().kind == StepKind::part) {
    place.back().kind = StepKind::attachment;
  } else if (place.empty() || place.back().kind != StepKind::attachment) {
    place.push_back({StepKind::attachment, 0, file.name});
  }
  return place;
}

Provenance behind(const Provenance& place, Provenance where) {
  Provenance out;
  out.reserve(place.size() + where.size());
  out.insert(out.end(), place.begin(), place.end());
  std::move(where.begin(), where.end(), std::back_inserter(out));
  return out;
}

}  // namespace

void DocumentBuilder::embed(const EmbeddedFile& file) {
  if (!embedded_reader_) {
    return add_gap(GapCause::unsupported_part, file.where,
                   {"gap.embedded-file", {{"name", file.name}}});
  }
  const auto beyond = [&](const char* limit) {
    add_gap(GapCause::limit_reached, file.where, {"gap.limit", {{"limit", limit}}});
  };
  if (depth_ >= limits_->max_nesting) return beyond("max-nesting");
  if (embedded_ + file.bytes.size() > limits_->max_inflated_bytes) {
    return beyond("max-inflated-bytes");
  }
  embedded_ += file.bytes.size();
  embedded_reader_(file, *this);
}

DocumentBuilder DocumentBuilder::inside() const {
  DocumentBuilder inner(*limits_);
  inner.threads_ = threads_;
  inner.full_ = full_;
  inner.embedded_reader_ = embedded_reader_;
  inner.outer_passages_ = outer_passages_ + document_.coverage.passages;
  inner.outer_characters_ = outer_characters_ + document_.coverage.characters;
  inner.outer_pictures_ = outer_pictures_ + document_.coverage.pictures;
  inner.beyond_images_ = beyond_images_;
  inner.inflated_ = inflated_;
  inner.parts_ = parts_;
  inner.embedded_ = embedded_;
  inner.depth_ = depth_ + 1;
  return inner;
}

void DocumentBuilder::adopt_passage(Passage passage, const EmbeddedFile& file,
                                    const Provenance& place) {
  passage.where = behind(place, std::move(passage.where));
  passage.page = 0;
  if (is_plain(passage.surface)) passage.surface = file.surface;
  if (!file.shown) passage.visibility = Visibility::recoverable;
  document_.passages.push_back(std::move(passage));
}

void DocumentBuilder::adopt(DocumentBuilder inner, const EmbeddedFile& file) {
  full_ = full_ || inner.full_;
  beyond_images_ = beyond_images_ || inner.beyond_images_;
  inflated_ = inner.inflated_;
  parts_ = inner.parts_;
  embedded_ = inner.embedded_;
  Document document = inner.finish();
  const Provenance place = place_of(file);
  const std::size_t first = document_.passages.size();
  for (Passage& passage : document.passages) adopt_passage(std::move(passage), file, place);
  adopted_.push_back({first, document_.passages.size()});
  Coverage& coverage = document_.coverage;
  coverage.passages += document.coverage.passages;
  coverage.characters += document.coverage.characters;
  coverage.unmapped += document.coverage.unmapped;
  coverage.pictures += document.coverage.pictures;
  for (Gap& gap : document.coverage.gaps) {
    add_gap(gap.cause, behind(place, std::move(gap.where)), std::move(gap.detail));
  }
}

// The draft's own tables keep the ordinals its format gave them; only now is it known how many
// there are.
void DocumentBuilder::number_tables() {
  std::uint32_t used = 0;
  auto next = adopted_.begin();
  for (std::size_t i = 0; i < document_.passages.size(); ++i) {
    while (next != adopted_.end() && i >= next->last) ++next;
    const bool own = next == adopted_.end() || i < next->first;
    const Passage& passage = document_.passages[i];
    if (own && passage.cell) used = std::max(used, passage.cell->table);
  }
  for (const Adopted& range : adopted_) {
    const std::uint32_t offset = used;
    for (std::size_t i = range.first; i < range.last; ++i) {
      std::optional<CellPlace>& cell = document_.passages[i].cell;
      if (!cell) continue;
      cell->table += offset;
      used = std::max(used, cell->table);
    }
  }
  adopted_.clear();
}

}  // namespace mishen
