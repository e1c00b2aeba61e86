// Reads what a picture says of itself: EXIF, IPTC, XMP, comments of JPEG, text of PNG, comments and
// application data of GIF, descriptions and comments of metafiles. Each text is
// a passage of surface metadata (XMP: xmp) at property[its key], with the trace picture_metadata;
// names of persons and accounts have author_name, paths machine_path as well. A position is one
// passage, "latitude, longitude" in degrees, with the trace picture_metadata(position).
//
// Text that a metafile or a GIF draws as text is a passage of surface text-box, line by line, at
// property[drawn text]; text drawn by glyph number is a gap (picture_not_read).
//
// Pixels are the outer file's gap. Numbers that only say how the picture was taken or is stored are
// left out. A kind of picture whose metadata cannot be read is a gap.
#pragma once

#include "scanner/intake/format.h"

namespace mishen {

// Stateless, lives as long as the program.
[[nodiscard]] const Format& image_format();

}  // namespace mishen
