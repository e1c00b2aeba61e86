// A DOCX of our own whose only purpose is that reading it once, before the workers are forked,
// binds what of libzip, zlib and pugixml every draft calls.
#pragma once

#include <string>

namespace mishen::docx {

// Empty when libzip cannot write it.
[[nodiscard]] std::string warming_sample();

}  // namespace mishen::docx
