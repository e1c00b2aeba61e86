// Streams met where strings are looked for: text, markup, drawing code, or none of them.
#pragma once

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// False for a form that only draws lines and areas, and so do the forms it draws.
[[nodiscard]] bool may_say_something(Parts& parts, QPDFObjectHandle form);

// Adds the words of `stream` at `where`: a form's by drawing it, those of drawing code without its
// numbers. What is neither text nor code is a gap.
void add_stream_text(Parts& parts, QPDFObjectHandle stream, Surface surface,
                     const Provenance& where);

// Streams of `dict` whose names differ by their last number alone ("/AIPDFPrivateData1", ...2):
// one text in pieces. Reads each such text as one, and takes its pieces.
void add_pieces(Parts& parts, QPDFObjectHandle dict, Surface surface, const Provenance& where);

}  // namespace mishen::pdf
