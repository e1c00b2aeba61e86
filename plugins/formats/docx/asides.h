// What a package holds beside its parts and their elements: comments and instructions in the XML,
// comments and extra fields of the archive, bytes no entry owns. No program shows it; anyone who
// unpacks the file finds it.
#pragma once

#include <string>
#include <string_view>

#include "scanner/document/document.h"

namespace mishen::docx {

// Adds each comment and each processing instruction of an XML part (but the declaration and Word's
// own) as a passage of surface metadata at `part`, with the trace maker_data(xml-comment). `bytes`
// as they stand in the package; UTF-16 is read too.
void read_xml_asides(std::string_view bytes, const std::string& part, DocumentBuilder& out);

// Adds data of the archive that belongs to no part. Text is a passage of surface metadata at
// property[`name`] of `part` (empty: of the archive) with the trace maker_data(archive-data);
// anything else a gap (unsupported_part).
void read_archive_aside(std::string_view bytes, const std::string& part, const char* name,
                        DocumentBuilder& out);

// Extra fields of an entry ([PKWARE APPNOTE] 4.5): those that only hold sizes, times and rights are
// left alone, the others handed to read_archive_aside.
void read_extra_fields(std::string_view fields, const std::string& part, DocumentBuilder& out);

}  // namespace mishen::docx
