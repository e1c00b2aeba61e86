// Taking text out of pages that is there and not seen: its codes go from the content's strings, and
// what stands after them stays where it is.
#pragma once

#include <map>
#include <qpdf/QPDF.hh>
#include <string_view>

#include "plugins/formats/pdf/content_edit.h"
#include "scanner/base/limits.h"
#include "scanner/base/result.h"
#include "scanner/document/clean.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

// Removes from the pages and forms of `pdf` (opened of `bytes`) every glyph that is hidden in a way
// `options` chose, and what the structure tree says in its place; with contradicting_text also
// every ActualText on the pages where `before` found one that says something else. Errors: kind
// input; clean.pdf-text-place (a page's glyphs cannot be matched to its strings),
// clean.pdf-shared-form (a form shows its text in one place and hides it in another),
// clean.pdf-no-collector. Nothing was changed then.
[[nodiscard]] Status remove_hidden_glyphs(QPDF& pdf, std::string_view bytes,
                                          const CleanOptions& options, const Document& before,
                                          const Limits& limits);

}  // namespace mishen::pdf
