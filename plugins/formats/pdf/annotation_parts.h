// What stands on pages beside their contents: notes, links, stamps; form fields and their values.
#pragma once

#include <map>

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// Where a widget stands, by its object: how a field's value is known to be drawn.
struct WidgetPlace {
  QPDFObjectHandle object;
  std::uint32_t page = 0;
  QPDFObjectHandle::Rectangle box;
};
using WidgetPlaces = std::map<QPDFObjGen, WidgetPlace>;

// Everything on `page` but its contents: annotations, actions, thumbnail, data of makers, XMP.
// `page` is object `object`; widgets are noted in `widgets`.
void read_page_parts(Parts& parts, QPDFObjectHandle object, std::uint32_t page,
                     WidgetPlaces& widgets);

// The form: values, defaults, options, hints, signatures, XFA.
void read_form(Parts& parts, const WidgetPlaces& widgets);

// What a signature says about its signer.
void read_signature(Parts& parts, QPDFObjectHandle signature, const Provenance& where);

}  // namespace mishen::pdf
