#include "plugins/validators/cn/mark_place.h"

#include <algorithm>

#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr std::uint32_t kHeadLines = 8;
constexpr float kLargePt = 14;

bool on_head_surface(Surface surface) {
  switch (surface) {
    case Surface::header:
    case Surface::footer:
    case Surface::watermark:
    case Surface::text_box:
    case Surface::annotation:
    case Surface::metadata:
    case Surface::custom_property:
    case Surface::xmp:
    case Surface::file_name:
      return true;
    default:
      return false;
  }
}

bool at_head(const Hit& hit) {
  if (on_head_surface(hit.passage->surface)) return true;
  const bool first_page = hit.passage->page <= 1;
  const Surface surface = hit.passage->surface;
  const bool main_text = surface == Surface::body || surface == Surface::table_cell ||
                         surface == Surface::attachment || surface == Surface::altchunk;
  return first_page && main_text && hit.context.line_ordinal < kHeadLines;
}

bool is_copy_number(std::u32string_view line) {
  return line.size() == 6 &&
         std::all_of(line.begin(), line.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

// A copy number, a word of urgency, or the line of the issuing organ.
bool is_companion(std::string_view line, const MarkWords& words) {
  if (line.size() > 200) return false;
  const std::u32string text = squeeze(to_u32(line));
  if (is_copy_number(text) || leading(text, words.urgency).size() == text.size()) {
    return !text.empty();
  }
  return text.size() >= 4 && text.size() <= 40 && !trailing(text, words.issuer_end).empty();
}

bool has_companion(const LineContext& context, const MarkWords& words) {
  return is_companion(context.before[0], words) || is_companion(context.before[1], words) ||
         is_companion(context.after[0], words) || is_companion(context.after[1], words);
}

bool is_opening_quote(char32_t c) {
  return c == U'“' || c == U'‘' || c == U'「' || c == U'『' || c == U'《' || c == U'〈';
}

bool is_closing_quote(char32_t c) {
  return c == U'”' || c == U'’' || c == U'」' || c == U'』' || c == U'》' || c == U'〉';
}

std::u32string_view without_tail(std::u32string_view text, std::u32string_view tail) {
  while (!text.empty() && tail.find(text.back()) != std::u32string_view::npos) {
    text.remove_suffix(1);
  }
  return text;
}

}  // namespace

void add_layout_reasons(const Hit& hit, const MarkWords& words, std::vector<Reason>& out) {
  if (hit.passage == nullptr) return;
  if (at_head(hit)) out.push_back({"mark-head", 20, {}});
  if (has_companion(hit.context, words)) out.push_back({"mark-companion", 20, {}});
  const Emphasis& look = hit.passage->emphasis;
  if (look.bold || look.red || look.size_pt >= kLargePt) out.push_back({"mark-emphasis", 10, {}});
  if (hit.context.repeats_on_pages) out.push_back({"mark-repeated", 20, {}});
}

bool ends_with_label(std::u32string_view before, const MarkWords& words) {
  const std::u32string text = squeeze(before);
  const std::u32string_view bare = without_tail(text, U":：】]）)为|｜☑✓✔√■●☒");
  const bool parted = bare.size() < text.size() || (!before.empty() && is_space(before.back()));
  return parted && !trailing(bare, words.label).empty();
}

bool inside_quotes(std::u32string_view before, std::u32string_view after) {
  for (std::size_t at = before.size(); at > 0; --at) {
    if (is_closing_quote(before[at - 1])) break;
    if (is_opening_quote(before[at - 1])) return true;
  }
  const std::u32string_view left = trim_right(before);
  const std::u32string_view right = trim_left(after);
  const bool straight = !left.empty() && (left.back() == U'"' || left.back() == U'\'');
  return straight && right.find(left.back()) != std::u32string_view::npos;
}

namespace {

// 如：秘密★1年、机密★20年、 before a third one: marks and nothing else since the word that
// announced the first.
bool continues_examples(std::u32string_view text, const MarkWords& words) {
  if (text.empty() || std::u32string_view(U"、,，和及或").find(text.back()) == text.npos)
    return false;
  static constexpr std::u32string_view kOfMarks =
      U"绝機机絕秘祕密级★*·年月日天个前后长永期久启用0123456789一二三四五六七八九十、,，和及或:"
      U"：“”‘’";
  const std::size_t other = text.find_last_not_of(kOfMarks);
  if (other == text.npos || text.find(U'★', other) == text.npos) return false;
  return !trailing(text.substr(0, other + 1), words.before_example).empty();
}

}  // namespace

bool announced_as_example(std::u32string_view before, const MarkWords& words) {
  const std::u32string text = squeeze(before);
  if (text.empty()) return false;
  // A quiz option: one Latin letter and a mark of enumeration.
  const std::u32string_view option = without_tail(text, U".、．)）");
  if (option.size() < text.size() && !option.empty()) {
    const char32_t letter = option.back();
    if ((letter >= U'A' && letter <= U'H') || (letter >= U'a' && letter <= U'h')) return true;
  }
  const std::u32string_view announced = without_tail(text, U":：为是“‘「『\"'(（");
  return !trailing(announced, words.before_example).empty() || continues_examples(text, words);
}

bool continues_line_above(const Hit& hit, const MarkWords& words) {
  // A passage of one line was not broken; looking at its beginning is enough and keeps this cheap.
  constexpr std::size_t kLook = 4096;
  const std::string_view text = hit.passage == nullptr ? "" : std::string_view(hit.passage->text);
  if (text.substr(0, kLook).find('\n') == std::string_view::npos) return false;
  const std::string_view above = hit.context.before[0];
  const std::u32string tail =
      to_u32(above.substr(above.size() - std::min<std::size_t>(above.size(), 60)));
  return !trailing(squeeze(tail), words.before_mention).empty();
}

bool inside_document_number(std::u32string_view after) {
  std::size_t at = 0;
  while (at < after.size() && at < 10 && utf8::is_han(after[at])) ++at;
  if (at >= after.size() ||
      std::u32string_view(U"〔[(（【").find(after[at]) == std::u32string_view::npos) {
    return false;
  }
  const std::u32string rest = squeeze(after.substr(at + 1, 16));
  const auto digit = [&](std::size_t i) {
    return i < rest.size() && rest[i] >= U'0' && rest[i] <= U'9';
  };
  if (!(digit(0) && digit(1) && digit(2) && digit(3)) || rest.size() < 6) return false;
  if (std::u32string_view(U"〕])）】").find(rest[4]) == std::u32string_view::npos) return false;
  return digit(5) || (rest[5] == U'第' && digit(6));
}

}  // namespace mishen::cn
