// Strings and streams that hang where no reader of a part looks: under keys of a program's own, in
// the catalogue, a page, a font, on notes of pages that are never shown. Anyone who opens the file
// in an editor reads them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

class LooseStrings {
 public:
  // A string under `key` of the object `owner`, or of what stands in it directly.
  void note(QPDFObjGen owner, const std::string& key, QPDFObjectHandle string);

  // A stream under `key` where no drawing and no font leads.
  void note_stream(const std::string& key, QPDFObjectHandle stream);

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
  std::vector<std::pair<std::string, QPDFObjectHandle>> streams_;
};

// Keys whose strings a program writes for itself: ids, names of fonts, languages.
[[nodiscard]] bool holds_no_words(std::string_view key);

// A stream under `key` of a dictionary that stands under `under` is drawn, belongs to a font or to
// colours, or has a reader of its own.
[[nodiscard]] bool has_a_use(std::string_view key, std::string_view under);

}  // namespace mishen::pdf
