// The bytes of one draft.
#include <utility>

#include "scanner/git/libgit2_repository.h"
#include "scanner/git/message.h"
#include "scanner/git/opened.h"

namespace mishen {
namespace {

using namespace git;

Error not_here(const RepositoryDraft& draft, const char* id) {
  return {ErrorKind::input, shown_name(draft), {id, {{"object", draft.object}}}};
}

// An object whole, if it is not larger than may be; its size is known before it is loaded.
Result<std::string> object_bytes(const Opened& state, const std::string& object,
                                 const std::string& place, std::uint64_t max_bytes) {
  git_oid id;
  if (git_oid_fromstr(&id, object.c_str()) != 0) return failure(place);
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (git_odb_read_header(&size, &type, state.objects.get(), &id) != 0) {
    return Error{ErrorKind::input, place, {"error.git-missing", {{"object", object}}}};
  }
  if (size > max_bytes) {
    return Error{
        ErrorKind::input, place, {"error.draft-too-large", {{"limit", std::to_string(max_bytes)}}}};
  }
  const auto read = made<OdbObject>(git_odb_read, state.objects.get(), &id);
  if (!read) return failure(place);
  return std::string(static_cast<const char*>(git_odb_object_data(read.get())),
                     git_odb_object_size(read.get()));
}

}  // namespace

Result<std::string> Libgit2Repository::read(const RepositoryDraft& draft,
                                            std::uint64_t max_bytes) const {
  switch (draft.kind) {
    case RepositoryDraftKind::submodule:
      return not_here(draft, "error.git-submodule");
    case RepositoryDraftKind::missing:
      return not_here(draft, "error.git-missing");
    case RepositoryDraftKind::cut:
      return not_here(draft, "error.git-cut");
    // Its name is all there is.
    case RepositoryDraftKind::ref_name:
      return std::string();
    case RepositoryDraftKind::file:
    case RepositoryDraftKind::symlink:
    case RepositoryDraftKind::commit_message:
    case RepositoryDraftKind::tag_message:
      break;
  }
  Result<std::string> bytes = object_bytes(*state_, draft.object, shown_name(draft), max_bytes);
  const bool message = draft.kind == RepositoryDraftKind::commit_message ||
                       draft.kind == RepositoryDraftKind::tag_message;
  if (!bytes || !message) return bytes;
  return said_by(*bytes);
}

Result<std::optional<std::string>> Libgit2Repository::file_at(const std::string& revision,
                                                              const std::string& path,
                                                              std::uint64_t max_bytes) const {
  git_repository* repository = state_->repository.get();
  const std::string spec = revision + "^{tree}";
  const auto object = made<ObjectHandle>(git_revparse_single, repository, spec.c_str());
  if (!object) {
    return Error{ErrorKind::usage, revision, {"error.git-revision", {{"cause", last_cause()}}}};
  }
  const auto tree = made<TreeHandle>(git_tree_lookup, repository, git_object_id(object.get()));
  if (!tree) return failure(revision);
  git_tree_entry* raw = nullptr;
  const int found = git_tree_entry_bypath(&raw, tree.get(), path.c_str());
  const TreeEntryHandle entry(raw);
  if (found == GIT_ENOTFOUND) return std::optional<std::string>();
  if (found != 0) return failure(path);
  const auto mode = git_tree_entry_filemode_raw(entry.get());
  if (mode != GIT_FILEMODE_BLOB && mode != GIT_FILEMODE_BLOB_EXECUTABLE) {
    return Error{ErrorKind::input, path, {"error.not-a-regular-file", {}}};
  }
  Result<std::string> bytes =
      object_bytes(*state_, hex(*git_tree_entry_id(entry.get())), path, max_bytes);
  if (!bytes) return bytes.error();
  return std::optional<std::string>(*std::move(bytes));
}

}  // namespace mishen
