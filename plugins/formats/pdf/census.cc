#include "plugins/formats/pdf/census.h"

namespace mishen::pdf {
namespace {

void note_dictionary(Census& census, QPDFObjectHandle holder, QPDFObjectHandle dict,
                     const std::string& key, QPDFObjectHandle value) {
  if (key == "/EF" && value.isDictionary()) census.files.push_back(holder);
  if (key == "/JS" && !holder.isStream()) census.scripts.push_back(holder);
  if (key == "/Metadata" && value.isStream()) census.metadata.push_back(holder);
  if (key == "/PieceInfo") census.makers.push_back(holder);
  if (key == "/F" && holder.isStream()) census.elsewhere.push_back(holder);
  if (key == "/Subtype" && holder.isStream() && value.isNameAndEquals("/Image")) {
    census.pictures.push_back(holder);
  }
  const bool is_page = key == "/Type" && value.isNameAndEquals("/Page");
  if (is_page && holder.isIndirect() && dict.hasKey("/Parent")) {
    census.pages.push_back(holder.getObjGen());
  }
}

}  // namespace

Census take_census(QPDFObjectHandle root, std::uint64_t most, const std::set<QPDFObjGen>& known,
                   const LetGo* gone) {
  Census census;
  std::uint64_t count = 0;
  std::vector<QPDFObjectHandle> waiting = {root};
  while (!waiting.empty()) {
    QPDFObjectHandle object = waiting.back();
    waiting.pop_back();
    if (++count > most) {
      census.whole = false;
      return census;
    }
    if (object.isIndirect()) {
      const QPDFObjGen id = object.getObjGen();
      if (known.count(id) != 0 || !census.reached.insert(id).second) continue;
      if (const LetGo::Beyond* beyond = gone == nullptr ? nullptr : gone->beyond(id)) {
        count += beyond->direct;
        for (std::uint32_t i = beyond->objects; i-- > 0;) {
          waiting.push_back(object.getOwningQPDF()->getObject(gone->object(beyond->first + i)));
        }
        continue;
      }
    }
    if (object.isArray()) {
      for (QPDFObjectHandle& item : object.getArrayAsVector()) {
        if (item.isIndirect() || item.isArray() || item.isDictionary()) waiting.push_back(item);
      }
      continue;
    }
    if (!object.isDictionary() && !object.isStream()) continue;
    QPDFObjectHandle dict = object.isStream() ? object.getDict() : object;
    for (const auto& [key, value] : dict.getDictAsMap()) {
      QPDFObjectHandle held = value;
      note_dictionary(census, object, dict, key, held);
      if (held.isIndirect() || held.isArray() || held.isDictionary()) waiting.push_back(held);
    }
  }
  return census;
}

}  // namespace mishen::pdf
