// Reads OLE2 compound files.
//
//  - Objects: the file in an Ole10Native, Package, CONTENTS or EmbeddedOdf stream is handed over as
//    a file inside; names and source paths of a packaged file are text (machine_path).
//  - Macros: the source of every module (or of every stream that decompresses, when the list of
//    modules is damaged) is a passage with the trace script; a project whose source cannot be read
//    is a gap.
//  - Old office files (.doc, .xls, .ppt, .wps, .msg): their properties are read, their text is the
//    gap unsupported_format.
//  - A stream of no known use is a gap.
#pragma once

#include "scanner/intake/format.h"

namespace mishen {

// Stateless, lives as long as the program.
[[nodiscard]] const Format& ole_format();

}  // namespace mishen
