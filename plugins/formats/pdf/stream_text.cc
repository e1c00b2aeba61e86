#include "plugins/formats/pdf/stream_text.h"

#include <map>
#include <utility>
#include <vector>

#include "plugins/formats/pdf/drawing_code.h"
#include "plugins/formats/pdf/inner_pages.h"
#include "plugins/formats/pdf/markup.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

void add_private_gap(Parts& parts, const Provenance& where) {
  parts.out.add_gap(GapCause::unsupported_part, where, {"gap.pdf-private-data", {}});
}

void add_data_text(Parts& parts, std::string data, Surface surface, const Provenance& where) {
  if (is_drawing_code(data)) {
    CodeWords words = words_of_code(data);
    add_value(parts.out, surface, where, std::move(words.text));
    if (words.has_other_data) add_private_gap(parts, where);
    return;
  }
  const std::string text = markup_in_utf8(std::move(data));
  if (!text.empty() && !(utf8::is_valid(text) && is_readable(text))) {
    return add_private_gap(parts, where);
  }
  const bool markup = text.find('<') != std::string::npos && text.find('>') != std::string::npos;
  add_value(parts.out, surface, where, markup ? text_of_markup(text) : text);
}

// What is drawn, in the form's own fonts: its strings are codes of glyphs.
void add_form_text(Parts& parts, QPDFObjectHandle form, Surface surface, const Provenance& where) {
  if (!may_say_something(parts, form)) return;
  Document drawn = read_inner_pages(parts, {page_showing(parts.pdf, form)});
  for (Passage& passage : drawn.passages) {
    add_value(parts.out, surface, where, std::move(passage.text));
  }
  for (Gap& gap : drawn.coverage.gaps) {
    Provenance place = where;
    place.insert(place.end(), gap.where.begin(), gap.where.end());
    parts.out.add_gap(gap.cause, std::move(place), std::move(gap.detail));
  }
}

// "/AIPDFPrivateData12": the stem, and 12. Nothing when no number of a sensible length ends it.
std::pair<std::string, unsigned> stem_and_number(const std::string& key) {
  const std::size_t last = key.find_last_not_of("0123456789");
  const std::size_t digits = key.size() - 1 - last;
  if (digits == 0 || digits > 4 || last == 0) return {};
  return {key.substr(0, last + 1), static_cast<unsigned>(std::stoul(key.substr(last + 1)))};
}

}  // namespace

bool may_say_something(Parts& parts, QPDFObjectHandle form) {
  Walk walk(parts.out.limits().max_objects);
  std::vector<QPDFObjectHandle> waiting = {form};
  while (!waiting.empty()) {
    QPDFObjectHandle one = waiting.back();
    waiting.pop_back();
    if (!one.isStream() || !walk.enter(one)) continue;
    if (!is_form(one)) return true;
    const auto data = data_of(one, parts.out.limits().max_part_bytes);
    if (!data || (!data->empty() && !is_without_text(*data))) return true;
    QPDFObjectHandle drawn = one.getDict().getKey("/Resources").getKeyIfDict("/XObject");
    if (!drawn.isDictionary()) continue;
    for (const auto& [name, object] : drawn.getDictAsMap()) waiting.push_back(object);
  }
  return false;
}

void add_stream_text(Parts& parts, QPDFObjectHandle stream, Surface surface,
                     const Provenance& where) {
  if (is_form(stream)) return add_form_text(parts, stream, surface, where);
  auto data = data_of(stream, parts.out.limits().max_part_bytes);
  if (!data) return add_private_gap(parts, where);
  if (!is_colour_profile(*data)) add_data_text(parts, *std::move(data), surface, where);
}

void add_pieces(Parts& parts, QPDFObjectHandle dict, Surface surface, const Provenance& where) {
  std::map<std::string, std::map<unsigned, QPDFObjectHandle>> texts;
  for (const auto& [key, value] : dict.getDictAsMap()) {
    QPDFObjectHandle piece = value;
    const auto [stem, number] = stem_and_number(key);
    if (!stem.empty() && piece.isStream() && !parts.is_taken(piece)) texts[stem][number] = piece;
  }
  for (auto& [stem, pieces] : texts) {
    if (pieces.size() < 2) continue;
    const std::uint64_t most = parts.out.limits().max_part_bytes;
    std::string whole;
    bool good = true;
    for (auto& [number, piece] : pieces) {
      const auto data = data_of(piece, most);
      good = good && data && whole.size() + data->size() <= most;
      if (good) whole += *data;
    }
    // Each for itself, if not together: pictures numbered in turn, or one that cannot be decoded.
    if (!good || !is_drawing_code(whole)) continue;
    for (auto& [number, piece] : pieces) parts.take(piece);
    add_data_text(parts, std::move(whole), surface, with_property(where, stem.substr(1)));
  }
}

}  // namespace mishen::pdf
