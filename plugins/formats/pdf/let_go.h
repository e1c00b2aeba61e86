// Objects that were read and let go of: structure elements (tagged PDF), and the pages of a long
// draft. qpdf keeps every object it has read for good, 3 KB for a page; nobody asks for these again
// but the census, which only needs to know where they lead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <utility>
#include <vector>

#include "plugins/formats/pdf/key_table.h"

namespace mishen::pdf {

// From so many pages on what qpdf keeps of them is worth opening the file twice.
inline constexpr std::size_t kManyPages = 256;

class LetGo {
 public:
  // Pages of a draft of `many_pages` and more may be let go of.
  explicit LetGo(std::size_t many_pages) : many_pages_(many_pages) {}

  [[nodiscard]] std::size_t many_pages() const { return many_pages_; }

  // Makes `element` null to qpdf, unless it is not an object of its own, or anything that a
  // structure element is not.
  void let_go(QPDF& pdf, QPDFObjectHandle element);
  // The same for a page, unless it is anything else as well or holds in itself words or what else
  // the census takes note of. Whoever wants pages afterwards must open the file again.
  void let_go_page(QPDF& pdf, QPDFObjectHandle page);
  [[nodiscard]] bool has_pages() const { return has_pages_; }
  // Makes `stream`, an object of its own that leads nowhere, null to qpdf.
  static void let_go_content(QPDFObjectHandle stream);

  // What a walk over `id` meets: the objects it leads to, in the order met, and how many direct
  // arrays and dictionaries lie between.
  struct Beyond {
    std::uint32_t first = 0;
    std::uint32_t objects = 0;
    std::uint32_t direct = 0;
  };
  // No more is let go of: what was can be asked for.
  void close();
  // Null when `id` was not let go of; until the next that is.
  [[nodiscard]] const Beyond* beyond(QPDFObjGen id) const;
  struct Object {
    QPDFObjGen id;
    // Of keys(): what the object stands under, and what the dictionary round it does.
    std::uint32_t key = 0;
    std::uint32_t under = 0;
  };
  [[nodiscard]] const Object& object(std::uint32_t index) const { return objects_[index]; }

  [[nodiscard]] const KeyTable& keys() const { return keys_; }

 private:
  bool gather(QPDFObjectHandle holder, Beyond& beyond, bool words_are_read);
  bool replace(QPDF& pdf, QPDFObjectHandle holder, bool words_are_read);

  std::vector<std::pair<QPDFObjGen, Beyond>> beyond_;  // sorted once closed
  std::vector<Object> objects_;
  KeyTable keys_;
  std::size_t many_pages_;
  bool has_pages_ = false;
};

}  // namespace mishen::pdf
