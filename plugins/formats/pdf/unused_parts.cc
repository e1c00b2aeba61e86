#include "plugins/formats/pdf/unused_parts.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <utility>

#include "plugins/formats/pdf/drawing_code.h"
#include "plugins/formats/pdf/file_parts.h"
#include "plugins/formats/pdf/inner_pages.h"
#include "plugins/formats/pdf/markup.h"
#include "plugins/formats/pdf/stream_text.h"
#include "plugins/formats/pdf/value_traces.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

// Names of fonts a content stream sets: "/F1 12 Tf".
std::set<std::string> fonts_of_content(const std::string& content) {
  std::set<std::string> fonts;
  for (std::size_t at = content.find(" Tf"); at != std::string::npos;
       at = content.find(" Tf", at + 3)) {
    const std::size_t slash = content.rfind('/', at);
    if (slash == std::string::npos || at - slash > 64) continue;
    const std::size_t end = content.find_first_of(" \r\n\t", slash);
    if (end < at) fonts.insert(content.substr(slash, end - slash));
  }
  return fonts;
}

bool is_content(const std::string& data) {
  const auto has = [&](const char* word) { return data.find(word) != std::string::npos; };
  return has("BT") && has("ET") && (has("Tj") || has("TJ") || has("'")) && has(" Tf");
}

// Data of fonts, colours and the like, which holds no words of the author's.
bool is_technical(QPDFObjectHandle stream, const std::string& data) {
  QPDFObjectHandle dict = stream.getDict();
  for (const char* key : {"/Length1", "/Length2", "/FunctionType", "/ShadingType", "/HalftoneType",
                          "/PatternType", "/CMapName", "/Linearized"}) {
    if (dict.hasKey(key)) return true;
  }
  QPDFObjectHandle kind = dict.getKey("/Subtype");
  if (kind.isName()) {
    const std::string name = kind.getName();
    if (name == "/Type1C" || name == "/CIDFontType0C" || name == "/OpenType") return true;
  }
  if (data.find("begincmap") != std::string::npos) return true;
  // The hints of a linearized file: nothing leads to them but an offset.
  const bool hints = dict.getKey("/S").isInteger() && !is_readable(data);
  return hints || is_colour_profile(data);
}

// Operators that draw and no text: lines, fills, empty marks.
bool only_draws(const std::string& data) {
  std::size_t words = 0;
  std::size_t operators = 0;
  for (std::size_t at = 0; at < data.size();) {
    const std::size_t begin = data.find_first_not_of(" \r\n\t", at);
    if (begin == std::string::npos) break;
    at = std::min(data.find_first_of(" \r\n\t", begin), data.size());
    const std::string word = data.substr(begin, at - begin);
    const bool number = word.find_first_not_of("0123456789.-+[]") == std::string::npos;
    const bool name =
        word[0] == '/' || word.substr(0, 2) == "<<" || word.substr(0, 2) == ">>" || word[0] == ']';
    static const std::set<std::string> kDraws = {
        "q",   "Q",  "cm", "re", "m",  "l",  "c",  "h",  "f",  "S",  "n",   "W",   "w",
        "J",   "j",  "M",  "d",  "g",  "G",  "rg", "RG", "k",  "K",  "cs",  "CS",  "scn",
        "SCN", "gs", "Do", "sh", "d0", "d1", "f*", "W*", "BT", "ET", "BMC", "BDC", "EMC",
        "Tf",  "v",  "y",  "B",  "b",  "B*", "b*", "s",  "i",  "ri", "Td",  "Tm",  "Tc"};
    ++words;
    const bool draws = kDraws.count(word) != 0;
    if (draws) ++operators;
    if (!draws && !number && !name) return false;
  }
  return operators > 0 && words > 0;
}

class UnusedReader {
 public:
  UnusedReader(Parts& parts, KnownText& known, std::vector<QPDFObjectHandle> pages)
      : parts_(&parts), known_(&known), pages_(std::move(pages)) {}

  void read(std::vector<QPDFObjectHandle>& objects) {
    // Whole things first; what they hold is read with them.
    for (QPDFObjectHandle& object : objects) {
      if (object.isPageObject()) one(object, [&] { read_page(object); });
    }
    for (QPDFObjectHandle& object : objects) {
      if (is_form(object)) one(object, [&] { read_form_object(object); });
    }
    for (QPDFObjectHandle& object : objects) {
      if (object.isStream()) one(object, [&] { read_stream(object); });
    }
    for (QPDFObjectHandle& object : objects) {
      if (!object.isStream()) one(object, [&] { read_strings(object); });
    }
  }

 private:
  template <class Read>
  void one(QPDFObjectHandle object, Read read) {
    if (handled_.count(object.getObjGen()) != 0 || parts_->out.full()) return;
    guarded(*parts_, place_of(object), read);
  }

  void handle_all_below(QPDFObjectHandle root) {
    const Census below = take_census(root, parts_->out.limits().max_objects, {handled_});
    handled_.insert(below.reached.begin(), below.reached.end());
  }

  [[nodiscard]] Unearthed as(QPDFObjectHandle object) const {
    return {Surface::unreferenced_object, place_of(object), TraceKind::unreferenced};
  }

  void read_page(QPDFObjectHandle page) {
    move_unknown(read_inner_pages(*parts_, {page}), as(page), "page", *known_, parts_->out);
    read_strings(page.getKey("/Annots"), page);
    for (const char* key : {"/Contents", "/Resources"}) {
      QPDFObjectHandle held = page.getKey(key);
      handle_all_below(held);
    }
    handled_.insert(page.getObjGen());
  }

  // A page that shows `stream` alone, with the fonts and boxes of `resources` and `box`.
  QPDFObjectHandle page_around(QPDFObjectHandle content, QPDFObjectHandle resources,
                               QPDFObjectHandle box) {
    QPDFObjectHandle page = QPDFObjectHandle::newDictionary();
    page.replaceKey("/Type", QPDFObjectHandle::newName("/Page"));
    page.replaceKey("/Contents", content);
    if (resources.isDictionary()) page.replaceKey("/Resources", resources);
    const QPDFObjectHandle::Rectangle sheet(-14400, -14400, 14400, 14400);
    page.replaceKey("/MediaBox",
                    box.isRectangle() ? box : QPDFObjectHandle::newFromRectangle(sheet));
    return parts_->pdf.makeIndirectObject(page);
  }

  void read_form_object(QPDFObjectHandle form) {
    const auto data = data_of(form, parts_->out.limits().max_part_bytes);
    if (data && (data->empty() || only_draws(*data)))
      return;  // forms it draws are met by themselves
    QPDFObjectHandle page = page_showing(parts_->pdf, form);
    move_unknown(read_inner_pages(*parts_, {page}), as(form), "form", *known_, parts_->out);
    handle_all_below(form);
  }

  // The page whose fonts have all the names `content` uses: it was one of its own, most likely.
  QPDFObjectHandle page_for(const std::string& content) {
    const std::set<std::string> fonts = fonts_of_content(content);
    const auto [known, fresh] = page_of_fonts_.try_emplace(fonts, QPDFObjectHandle::newNull());
    if (fresh) known->second = page_with(fonts);
    return known->second;
  }

  QPDFObjectHandle page_with(const std::set<std::string>& fonts) {
    for (QPDFObjectHandle& page : pages_) {
      QPDFObjectHandle resources = QPDFPageObjectHelper(page).getAttribute("/Resources", false);
      QPDFObjectHandle known = resources.getKeyIfDict("/Font");
      const bool all = known.isDictionary() &&
                       std::all_of(fonts.begin(), fonts.end(),
                                   [&](const std::string& font) { return known.hasKey(font); });
      if (all) return page;
    }
    return QPDFObjectHandle::newNull();
  }

  void read_content(QPDFObjectHandle stream, const std::string& data) {
    QPDFObjectHandle like = page_for(data);
    if (like.isNull()) {
      parts_->out.add_gap(GapCause::unsupported_part, place_of(stream),
                          {"gap.pdf-unused-stream", {}});
      return;
    }
    QPDFPageObjectHelper helper(like);
    QPDFObjectHandle page = page_around(stream, helper.getAttribute("/Resources", false),
                                        helper.getAttribute("/MediaBox", false));
    move_unknown(read_inner_pages(*parts_, {page}), as(stream), "content", *known_, parts_->out);
  }

  void read_stream(QPDFObjectHandle stream) {
    QPDFObjectHandle dict = stream.getDict();
    QPDFObjectHandle type = dict.getKey("/Type");
    if (type.isNameAndEquals("/XRef") || type.isNameAndEquals("/ObjStm")) return;
    if (dict.getKey("/Subtype").isNameAndEquals("/Image")) {
      add_value(parts_->out, Surface::unreferenced_object, place_of(stream), {}, 0,
                {make_trace(TraceKind::unreferenced, "image")});
      parts_->out.add_gap(GapCause::picture_not_read, place_of(stream),
                          {"gap.pdf-unused-picture", {}});
      return;
    }
    const auto data = data_of(stream, parts_->out.limits().max_part_bytes);
    if (data && type.isNameAndEquals("/EmbeddedFile")) return read_attachment(stream, *data);
    if (data && is_content(*data)) return read_content(stream, *data);
    if (data && (data->empty() || is_technical(stream, *data) || only_draws(*data))) return;
    if (data && is_drawing_code(*data)) return read_code(stream, *data);
    const std::string text = markup_in_utf8(data.value_or(""));
    if (!data || !utf8::is_valid(text) || !is_readable(text)) {
      parts_->out.add_gap(GapCause::unsupported_part, place_of(stream),
                          {"gap.pdf-unused-stream", {}});
      return;
    }
    if (!type.isNameAndEquals("/Metadata")) return move_text(stream, text);
    std::string said;
    walk_markup(text, [&](std::string_view, const std::string& value, MarkupPlace) {
      if (!is_date(value)) said += value + '\n';
    });
    move_text(stream, said);
  }

  // Pieces of content, or what another program draws by.
  void read_code(QPDFObjectHandle stream, const std::string& data) {
    CodeWords words = words_of_code(data);
    move_text(stream, std::move(words.text));
    if (!words.has_other_data) return;
    parts_->out.add_gap(GapCause::unsupported_part, place_of(stream),
                        {"gap.pdf-unused-stream", {}});
  }

  void read_attachment(QPDFObjectHandle stream, const std::string& data) {
    if (!parts_->note_content(data)) return;
    add_value(parts_->out, Surface::unreferenced_object, place_of(stream), {}, 0,
              {make_trace(TraceKind::unreferenced, "attachment")});
    const Provenance where = with(place_of(stream), {StepKind::attachment, 0, "unnamed"});
    parts_->out.embed({"unnamed", where, data});
  }

  void move_text(QPDFObjectHandle object, std::string text) {
    Document inner;
    Passage passage;
    passage.text = std::move(text);
    passage.surface = Surface::unreferenced_object;
    inner.passages.push_back(std::move(passage));
    move_unknown(std::move(inner), as(object), "strings", *known_, parts_->out);
  }

  void read_strings(QPDFObjectHandle root, QPDFObjectHandle holder) {
    DocumentBuilder inner(parts_->out.limits());
    DrawnText nothing(inner.document(), 0);
    Parts scratch(parts_->pdf, parts_->bytes, parts_->open, nothing, inner);
    // Streams below are looked at for themselves.
    scratch.leave_out(streams_);
    add_strings(scratch, root, Surface::unreferenced_object, {});
    move_unknown(inner.finish(), as(holder), "strings", *known_, parts_->out);
  }
  void read_strings(QPDFObjectHandle object) { read_strings(object, object); }

 public:
  void set_streams(const std::vector<QPDFObjectHandle>& objects) {
    for (QPDFObjectHandle object : objects) {
      if (object.isStream()) streams_.insert(object.getObjGen());
    }
  }

 private:
  Parts* parts_;
  KnownText* known_;
  std::vector<QPDFObjectHandle> pages_;
  std::set<QPDFObjGen> handled_;
  std::set<QPDFObjGen> streams_;
  std::map<std::set<std::string>, QPDFObjectHandle> page_of_fonts_;
};

}  // namespace

void read_stray(Parts& parts, KnownText& known, std::string_view raw, const char* name) {
  const std::size_t begin = raw.find_first_not_of(std::string_view(" \t\r\n\f\0", 6));
  if (begin == std::string_view::npos) return;
  raw = raw.substr(begin, raw.find_last_not_of(std::string_view(" \t\r\n\f\0", 6)) + 1 - begin);
  const Provenance where = with_property({}, name);
  if (!utf8::is_valid(raw) || !is_readable(raw)) {
    parts.out.add_gap(GapCause::unsupported_part, where,
                      {"gap.pdf-stray-bytes", {{"count", std::to_string(raw.size())}}});
    return;
  }
  const std::string text = known.unknown_lines(raw);
  if (text.empty()) return;
  add_value(parts.out, Surface::unreferenced_object, where, text, 0,
            {make_trace(TraceKind::unreferenced, "stray-bytes")});
}

void read_hidden_pages(Parts& parts, const Census& census, KnownText& known) {
  std::set<QPDFObjGen> done = pages_of(parts);
  const auto read = [&](QPDFObjectHandle page, const Provenance& where, const char* what) {
    if (!page.isPageObject() || !page.isIndirect() || !done.insert(page.getObjGen()).second) return;
    guarded(parts, where, [&] {
      move_unknown(read_inner_pages(parts, {page}),
                   {Surface::hidden_text, where, TraceKind::hidden_text}, what, known, parts.out);
    });
  };
  QPDFObjectHandle names = parts.pdf.getRoot().getKey("/Names");
  for (const char* key : {"/Pages", "/Templates"}) {
    walk_tree(names.getKeyIfDict(key), "/Names",
              [&](const std::string& name, QPDFObjectHandle page) {
                add_value(parts.out, Surface::metadata, with_property({}, key + 1), name);
                read(page, with_property(with_property({}, key + 1), name), "template");
              });
  }
  for (const QPDFObjGen id : census.pages) {
    if (done.count(id) != 0) continue;
    QPDFObjectHandle page = parts.pdf.getObject(id);
    read(page, place_of(page), "page");
  }
}

void read_unused(Parts& parts, const Census& census, KnownText& known) {
  constexpr std::size_t kMostUnused = 50'000;
  if (!census.whole) return;  // told of
  std::vector<QPDFObjectHandle> objects;
  for (const auto& [id, entry] : parts.pdf.getXRefTable()) {
    if (entry.getType() == 0 || census.reached.count(id) != 0) continue;
    QPDFObjectHandle object = parts.pdf.getObject(id);
    const bool holds =
        object.isStream() || object.isDictionary() || object.isArray() || object.isString();
    if (!holds || (object.isDictionary() && object.hasKey("/Linearized"))) continue;
    objects.push_back(object);
    if (objects.size() > kMostUnused) break;
  }
  if (objects.empty()) return;
  if (objects.size() > kMostUnused) {
    parts.out.add_gap(GapCause::limit_reached, {}, {"gap.pdf-part-too-large", {}});
  }
  std::vector<QPDFObjectHandle> pages;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(parts.pdf).getAllPages()) {
    pages.push_back(page.getObjectHandle());
  }
  UnusedReader reader(parts, known, std::move(pages));
  reader.set_streams(objects);
  reader.read(objects);
}

void read_stray_bytes(Parts& parts, KnownText& known) {
  const std::string_view bytes = parts.bytes;
  const std::size_t header = bytes.substr(0, 1024).find("%PDF-");
  if (header != std::string_view::npos) {
    read_stray(parts, known, bytes.substr(0, header), "before the header");
  }
  const std::size_t end = bytes.rfind("%%EOF");
  if (end != std::string_view::npos) {
    read_stray(parts, known, bytes.substr(end + 5), "after the end");
  }
}

}  // namespace mishen::pdf
