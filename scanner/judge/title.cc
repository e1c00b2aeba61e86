// Which line is the document's heading: what it calls itself, for weighing what it says.
#include <algorithm>

#include "scanner/base/utf8.h"
#include "scanner/judge/lines.h"
#include "scanner/judge/outline.h"
#include "scanner/text/reading.h"

namespace mishen {
namespace {

// A heading stands near the top; a document that has none there has none.
constexpr std::uint32_t kPassagesLooked = 40;
constexpr std::size_t kLinesLooked = 6;      // of each
constexpr std::size_t kLongestHeading = 80;  // code points
constexpr std::size_t kFewestHan = 4;

bool ends_with(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

// The red head of an issuer, a decree's line, a document number: above the title, not the title.
bool is_letterhead(std::string_view line) {
  return ends_with(line, "文件") || ends_with(line, "令") || ends_with(line, "号");
}

bool is_heading(std::string_view line) {
  if (utf8::length(line) > kLongestHeading) return false;
  for (const std::string_view stop : {"。", ";", ",", ":", "；", "，", "：", "、"}) {
    if (ends_with(line, stop)) return false;
  }
  std::size_t han = 0;
  for (std::size_t i = 0; i < line.size();) {
    const utf8::Decoded d = utf8::decode(line, i);
    // A mark with a star stands above the title.
    if (d.code_point == U'★') return false;
    han += utf8::is_han(d.code_point) ? 1 : 0;
    i += d.bytes;
  }
  return han >= kFewestHan;
}

bool may_hold_title(Surface surface) {
  return surface == Surface::body || surface == Surface::table_cell || surface == Surface::text_box;
}

// What of a passage may be a heading: the whole of it (a title is often broken over lines), then
// its first lines one by one (a page's block may hold head, title and body).
std::vector<std::string> heading_candidates(const Passage& passage) {
  const std::string_view text = passage.text;
  const std::uint32_t reach = floor_to_code_point(
      text, static_cast<std::uint32_t>(std::min(text.size(), kLinesLooked * kLongestHeading)));
  const std::string folded = fold(text.substr(0, reach));
  std::vector<std::string> candidates(1);
  std::string_view rest = folded;
  while (!rest.empty() && candidates.size() <= kLinesLooked) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    candidates[0] += trim(line);
    candidates.emplace_back(trim(line));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  }
  return candidates;
}

}  // namespace

void Outline::find_title() {
  title_.emplace();
  std::string second_best;
  std::uint32_t looked = 0;
  for (const Passage& passage : document_->passages) {
    if (!may_hold_title(passage.surface)) continue;
    if (++looked > kPassagesLooked) break;
    for (std::string& line : heading_candidates(passage)) {
      if (!is_heading(line)) continue;
      if (!is_letterhead(line)) {
        title_ = std::move(line);
        return;
      }
      if (second_best.empty()) second_best = std::move(line);
    }
  }
  *title_ = std::move(second_best);
}

}  // namespace mishen
