#include "scanner/judge/view.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scanner/base/utf8.h"
#include "scanner/judge/scrub.h"

namespace mishen {
namespace {

// A stretch of a passage that a finding lies on, in bytes.
struct Mark {
  SourceSpan span;
  std::uint32_t finding = 0;  // from 1
};

// By passage, disjoint and sorted.
using Marks = std::map<std::uint32_t, std::vector<Mark>>;

SourceSpan bytes_of(std::string_view text, Utf16Range range) {
  SourceSpan span;
  std::uint32_t units = 0;
  std::size_t at = 0;
  const auto walk = [&](std::uint32_t target) {
    while (at < text.size() && units < target) {
      const utf8::Decoded d = utf8::decode(text, at);
      units += d.code_point > 0xFFFF ? 2 : 1;
      at += d.bytes;
    }
    return static_cast<std::uint32_t>(at);
  };
  span.begin = walk(range.begin);
  span.end = walk(range.end);
  return span;
}

// Shorter marks first: a number inside a deleted paragraph is shown as the number, the rest of the
// paragraph as the deletion.
std::vector<Mark> disjoint(std::vector<Mark> marks) {
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& a, const Mark& b) { return a.span.size() < b.span.size(); });
  std::map<std::uint32_t, Mark> taken;  // by where it begins
  std::vector<Mark> out;                // without a text: of a macro, say
  for (const Mark& mark : marks) {
    if (mark.span.empty()) {
      if (out.empty() || out.back().finding != mark.finding) out.push_back(mark);
      continue;
    }
    std::vector<Mark> parts;
    std::uint32_t at = mark.span.begin;
    auto next = taken.lower_bound(at);
    if (next != taken.begin()) at = std::max(at, std::prev(next)->second.span.end);
    for (; next != taken.end() && next->first < mark.span.end; ++next) {
      if (at < next->first) parts.push_back({{at, next->first}, mark.finding});
      at = std::max(at, next->second.span.end);
    }
    if (at < mark.span.end) parts.push_back({{at, mark.span.end}, mark.finding});
    // Nothing of it is left to mark: it is named in front.
    if (parts.empty()) out.push_back({{mark.span.begin, mark.span.begin}, mark.finding});
    for (const Mark& part : parts) taken.emplace(part.span.begin, part);
  }
  for (const auto& [begin, mark] : taken) out.push_back(mark);
  std::stable_sort(out.begin(), out.end(),
                   [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
  return out;
}

Marks marks_of(const Document& document, std::span<const Finding> findings) {
  Marks marks;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto add = [&](const std::vector<FindingPlace>& places) {
      for (const FindingPlace& at : places) {
        if (at.passage >= document.passages.size()) continue;
        const SourceSpan span = bytes_of(document.passages[at.passage].text, at.range);
        marks[at.passage].push_back({span, static_cast<std::uint32_t>(i + 1)});
      }
    };
    // The finding's own place is not always among the listed members.
    add(findings[i].places);
    add(findings[i].group.places);
  }
  for (auto& [passage, of_passage] : marks) of_passage = disjoint(std::move(of_passage));
  return marks;
}

// Text of a passage with stars for what is hidden of it.
class Masker {
 public:
  Masker(std::string_view text, std::vector<SourceSpan> hidden)
      : text_(text), hidden_(std::move(hidden)) {}

  // Asked in order.
  std::string text(SourceSpan span) {
    std::string out;
    for (std::size_t i = span.begin; i < span.end;) {
      const utf8::Decoded d = utf8::decode(text_, i);
      while (next_ < hidden_.size() && hidden_[next_].end <= i) ++next_;
      const bool star = next_ < hidden_.size() && hidden_[next_].begin < i + d.bytes;
      utf8::append(out, star ? U'*' : fit(d.code_point));
      i += d.bytes;
    }
    return out;
  }

 private:
  static char32_t fit(char32_t c) { return is_control(c) && c != U'\n' && c != U'\t' ? U' ' : c; }

  std::string_view text_;
  std::vector<SourceSpan> hidden_;
  std::size_t next_ = 0;
};

ViewPassage view_of(const Passage& passage, const std::vector<Mark>& marks,
                    std::vector<SourceSpan> hidden) {
  ViewPassage out;
  out.surface = passage.surface;
  out.visibility = passage.visibility;
  out.page = passage.page;
  if (passage.cell) {
    out.table = passage.cell->table;
    out.row = passage.cell->row;
    out.column = passage.cell->column;
  }
  Masker masker(passage.text, std::move(hidden));
  std::uint32_t at = 0;
  const auto plain = [&](std::uint32_t end) {
    if (at < end) out.bits.push_back({masker.text({at, end}), 0});
    at = end;
  };
  for (const Mark& mark : marks) {
    plain(mark.span.begin);
    out.bits.push_back({masker.text(mark.span), mark.finding});
    at = mark.span.end;
  }
  plain(static_cast<std::uint32_t>(passage.text.size()));
  return out;
}

// Which passages are viewed.
std::vector<bool> chosen(const Document& document, const Marks& marks) {
  std::size_t length = 0;
  for (const Passage& passage : document.passages) length += passage.text.size() / 2;
  const std::size_t count = document.passages.size();
  std::vector<bool> out(count, length <= kMostViewed);
  for (const auto& [passage, of_passage] : marks) {
    const std::size_t first = passage - std::min<std::size_t>(passage, kViewedBeside);
    const std::size_t last = std::min<std::size_t>(count, passage + kViewedBeside + 1);
    for (std::size_t i = first; i < last; ++i) out[i] = true;
  }
  return out;
}

std::vector<ViewPage> pages_of(const Document& document, const Marks& marks,
                               const ExcerptMaker& excerpts) {
  std::map<std::uint32_t, ViewPage> pages;
  for (const auto& [index, of_passage] : marks) {
    const std::uint32_t page = document.passages[index].page;
    if (page != 0) pages[page].page = page;
  }
  for (std::uint32_t i = 0; i < document.passages.size(); ++i) {
    const Passage& passage = document.passages[i];
    const auto known = pages.find(passage.page);
    if (known == pages.end()) continue;
    for (const SourceSpan span : excerpts.hidden(i)) {
      const std::vector<Quad> quads = quads_of(passage, span);
      known->second.hidden.insert(known->second.hidden.end(), quads.begin(), quads.end());
    }
  }
  std::vector<ViewPage> out;
  for (auto& [number, page] : pages) out.push_back(std::move(page));
  return out;
}

}  // namespace

DraftView make_view(const Document& document, std::span<const Finding> findings,
                    const ExcerptMaker& excerpts) {
  const Marks marks = marks_of(document, findings);
  const std::vector<bool> wanted = chosen(document, marks);
  static const std::vector<Mark> kNone;
  DraftView view;
  std::uint32_t left_out = 0;
  for (std::uint32_t i = 0; i < document.passages.size(); ++i) {
    if (!wanted[i]) {
      ++left_out;
      continue;
    }
    const auto known = marks.find(i);
    ViewPassage passage = view_of(document.passages[i],
                                  known == marks.end() ? kNone : known->second, excerpts.hidden(i));
    passage.left_out = std::exchange(left_out, 0);
    view.passages.push_back(std::move(passage));
  }
  view.pages = pages_of(document, marks, excerpts);
  return view;
}

}  // namespace mishen
