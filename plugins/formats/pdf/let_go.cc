#include "plugins/formats/pdf/let_go.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "plugins/formats/pdf/loose_strings.h"
#include "plugins/formats/pdf/value_traces.h"

namespace mishen::pdf {
namespace {

// All a structure element may hold. A dictionary with a key beside them may be a page, an action or
// the catalogue as well, whatever leads to it.
constexpr std::array<std::string_view, 16> kKeys = {
    "/A",  "/ActualText", "/Alt", "/C", "/E",   "/ID", "/K", "/Lang",
    "/NS", "/P",          "/Pg",  "/R", "/Ref", "/S",  "/T", "/Type"};

// All a page may hold (ISO 32000-2, table 31) but for what the census notes. With another key it
// may be a form field or an action as well, which is read after the pages.
constexpr std::array<std::string_view, 28> kPageKeys = {
    "/AA",           "/AF",           "/Annots",         "/ArtBox",        "/B",    "/BleedBox",
    "/BoxColorInfo", "/Contents",     "/CropBox",        "/DPart",         "/Dur",  "/Group",
    "/ID",           "/LastModified", "/MediaBox",       "/OutputIntents", "/PZ",   "/Parent",
    "/Resources",    "/Rotate",       "/SeparationInfo", "/StructParents", "/Tabs", "/Thumb",
    "/Trans",        "/TrimBox",      "/Type",           "/UserUnit"};

template <std::size_t kCount>
bool has_only(QPDFObjectHandle dictionary, const std::array<std::string_view, kCount>& allowed) {
  const std::set<std::string> keys = dictionary.getKeys();
  return std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
    return std::find(allowed.begin(), allowed.end(), key) != allowed.end();
  });
}

bool is_element(QPDFObjectHandle element) {
  if (!element.isIndirect() || !element.isDictionary()) return false;
  if (!element.getKey("/S").isName() || !element.hasKey("/P")) return false;
  QPDFObjectHandle type = element.getKey("/Type");
  if (!type.isNull() && !type.isNameAndEquals("/StructElem")) return false;
  return has_only(element, kKeys);
}

// The census takes note of dictionaries that have one of these.
bool is_noted(QPDFObjectHandle dictionary) {
  constexpr std::array<const char*, 6> kNoted = {"/EF",        "/JS", "/Metadata",
                                                 "/PieceInfo", "/F",  "/Subtype"};
  return dictionary.getKey("/Type").isNameAndEquals("/Page") ||
         std::any_of(kNoted.begin(), kNoted.end(),
                     [&](const char* key) { return dictionary.hasKey(key); });
}

}  // namespace

// In the order of take_census().
bool LetGo::gather(QPDFObjectHandle holder, Beyond& beyond, bool words_are_read) {
  struct Held {
    QPDFObjectHandle object;
    std::uint32_t key;
    std::uint32_t under;
  };
  std::vector<Held> waiting;
  // False for words.
  const auto meet = [&](const Held& held) {
    QPDFObjectHandle object = held.object;
    if (object.isIndirect() || object.isArray() || object.isDictionary()) waiting.push_back(held);
    return words_are_read || !object.isString() || holds_no_words(keys_[held.key]) ||
           is_date(text_of(object));
  };
  for (const auto& [key, value] : holder.getDictAsMap()) {
    if (!meet({value, keys_.number_of(key), 0})) return false;
  }
  while (!waiting.empty()) {
    Held held = std::move(waiting.back());
    waiting.pop_back();
    QPDFObjectHandle& object = held.object;
    if (object.isIndirect()) {
      objects_.push_back({object.getObjGen(), held.key, held.under});
      continue;
    }
    ++beyond.direct;
    if (object.isArray()) {
      for (QPDFObjectHandle& item : object.getArrayAsVector()) {
        if (!meet({item, held.key, held.under})) return false;
      }
      continue;
    }
    if (is_noted(object)) return false;
    for (const auto& [key, value] : object.getDictAsMap()) {
      if (!meet({value, keys_.number_of(key), held.key})) return false;
    }
  }
  beyond.objects = static_cast<std::uint32_t>(objects_.size()) - beyond.first;
  return true;
}

bool LetGo::replace(QPDF& pdf, QPDFObjectHandle holder, bool words_are_read) {
  Beyond beyond;
  beyond.first = static_cast<std::uint32_t>(objects_.size());
  if (!gather(holder, beyond, words_are_read)) {
    objects_.resize(beyond.first);
    return false;
  }
  beyond_.emplace_back(holder.getObjGen(), beyond);
  pdf.replaceObject(holder.getObjGen(), QPDFObjectHandle::newNull());
  return true;
}

void LetGo::let_go(QPDF& pdf, QPDFObjectHandle element) {
  if (is_element(element)) replace(pdf, element, true);
}

void LetGo::let_go_page(QPDF& pdf, QPDFObjectHandle page) {
  if (!page.isIndirect() || !page.isDictionary()) return;
  if (!has_only(page, kPageKeys)) return;
  has_pages_ = replace(pdf, page, false) || has_pages_;
}

void LetGo::let_go_content(QPDFObjectHandle stream) {
  stream.getOwningQPDF()->replaceObject(stream.getObjGen(), QPDFObjectHandle::newNull());
}

void LetGo::close() {
  std::sort(beyond_.begin(), beyond_.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
}

const LetGo::Beyond* LetGo::beyond(QPDFObjGen id) const {
  const auto found = std::partition_point(beyond_.begin(), beyond_.end(),
                                          [&](const auto& known) { return known.first < id; });
  return found == beyond_.end() || found->first != id ? nullptr : &found->second;
}

}  // namespace mishen::pdf
