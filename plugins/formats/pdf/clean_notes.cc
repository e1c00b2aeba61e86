// Notes and other annotations: which go whole, and which only fall silent.
#include <algorithm>
#include <array>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <string>
#include <string_view>

#include "plugins/formats/pdf/clean_objects.h"

namespace mishen::pdf {
namespace {

template <std::size_t N>
bool is_one_of(QPDFObjectHandle name, const std::array<std::string_view, N>& names) {
  return name.isName() && std::find(names.begin(), names.end(), name.getName()) != names.end();
}

// A window or an icon that stands for words.
bool is_only_words(QPDFObjectHandle kind) {
  constexpr std::array<std::string_view, 4> kKinds = {"/Text", "/Popup", "/Caret", "/Sound"};
  return is_one_of(kind, kKinds);
}

// Draws on the page what a reader sees, and may say more.
bool draws(QPDFObjectHandle kind) {
  constexpr std::array<std::string_view, 12> kKinds = {
      "/FreeText",  "/Line",      "/Square",   "/Circle",    "/Polygon", "/PolyLine",
      "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp",   "/Ink"};
  return is_one_of(kind, kKinds);
}

// In a group of optional content that the document switches off.
bool is_switched_off(QPDF& pdf, QPDFObjectHandle group) {
  if (!group.isDictionary() || !group.isIndirect()) return false;
  QPDFObjectHandle config = pdf.getRoot().getKey("/OCProperties").getKeyIfDict("/D");
  const auto listed = [&](const char* key) {
    QPDFObjectHandle list = config.getKeyIfDict(key);
    for (int i = 0; list.isArray() && i < list.getArrayNItems(); ++i) {
      if (list.getArrayItem(i).getObjGen() == group.getObjGen()) return true;
    }
    return false;
  };
  const bool base_off = config.getKeyIfDict("/BaseState").isNameAndEquals("/OFF");
  return base_off ? !listed("/ON") : listed("/OFF");
}

// Neither on the screen nor on paper.
bool is_never_shown(QPDF& pdf, QPDFObjectHandle note) {
  constexpr long long kHidden = 2;
  constexpr long long kPrint = 4;
  constexpr long long kNoView = 32;
  QPDFObjectHandle value = note.getKey("/F");
  const long long flags = value.isInteger() ? value.getIntValue() : 0;
  const bool no_view = (flags & kNoView) != 0 && (flags & kPrint) == 0;
  return (flags & kHidden) != 0 || no_view || is_switched_off(pdf, note.getKey("/OC"));
}

void silence(QPDFObjectHandle note) {
  for (const char* key : {"/T", "/Subj", "/M", "/CreationDate", "/NM", "/IRT", "/RT", "/Popup",
                          "/State", "/StateModel", "/ExData"}) {
    note.removeKey(key);
  }
  // Without a picture of its own a viewer draws a text box from its words.
  const bool drawn = note.getKey("/AP").getKeyIfDict("/N").isStream();
  const bool captioned = note.getKey("/Cap").isBool() && note.getKey("/Cap").getBoolValue();
  const bool from_words = note.getKey("/Subtype").isNameAndEquals("/FreeText") || captioned;
  if (from_words && !drawn) return;
  for (const char* key : {"/Contents", "/RC"}) note.removeKey(key);
}

// Takes `field` out of the form: what lists it, and of the trees that lead to it.
void unlist(QPDF& pdf, QPDFObjectHandle field) {
  QPDFObjectHandle parent = field.getKey("/Parent");
  QPDFObjectHandle lists[] = {parent.getKeyIfDict("/Kids"),
                              pdf.getRoot().getKey("/AcroForm").getKeyIfDict("/Fields")};
  for (QPDFObjectHandle& list : lists) {
    for (int i = list.isArray() ? list.getArrayNItems() : 0; i-- > 0;) {
      if (list.getArrayItem(i).getObjGen() == field.getObjGen()) list.eraseItem(i);
    }
  }
}

bool goes_whole(QPDF& pdf, QPDFObjectHandle note, const CleanOptions& options) {
  QPDFObjectHandle kind = note.getKey("/Subtype");
  const auto goes = [&](TraceKind what) { return options.kinds.contains(what); };
  return (goes(TraceKind::comment) && is_only_words(kind)) ||
         (goes(TraceKind::attachment) && kind.isNameAndEquals("/FileAttachment")) ||
         (goes(TraceKind::hidden_text) && is_never_shown(pdf, note));
}

}  // namespace

void remove_notes(QPDF& pdf, const CleanOptions& options) {
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    QPDFObjectHandle notes = page.getObjectHandle().getKey("/Annots");
    if (!notes.isArray()) continue;
    QPDFObjectHandle kept = QPDFObjectHandle::newArray();
    for (QPDFObjectHandle& note : notes.getArrayAsVector()) {
      if (note.isDictionary() && goes_whole(pdf, note, options)) {
        if (!note.isIndirect()) continue;
        unlist(pdf, note);
        // The structure tree and other notes may lead to it.
        pdf.replaceObject(note.getObjGen(), QPDFObjectHandle::newNull());
        continue;
      }
      if (note.isDictionary() && options.kinds.contains(TraceKind::comment) &&
          draws(note.getKey("/Subtype"))) {
        silence(note);
      }
      kept.appendItem(note);
    }
    if (kept.getArrayNItems() == notes.getArrayNItems()) continue;
    page.getObjectHandle().replaceKey("/Annots", kept);
  }
}

}  // namespace mishen::pdf
