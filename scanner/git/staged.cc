// The index against HEAD.
#include "scanner/git/libgit2_repository.h"
#include "scanner/git/opened.h"
#include "scanner/git/tree_news.h"

namespace mishen {
namespace {

using namespace git;

Result<IndexHandle> open_index(const Opened& state) {
  IndexHandle index;
  if (!state.index_file.empty()) {
    index = made<IndexHandle>(git_index_open, state.index_file.c_str());
  } else if (git_repository_is_bare(state.repository.get()) != 0) {
    return Error{ErrorKind::usage, "--staged", {"error.git-bare", {}}};
  } else {
    index = made<IndexHandle>(git_repository_index, state.repository.get());
  }
  if (!index || git_index_read(index.get(), 1) != 0) return failure(state.index_file);
  return index;
}

// Null before the first commit: everything in the index is new.
Result<TreeHandle> head_tree(git_repository* repository) {
  if (git_repository_head_unborn(repository) == 1) return TreeHandle();
  const auto tree = made<ObjectHandle>(git_revparse_single, repository, "HEAD^{tree}");
  if (!tree) return failure("HEAD");
  auto out = made<TreeHandle>(git_tree_lookup, repository, git_object_id(tree.get()));
  if (!out) return failure("HEAD");
  return out;
}

bool is_in(const git_tree* tree, const git_index_entry& entry) {
  if (tree == nullptr) return false;
  const auto old = made<TreeEntryHandle>(git_tree_entry_bypath, tree, entry.path);
  return old && git_oid_equal(git_tree_entry_id(old.get()), &entry.id) != 0 &&
         kind_of_mode(static_cast<unsigned>(git_tree_entry_filemode_raw(old.get()))) ==
             kind_of_mode(entry.mode);
}

}  // namespace

Result<std::vector<RepositoryDraft>> Libgit2Repository::staged() const {
  const Result<IndexHandle> index = open_index(*state_);
  if (!index) return index.error();
  const Result<TreeHandle> head = head_tree(state_->repository.get());
  if (!head) return head.error();
  std::vector<RepositoryDraft> out;
  for (std::size_t i = 0; i < git_index_entrycount(index->get()); ++i) {
    const git_index_entry& entry = *git_index_get_byindex(index->get(), i);
    if ((entry.flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) != 0) continue;
    const int stage = GIT_INDEX_ENTRY_STAGE(&entry);
    if (stage == 0 && is_in(head->get(), entry)) continue;
    // A sparse index has whole folders, which libgit2 refuses; one that got here was not read.
    const RepositoryDraftKind kind =
        kind_of_mode(entry.mode).value_or(RepositoryDraftKind::missing);
    const bool here = kind != RepositoryDraftKind::submodule;
    out.push_back(
        {entry.path, hex(entry.id), here ? state_->size_of(entry.id) : 0, kind, "", stage});
  }
  return out;
}

Result<std::optional<std::string>> Libgit2Repository::staged_file(const std::string& path,
                                                                  std::uint64_t max_bytes) const {
  const Result<IndexHandle> index = open_index(*state_);
  if (!index) return index.error();
  const git_index_entry* entry = git_index_get_bypath(index->get(), path.c_str(), 0);
  if (entry == nullptr) return std::optional<std::string>();
  if (kind_of_mode(entry->mode) != RepositoryDraftKind::file) {
    return Error{ErrorKind::input, path, {"error.not-a-regular-file", {}}};
  }
  RepositoryDraft draft;
  draft.path = path;
  draft.object = hex(entry->id);
  Result<std::string> bytes = read(draft, max_bytes);
  if (!bytes) return bytes.error();
  return std::optional<std::string>(*std::move(bytes));
}

}  // namespace mishen
