#include "scanner/cli/git_module.h"

#include "plugins/loaded_format.h"

namespace mishen {

Result<OpenRepository> load_git() {
  const LoadedSymbol found = load_symbol("git", "mishen_git");
  if (found.symbol == nullptr) {
    return Error{
        ErrorKind::io, found.file, {"error.plug-in", {{"format", "git"}, {"cause", found.error}}}};
  }
  using Entry = OpenRepository (*)();
  return reinterpret_cast<Entry>(found.symbol)();
}

Result<std::unique_ptr<Repository>> open_repository(const std::string& folder,
                                                    const GitEnvironment& environment) {
  const Result<OpenRepository> open = load_git();
  if (!open) return open.error();
  return (*open)(folder, environment);
}

}  // namespace mishen
