// What a PDF holds and never shows: pages outside the page tree, objects nothing leads to, bytes
// outside the file's structure.
#pragma once

#include <string_view>

#include "plugins/formats/pdf/census.h"
#include "plugins/formats/pdf/known_text.h"
#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// Pages in use as templates or as the target of something, but not in the page tree.
void read_hidden_pages(Parts& parts, const Census& census, KnownText& known);

// Objects the trailer does not lead to.
void read_unused(Parts& parts, const Census& census, KnownText& known);

// Bytes that are no object: text that is not known yet, or a gap.
void read_stray(Parts& parts, KnownText& known, std::string_view raw, const char* name);

// Before the header and after the last end mark.
void read_stray_bytes(Parts& parts, KnownText& known);

}  // namespace mishen::pdf
