#include "plugins/loaded_format.h"

#include <dlfcn.h>

#include <filesystem>
#include <system_error>

namespace mishen {

std::string format_folder() {
  std::error_code failed;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (failed) return {};
  return (program.parent_path().parent_path() / "lib" / "mishen").string();
}

LoadedSymbol load_symbol(const std::string& name, const char* symbol) {
  LoadedSymbol out;
  const std::string folder = format_folder();
  out.file = (std::filesystem::path(folder) / (name + ".so")).string();
  const auto because = [&](const char* cause) {
    out.error = cause == nullptr ? "?" : cause;
    return out;
  };
  if (folder.empty()) return because("/proc/self/exe");
  // RTLD_LOCAL: the symbols of what it is linked with stay out of the rest of the program.
  void* handle = ::dlopen(out.file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return because(::dlerror());
  out.symbol = ::dlsym(handle, symbol);
  if (out.symbol == nullptr) return because(::dlerror());
  return out;
}

Result<const Format*> load_format(const std::string& name) {
  const LoadedSymbol found = load_symbol("format_" + name, "mishen_format");
  if (found.symbol == nullptr) {
    return Error{
        ErrorKind::io, found.file, {"error.plug-in", {{"format", name}, {"cause", found.error}}}};
  }
  using Entry = const Format* (*)();
  return reinterpret_cast<Entry>(found.symbol)();
}

}  // namespace mishen
