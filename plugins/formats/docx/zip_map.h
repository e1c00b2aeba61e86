// What libzip does not tell: whether an archive's directory and its body agree. Readers differ in
// which they follow, so an entry that only one of them shows must not go unnoticed.
#pragma once

#include <cstddef>
#include <string_view>

#include "scanner/document/document.h"

namespace mishen::docx {

// Records a gap (cause damaged) for each local header that no directory entry points to, for an
// entry whose local header carries another name, and for an archive with a second directory (a ZIP
// comment may hold one). `listed` is the number of entries libzip found; a directory that counts
// otherwise is a gap as well. Comments and extra fields of the archive and its entries, and bytes
// that no entry owns, are read as asides.h says. Linear in the archive, at most one gap of a kind
// and name.
void check_zip_map(std::string_view bytes, std::size_t listed, DocumentBuilder& out);

// Bytes put in front of the archive, which its own offsets do not count; readers skip them.
[[nodiscard]] std::size_t leading_bytes(std::string_view bytes);

}  // namespace mishen::docx
