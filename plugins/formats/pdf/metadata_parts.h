// Readers of what describes a PDF: properties, XMP, outlines, names, labels, layers, makers' data.
#pragma once

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

void read_information(Parts& parts);
// An XMP stream, of the document or of an object of it.
void read_xmp(Parts& parts, QPDFObjectHandle metadata, const Provenance& where);
void read_bookmarks(Parts& parts);
// Named destinations and page labels.
void read_names(Parts& parts);
// Names and notes of layers.
void read_layers(Parts& parts);
// A /PieceInfo dictionary: what a program keeps for itself.
void read_piece_info(Parts& parts, QPDFObjectHandle info, const Provenance& where);
// Catalogue entries that hold text of their own: Web capture, viewer extensions, permissions.
void read_catalogue_rest(Parts& parts);
// The structure tree: alternative text, replacement text, expansions, titles.
void read_structure(Parts& parts);

}  // namespace mishen::pdf
