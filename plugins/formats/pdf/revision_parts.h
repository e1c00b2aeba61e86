// Earlier revisions: a PDF that was saved by appending still holds every state it was saved in.
#pragma once

#include "plugins/formats/pdf/known_text.h"
#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// Adds what earlier revisions say and the latest does not, newest first. `read_named` reads the
// parts of a file that stand in known places. Then what stands in the file and belongs to no
// revision: objects that no cross-reference section knows, and bytes between the objects.
void read_revisions(Parts& parts, KnownText& known, const std::function<void(Parts&)>& read_named);

}  // namespace mishen::pdf
