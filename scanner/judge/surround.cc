#include "scanner/judge/surround.h"

#include <algorithm>

#include "scanner/judge/lines.h"
#include "scanner/text/reading.h"

namespace mishen {
namespace {

// Of a row: enough for the names and numbers of a list, and no more for a table of a thousand
// columns.
constexpr std::size_t kRowCells = 16;
constexpr std::size_t kRowReach = 96;

// The line of the reading round `span`, cut to kLineReach on both sides.
void set_line(const std::string& text, NormSpan span, LineContext& context) {
  const std::uint32_t from =
      span.begin > kLineReach ? ceil_to_code_point(text, span.begin - kLineReach) : 0;
  const std::uint32_t to = floor_to_code_point(
      text, static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), span.end + kLineReach)));
  const std::string_view near = std::string_view(text).substr(from, to - from);
  const LineRange line = lines_over(near, span.begin - from, span.end - from);
  context.line = near.substr(line.begin, line.end - line.begin);
  context.begin = span.begin - from - line.begin;
  context.end = span.end - from - line.begin;
}

}  // namespace

std::string row_header(const CellPlace& cell) { return fold(head(cell.header, kRowReach)); }

void Surround::remember(const SourcePiece& first, const SourcePiece& last) {
  if (first_.holds(first.passage, first.span.begin) && last_.holds(last.passage, last.span.end)) {
    return;
  }
  const std::vector<Passage>& passages = outline_->document().passages;
  const Passage& passage = passages[first.passage];
  first_ = {first.passage, line_at(passage.text, first.span.begin)};
  last_ = {last.passage, line_at(passages[last.passage].text, last.span.end)};
  const std::uint32_t begin = first_.line.begin;
  const std::uint32_t end = last_.line.end;
  const Outline::Pair before = outline_->lines_before(first.passage, begin);
  const Outline::Pair after = outline_->lines_after(last.passage, end);
  for (int i = 0; i < 2; ++i) {
    before_[i] = fold(tail(before.line[i], kLineReach));
    after_[i] = fold(head(after.line[i], kLineReach));
  }
  header_ = passage.cell ? fold(head(passage.cell->header, kLineReach)) : std::string();
  if (row_of_ != first.passage) {
    row_of_ = first.passage;
    row_.clear();
    row_headers_.clear();
    for (const std::uint32_t other : outline_->row_of(first.passage, kRowCells)) {
      row_.push_back(fold(head(passages[other].text, kRowReach)));
      row_headers_.push_back(row_header(*passages[other].cell));
    }
  }
  repeats_ =
      outline_->repeats(std::string_view(passage.text).substr(begin, first_.line.end - begin));
  continues_ = continues_line(passage, begin);
  ordinal_ = outline_->line_ordinal(first.passage, begin);
}

LineContext Surround::at(const Reading& reading, NormSpan span,
                         const std::vector<SourcePiece>& pieces) {
  if (of_ == &reading && span_ == span) return said_;  // five rules look at each 主动公开
  remember(pieces.front(), pieces.back());
  LineContext context;
  set_line(reading.text, span, context);
  for (int i = 0; i < 2; ++i) {
    context.before[i] = before_[i];
    context.after[i] = after_[i];
  }
  context.header = header_;
  context.row = &row_;
  context.row_headers = &row_headers_;
  context.in_cell = outline_->document().passages[pieces.front().passage].cell.has_value();
  context.line_ordinal = ordinal_;
  context.repeats_on_pages = repeats_;
  context.continues = continues_;
  context.document_title = outline_->title();
  context.document_date = outline_->date();
  of_ = &reading;
  span_ = span;
  said_ = context;
  return context;
}

}  // namespace mishen
