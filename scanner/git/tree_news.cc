#include "scanner/git/tree_news.h"

#include <algorithm>
#include <utility>

namespace mishen::git {
namespace {

// git itself refuses trees deeper than this (core.maxTreeDepth).
constexpr int kMostDepth = 2048;

constexpr unsigned kTypeMask = 0170000;

class Newsreader {
 public:
  Newsreader(git_repository* repository, const std::function<bool(TreeNews)>& tell)
      : repository_(repository), tell_(tell) {}

  bool read(const git_tree* tree, const std::vector<const git_tree*>& parents,
            const std::string& prefix, int depth) {
    if (depth > kMostDepth) return false;
    for (std::size_t i = 0; i < git_tree_entrycount(tree); ++i) {
      const git_tree_entry* entry = git_tree_entry_byindex(tree, i);
      if (!is_known(entry, parents) && !read_entry(entry, parents, prefix, depth)) return false;
    }
    return true;
  }

 private:
  static std::optional<RepositoryDraftKind> kind(const git_tree_entry* entry) {
    return kind_of_mode(static_cast<unsigned>(git_tree_entry_filemode_raw(entry)));
  }

  static bool is_known(const git_tree_entry* entry, const std::vector<const git_tree*>& parents) {
    return std::any_of(parents.begin(), parents.end(), [&](const git_tree* parent) {
      const git_tree_entry* old = git_tree_entry_byname(parent, git_tree_entry_name(entry));
      return old != nullptr && kind(old) == kind(entry) &&
             git_oid_equal(git_tree_entry_id(old), git_tree_entry_id(entry)) != 0;
    });
  }

  bool read_entry(const git_tree_entry* entry, const std::vector<const git_tree*>& parents,
                  const std::string& prefix, int depth) {
    std::string path = prefix + git_tree_entry_name(entry);
    const git_oid& id = *git_tree_entry_id(entry);
    if (!kind(entry)) {
      if (const auto folder = made<TreeHandle>(git_tree_lookup, repository_, &id)) {
        return read_folder(entry, folder.get(), parents, path + "/", depth);
      }
    }
    return tell_({std::move(path), id, kind(entry).value_or(RepositoryDraftKind::missing)});
  }

  bool read_folder(const git_tree_entry* entry, const git_tree* folder,
                   const std::vector<const git_tree*>& parents, const std::string& prefix,
                   int depth) {
    std::vector<TreeHandle> owned;
    std::vector<const git_tree*> old_folders;
    for (const git_tree* parent : parents) {
      const git_tree_entry* old = git_tree_entry_byname(parent, git_tree_entry_name(entry));
      if (old == nullptr || kind(old)) continue;
      auto tree = made<TreeHandle>(git_tree_lookup, repository_, git_tree_entry_id(old));
      // A parent's folder that is not here makes all below it news.
      if (!tree) continue;
      old_folders.push_back(tree.get());
      owned.push_back(std::move(tree));
    }
    return read(folder, old_folders, prefix, depth + 1);
  }

  git_repository* repository_;
  const std::function<bool(TreeNews)>& tell_;
};

}  // namespace

std::optional<RepositoryDraftKind> kind_of_mode(unsigned mode) {
  switch (mode & kTypeMask) {
    case GIT_FILEMODE_TREE:
      return std::nullopt;
    case GIT_FILEMODE_LINK:
      return RepositoryDraftKind::symlink;
    case GIT_FILEMODE_COMMIT:
      return RepositoryDraftKind::submodule;
    default:
      return RepositoryDraftKind::file;
  }
}

bool tree_news(git_repository* repository, const git_tree* tree,
               const std::vector<const git_tree*>& parents,
               const std::function<bool(TreeNews)>& tell) {
  return Newsreader(repository, tell).read(tree, parents, "", 0);
}

}  // namespace mishen::git
