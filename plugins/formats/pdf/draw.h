// Pages as pictures, drawn by poppler-cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scanner/document/view.h"

namespace mishen::pdf {

// `pages` as a viewer shows them: turned by /Rotate, cut to the CropBox, annotations drawn. None of
// a document that needs a password; a page that cannot be drawn is left out.
[[nodiscard]] std::vector<PagePicture> draw(std::string_view bytes,
                                            std::span<const std::uint32_t> pages,
                                            const DrawStyle& style);

}  // namespace mishen::pdf
