// What the pictures of a PDF say of themselves: a photo keeps its position, camera and author when
// it is put into a PDF as it was taken.
#pragma once

#include "plugins/formats/pdf/census.h"
#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// Hands over each JPEG and JPEG 2000 picture that holds EXIF, XMP, IPTC or a comment, each content
// once. Pixels were told of with their page.
void read_pictures(Parts& parts, const Census& census);

// True when a JPEG has segments that may hold such (ISO/IEC 10918-1, B.2.4.6, B.2.4.5), or a JPEG
// 2000 file boxes (ISO/IEC 15444-1, I.7).
[[nodiscard]] bool tells_of_itself(std::string_view picture);

}  // namespace mishen::pdf
