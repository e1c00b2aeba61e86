// Text a viewer never shows because it stands outside the page.
#pragma once

#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

// Moves every shown glyph whose middle is outside the page's visible box to Layer::off_page.
void mark_off_page(PageContent& page);

}  // namespace mishen::pdf
