// Files inside a PDF.
#pragma once

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// The attachments of the document: the name tree, associated files.
void read_embedded_files(Parts& parts);

// A file specification: its name and description; its content, handed over, if it holds one.
// `name` is what the place calls it, when it has a name there. False when it holds no content.
bool read_file(Parts& parts, QPDFObjectHandle file, const Provenance& where,
               const std::string& name = {});

// The name in a file specification, which may be a string.
[[nodiscard]] std::string file_name_of(QPDFObjectHandle file);

}  // namespace mishen::pdf
