#include "plugins/formats/pdf/clean_objects.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <string>
#include <vector>

#include "plugins/formats/pdf/census.h"
#include "plugins/formats/pdf/markup.h"
#include "plugins/formats/pdf/part_reader.h"
#include "plugins/formats/pdf/undrawn_forms.h"
#include "plugins/formats/pdf/value_traces.h"

namespace mishen::pdf {
namespace {

// Every dictionary the trailer leads to, those of streams too, each once.
std::vector<QPDFObjectHandle> all_dictionaries(QPDF& pdf) {
  std::vector<QPDFObjectHandle> out;
  Walk walk;
  std::vector<QPDFObjectHandle> waiting = {pdf.getTrailer()};
  while (!waiting.empty()) {
    QPDFObjectHandle object = waiting.back();
    waiting.pop_back();
    const bool holds = object.isDictionary() || object.isArray() || object.isStream();
    if (!holds || !walk.enter(object)) continue;
    if (object.isArray()) {
      for (QPDFObjectHandle& item : object.getArrayAsVector()) waiting.push_back(item);
      continue;
    }
    QPDFObjectHandle dict = object.isStream() ? object.getDict() : object;
    out.push_back(dict);
    for (auto& [key, value] : dict.getDictAsMap()) waiting.push_back(value);
  }
  return out;
}

bool is_signature(QPDFObjectHandle value) {
  return value.isDictionary() && value.hasKey("/ByteRange") && value.hasKey("/Contents");
}

bool is_script(QPDFObjectHandle action) {
  return action.isDictionary() &&
         (action.hasKey("/JS") || action.getKey("/S").isNameAndEquals("/JavaScript"));
}

// A target on a disk or share: in the action's own strings or one below.
bool names_a_path(QPDFObjectHandle action) {
  if (!action.isDictionary() || !action.getKey("/S").isName()) return false;
  Walk walk;
  std::vector<QPDFObjectHandle> waiting = {action};
  int count = 0;
  constexpr int kMost = 1000;
  while (!waiting.empty() && ++count < kMost) {
    QPDFObjectHandle object = waiting.back();
    waiting.pop_back();
    if (object.isString()) {
      const std::string text = text_of(object);
      std::vector<Trace> traces;
      trace_paths(text, traces);
      if (!traces.empty() || text.substr(0, 2) == "//") return true;
    }
    if (!object.isDictionary() || object.isPageObject() || !walk.enter(object)) continue;
    for (auto& [key, value] : object.getDictAsMap()) {
      if (key != "/Next" && key != "/D" && key != "/P") waiting.push_back(value);
    }
  }
  return false;
}

using Matches = std::function<bool(QPDFObjectHandle)>;

// Removes the actions that `matches` from all that can hold one: /A, /OpenAction, /AA, /Next, name
// trees, and /PA of links.
void remove_actions(const std::vector<QPDFObjectHandle>& dictionaries, const Matches& matches) {
  for (QPDFObjectHandle dict : dictionaries) {
    for (auto& [key, value] : dict.getDictAsMap()) {
      QPDFObjectHandle held = value;
      if (matches(held)) {
        dict.removeKey(key);
      } else if (held.isArray() && key == "/Next") {
        for (int i = held.getArrayNItems(); i-- > 0;) {
          if (matches(held.getArrayItem(i))) held.eraseItem(i);
        }
      }
    }
  }
}

void remove_key_everywhere(const std::vector<QPDFObjectHandle>& dictionaries,
                           std::initializer_list<const char*> keys) {
  for (QPDFObjectHandle dict : dictionaries) {
    for (const char* key : keys) dict.removeKey(key);
  }
}

void remove_name_tree(QPDF& pdf, const char* name) {
  QPDFObjectHandle names = pdf.getRoot().getKey("/Names");
  if (names.isDictionary()) names.removeKey(name);
}

// What an archive needs to know of the file and nobody wrote: which part of PDF/A or PDF/UA it
// keeps to ("2", "B"). Empty when the packet `xmp` says nothing of the kind.
std::string standard_of(QPDFObjectHandle xmp, const Limits& limits) {
  std::string kept;
  walk_markup(text_or_stream(xmp, limits),
              [&](std::string_view name, const std::string& value, MarkupPlace) {
                const bool known = name == "pdfaid:part" || name == "pdfaid:conformance" ||
                                   name == "pdfaid:rev" || name == "pdfuaid:part";
                constexpr std::size_t kLongest = 4;
                const bool plain = std::all_of(value.begin(), value.end(), [](unsigned char c) {
                  return std::isalnum(c) != 0;
                });
                if (!known || !plain || value.size() > kLongest) return;
                kept += " " + std::string(name) + "=\"" + value + "\"";
              });
  if (kept.empty()) return {};
  return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
         "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
         "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
         "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
         " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"" +
         kept + "/></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

void remove_properties(QPDF& pdf, const std::vector<QPDFObjectHandle>& all, const Limits& limits) {
  pdf.getTrailer().removeKey("/Info");
  const std::string standard = standard_of(pdf.getRoot().getKey("/Metadata"), limits);
  for (QPDFObjectHandle dict : all) {
    if (dict.getKey("/Metadata").isStream()) dict.removeKey("/Metadata");
    // Who signed, where and why stands in a signature; a note's writer goes with his notes or here.
    const bool note = dict.getKey("/Subtype").isName() && dict.hasKey("/Rect") &&
                      !dict.getKey("/Subtype").isNameAndEquals("/Widget");
    if (note) dict.removeKey("/T");
  }
  if (standard.empty()) return;
  QPDFObjectHandle packet = QPDFObjectHandle::newStream(&pdf, standard);
  packet.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
  packet.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
  pdf.getRoot().replaceKey("/Metadata", pdf.makeIndirectObject(packet));
}

void remove_files(QPDF& pdf, const std::vector<QPDFObjectHandle>& all) {
  for (QPDFObjectHandle dict : all) {
    if (dict.getKey("/EF").isDictionary()) {
      // What is left of the specification would still tell the file's name.
      for (const auto& [key, value] : dict.getDictAsMap()) {
        if (key != "/Type") dict.removeKey(key);
      }
    }
    if (dict.getKey("/AF").isArray() || dict.getKey("/AF").isDictionary()) dict.removeKey("/AF");
  }
  remove_name_tree(pdf, "/EmbeddedFiles");
  pdf.getRoot().removeKey("/Collection");
}

void remove_scripts(QPDF& pdf, const std::vector<QPDFObjectHandle>& all, const Limits& limits) {
  remove_actions(all, is_script);
  remove_name_tree(pdf, "/JavaScript");
  QPDFObjectHandle form = pdf.getRoot().getKey("/AcroForm");
  QPDFObjectHandle xfa = form.getKeyIfDict("/XFA");
  bool scripted = false;
  std::vector<QPDFObjectHandle> packets = {xfa};
  if (xfa.isArray()) packets = xfa.getArrayAsVector();
  for (QPDFObjectHandle& packet : packets) {
    const std::string text = text_or_stream(packet, limits);
    scripted = scripted || text.find("<script") != std::string::npos ||
               text.find(":script") != std::string::npos;
  }
  // Where the pages are made of it, they would be lost.
  const bool only = pdf.getRoot().getKey("/NeedsRendering").isBool() &&
                    pdf.getRoot().getKey("/NeedsRendering").getBoolValue();
  if (scripted && !only) form.removeKey("/XFA");
}

void remove_hidden_pages(QPDF& pdf) {
  const std::set<QPDFObjGen> pages = pages_of(pdf);
  for (const char* key : {"/Pages", "/Templates"}) remove_name_tree(pdf, key);
  for (const QPDFObjGen page : take_census(pdf.getTrailer(), Limits{}.max_objects).pages) {
    if (pages.count(page) == 0) pdf.replaceObject(page, QPDFObjectHandle::newNull());
  }
}

}  // namespace

bool has_signature(QPDF& pdf) {
  const std::vector<QPDFObjectHandle> all = all_dictionaries(pdf);
  return std::any_of(all.begin(), all.end(), is_signature);
}

void drop_signatures(QPDF& pdf) {
  for (QPDFObjectHandle dict : all_dictionaries(pdf)) {
    for (const auto& [key, value] : dict.getDictAsMap()) {
      if (is_signature(value)) dict.removeKey(key);
    }
  }
  QPDFObjectHandle root = pdf.getRoot();
  for (const char* key : {"/Perms", "/DSS"}) root.removeKey(key);
  QPDFObjectHandle form = root.getKey("/AcroForm");
  if (form.isDictionary()) form.removeKey("/SigFlags");
}

void remove_undrawn_forms(QPDF& pdf, const Document& before) {
  for (const Passage& passage : before.passages) {
    const bool told =
        std::any_of(passage.traces.begin(), passage.traces.end(), [](const Trace& trace) {
          return trace.kind == TraceKind::hidden_text &&
                 std::string_view(trace.what) == kUndrawnForm;
        });
    if (!told || passage.where.empty() || passage.where[0].kind != StepKind::object) continue;
    // The reading again would tell if it had been one of another generation.
    QPDFObjectHandle form = pdf.getObjectByID(static_cast<int>(passage.where[0].ordinal), 0);
    if (is_form(form)) pdf.replaceObject(form.getObjGen(), QPDFObjectHandle::newNull());
  }
}

void remove_parts(QPDF& pdf, const CleanOptions& options, const Limits& limits) {
  const std::vector<QPDFObjectHandle> all = all_dictionaries(pdf);
  const auto goes = [&](TraceKind kind) { return options.kinds.contains(kind); };
  if (goes(TraceKind::author_name) || goes(TraceKind::machine_path))
    remove_properties(pdf, all, limits);
  if (goes(TraceKind::machine_path)) {
    remove_actions(all, names_a_path);
    // Where a program fetched pages from.
    for (const char* key : {"/IDS", "/URLS"}) remove_name_tree(pdf, key);
    pdf.getRoot().removeKey("/SpiderInfo");
  }
  if (goes(TraceKind::maker_data)) remove_key_everywhere(all, {"/PieceInfo", "/Thumb"});
  if (goes(TraceKind::attachment)) remove_files(pdf, all);
  if (goes(TraceKind::script)) remove_scripts(pdf, all, limits);
  if (goes(TraceKind::hidden_text)) remove_hidden_pages(pdf);
}

}  // namespace mishen::pdf
