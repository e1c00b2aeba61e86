#include "scanner/judge/excerpt.h"

#include <algorithm>
#include <utility>

#include "scanner/base/utf8.h"
#include "scanner/judge/lines.h"
#include "scanner/judge/scrub.h"

namespace mishen {
namespace {

// Bytes of its line looked at on each side of a value: more than is shown, so that a number cut by
// this edge does not reach the excerpt.
constexpr std::size_t kReach = 480;
constexpr std::string_view kEllipsis = "…";

bool by_begin(const SourceSpan& a, const SourceSpan& b) { return a.begin < b.begin; }

// Sorted, and those that overlap or touch as one; without the empty ones.
std::vector<SourceSpan> disjoint(std::vector<SourceSpan> spans) {
  std::sort(spans.begin(), spans.end(), by_begin);
  std::vector<SourceSpan> merged;
  for (const SourceSpan& span : spans) {
    if (span.begin == span.end) continue;
    if (!merged.empty() && span.begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, span.end);
    } else {
      merged.push_back(span);
    }
  }
  return merged;
}

std::string stars(std::string_view text) { return std::string(utf8::length(text), '*'); }

// Runs of spaces as one.
std::string collapsed(std::string text) {
  if (text.find("  ") == std::string::npos) return text;
  std::string out;
  for (const char c : text) {
    if (c != ' ' || out.empty() || out.back() != ' ') out += c;
  }
  return out;
}

bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19) || c == '*';
}

// A number cut by the edge of what was looked at is shorter than it looks, and so not hidden.
std::string_view without_leading_digits(std::string_view text) {
  while (!text.empty()) {
    const utf8::Decoded d = utf8::decode(text, 0);
    if (!is_digit(d.code_point)) break;
    text.remove_prefix(d.bytes);
  }
  return text;
}

std::string_view without_trailing_digits(std::string_view text) {
  while (!text.empty()) {
    const utf8::Decoded d = utf8::decode_before(text, text.size());
    if (!is_digit(d.code_point)) break;
    text.remove_suffix(d.bytes);
  }
  return text;
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  for (; count > 0 && end < text.size(); --count) end += utf8::decode(text, end).bytes;
  return text.substr(0, end);
}

std::string_view last_code_points(std::string_view text, std::size_t count) {
  std::size_t begin = text.size();
  for (; count > 0 && begin > 0; --count) begin -= utf8::decode_before(text, begin).bytes;
  return text.substr(begin);
}

// `masked` between its flanks, the whole no longer than kExcerptLength; what one side does not need
// the other gets.
Excerpt fit(const ExcerptFlank& before, std::string_view masked, const ExcerptFlank& after) {
  const std::size_t budget = kExcerptLength - std::min(kExcerptLength, utf8::length(masked));
  const std::size_t left = utf8::length(before.text) + (before.cut ? 1 : 0);
  const std::size_t right = utf8::length(after.text) + (after.cut ? 1 : 0);
  const std::size_t take_left =
      std::min(left, std::max(budget / 2, budget - std::min(budget, right)));
  const std::size_t take_right = std::min(right, budget - take_left);
  Excerpt excerpt;
  if (take_left == left && !before.cut) {
    excerpt.text = before.text;
  } else if (take_left > 0) {
    excerpt.text = kEllipsis;
    excerpt.text += last_code_points(before.text, take_left - 1);
  }
  excerpt.begin = static_cast<std::uint32_t>(excerpt.text.size());
  excerpt.text += masked;
  excerpt.end = static_cast<std::uint32_t>(excerpt.text.size());
  if (take_right == right && !after.cut) {
    excerpt.text += after.text;
  } else if (take_right > 0) {
    excerpt.text += first_code_points(after.text, take_right - 1);
    excerpt.text += kEllipsis;
  }
  return excerpt;
}

}  // namespace

void ExcerptMaker::add(const std::vector<SourcePiece>& pieces, const std::string& masked) {
  for (const SourcePiece& piece : pieces) {
    passages_[piece.passage].values.push_back(
        {piece.span, &piece == &pieces.front() ? masked : std::string()});
  }
}

void ExcerptMaker::add_lost(const SourcePiece& piece) {
  passages_[piece.passage].lost.push_back(piece.span);
}

void ExcerptMaker::seal() {
  for (auto& [passage, hidden] : passages_) {
    std::sort(hidden.values.begin(), hidden.values.end(),
              [](const Stretch& a, const Stretch& b) { return by_begin(a.span, b.span); });
    hidden.lost = disjoint(std::move(hidden.lost));
  }
}

std::vector<SourceSpan> ExcerptMaker::hidden(std::uint32_t passage) const {
  const std::string_view text = document_->passages[passage].text;
  std::vector<SourceSpan> out;
  std::uint32_t at = 0;
  // A number that is no finding ends at the next value, as it does in an excerpt.
  const auto add_runs = [&](std::uint32_t end) {
    if (at >= end) return;
    for (const SourceSpan run : hidden_runs(text.substr(at, end - at))) {
      out.push_back({at + run.begin, at + run.end});
    }
  };
  if (const auto known = passages_.find(passage); known != passages_.end()) {
    for (const Stretch& one : known->second.values) {
      add_runs(one.span.begin);
      const SourceSpan part = hidden_part(text.substr(one.span.begin, one.span.size()), one.shown);
      out.push_back({one.span.begin + part.begin, one.span.begin + part.end});
      at = std::max(at, one.span.end);
    }
    out.insert(out.end(), known->second.lost.begin(), known->second.lost.end());
  }
  add_runs(static_cast<std::uint32_t>(text.size()));
  return disjoint(std::move(out));
}

std::string ExcerptMaker::render(const SourcePiece& piece) const {
  const std::string_view text = document_->passages[piece.passage].text;
  static const Hidden kNothing;
  const auto known = passages_.find(piece.passage);
  const Hidden& hidden = known == passages_.end() ? kNothing : known->second;
  auto value =
      std::partition_point(hidden.values.begin(), hidden.values.end(),
                           [&](const Stretch& one) { return one.span.end <= piece.span.begin; });
  auto lost = std::partition_point(hidden.lost.begin(), hidden.lost.end(),
                                   [&](SourceSpan one) { return one.end <= piece.span.begin; });
  std::string out;
  for (std::uint32_t at = piece.span.begin; at < piece.span.end;) {
    if (value != hidden.values.end() && value->span.begin <= at) {
      out += value->shown.empty() ? stars(text.substr(value->span.begin, value->span.size()))
                                  : value->shown;
      at = std::max(at, value->span.end);
      ++value;
      continue;
    }
    while (lost != hidden.lost.end() && lost->end <= at) ++lost;
    std::uint32_t stop = piece.span.end;
    if (value != hidden.values.end()) stop = std::min(stop, value->span.begin);
    const bool inside = lost != hidden.lost.end() && lost->begin <= at;
    if (lost != hidden.lost.end()) stop = std::min(stop, inside ? lost->end : lost->begin);
    const std::string_view stretch = text.substr(at, stop - at);
    out += inside ? stars(stretch) : scrub(stretch);
    at = stop;
  }
  return collapsed(std::move(out));
}

ExcerptFlank ExcerptMaker::before(const SourcePiece& piece) const {
  const std::string_view text = document_->passages[piece.passage].text;
  const std::string_view near = tail(text.substr(0, piece.span.begin), kReach);
  const auto window = static_cast<std::uint32_t>(piece.span.begin - near.size());
  const std::size_t feed = near.rfind('\n');
  const bool cut = feed == std::string_view::npos && window > 0;
  const auto begin =
      feed == std::string_view::npos ? window : window + static_cast<std::uint32_t>(feed) + 1;
  const std::string said = render({piece.passage, {begin, piece.span.begin}});
  return {std::string(cut ? without_leading_digits(said) : trim_begin(said)), cut};
}

ExcerptFlank ExcerptMaker::after(const SourcePiece& piece) const {
  const std::string_view text = document_->passages[piece.passage].text;
  const std::string_view near = head(text.substr(piece.span.end), kReach);
  const std::size_t feed = near.find('\n');
  const auto end = static_cast<std::uint32_t>(piece.span.end + std::min(feed, near.size()));
  const bool cut = feed == std::string_view::npos && end < text.size();
  const std::string said = render({piece.passage, {piece.span.end, end}});
  return {std::string(cut ? without_trailing_digits(said) : trim_end(said)), cut};
}

Excerpt ExcerptMaker::make(const SourcePiece& piece, std::string_view masked) const {
  return fit(before(piece), masked, after(piece));
}

}  // namespace mishen
