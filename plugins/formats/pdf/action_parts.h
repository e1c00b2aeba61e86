// Actions: where links lead, what is started, sent or fetched, and scripts.
#pragma once

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {

// Reads `action` and those that follow it.
void read_action(Parts& parts, QPDFObjectHandle action, const Provenance& where,
                 std::uint32_t page = 0);
// The actions of an /AA dictionary, which follow events.
void read_event_actions(Parts& parts, QPDFObjectHandle actions, const Provenance& where,
                        std::uint32_t page = 0);
// Of the catalogue: opening action, events, the script tree; the actions of bookmarks.
void read_document_actions(Parts& parts);

}  // namespace mishen::pdf
