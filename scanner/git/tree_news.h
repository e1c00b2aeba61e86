// What a tree has that its parents' trees do not. Inside scanner/git only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scanner/git/draft.h"
#include "scanner/git/handle.h"

namespace mishen::git {

// What an entry of a tree or an index with this mode is; none: a folder.
[[nodiscard]] std::optional<RepositoryDraftKind> kind_of_mode(unsigned mode);

struct TreeNews {
  std::string path;
  git_oid id{};
  // missing: a folder whose tree is not here, so nobody knows what it holds.
  RepositoryDraftKind kind = RepositoryDraftKind::file;
};

// Calls `tell` for each entry below `tree` whose id or kind differs from what every one of
// `parents` has under that name; folders that one of them has as they are, are not entered. `tell`
// answers whether to go on. False: stopped, by `tell` or at a depth that only an attack has.
bool tree_news(git_repository* repository, const git_tree* tree,
               const std::vector<const git_tree*>& parents,
               const std::function<bool(TreeNews)>& tell);

}  // namespace mishen::git
