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

Result<const Format*> load_format(const std::string& name) {
  const std::string folder = format_folder();
  const std::filesystem::path file = std::filesystem::path(folder) / ("format_" + name + ".so");
  const auto error = [&](const char* cause) -> Result<const Format*> {
    return Error{ErrorKind::io,
                 file.string(),
                 {"error.plug-in", {{"format", name}, {"cause", cause == nullptr ? "?" : cause}}}};
  };
  if (folder.empty()) return error("/proc/self/exe");
  // RTLD_LOCAL: poppler's symbols stay out of the rest of the program.
  void* handle = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return error(::dlerror());
  using Entry = const Format* (*)();
  const auto entry = reinterpret_cast<Entry>(::dlsym(handle, "mishen_format"));
  if (entry == nullptr) return error(::dlerror());
  return entry();
}

}  // namespace mishen
