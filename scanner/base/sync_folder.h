// What writers of files have in common at the end: a name is durable only when its folder is.
// Inside scanner/base only.
#pragma once

#include <string>

#include "scanner/base/result.h"

namespace mishen {

// Error kind io, with the reason errno gives.
[[nodiscard]] Error io_error(const std::string& place, std::string id);

// With a slash at the end, or "." for a bare name.
[[nodiscard]] std::string folder_of(const std::string& path);

// Makes a rename or a new name itself durable; a file system that has no such thing is not an error
// of ours. False, with errno: it did not get to the disk.
[[nodiscard]] bool sync_folder_of(const std::string& path);

}  // namespace mishen
