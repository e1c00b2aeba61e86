// A git repository as a source of drafts: what is staged, and what commits bring. Reads only; what
// it does not have is a draft that cannot be read, never one that is left out.
//
// Names and bytes come out as they are stored: no filter, no checkout, no replacement of objects.
// Not thread-safe. What a hook's environment says (another index, a quarantine of objects just
// received) is asked for by value.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/result.h"
#include "scanner/git/draft.h"

namespace mishen {
namespace git {
struct Opened;  // libgit2's side of it
}

// The variables git(1) gives its hooks; empty: not set.
struct GitEnvironment {
  std::string git_dir;           // GIT_DIR
  std::string index_file;        // GIT_INDEX_FILE
  std::string object_directory;  // GIT_OBJECT_DIRECTORY: the quarantine, in pre-receive
  std::string alternates;        // GIT_ALTERNATE_OBJECT_DIRECTORIES
};

// Ids (hex) of objects to start from. Commits reachable from `shown` and not from `hidden`.
struct RevisionSet {
  std::vector<std::string> shown;
  std::vector<std::string> hidden;
  // Names of refs that come to be known with them.
  std::vector<std::string> names;
};

class Repository {
 public:
  // The repository that GIT_DIR names, else the one `folder` lies in; bare ones too.
  // Errors: kind io, "error.git-open" with libgit2's reason (no repository, owned by another user,
  // an object format it does not know).
  static Result<Repository> open(const std::string& folder, const GitEnvironment& environment);

  Repository(Repository&&) noexcept;
  Repository& operator=(Repository&&) noexcept;
  ~Repository();

  // Entries of the index that HEAD does not have under that name: added, changed, renamed. Every
  // stage of a conflict; none that are only intended to be added, since no commit takes them.
  // In byte order of names. Errors: kind io; a bare repository has no index.
  [[nodiscard]] Result<std::vector<RepositoryDraft>> staged() const;

  // "A..B", "A.." (to HEAD), "..B" (from HEAD). An A of zeros, as forges give it for a new branch,
  // hides nothing. Errors: kind usage (form, unknown revision).
  [[nodiscard]] Result<RevisionSet> range(const std::string& text) const;
  // Everything that any ref, HEAD or a stash leads to.
  [[nodiscard]] Result<RevisionSet> everything() const;
  // What `ids` bring that no branch or tag of this repository has yet.
  [[nodiscard]] Result<RevisionSet> arriving(std::vector<std::string> ids) const;

  // Everything those revisions bring: each name with each content that a commit among them has and
  // no parent of that commit has under that name, also where a later commit deletes it; messages
  // and names of commits and tags. Each pair once, by the oldest commit that brings it; oldest
  // first. Errors: kind io (a tip is missing; more than a million drafts).
  [[nodiscard]] Result<std::vector<RepositoryDraft>> brought(const RevisionSet& revisions) const;

  // The draft's bytes. Errors: kind input "error.draft-too-large" (before anything is loaded),
  // "error.git-submodule", "error.git-missing", "error.git-cut"; kind io when the object is
  // damaged.
  [[nodiscard]] Result<std::string> read(const RepositoryDraft& draft,
                                         std::uint64_t max_bytes) const;

  // A file as a commit has it; none if the commit has no such file. Errors: kind usage (revision),
  // io, input (too large, or no file).
  [[nodiscard]] Result<std::optional<std::string>> file_at(const std::string& revision,
                                                           const std::string& path,
                                                           std::uint64_t max_bytes) const;

  // The same of the index.
  [[nodiscard]] Result<std::optional<std::string>> staged_file(const std::string& path,
                                                               std::uint64_t max_bytes) const;

  // Before the first commit of the branch that HEAD names.
  [[nodiscard]] bool is_unborn() const;

  // A value of the repository's configuration, with the user's and the system's.
  [[nodiscard]] std::optional<std::string> config(const std::string& key) const;

  // The same of one that is a path, with ~ for the home folder.
  [[nodiscard]] std::optional<std::string> config_path(const std::string& key) const;

  // Folders, with a slash at the end. The work tree's is empty in a bare repository; the shared one
  // is the same for all work trees of a repository.
  [[nodiscard]] std::string work_tree() const;
  [[nodiscard]] std::string shared_folder() const;

 private:
  explicit Repository(std::unique_ptr<git::Opened> state);

  std::unique_ptr<git::Opened> state_;
};

}  // namespace mishen
