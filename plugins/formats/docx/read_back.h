// From an anchor back to the text: what the annotator needs, and what the tests hold reading to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/document/passage.h"

namespace mishen::docx {

// An element that MarkupRun::node counts.
struct TextElement {
  std::string text;  // its own text, or what it stands for
  bool verbatim = true;
};

// All of them, in document order: text_elements(part)[run.node]. Empty for what is no XML.
[[nodiscard]] std::vector<TextElement> text_elements(std::string_view part_bytes);

// The text `span` of the passage has in the part its anchors name, read from the part's elements;
// nothing if the anchors do not fit them.
[[nodiscard]] std::optional<std::string> read_back(const Passage& passage, SourceSpan span,
                                                   const std::vector<TextElement>& elements);

// The parts of this name (an archive may hold two), inflated; within the default limits.
[[nodiscard]] std::vector<std::string> parts_named(std::string_view package_bytes,
                                                   std::string_view name);

}  // namespace mishen::docx
