// Where in the main part a comment may begin and end so that it stands at a given place. A
// comment's range lies in a paragraph or in what runs stand in directly (a hyperlink, an insertion,
// a content control); text in a drawing, an equation or a ruby is reached by what holds it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/document/note.h"

namespace mishen::docx {

// A raw offset where a mark may go in, with what leaves and enters again the elements round it.
struct Edge {
  std::size_t at = 0;
  std::string close = {}, open = {};
  std::size_t preserve_at = 0;  // where ` xml:space="preserve"` has to be put in; 0: nowhere
  std::size_t erase = 0;        // bytes at `at` that `close` and `open` stand in for
};

struct Reach {
  Edge begin, end;
  bool exact = false;  // it hugs the characters, nothing more
};

// One part as text and as tree. Neither moved nor copied: nodes point into it.
class MarkedPart {
 public:
  // `raw` must be UTF-8.
  explicit MarkedPart(std::string raw);
  MarkedPart(const MarkedPart&) = delete;
  MarkedPart& operator=(const MarkedPart&) = delete;

  // False: not well-formed, or not UTF-8.
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] const std::string& raw() const { return raw_; }
  [[nodiscard]] pugi::xml_node root() const { return xml_.document_element(); }

  // The reach of the pieces of one passage.
  [[nodiscard]] std::optional<Reach> reach(const std::vector<MarkupPiece>& pieces) const;
  // The whole content of a paragraph, by its ordinal.
  [[nodiscard]] std::optional<Reach> reach_of_paragraph(std::uint32_t ordinal) const;
  // The reference run to note or comment `id`: `kind` is "footnoteReference" and the like.
  [[nodiscard]] std::optional<Reach> reach_of_reference(std::string_view kind,
                                                        std::string_view id) const;
  // The paragraph a point may stand in that comes first after `from` (a child of the body; null:
  // the body's beginning).
  [[nodiscard]] pugi::xml_node first_paragraph(pugi::xml_node from = {}) const;
  // Where a point goes in at the beginning of `paragraph`; one that closes itself is
  // opened for it.
  [[nodiscard]] Edge beginning_of(pugi::xml_node paragraph) const;
  // The body-level paragraph or table after which the section that uses header or footer `id`
  // (relationship) begins; null: the first section. Nothing: no section uses it.
  [[nodiscard]] std::optional<pugi::xml_node> section_using(std::string_view id) const;

  // The attribute "id" of the nearest element above text `node` with this local name; empty: none.
  [[nodiscard]] std::string id_above(std::uint32_t node, std::string_view local) const;

 private:
  [[nodiscard]] std::size_t offset(pugi::xml_node node) const;
  [[nodiscard]] std::optional<Edge> edge(const MarkupPiece& piece, bool after, bool& exact) const;
  [[nodiscard]] Edge beside(pugi::xml_node whole, bool after) const;
  [[nodiscard]] Edge in_run(pugi::xml_node run, pugi::xml_node element, bool after) const;
  [[nodiscard]] std::string opening_of(pugi::xml_node run) const;
  [[nodiscard]] std::optional<Edge> in_text(pugi::xml_node run, pugi::xml_node element,
                                            const MarkupPiece& piece, bool after) const;

  std::string raw_;
  pugi::xml_document xml_;
  bool good_ = false;
  std::vector<pugi::xml_node> texts_;
  std::vector<pugi::xml_node> paragraphs_;
  std::map<std::pair<std::string, std::string>, pugi::xml_node> references_;
};

}  // namespace mishen::docx
