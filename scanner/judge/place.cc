#include "scanner/judge/place.h"

#include "scanner/base/utf8.h"
#include "scanner/judge/scrub.h"

namespace mishen {

Utf16Range PlaceMaker::range_of(const SourcePiece& piece) {
  const std::string_view text = document_->passages[piece.passage].text;
  if (passage_ != piece.passage || bytes_ > piece.span.begin) {
    passage_ = piece.passage;
    bytes_ = 0;
    units_ = 0;
  }
  const auto units = [&](std::uint32_t begin, std::uint32_t end) {
    return static_cast<std::uint32_t>(utf8::utf16_length(text.substr(begin, end - begin)));
  };
  units_ += units(bytes_, piece.span.begin);
  bytes_ = piece.span.begin;
  return {units_, units_ + units(piece.span.begin, piece.span.end)};
}

FindingPlace PlaceMaker::make(const SourcePiece& piece) {
  const Passage& passage = document_->passages[piece.passage];
  FindingPlace place;
  place.where = passage.where;
  for (Step& step : place.where) {
    if (step.name.empty()) continue;
    std::string scrubbed = scrub(step.name);
    if (step.name != scrubbed) step.name = std::move(scrubbed);
  }
  place.passage = piece.passage;
  place.surface = passage.surface;
  place.visibility = passage.visibility;
  place.page = passage.page;
  place.range = range_of(piece);
  if (passage.page != 0) place.quads = quads_of(passage, piece.span);
  if (passage.cell) {
    place.table = passage.cell->table;
    place.row = passage.cell->row;
    place.column = passage.cell->column;
    place.header = scrub(passage.cell->header);
  }
  return place;
}

}  // namespace mishen
