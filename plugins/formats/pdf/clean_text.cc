#include "plugins/formats/pdf/clean_text.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "plugins/formats/pdf/content_strings.h"
#include "plugins/formats/pdf/glyph_source.h"
#include "plugins/formats/pdf/off_page.h"
#include "plugins/formats/pdf/part_reader.h"
#include "plugins/formats/pdf/seen.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

std::optional<TraceKind> kind_of(Layer layer) {
  switch (layer) {
    case Layer::optional_content:
      return TraceKind::hidden_text;
    case Layer::obscured:
      return TraceKind::covered_text;
    case Layer::white:
    case Layer::invisible:
      return TraceKind::unseen_text;
    case Layer::off_page:
      return TraceKind::off_page_text;
    case Layer::shown:
    case Layer::hidden_annotation:  // goes with its annotation
      return std::nullopt;
  }
  return std::nullopt;
}

// Some of the glyph may stand in `area`.
bool reaches_into(const Glyph& glyph, const GlyphStyle& style, const Box& area) {
  const auto corner = [&](double along, double up) {
    return Point{glyph.x + style.along.x * along + style.up.x * up,
                 glyph.y + style.along.y * along + style.up.y * up};
  };
  const auto advance = static_cast<double>(glyph.advance);
  const auto top = static_cast<double>(style.ascent);
  const auto bottom = static_cast<double>(style.descent);
  return box_round(
             {corner(0, bottom), corner(0, top), corner(advance, bottom), corner(advance, top)})
      .overlaps(area);
}

Error no_place(const char* id, std::uint32_t page) {
  return {ErrorKind::input, "", {id, {{"page", std::to_string(page)}}}};
}

// The index in `places` of each string that was drawn; nothing for one that stands nowhere there.
// Both are in drawing order; poppler leaves out what it cannot draw.
std::vector<std::optional<std::size_t>> match(const std::vector<ShownString>& drawn,
                                              const std::vector<StringPlace>& places) {
  constexpr int kMostMisses = 64;  // each costs a walk to the end
  std::vector<std::optional<std::size_t>> out(drawn.size());
  std::size_t next = 0;
  int misses = 0;
  for (std::size_t i = 0; i < drawn.size() && misses < kMostMisses; ++i) {
    if (!drawn[i].of_content) continue;
    std::size_t at = next;
    while (at < places.size() && places[at].bytes != drawn[i].bytes) ++at;
    if (at == places.size()) {
      ++misses;
      continue;
    }
    out[i] = at;
    next = at + 1;
  }
  return out;
}

struct CodePlace {
  std::uint32_t page = 0;  // of the page's own content; 0 in a form
  QPDFObjGen form;
  std::uint32_t string = 0;
  std::uint32_t offset = 0;

  friend bool operator<(const CodePlace& a, const CodePlace& b) {
    return std::tie(a.page, a.form, a.string, a.offset) <
           std::tie(b.page, b.form, b.string, b.offset);
  }
};

struct CodeUse {
  Cut cut;
  bool goes = false;
  bool stays = false;
  std::uint32_t seen_on = 0;  // a page where it goes
};

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') out += c;
  }
  return out;
}

class TextCleaner {
 public:
  TextCleaner(QPDF& pdf, const CleanOptions& options, const Limits& limits)
      : pdf_(&pdf), options_(&options), strings_(limits) {
    pages_ = QPDFPageDocumentHelper(pdf).getAllPages();
  }

  Status clean(GlyphSource& source, const Document& before) {
    choose_silent(before);
    for (std::uint32_t number = 1; number <= pages_.size(); ++number) {
      const PageContent page = ready_page(source, number);
      if (Status looked = look_at(page, number); !looked) return looked;
    }
    for (const auto& [place, use] : uses_) {
      if (use.goes && use.stays) return no_place("clean.pdf-shared-form", use.seen_on);
    }
    if (!any_ && silent_pages_.empty() && silent_words_.empty()) return Done{};
    apply();
    silence_structure();
    return Done{};
  }

 private:
  [[nodiscard]] bool goes(const PageContent& page, const Glyph& glyph) const {
    const GlyphStyle& style = page.styles[glyph.style];
    const auto kind = kind_of(style.layer);
    // What narrows the clip shapes what is painted through it.
    constexpr std::uint8_t kFirstClipping = 4;
    // Half of it is seen: no reader would miss it, but the page would not look the same.
    const bool cut = style.layer == Layer::off_page && reaches_into(glyph, style, page.visible);
    return kind && !cut && options_->kinds.contains(*kind) && style.render_mode < kFirstClipping;
  }

  // Where ActualText says something else than what is drawn.
  void choose_silent(const Document& before) {
    if (!options_->kinds.contains(TraceKind::contradicting_text)) return;
    for (const Passage& passage : before.passages) {
      for (const Trace& trace : passage.traces) {
        if (trace.kind != TraceKind::contradicting_text || passage.where.empty()) continue;
        if (passage.where.front().kind == StepKind::page) {
          silent_pages_.insert(passage.where.front().ordinal);
        } else if (passage.where.front().name == "StructTreeRoot") {
          silent_words_.insert(passage.text);
        }
      }
    }
  }

  Status look_at(const PageContent& page, std::uint32_t number) {
    std::vector<bool> gone(page.glyphs.size());
    for (std::size_t i = 0; i < gone.size(); ++i) {
      gone[i] = goes(page, page.glyphs[i]);
      if (!gone[i]) shown_ += std::string(utf8_of(page, i));
    }
    shown_ += '\n';
    const bool any = std::find(gone.begin(), gone.end(), true) != gone.end();
    if (page.codes.size() != page.glyphs.size() || (any && page.cut)) {
      return no_place("clean.pdf-text-place", number);
    }
    // A page without hidden text may draw a form that hides it elsewhere.
    const std::vector<StringPlace> places = strings_.of_page(pages_[number - 1]);
    const auto matched = match(page.strings, places);
    for (const StringPlace& place : places) {
      if (silent_pages_.contains(number)) silent_forms_.insert(place.form);
    }
    for (std::size_t i = 0; i < gone.size();) {
      const GlyphCode& code = page.codes[i];
      std::size_t end = i;
      bool all = true;
      for (; end < gone.size() && page.codes[end].string == code.string &&
             page.codes[end].offset == code.offset;
           ++end) {
        all = all && gone[end];
      }
      const auto place = matched[code.string];
      if (all && (!place || !std::isfinite(code.kern) || code.length == 0)) {
        return no_place("clean.pdf-text-place", number);
      }
      if (place) note(places[*place], code, all, number);
      if (all) {
        add_removed(page, i, end);
      } else {
        removed_ += '\n';
      }
      i = end;
    }
    removed_ += '\n';
    any_ = any_ || any;
    return Done{};
  }

  void note(const StringPlace& place, const GlyphCode& code, bool all, std::uint32_t number) {
    const bool in_form = place.form.getObj() != 0;
    if (!in_form && !all) return;
    CodeUse& use = uses_[{in_form ? 0 : number, place.form, place.ordinal, code.offset}];
    use.cut = {code.length, code.kern};
    use.goes = use.goes || all;
    use.stays = use.stays || !all;
    if (all) use.seen_on = number;
  }

  static std::string utf8_of(const PageContent& page, std::size_t i) {
    std::string out;
    utf8::append(out, page.glyphs[i].code);
    return without_blanks(out);
  }

  void add_removed(const PageContent& page, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) removed_ += utf8_of(page, i);
  }

  // Property lists may say in words what the glyphs said.
  static void silence(QPDFObjectHandle resources, const std::vector<std::string>& lists) {
    for (const std::string& name : lists) {
      QPDFObjectHandle list = resources.getKeyIfDict("/Properties").getKeyIfDict(name);
      if (!list.isDictionary()) continue;
      for (const char* key : {"/ActualText", "/Alt", "/E"}) list.removeKey(key);
    }
  }

  void apply() {
    std::map<std::uint32_t, Cuts> of_pages;
    std::map<QPDFObjGen, Cuts> of_forms;
    for (const auto& [place, use] : uses_) {
      if (!use.goes) continue;
      Cuts& cuts = place.page != 0 ? of_pages[place.page] : of_forms[place.form];
      cuts[place.string][place.offset] = use.cut;
    }
    for (const std::uint32_t number : silent_pages_) {
      if (number >= 1 && number <= pages_.size()) of_pages[number];
    }
    for (const QPDFObjGen id : silent_forms_) {
      if (id.getObj() != 0) of_forms[id];
    }
    for (const auto& [number, cuts] : of_pages) {
      QPDFPageObjectHelper& page = pages_[number - 1];
      std::vector<std::string> lists;
      const std::string data = ContentEdit(strings_.data_of_page(page))
                                   .without(cuts, silent_pages_.contains(number), lists);
      page.getObjectHandle().replaceKey("/Contents", QPDFObjectHandle::newStream(pdf_, data));
      silence(page.getAttribute("/Resources", false), lists);
    }
    for (const auto& [id, cuts] : of_forms) {
      QPDFObjectHandle form = pdf_->getObject(id);
      std::vector<std::string> lists;
      form.replaceStreamData(strings_.form(form).without(cuts, silent_forms_.contains(id), lists),
                             QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
      silence(form.getDict().getKey("/Resources"), lists);
    }
  }

  // True for words that were read with what went, and that nobody is shown.
  [[nodiscard]] bool speaks_of_removed(const std::string& text) const {
    const std::string plain = without_blanks(text);
    if (plain.empty() || shown_.find(plain) != std::string::npos) return false;
    if (removed_.find(plain) != std::string::npos) return true;
    constexpr std::size_t kTelling = 8;  // bytes; shorter ones stand anywhere
    for (std::size_t at = 0; at < removed_.size();) {
      const std::size_t end = std::min(removed_.find('\n', at), removed_.size());
      if (end - at >= kTelling && plain.find(removed_.substr(at, end - at)) != std::string::npos) {
        return true;
      }
      at = end + 1;
    }
    return false;
  }

  void silence_structure() {
    Walk walk;
    std::vector<QPDFObjectHandle> waiting = {
        pdf_->getRoot().getKey("/StructTreeRoot").getKeyIfDict("/K")};
    while (!waiting.empty()) {
      QPDFObjectHandle element = waiting.back();
      waiting.pop_back();
      if (element.isArray()) {
        for (QPDFObjectHandle& kid : element.getArrayAsVector()) waiting.push_back(kid);
        continue;
      }
      if (!element.isDictionary() || !walk.enter(element)) continue;
      for (const char* key : {"/ActualText", "/Alt", "/E", "/T"}) {
        const std::string text = text_of(element.getKey(key));
        if (speaks_of_removed(text) || silent_words_.contains(text)) element.removeKey(key);
      }
      waiting.push_back(element.getKey("/K"));
    }
  }

  QPDF* pdf_;
  const CleanOptions* options_;
  ContentStrings strings_;
  std::vector<QPDFPageObjectHelper> pages_;
  std::map<CodePlace, CodeUse> uses_;
  std::string shown_;    // without blanks
  std::string removed_;  // without blanks, a line a stretch
  bool any_ = false;
  std::set<std::uint32_t> silent_pages_;
  std::set<QPDFObjGen> silent_forms_;
  std::set<std::string> silent_words_;
};

}  // namespace

Status remove_hidden_glyphs(QPDF& pdf, std::string_view bytes, const CleanOptions& options,
                            const Document& before, const Limits& limits) {
  if (!has_collector()) return Error{ErrorKind::input, "", {"clean.pdf-no-collector", {}}};
  OpenedPdf opened = open_recorder(bytes, limits);
  if (opened.state != OpenState::open) return Error{ErrorKind::input, "", {"clean.failed", {}}};
  return TextCleaner(pdf, options, limits).clean(*opened.source, before);
}

}  // namespace mishen::pdf
