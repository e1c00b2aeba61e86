// A document of poppler-cpp over bytes in memory.
#pragma once

#include <poppler-document.h>

#include <memory>
#include <string_view>

namespace mishen::pdf {

using PopplerDocument = std::unique_ptr<poppler::document>;

// From now on poppler-cpp's errors go to the Listening that lives, never to a terminal.
void listen_to_poppler();

// Null when nothing can be made of the bytes, which must outlive it. It may be locked.
[[nodiscard]] PopplerDocument load_document(std::string_view bytes);

}  // namespace mishen::pdf
