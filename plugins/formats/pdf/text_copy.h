// A copy of a PDF, in memory, from which poppler-cpp reads everything: nothing outside the page,
// no layer switched off, no page turned, no ActualText in place of the glyphs. Made by qpdf.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

struct CopiedPage {
  Box media;    // of the original
  Box visible;  // of the original
  int rotate = 0;
  std::uint32_t paints = 0;          // painting operators in its content
  std::vector<Picture> pictures;     // drawn by it; without a place
  bool lost_content = false;         // it names a content stream that is not there
  bool has_unreadable_font = false;  // a CID font whose codes the file gives no Unicode for
};

struct TextCopy {
  std::string bytes;
  Box sheet;  // the MediaBox of every page of the copy
  bool has_layers = false;
  std::vector<CopiedPage> pages;
};

// Throws whatever qpdf throws when the file is beyond it. `all_layers` false leaves the optional
// content as the file has it.
[[nodiscard]] TextCopy make_text_copy(std::string_view bytes, bool all_layers);

}  // namespace mishen::pdf
