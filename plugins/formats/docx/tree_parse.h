// XML as writers of packages write it, in one go. What is not that is nobody's business here: the
// parser gives up, and pugixml has its say (tree.h).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "plugins/formats/docx/plain_list.h"
#include "plugins/formats/docx/tree.h"

namespace mishen::docx {

class TreeParser {
 public:
  // Both must outlive the parser. Gives up on an attribute of more than `most` bytes.
  TreeParser(XmlTree& tree, std::uint64_t most) : tree_(tree), most_(most) {}

  // Reads the tree's bytes into its nodes. False: gave up; the bytes are as they were, the nodes
  // hold what came so far.
  [[nodiscard]] bool parse();

 private:
  // Where a character stands next. Asked about one stretch after the other, it looks at each byte
  // once.
  class Ahead {
   public:
    explicit Ahead(char sought) : sought_(sought) {}
    void begin(const char* at, const char* end) {
      end_ = end;
      look_from(at);
    }
    [[nodiscard]] bool stands_in(const char* begin, const char* end) {
      if (next_ < begin) look_from(begin);
      return next_ < end;
    }

   private:
    void look_from(const char* at);

    char sought_;
    const char* next_ = nullptr;  // end_: nowhere
    const char* end_ = nullptr;
  };
  // What stood behind an element's name when it was met last, to its '>' or "/>", and the
  // attributes that this says.
  struct Tail {
    const char* text;
    std::uint32_t size;
    std::uint32_t list;
  };

  // Each begins at what its name says and returns what is behind it, or null: gave up. There is
  // room for one more node.
  [[nodiscard]] const char* behind_declaration(const char* at) const;
  [[nodiscard]] const char* open_tag(const char* at);
  [[nodiscard]] const char* open_element(const char* at, std::uint32_t name);
  [[nodiscard]] const char* attributes(const char* at);
  [[nodiscard]] const char* attribute(const char* at);
  [[nodiscard]] const char* close_tag(const char* at);
  [[nodiscard]] const char* text(const char* at);

  [[nodiscard]] const char* open_unlikely(const char* at);
  void learn_names();
  // Looks at no byte behind one that differs; so at none behind the NULs at the part's end, of
  // which there are as many as a head has bytes: a name has none.
  [[nodiscard]] static bool stands_at(const char* at, const XmlTree::Name& name) {
    if ((head_at(at) & name.mask) != name.head) return false;
    std::size_t same = sizeof name.head;
    while (same < name.qualified.size() && at[same] == name.qualified[same]) ++same;
    return same >= name.qualified.size();
  }
  // name_head() of the eight bytes.
  [[nodiscard]] static std::uint64_t head_at(const char* at) {
    std::uint64_t head = 0;
    static_assert(PartBytes::kPadding >= sizeof head);
    if constexpr (std::endian::native != std::endian::little) return name_head({at, sizeof head});
    std::memcpy(&head, at, sizeof head);
    return head;
  }
  [[nodiscard]] bool decode(std::string_view raw, std::string_view& out);

  XmlTree& tree_;
  std::uint64_t most_;
  const char* end_ = nullptr;  // behind it nothing is but a blank, and NUL
  std::uint32_t open_ = 0;     // the element that is open
  Ahead references_{'&'}, returns_{'\r'};
  // Writers write the same again and again. By the names of the tree: their tails; and which name
  // was opened next after one was opened (at 2 * name) or closed (one behind).
  PlainList<Tail> tails_;
  PlainList<std::uint32_t> followers_;
  std::uint32_t last_ = 0;  // into followers_, of the last tag
};

}  // namespace mishen::docx
