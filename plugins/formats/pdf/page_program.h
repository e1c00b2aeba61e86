// The content of a page as a program and the rest that poppler reads. On poppler's private
// interface.
#pragma once

#include <Object.h>

#include <list>
#include <string>

#include "plugins/formats/pdf/content_program.h"

namespace mishen::pdf {

// Fills `program` from a page's `contents`, whose streams are all in `bytes` (inflated.h), and
// returns what poppler is to draw in their place. `bytes` is replaced and must outlive the result.
// Null when no program can stand for the page; then nothing was changed but `program`.
[[nodiscard]] Object compile_page(const Object& contents, Dict* resources, XRef* xref,
                                  std::list<std::string>& bytes, ContentProgram& program);

// `text`, which must outlive the result, as a content stream.
[[nodiscard]] Object content_of(const std::string& text, XRef* xref);

}  // namespace mishen::pdf
