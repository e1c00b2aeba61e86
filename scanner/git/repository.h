// A git repository as a source of drafts: what is staged, and what commits bring. Reads only; what
// it does not have is a draft that cannot be read, never one that is left out.
//
// Names and bytes come out as they are stored: no filter, no checkout, no replacement of objects.
// An interface: libgit2 and the fourteen libraries it brings are loaded only by a run that asks for
// it (module.cc), since loading them costs more than reviewing a small draft. Not thread-safe. What
// a hook's environment says (another index, a quarantine of objects just received) is asked for by
// value.
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
  virtual ~Repository() = default;

  // Entries of the index that HEAD does not have under that name: added, changed, renamed. Every
  // stage of a conflict; none that are only intended to be added, since no commit takes them.
  // In byte order of names. Errors: kind io; a bare repository has no index.
  [[nodiscard]] virtual Result<std::vector<RepositoryDraft>> staged() const = 0;

  // "A..B", "A.." (to HEAD), "..B" (from HEAD). An A of zeros, as forges give it for a new branch,
  // hides nothing. Errors: kind usage (form, unknown revision).
  [[nodiscard]] virtual Result<RevisionSet> range(const std::string& text) const = 0;
  // Everything that any ref, HEAD or a stash leads to.
  [[nodiscard]] virtual Result<RevisionSet> everything() const = 0;
  // What `ids` bring that no branch or tag of this repository has yet.
  [[nodiscard]] virtual Result<RevisionSet> arriving(std::vector<std::string> ids) const = 0;

  // Everything those revisions bring: each name with each content that a commit among them has and
  // no parent of that commit has under that name, also where a later commit deletes it; messages
  // and names of commits and tags. Each pair once, by the oldest commit that brings it; oldest
  // first. Errors: kind io (a tip is missing; more than a million drafts).
  [[nodiscard]] virtual Result<std::vector<RepositoryDraft>> brought(
      const RevisionSet& revisions) const = 0;

  // The draft's bytes. Errors: kind input "error.draft-too-large" (before anything is loaded),
  // "error.git-submodule", "error.git-missing", "error.git-cut"; kind io when the object is
  // damaged.
  [[nodiscard]] virtual Result<std::string> read(const RepositoryDraft& draft,
                                                 std::uint64_t max_bytes) const = 0;

  // A file as a commit has it; none if the commit has no such file. Errors: kind usage (revision),
  // io, input (too large, or no file).
  [[nodiscard]] virtual Result<std::optional<std::string>> file_at(
      const std::string& revision, const std::string& path, std::uint64_t max_bytes) const = 0;

  // The same of the index.
  [[nodiscard]] virtual Result<std::optional<std::string>> staged_file(
      const std::string& path, std::uint64_t max_bytes) const = 0;

  // Before the first commit of the branch that HEAD names.
  [[nodiscard]] virtual bool is_unborn() const = 0;

  // A value of the repository's configuration, with the user's and the system's.
  [[nodiscard]] virtual std::optional<std::string> config(const std::string& key) const = 0;

  // The same of one that is a path, with ~ for the home folder.
  [[nodiscard]] virtual std::optional<std::string> config_path(const std::string& key) const = 0;

  // Folders, with a slash at the end. The work tree's is empty in a bare repository; the shared one
  // is the same for all work trees of a repository.
  [[nodiscard]] virtual std::string work_tree() const = 0;
  [[nodiscard]] virtual std::string shared_folder() const = 0;
};

// How one is opened: the repository that GIT_DIR names, else the one `folder` lies in; bare ones
// too. Errors: kind io, "error.git-open" with libgit2's reason (no repository, owned by another
// user, an object format it does not know).
using OpenRepository = Result<std::unique_ptr<Repository>> (*)(const std::string& folder,
                                                               const GitEnvironment& environment);

}  // namespace mishen
