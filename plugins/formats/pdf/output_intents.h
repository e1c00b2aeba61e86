// The colours of the device a file was made for. On poppler's private interface.
#pragma once

#include <string_view>

class PDFDoc;

namespace mishen::pdf {

// Forgets the output intent of the file `bytes` (PDF/A has one) where no colour can depend on it.
// poppler works out four transforms of colours from its profile before it draws anything, which for
// a draft of one page is most of the work; only colour spaces with a profile or measures of their
// own (ICCBased, Lab, CalGray, CalRGB) ask for them.
void forget_idle_output_intent(PDFDoc& doc, std::string_view bytes);

}  // namespace mishen::pdf
