// Which commits a range holds. Inside scanner/git only.
#pragma once

#include <vector>

#include "scanner/git/handle.h"

namespace mishen::git {

struct WalkedCommit {
  git_oid id{};
  std::vector<git_oid> parents;  // those that are here
  std::vector<git_oid> missing;  // and those that are not
  bool cut = false;              // the clone is shallow and ends with this commit
};

// Commits reachable from `shown` and not from `hidden`, oldest first by their dates, ids where
// dates are equal. Walks by date and stops when all that is left is hidden, so that a short range
// of a long history is cheap. Dates that go backwards can make it list commits that `hidden` leads
// to as well (more is reviewed than need be), never leave one out.
// Error kind io: a commit of `shown` is not here or damaged. A hidden one that is not here hides
// nothing.
[[nodiscard]] Result<std::vector<WalkedCommit>> commits_between(git_repository* repository,
                                                                const std::vector<git_oid>& shown,
                                                                const std::vector<git_oid>& hidden);

}  // namespace mishen::git
