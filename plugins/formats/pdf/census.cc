#include "plugins/formats/pdf/census.h"

#include <algorithm>
#include <string>

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

// What the walk comes to next, and what it came from.
struct Held {
  QPDFObjectHandle object;
  QPDFObjGen owner;         // the object of its own it stands in
  std::uint32_t key = 0;    // of the dictionary it stands in, itself or in arrays
  std::uint32_t under = 0;  // the key that dictionary stands under
  bool words = true;        // its strings may hold some
  bool has_a_use = false;   // if it is a stream, whatever the keys
};

// Colours of a picture, as a string.
bool is_palette(QPDFObjectHandle array) {
  return array.getArrayNItems() > 0 && array.getArrayItem(0).isNameAndEquals("/Indexed");
}

class Walker {
 public:
  Walker(std::uint64_t most, const CensusOptions& options) : most_(most), options_(&options) {}

  Census walk(QPDFObjectHandle root) {
    waiting_.push_back({root, root.getObjGen(), 0, 0, true, true});
    while (!waiting_.empty()) {
      Held held = std::move(waiting_.back());
      waiting_.pop_back();
      if (++count_ > most_) {
        census_.whole = false;
        break;
      }
      if (!held.object.isIndirect() || enter(held)) look_into(held);
    }
    return std::move(census_);
  }

 private:
  // False for an object that was met before, or is gone.
  bool enter(Held& held) {
    const QPDFObjGen id = held.object.getObjGen();
    if (options_->known.count(id) != 0 || !census_.reached.insert(id).second) return false;
    const LetGo::Beyond* beyond = options_->gone == nullptr ? nullptr : options_->gone->beyond(id);
    if (beyond == nullptr) {
      held.owner = id;
      // A way up or to an id says nothing of what else an object of its own holds.
      held.words = held.words || !(held.object.isString() || keys_[held.key] == "/Encrypt");
      return true;
    }
    count_ += beyond->direct;
    for (std::uint32_t i = beyond->objects; i-- > 0;) {
      const LetGo::Object& next = options_->gone->object(beyond->first + i);
      const KeyTable& keys = options_->gone->keys();
      waiting_.push_back({held.object.getOwningQPDF()->getObject(next.id), next.id,
                          keys_.number_of(keys[next.key]), keys_.number_of(keys[next.under]),
                          !holds_no_words(keys[next.key]), false});
    }
    return false;
  }

  void look_into(Held& held) {
    QPDFObjectHandle& object = held.object;
    if (object.isArray()) {
      const bool colours = options_->strings != nullptr && is_palette(object);
      for (QPDFObjectHandle& item : object.getArrayAsVector()) {
        meet(item, {item, held.owner, held.key, held.under, held.words && !colours, colours});
      }
    } else if (object.isDictionary() || object.isStream()) {
      QPDFObjectHandle dict = object.isStream() ? object.getDict() : object;
      if (object.isStream()) look_at_stream(held);
      for (const auto& [key, value] : dict.getDictAsMap()) {
        note_dictionary(census_, object, dict, key, value);
        meet(value, {value, held.owner, keys_.number_of(key), held.key,
                     held.words && !holds_no_words(key), false});
      }
      if (object.isStream() && is_plain_content(held.key, dict)) LetGo::let_go_content(object);
    } else if (object.isString() && held.words && options_->strings != nullptr) {
      options_->strings->note(held.owner, keys_[held.key], object);
    }
  }

  void meet(QPDFObjectHandle value, Held held) {
    if (value.isIndirect() || value.isArray() || value.isDictionary()) {
      waiting_.push_back(std::move(held));
    } else if (options_->strings != nullptr && held.words && value.isString()) {
      options_->strings->note(held.owner, keys_[held.key], value);
    }
  }

  // Content of a page whose dictionary only tells how to read it. Who wants it opens the file
  // again, as for pages that were let go of.
  [[nodiscard]] bool is_plain_content(std::uint32_t key, QPDFObjectHandle dict) const {
    const bool reopens = options_->gone != nullptr && options_->gone->has_pages();
    if (!reopens || keys_[key] != "/Contents") return false;
    const std::set<std::string> keys = dict.getKeys();
    return std::all_of(keys.begin(), keys.end(), [](const std::string& one) {
      return one == "/Length" || one == "/Filter" || one == "/DecodeParms";
    });
  }

  void look_at_stream(const Held& held) {
    QPDFObjectHandle stream = held.object;
    if (keys_[held.under] == "/XObject" && is_form(stream)) {
      census_.forms.push_back(stream.getObjGen());
    }
    if (options_->strings == nullptr || held.has_a_use) return;
    const std::string& key = keys_[held.key];
    if (!has_a_use(key, keys_[held.under])) options_->strings->note_stream(key, held.object);
  }

  std::uint64_t most_;
  const CensusOptions* options_;
  Census census_;
  KeyTable keys_;
  std::uint64_t count_ = 0;
  std::vector<Held> waiting_;
};

}  // namespace

Census take_census(QPDFObjectHandle root, std::uint64_t most, const CensusOptions& options) {
  return Walker(most, options).walk(root);
}

}  // namespace mishen::pdf
