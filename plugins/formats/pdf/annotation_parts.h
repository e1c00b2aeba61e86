// What stands on pages beside their contents: notes, links, stamps; form fields and their values.
#pragma once

#include <map>
#include <vector>

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// Where a widget stands: how a field's value is known to be drawn.
struct WidgetPlace {
  std::uint32_t page = 0;
  QPDFObjectHandle::Rectangle box;
};

// The fields on the pages, whether the form lists them or not.
struct Widgets {
  std::vector<QPDFObjectHandle> all;  // in the order met
  std::map<QPDFObjGen, WidgetPlace> places;
};

// Everything on `page` but its contents: annotations, actions, thumbnail, data of makers, XMP.
// `page` is object `object`; widgets are noted in `widgets`.
void read_page_parts(Parts& parts, QPDFObjectHandle object, std::uint32_t page, Widgets& widgets);

// The form: values, defaults, options, hints, signatures, XFA.
void read_form(Parts& parts, const Widgets& widgets);

// What a signature says about its signer.
void read_signature(Parts& parts, QPDFObjectHandle signature, const Provenance& where);

}  // namespace mishen::pdf
