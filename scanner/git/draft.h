// A draft of a repository, as a value: which object, under which name, and which commit brought it.
#pragma once

#include <cstdint>
#include <string>

namespace mishen {

enum class RepositoryDraftKind : unsigned char {
  file,            // a blob
  symlink,         // a blob that is the target of a symbolic link: reviewed as the text it is
  commit_message,  // what a commit says, and the names in it
  tag_message,     // the same of an annotated tag
  ref_name,        // the name of a branch or tag: whoever fetches sees it
  submodule,       // the id of a commit of another repository: its files are not here
  missing,         // an object (commit, tree) this repository does not have: nothing to read
  cut,             // the parents of a commit at the edge of a shallow clone: nothing to read
};

struct RepositoryDraft {
  // The name in the tree, with its folders; any bytes but NUL. Of the kinds that have no name in a
  // tree, what stands for it: "message", or the name of the ref.
  std::string path;
  std::string object;  // id, lower-case hex
  std::uint64_t bytes = 0;
  RepositoryDraftKind kind = RepositoryDraftKind::file;
  std::string commit;  // id of the first commit (or tag) that has it; empty: it is in the index
  int stage = 0;       // of an index in conflict: 1 base, 2 ours, 3 theirs

  friend bool operator==(const RepositoryDraft&, const RepositoryDraft&) = default;
};

// What a report calls it: "path" for the index (":2:path" in a conflict), "0123456789ab:path" for a
// commit's file, "COMMIT 0123456789ab:message" for what it says.
[[nodiscard]] std::string shown_name(const RepositoryDraft& draft);

// The name that is published with the content: in the tree, or of the ref; empty for what has none.
[[nodiscard]] std::string_view published_name(const RepositoryDraft& draft);

}  // namespace mishen
