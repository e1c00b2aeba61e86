// Names that tell of the machine a file was made on, and values that stand for themselves.
#pragma once

#include <string>
#include <string_view>

#include "scanner/document/document.h"

namespace mishen {

// "C:\...", "\\server\share", "file:///...", "/home/...", "/Users/...": a place on a disk or share.
[[nodiscard]] bool is_machine_path(std::string_view text);

// The part of a path behind its last '/' or '\'.
[[nodiscard]] std::string_view base_name(std::string_view path);

// "author", "Last Modified By", "manager" ...: properties whose value names a person or account.
[[nodiscard]] bool names_a_person(std::string_view property);

// Adds `text` as the value of what `where` names; blank text is dropped. A value that is a machine
// path has that trace, one of a property that names a person the trace author_name.
void add_value(DocumentBuilder& out, Provenance where, Surface surface, std::string_view text);

// Whether text in a place that usually holds only measures, names and codes may say more: a
// character that is not ASCII, or a run of eleven digits.
[[nodiscard]] bool may_say_more(std::string_view text);

// Adds the name of a file inside, as a passage with the trace attachment; `where` ends in it.
void add_attachment(DocumentBuilder& out, Provenance where, std::string_view name);

}  // namespace mishen
