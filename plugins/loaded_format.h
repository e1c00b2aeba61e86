// A format that lives in a shared object of our own package.
#pragma once

#include <string>

#include "scanner/base/result.h"
#include "scanner/intake/format.h"

namespace mishen {

// <program folder>/../lib/mishen, where they lie; a worker that meets one late must be able to read
// it. Empty if the program's own place is not known.
[[nodiscard]] std::string format_folder();

// Opens <program folder>/../lib/mishen/<name>.so (once for each process; the dynamic linker keeps
// it) and returns where `symbol` is in it. The error is the linker's reason.
struct LoadedSymbol {
  void* symbol = nullptr;  // null: there is none
  std::string file;
  std::string error;
};
[[nodiscard]] LoadedSymbol load_symbol(const std::string& name, const char* symbol);

// Opens <program folder>/../lib/mishen/format_<name>.so (once for each process; the dynamic linker
// keeps it) and returns its format. Error kind io, message error.plug-in: the installation is
// damaged.
Result<const Format*> load_format(const std::string& name);

}  // namespace mishen
