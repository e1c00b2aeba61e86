// Reads HTML as a browser does (HTML5 parsing by gumbo), whatever its damage.
//
// Passages are blocks (p[n]); cells of tables have their place and the header of their column.
// Markup comments are comments; what display:none, visibility:hidden, the attribute hidden or a
// type="hidden" hides is hidden text with a trace; alternative texts and titles are alt text,
// addresses of links hyperlinks, the title and meta elements metadata, values of form fields form
// fields; scripts have the trace script. Styles are not applied beyond that. Pictures inside
// (data:) and content fetched from elsewhere are gaps.
#pragma once

#include "scanner/intake/format.h"

namespace mishen {

// Stateless, lives as long as the program.
[[nodiscard]] const Format& html_format();

}  // namespace mishen
