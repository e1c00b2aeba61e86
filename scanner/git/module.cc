// The one symbol of the shared object that holds libgit2; scanner/cli/git_module.cc opens it by its
// fixed path inside the installation.
#include <utility>

#include "scanner/git/libgit2_repository.h"

namespace {

mishen::Result<std::unique_ptr<mishen::Repository>> open_repository(
    const std::string& folder, const mishen::GitEnvironment& environment) {
  mishen::Result<mishen::Libgit2Repository> opened =
      mishen::Libgit2Repository::open(folder, environment);
  if (!opened) return opened.error();
  return std::unique_ptr<mishen::Repository>(
      std::make_unique<mishen::Libgit2Repository>(*std::move(opened)));
}

}  // namespace

extern "C" __attribute__((visibility("default"))) mishen::OpenRepository mishen_git() {
  return &open_repository;
}
