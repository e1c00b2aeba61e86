// Forms that stand among what a page may draw and that none does: what is left when a drawing is
// taken off a page by its operator alone.
#pragma once

#include <string_view>

#include "plugins/formats/pdf/census.h"
#include "plugins/formats/pdf/known_text.h"
#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// What a trace of hidden text in such a form is called.
inline constexpr std::string_view kUndrawnForm = "form";

// Adds what the forms of `census` say that are not among `drawn`, each at its place, where `known`
// does not say it. A form inside another of them is read with that one.
void read_undrawn_forms(Parts& parts, const Census& census, const FormIds& drawn, KnownText& known);

}  // namespace mishen::pdf
