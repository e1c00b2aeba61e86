#include "scanner/judge/outline.h"

#include <algorithm>
#include <functional>
#include <map>

#include "scanner/base/utf8.h"
#include "scanner/judge/lines.h"
#include "scanner/text/reading.h"

namespace mishen {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::uint32_t kManyPages = UINT32_MAX;
// A running header or a mark is short; longer lines are not worth remembering.
constexpr std::size_t kLongestRepeat = 240;

// Calls `take(line, begin)` for each line of text[begin, end); stops when it returns false.
template <class Take>
void each_line(std::string_view text, std::uint32_t begin, std::uint32_t end, Take take) {
  while (begin <= end) {
    const std::size_t feed = text.find('\n', begin);
    const std::uint32_t stop =
        feed == std::string_view::npos || feed > end ? end : static_cast<std::uint32_t>(feed);
    if (!take(text.substr(begin, stop - begin), begin)) return;
    if (stop == end) return;
    begin = stop + 1;
  }
}

// Nearly every line begins with something to read: not with a space, of ASCII or beyond.
bool is_blank(std::string_view line) {
  constexpr unsigned char kWide = 0xE3, kNoBreak = 0xC2;  // what U+3000 and U+00A0 begin with
  if (line.empty()) return true;
  const auto first = static_cast<unsigned char>(line.front());
  if (first > ' ' && first != kWide && first != kNoBreak) return false;
  return trim(line).empty();
}

std::uint32_t count_lines(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  const std::string_view all = text.substr(begin, end - begin);
  if (all.find('\n') == std::string_view::npos) return is_blank(all) ? 0 : 1;  // most passages
  std::uint32_t count = 0;
  each_line(text, begin, end, [&](std::string_view line, std::uint32_t) {
    count += is_blank(line) ? 0 : 1;
    return true;
  });
  return count;
}

// Steps that say which file, part or sheet a passage is in, and on which page of a file inside.
bool leads(const Step& step) {
  return step.kind == StepKind::part || step.kind == StepKind::attachment ||
         step.kind == StepKind::sheet || step.kind == StepKind::page;
}

// Which page a passage is on, or else which part it is in.
std::string home_of(const Passage& passage) {
  if (passage.page != 0) return "page " + std::to_string(passage.page);
  std::string home;
  for (const Step& step : passage.where) {
    if (!leads(step)) break;
    home.append(step.name.view()) += '\n';
    if (step.ordinal != 0) home += std::to_string(step.ordinal) + '\n';
  }
  return home;
}

bool same_home(const Passage& a, const Passage& b) {
  if (a.page != 0 || b.page != 0) return a.page == b.page;
  for (std::size_t i = 0;; ++i) {
    const bool a_leads = i < a.where.size() && leads(a.where[i]);
    const bool b_leads = i < b.where.size() && leads(b.where[i]);
    if (!a_leads || !b_leads) return a_leads == b_leads;
    if (a.where[i] != b.where[i]) return false;
  }
}

// Numbers homes as they come; passages of one home mostly follow each other.
class Homes {
 public:
  std::uint32_t of(const Passage& passage) {
    if (last_ == nullptr || !same_home(*last_, passage)) {
      id_ =
          ids_.try_emplace(home_of(passage), static_cast<std::uint32_t>(ids_.size())).first->second;
    }
    last_ = &passage;
    return id_;
  }

 private:
  const Passage* last_ = nullptr;
  std::uint32_t id_ = 0;
  std::unordered_map<std::string, std::uint32_t> ids_;
};

}  // namespace

void Outline::index_flow() {
  const std::vector<Passage>& passages = document_->passages;
  if (!flow_.empty() || passages.empty()) return;
  flow_.assign(passages.size(), {kNone, kNone, 0});
  Homes homes;
  std::unordered_map<std::uint64_t, std::uint32_t> last;  // of each home and surface
  auto at = last.end();
  std::vector<std::uint32_t> lines;  // of each home, so far
  for (std::uint32_t i = 0; i < passages.size(); ++i) {
    const std::uint32_t home = homes.of(passages[i]);
    if (home == lines.size()) lines.push_back(0);
    flow_[i].lines_before = lines[home];
    lines[home] += count_lines(passages[i].text, 0, passages[i].text.size());
    const std::uint64_t key =
        std::uint64_t{home} << 8U | static_cast<std::uint8_t>(passages[i].surface);
    if (at == last.end() || at->first != key) at = last.try_emplace(key, kNone).first;
    if (at->second != kNone) {
      flow_[i].previous = at->second;
      flow_[at->second].next = i;
    }
    at->second = i;
  }
}

Outline::Pair Outline::lines_before(std::uint32_t passage, std::uint32_t line_begin) {
  index_flow();
  Pair found;
  std::size_t count = 0;
  std::string_view text = std::string_view(document_->passages[passage].text).substr(0, line_begin);
  while (count < 2) {
    while (count < 2 && !text.empty()) {
      if (text.back() == '\n') text.remove_suffix(1);
      const LineRange line = line_at(text, static_cast<std::uint32_t>(text.size()));
      const std::string_view said = trim(text.substr(line.begin));
      if (!said.empty()) found.line[count++] = said;
      text = text.substr(0, line.begin);
    }
    passage = flow_[passage].previous;
    if (passage == kNone) break;
    text = document_->passages[passage].text;
  }
  return found;
}

Outline::Pair Outline::lines_after(std::uint32_t passage, std::uint32_t line_end) {
  index_flow();
  Pair found;
  std::size_t count = 0;
  std::uint32_t begin = line_end;
  while (count < 2) {
    const std::string_view text = document_->passages[passage].text;
    if (begin < text.size()) {
      each_line(text, begin, text.size(), [&](std::string_view line, std::uint32_t) {
        const std::string_view said = trim(line);
        if (!said.empty()) found.line[count++] = said;
        return count < 2;
      });
    }
    passage = flow_[passage].next;
    begin = 0;
    if (passage == kNone) break;
  }
  return found;
}

std::uint32_t Outline::line_ordinal(std::uint32_t passage, std::uint32_t line_begin) {
  index_flow();
  if (cursor_.passage != passage || cursor_.offset > line_begin) cursor_ = {passage, 0, 0};
  if (line_begin > cursor_.offset) {
    const std::string_view text = document_->passages[passage].text;
    cursor_.lines += count_lines(text, cursor_.offset, line_begin - 1);
    cursor_.offset = line_begin;
  }
  return flow_[passage].lines_before + cursor_.lines;
}

void Outline::index_repeats() {
  repeats_known_ = true;
  for (const Passage& passage : document_->passages) {
    if (passage.page == 0) continue;
    each_line(passage.text, 0, passage.text.size(), [&](std::string_view line, std::uint32_t) {
      line = trim(line);
      if (line.empty() || line.size() > kLongestRepeat) return true;
      const auto [at, fresh] =
          page_of_line_.try_emplace(std::hash<std::string_view>{}(line), passage.page);
      if (!fresh && at->second != passage.page) at->second = kManyPages;
      return true;
    });
  }
}

bool Outline::repeats(std::string_view line) {
  if (!repeats_known_) index_repeats();
  if (page_of_line_.empty()) return false;
  const auto found = page_of_line_.find(std::hash<std::string_view>{}(trim(line)));
  return found != page_of_line_.end() && found->second == kManyPages;
}

void Outline::index_rows() {
  rows_known_ = true;
  for (std::uint32_t i = 0; i < document_->passages.size(); ++i) {
    const std::optional<CellPlace>& cell = document_->passages[i].cell;
    if (!cell || trim(document_->passages[i].text).empty()) continue;
    rows_[std::uint64_t{cell->table} << 32U | cell->row].push_back({cell->column, i});
  }
  for (auto& [row, cells] : rows_) {
    std::stable_sort(cells.begin(), cells.end(),
                     [](const Cell& a, const Cell& b) { return a.column < b.column; });
  }
}

std::string Outline::left_cell(std::uint32_t passage, std::size_t bytes) {
  std::string said;
  const std::optional<CellPlace>& cell = document_->passages[passage].cell;
  if (!cell) return said;
  if (!rows_known_) index_rows();
  const auto row = rows_.find(std::uint64_t{cell->table} << 32U | cell->row);
  if (row == rows_.end()) return said;
  const std::vector<Cell>& cells = row->second;
  auto at = std::partition_point(cells.begin(), cells.end(),
                                 [&](const Cell& c) { return c.column < cell->column; });
  const std::uint32_t column = at == cells.begin() ? 0 : std::prev(at)->column;
  while (at != cells.begin() && std::prev(at)->column == column && said.size() < bytes) {
    --at;
    said.insert(0, tail(document_->passages[at->passage].text, bytes - said.size()));
  }
  return said;
}

std::vector<std::uint32_t> Outline::row_of(std::uint32_t passage, std::size_t most) {
  std::vector<std::uint32_t> found;
  const std::optional<CellPlace>& cell = document_->passages[passage].cell;
  if (!cell) return found;
  if (!rows_known_) index_rows();
  const auto row = rows_.find(std::uint64_t{cell->table} << 32U | cell->row);
  if (row == rows_.end()) return found;
  const std::vector<Cell>& cells = row->second;
  const auto own = std::partition_point(cells.begin(), cells.end(),
                                        [&](const Cell& c) { return c.column < cell->column; });
  const auto reach = static_cast<std::ptrdiff_t>(most);
  const auto from = own - std::min(reach, own - cells.begin());
  const auto to = own + std::min(reach, cells.end() - own);
  for (auto at = from; at != to && found.size() < most; ++at) {
    if (at->column != cell->column) found.push_back(at->passage);
  }
  return found;
}

std::string_view Outline::title() {
  if (!title_) find_title();
  return *title_;
}

}  // namespace mishen
