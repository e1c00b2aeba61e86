// What must hold of every document a format gives, whatever the bytes were: the oracle of the fuzz
// targets that read.
#pragma once

#include <cstdint>
#include <string>

#include "scanner/document/document.h"

namespace mishen {

// The first law of scanner/document that `document` breaks, in words; empty if all hold: texts are
// UTF-8, anchors and traces stay inside them, the ledger counts what is there, a document of which
// nothing was read is not clear, and all texts and names together (headers of columns included) are
// at most `most_bytes` long.
[[nodiscard]] std::string broken_document_law(const Document& document, std::uint64_t most_bytes);

// Ends the program with `law` on standard error unless it is empty.
void abort_if_broken(const std::string& law);

}  // namespace mishen
