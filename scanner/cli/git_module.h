// libgit2, which only runs over a repository load.
#pragma once

#include <memory>
#include <string>

#include "scanner/git/repository.h"

namespace mishen {

// Loads it now. Error kind io, "error.plug-in": the installation is damaged.
Result<OpenRepository> load_git();

// Opens a repository as OpenRepository says, by the shared object of our own package. The errors
// of load_git() too.
Result<std::unique_ptr<Repository>> open_repository(const std::string& folder,
                                                    const GitEnvironment& environment);

}  // namespace mishen
