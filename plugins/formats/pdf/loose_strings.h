// Strings that hang where no reader of a part looks: under keys of a program's own, in the
// catalogue, a page, a font, on notes of pages that are never shown. Anyone who opens the file in
// an editor reads them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

class LooseStrings {
 public:
  // A string under `key` of the object `owner`, or of what stands in it directly.
  void note(QPDFObjGen owner, const std::string& key, QPDFObjectHandle string);

  // Adds, once each, those that neither a passage from `first` on says nor a reader has decided on.
  void tell(Parts& parts, std::size_t first) const;

 private:
  struct Loose {
    int object;
    std::string key;
    std::string_view text;  // of met_
  };
  std::unordered_set<std::string> met_;
  std::vector<Loose> found_;  // in the order met
};

// Keys whose strings a program writes for itself: ids, names of fonts, languages.
[[nodiscard]] bool holds_no_words(std::string_view key);

}  // namespace mishen::pdf
