// A format that lives in a shared object of our own package.
#pragma once

#include <string>

#include "scanner/base/result.h"
#include "scanner/intake/format.h"

namespace mishen {

// Opens <program folder>/../lib/mishen/format_<name>.so (once for each process; the dynamic linker
// keeps it) and returns its format. Error kind io, message error.plug-in: the installation is
// damaged.
Result<const Format*> load_format(const std::string& name);

}  // namespace mishen
