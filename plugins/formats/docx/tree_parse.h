// XML as writers of packages write it, in one go. What is not that is nobody's business here: the
// parser gives up, and pugixml has its say (tree.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

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
  // Each begins at what its name says and returns what is behind it, or null: gave up.
  [[nodiscard]] const char* behind_declaration(const char* at) const;
  [[nodiscard]] const char* open_tag(const char* at);
  [[nodiscard]] const char* attribute(const char* at);
  [[nodiscard]] const char* close_tag(const char* at);
  [[nodiscard]] const char* text(const char* at);

  [[nodiscard]] bool decode(std::string_view raw, std::string_view& out);

  XmlTree& tree_;
  std::uint64_t most_;
  const char* end_ = nullptr;  // behind it nothing is but a blank, and NUL
  std::uint32_t open_ = 0;     // the element that is open
};

}  // namespace mishen::docx
