#include "plugins/formats/pdf/part_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <exception>
#include <new>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <stdexcept>
#include <utility>

#include "plugins/formats/pdf/markup.h"
#include "plugins/formats/pdf/stream_text.h"
#include "plugins/formats/pdf/value_traces.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

void append_without_blanks(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') out += c;
  }
}

// Keeps what it is given, and throws when that is too much: a stream may inflate without end.
class CappedBuffer final : public Pipeline {
 public:
  explicit CappedBuffer(std::uint64_t most) : Pipeline("capped", nullptr), most_(most) {}
  void write(const unsigned char* data, std::size_t size) override {
    if (kept.size() + size > most_) throw std::length_error("stream too long");
    kept.append(reinterpret_cast<const char*>(data), size);
  }
  void finish() override {}

  std::string kept;

 private:
  std::uint64_t most_;
};

// Appends to `out` the characters of `line` whose middle lies in `box`.
void append_inside(std::string& out, const std::string& text, const Extents& extents,
                   const GlyphLine& line, const QPDFObjectHandle::Rectangle& box) {
  constexpr double kSlack = 2;
  const auto middle = [](double origin, float way, float up, double along) {
    return origin + static_cast<double>(way) * along + static_cast<double>(up) / 2;
  };
  std::size_t at = line.text_begin;
  const std::string_view said = std::string_view(text).substr(0, line.text_end).substr(at);
  for (const Extent& extent : extents.characters(line.extents, utf8::length(said))) {
    const utf8::Decoded one = utf8::decode(text, at);
    const double along = (extent.begin + extent.end) / 2;
    const double x = middle(line.origin.x, line.along.x, line.up.x, along);
    const double y = middle(line.origin.y, line.along.y, line.up.y, along);
    if (x > std::min(box.llx, box.urx) - kSlack && x < std::max(box.llx, box.urx) + kSlack &&
        y > std::min(box.lly, box.ury) - kSlack && y < std::max(box.lly, box.ury) + kSlack) {
      append_without_blanks(out, std::string_view(text).substr(at, one.bytes));
    }
    at += one.bytes;
  }
}

}  // namespace

bool DrawnText::has(std::string_view text) {
  if (!gathered_) {
    gathered_ = true;
    for (std::size_t i = first_; i < last_; ++i) {
      std::string plain;
      append_without_blanks(plain, document_->passages[i].text);
      all_.add(plain);
    }
  }
  std::string wanted;
  append_without_blanks(wanted, text);
  return wanted.empty() || all_.has(wanted);
}

bool DrawnText::has(std::string_view text, std::uint32_t page,
                    const QPDFObjectHandle::Rectangle& box) {
  if (!pages_known_) {
    pages_known_ = true;
    for (std::size_t i = first_; i < last_; ++i) {
      const Passage& passage = document_->passages[i];
      const auto* anchors = std::get_if<PageAnchors>(&passage.anchors);
      if (anchors == nullptr || passage.visibility != Visibility::shown) continue;
      passages_[anchors->page].push_back(i);
    }
  }
  std::string inside;
  for (const std::size_t i : passages_[page]) {
    const Passage& passage = document_->passages[i];
    const auto& anchors = std::get<PageAnchors>(passage.anchors);
    for (const GlyphLine& line : anchors.lines) {
      append_inside(inside, passage.text, anchors.extents, line, box);
    }
  }
  std::string wanted;
  append_without_blanks(wanted, text);
  return wanted.empty() || inside.find(wanted) != std::string::npos;
}

bool Walk::enter(QPDFObjectHandle object) {
  if (++count_ > most_) return false;
  return !object.isIndirect() || met_.insert(object.getObjGen()).second;
}

std::set<QPDFObjGen> pages_of(QPDF& pdf) {
  std::set<QPDFObjGen> pages;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    pages.insert(page.getObjectHandle().getObjGen());
  }
  return pages;
}

std::set<QPDFObjGen> pages_of(Parts& parts) {
  return parts.page_tree ? *parts.page_tree : pages_of(parts.pdf);
}

void guarded(Parts& parts, const Provenance& where, const std::function<void()>& read) {
  try {
    read();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    // Its text may quote the file.
    parts.out.add_gap(GapCause::part_failed, where, {"gap.pdf-part-failed", {}});
  }
}

std::string text_of(QPDFObjectHandle object) {
  if (!object.isString()) return {};
  std::string raw = object.getStringValue();
  const bool plain = std::all_of(raw.begin(), raw.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80 &&
           (c >= ' ' || c == '\n' || c == '\r' || c == '\t');
  });
  // Not what the standard says, and what many programs write: UTF-8 without its mark.
  if (plain || (raw.substr(0, 2) != "\xFE\xFF" && utf8::is_valid(raw) && is_readable(raw))) {
    return raw;
  }
  return object.getUTF8Value();
}

std::string text_or_stream(QPDFObjectHandle object, const Limits& limits) {
  if (!object.isStream()) return text_of(object);
  return markup_in_utf8(data_of(object, limits.max_part_bytes).value_or(""));
}

std::optional<std::string> data_of(QPDFObjectHandle stream, std::uint64_t most) {
  if (!stream.isStream()) return std::nullopt;
  try {
    CappedBuffer buffer(most);
    bool decoded = false;
    const bool done = stream.pipeStreamData(&buffer, &decoded, 0, qpdf_dl_specialized, true, false);
    if (!done || !decoded) return std::nullopt;
    return std::move(buffer.kept);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

bool is_readable(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
  });
}

bool is_colour_profile(std::string_view data) {
  return data.size() > 40 && data.substr(36, 4) == "acsp";
}

bool is_form(QPDFObjectHandle object) {
  return object.isStream() && object.getDict().getKey("/Subtype").isNameAndEquals("/Form");
}

Provenance place_of(int number) {
  if (number <= 0) return {};
  return {{StepKind::object, static_cast<std::uint32_t>(number), {}}};
}

Provenance place_of(QPDFObjectHandle object) { return place_of(object.getObjectID()); }

Provenance with(Provenance where, Step step) {
  where.push_back(std::move(step));
  return where;
}

Provenance with_property(Provenance where, std::string name) {
  return with(std::move(where), {StepKind::property, 0, std::move(name)});
}

void add_value(DocumentBuilder& out, Surface surface, Provenance where, std::string text,
               std::uint32_t page, std::vector<Trace> traces) {
  Passage passage;
  passage.text = std::move(text);
  passage.surface = surface;
  passage.visibility = Visibility::recoverable;
  passage.page = page != 0 ? page : page_of(where).value_or(0);
  passage.where = std::move(where);
  passage.traces = std::move(traces);
  trace_paths(passage.text, passage.traces);
  out.add(std::move(passage));
}

Trace make_trace(TraceKind kind, std::string what) {
  Trace trace;
  trace.kind = kind;
  trace.what = std::move(what);
  return trace;
}

// Ways back up, and strings a program writes for itself: ids, names of fonts and their orderings.
bool is_technical_key(std::string_view key) {
  constexpr std::array<std::string_view, 14> kKeys = {
      "/Parent", "/P",        "/Popup",    "/IRT",     "/ID", "/CheckSum",   "/NM",
      "/DA",     "/Registry", "/Ordering", "/CharSet", "/NS", "/ParentTree", "/Panose"};
  return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

namespace {

struct Waiting {
  QPDFObjectHandle object;
  Provenance where;
  int depth;
};

}  // namespace

void add_strings(Parts& parts, QPDFObjectHandle root, Surface surface, const Provenance& where) {
  constexpr int kDeepest = 24;
  Walk walk(parts.out.limits().max_objects);
  std::vector<Waiting> waiting = {{root, where, 0}};
  while (!waiting.empty() && !parts.out.full()) {
    Waiting now = std::move(waiting.back());
    waiting.pop_back();
    QPDFObjectHandle& object = now.object;
    if (object.isString()) {
      const std::string text = text_of(object);
      if (is_readable(text) && !is_date(text)) add_value(parts.out, surface, now.where, text);
      continue;
    }
    const bool holds = object.isDictionary() || object.isArray() || object.isStream();
    if (!holds || object.isPageObject() || object.isPagesObject()) continue;
    if (parts.is_taken(object) || !walk.enter(object)) continue;
    if (now.depth > kDeepest) {
      parts.out.add_gap(GapCause::limit_reached, where, {"gap.pdf-part-too-deep", {}});
      continue;
    }
    parts.take(object);
    if (object.isStream()) add_stream_text(parts, object, surface, now.where);
    if (object.isArray()) {
      for (int i = object.getArrayNItems(); i-- > 0;) {
        waiting.push_back({object.getArrayItem(i), now.where, now.depth + 1});
      }
      continue;
    }
    if (is_form(object)) continue;  // was drawn, with all it refers to
    QPDFObjectHandle dict = object.isStream() ? object.getDict() : object;
    add_pieces(parts, dict, surface, now.where);
    for (const auto& [key, value] : dict.getDictAsMap()) {
      if (is_technical_key(key)) continue;
      waiting.push_back({value, with_property(now.where, key.substr(1)), now.depth + 1});
    }
  }
  if (walk.too_many()) {
    parts.out.add_gap(GapCause::limit_reached, where, {"gap.limit", {{"limit", "max-objects"}}});
  }
}

void walk_tree(QPDFObjectHandle root, const char* leaves,
               const std::function<void(const std::string&, QPDFObjectHandle)>& found) {
  Walk walk;
  std::vector<QPDFObjectHandle> waiting = {root};
  while (!waiting.empty()) {
    QPDFObjectHandle node = waiting.back();
    waiting.pop_back();
    if (!node.isDictionary() || !walk.enter(node)) continue;
    QPDFObjectHandle entries = node.getKey(leaves);
    for (int i = 0; entries.isArray() && i + 1 < entries.getArrayNItems(); i += 2) {
      QPDFObjectHandle key = entries.getArrayItem(i);
      found(key.isInteger() ? std::to_string(key.getIntValue()) : text_of(key),
            entries.getArrayItem(i + 1));
    }
    QPDFObjectHandle kids = node.getKey("/Kids");
    for (int i = kids.isArray() ? kids.getArrayNItems() : 0; i-- > 0;) {
      waiting.push_back(kids.getArrayItem(i));
    }
  }
}

}  // namespace mishen::pdf
