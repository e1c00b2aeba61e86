#include "tests/agreement/pdf_difference.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "plugins/formats/pdf/reader.h"
#include "scanner/base/utf8.h"
#include "scanner/text/reading.h"

namespace mishen::testing {
namespace {

using Characters = std::map<char32_t, int>;

// Enough of any document, and a bound for the ones that have a million pages.
constexpr std::uint32_t kMostPages = 40;
// Within these parts of the font size poppler takes two equal characters for one.
constexpr double kSameAlong = 0.1;
constexpr double kSameAcross = 0.2;

bool counts(char32_t c) { return c > 0x20 && c != 0xA0 && c != utf8::kReplacement; }

Document read(std::string_view bytes, pdf::OpenPdf open) {
  Limits limits;
  limits.max_pages = kMostPages;
  DocumentBuilder builder(limits);
  pdf::read_pdf(bytes, open, builder);
  return builder.finish();
}

std::map<std::uint32_t, Characters> by_page(const Document& document, bool only_traced = false) {
  std::map<std::uint32_t, Characters> pages;
  for (const Passage& passage : document.passages) {
    if (!std::holds_alternative<PageAnchors>(passage.anchors)) continue;
    if (only_traced && passage.traces.empty()) continue;
    const std::string text = fold(passage.text);
    for (std::size_t at = 0; at < text.size();) {
      const utf8::Decoded c = utf8::decode(text, at);
      at += c.bytes;
      if (counts(c.code_point)) ++pages[passage.page][c.code_point];
    }
  }
  return pages;
}

// What `a` has beyond `b`.
Characters without(const Characters& a, const Characters& b) {
  Characters rest;
  for (const auto& [c, count] : a) {
    const auto found = b.find(c);
    const int more = count - (found == b.end() ? 0 : found->second);
    if (more > 0) rest[c] = more;
  }
  return rest;
}

// Accents that stand for themselves, as the combining ones.
Characters combining(const Characters& characters) {
  static const std::map<char32_t, char32_t> kForms = {
      {U'`', 0x300},  {0xB4, 0x301},  {U'^', 0x302},  {0x2C6, 0x302}, {U'~', 0x303},
      {0x2DC, 0x303}, {0xAF, 0x304},  {0x2D8, 0x306}, {0x2D9, 0x307}, {0xA8, 0x308},
      {0x2DA, 0x30A}, {0x2DD, 0x30B}, {0x2C7, 0x30C}, {0xB8, 0x327},  {0x2DB, 0x328}};
  Characters out;
  for (const auto& [c, count] : characters) {
    const auto form = kForms.find(c);
    out[form == kForms.end() ? c : form->second] += count;
  }
  return out;
}

// The characters of glyphs that an equal one was drawn on before, folded.
Characters drawn_twice(std::string_view bytes, std::uint32_t number) {
  const Limits limits;
  pdf::OpenedPdf opened = pdf::open_collector(bytes, limits);
  if (opened.state != pdf::OpenState::open) return {};
  const pdf::PageContent page = opened.source->read(number);
  Characters out;
  std::map<char32_t, std::vector<const pdf::Glyph*>> before;
  for (const pdf::Glyph& glyph : page.glyphs) {
    const double size = page.styles[glyph.style].size;
    auto& same = before[glyph.code];
    const bool again = std::any_of(same.begin(), same.end(), [&](const pdf::Glyph* other) {
      const double dx = std::abs(glyph.x - other->x);
      const double dy = std::abs(glyph.y - other->y);
      return std::min(dx, dy) <= kSameAlong * size && std::max(dx, dy) <= kSameAcross * size;
    });
    same.push_back(&glyph);
    if (!again) continue;
    std::string text;
    utf8::append(text, glyph.code);
    text = fold(text);
    for (std::size_t at = 0; at < text.size();) {
      const utf8::Decoded c = utf8::decode(text, at);
      at += c.bytes;
      ++out[c.code_point];
    }
  }
  return out;
}

// The document says of the page, or of the whole, that it was not read.
bool says_unread(const Document& document, std::uint32_t page) {
  static const std::set<GapCause> kUnread = {GapCause::damaged, GapCause::page_failed,
                                             GapCause::password_protected, GapCause::limit_reached,
                                             GapCause::page_without_text};
  return std::any_of(
      document.coverage.gaps.begin(), document.coverage.gaps.end(), [&](const Gap& gap) {
        return kUnread.contains(gap.cause) && page_of(gap.where).value_or(page) == page;
      });
}

class Comparison {
 public:
  explicit Comparison(std::string_view bytes)
      : bytes_(bytes),
        collected_(read(bytes, pdf::open_collector)),
        other_(read(bytes, pdf::open_popplercpp)),
        mine_(by_page(collected_)),
        traced_(by_page(collected_, true)),
        theirs_(by_page(other_)) {}

  std::vector<PageDifference> run() {
    std::set<std::uint32_t> pages;
    for (const auto& [page, characters] : mine_) pages.insert(page);
    for (const auto& [page, characters] : theirs_) pages.insert(page);
    std::vector<PageDifference> out;
    for (const std::uint32_t page : pages) out.push_back({page, kind(page)});
    return out;
  }

 private:
  DifferenceKind kind(std::uint32_t page) {
    const Characters& a = mine_[page];
    const Characters& b = theirs_[page];
    if (a == b) return DifferenceKind::none;
    if (combining(a) == combining(b)) return DifferenceKind::accent_form;
    const Characters more = without(a, b);
    const Characters less = without(b, a);
    if (less.empty() && without(more, drawn_twice(bytes_, page)).empty()) {
      return DifferenceKind::drawn_again;
    }
    if (less.empty() && without(more, traced_[page]).empty()) return DifferenceKind::hidden_read;
    if ((b.empty() && says_unread(other_, page)) || (a.empty() && says_unread(collected_, page))) {
      return DifferenceKind::said_unread;
    }
    return DifferenceKind::unexplained;
  }

  std::string_view bytes_;
  Document collected_;
  Document other_;
  std::map<std::uint32_t, Characters> mine_;
  std::map<std::uint32_t, Characters> traced_;  // of passages with traces
  std::map<std::uint32_t, Characters> theirs_;
};

}  // namespace

std::string_view name(DifferenceKind kind) {
  switch (kind) {
    case DifferenceKind::none:
      return "none";
    case DifferenceKind::drawn_again:
      return "drawn-again";
    case DifferenceKind::accent_form:
      return "accent-form";
    case DifferenceKind::hidden_read:
      return "hidden-read";
    case DifferenceKind::said_unread:
      return "said-unread";
    case DifferenceKind::unexplained:
      return "unexplained";
  }
  return "unexplained";
}

std::vector<PageDifference> pdf_differences(std::string_view bytes) {
  return Comparison(bytes).run();
}

}  // namespace mishen::testing
