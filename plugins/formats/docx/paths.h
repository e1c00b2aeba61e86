// What tells who made a file and where: names in metadata; paths of disks, shares and home folders,
// which hold names of accounts and servers.
#pragma once

#include <optional>
#include <string_view>

#include "scanner/base/span.h"

namespace mishen::docx {

// The first one: "C:\Users\li\x.docx", "\\server\share", "file:///...", "/home/li/...", from its
// beginning to the quotation mark, line end or end of the text that ends it. Addresses of the web
// are none.
[[nodiscard]] std::optional<SourceSpan> machine_path(std::string_view text);

// What a property of this name names, if it names a person, an account ("") or an organisation
// ("company").
[[nodiscard]] std::optional<std::string_view> naming_property(std::string_view property);

}  // namespace mishen::docx
