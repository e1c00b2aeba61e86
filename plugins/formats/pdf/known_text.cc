#include "plugins/formats/pdf/known_text.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace mishen::pdf {
namespace {

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') out += c;
  }
  return out;
}

template <class Use>
void each_line(std::string_view text, Use use) {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    use(text.substr(at, end - at));
    at = end + 1;
  }
}

// Whether losing it tells anything: words on pages, notes, values; not which program saved last.
bool is_told(const Passage& passage) {
  switch (passage.surface) {
    case Surface::xmp:
    case Surface::custom_property:
    case Surface::bookmark:
    case Surface::hyperlink:
      return false;
    case Surface::metadata: {
      if (passage.where.empty()) return false;
      const std::string_view name = passage.where.back().name;
      return name == "Title" || name == "Author" || name == "Subject" || name == "Keywords";
    }
    default:
      return true;
  }
}

std::string word_for(const Passage& passage) {
  const bool on_page = !passage.where.empty() && passage.where.back().kind == StepKind::block;
  return on_page ? "text" : std::string(name(passage.surface));
}

}  // namespace

void KnownText::gather() {
  while (next_ < last_) add(document_->passages[next_++].text);
}

void KnownText::add(std::string_view text) {
  each_line(text, [&](std::string_view line) { lines_.insert(without_blanks(line)); });
  all_.add(without_blanks(text));
}

std::string KnownText::unknown_lines(std::string_view text) {
  gather();
  std::string unknown;
  each_line(text, [&](std::string_view line) {
    const std::string plain = without_blanks(line);
    if (plain.empty() || lines_.count(plain) != 0 || all_.has(plain)) return;
    if (!unknown.empty()) unknown += '\n';
    unknown += line;
  });
  return unknown;
}

std::size_t move_unknown(Document inner, const Unearthed& as, std::string_view what,
                         KnownText& known, DocumentBuilder& out) {
  std::size_t moved = 0;
  for (Passage& passage : inner.passages) {
    std::string unknown = known.unknown_lines(passage.text);
    if (unknown.empty()) continue;
    known.add(unknown);
    Trace trace;
    trace.kind = as.kind;
    trace.what = what.empty() ? word_for(passage) : std::string(what);
    const bool told = is_told(passage);
    Passage found;
    found.text = std::move(unknown);
    found.surface = as.surface;
    found.visibility = Visibility::recoverable;
    found.where = as.where;
    found.where.insert(found.where.end(), passage.where.begin(), passage.where.end());
    found.emphasis = passage.emphasis;
    if (told) found.traces.push_back(std::move(trace));
    ++moved;
    if (!out.add(std::move(found))) return moved;
  }
  for (const Gap& gap : inner.coverage.gaps) {
    // A picture the pages show was told of with its page.
    if (gap.cause == GapCause::picture_not_read) continue;
    Provenance place = as.where;
    place.insert(place.end(), gap.where.begin(), gap.where.end());
    out.add_gap(gap.cause, std::move(place), gap.detail);
  }
  return moved;
}

}  // namespace mishen::pdf
