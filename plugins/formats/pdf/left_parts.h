// What no other reader took.
#pragma once

#include "plugins/formats/pdf/census.h"
#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// Files, scripts, XMP and makers' data that hang on objects no reader looks for them at, and
// streams whose data lies elsewhere. The place is the object.
void read_left(Parts& parts, const Census& census);

}  // namespace mishen::pdf
