// A repository in a folder of its own, made with git(1): what is tested is that we read what git
// writes. Nothing of the machine's configuration reaches it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scanner/git/libgit2_repository.h"

namespace mishen {

class ScratchRepository {
 public:
  // `options` go to git init.
  explicit ScratchRepository(const std::string& options = "");
  ~ScratchRepository();
  ScratchRepository(const ScratchRepository&) = delete;
  ScratchRepository& operator=(const ScratchRepository&) = delete;

  // Runs a shell command in the folder; its output without the last line feed. A command that fails
  // fails the test.
  std::string run(const std::string& command) const;
  void write(const std::string& path, const std::string& bytes) const;
  // Adds everything, commits it; each commit is a minute after the one before. Gives its id.
  std::string commit(const std::string& message);

  [[nodiscard]] Libgit2Repository open(const GitEnvironment& environment = {}) const;
  [[nodiscard]] std::string folder() const { return folder_.string(); }

 private:
  std::filesystem::path folder_;
  int minute_ = 0;
};

// The drafts of a range as their shown names without the commit, messages left out; sorted.
std::vector<std::string> names_of(const std::vector<RepositoryDraft>& drafts);
// The one called `path`; fails the test when there is none.
RepositoryDraft find_draft(const std::vector<RepositoryDraft>& drafts, const std::string& path);
// What `A..B` brings; fails the test on an error.
std::vector<RepositoryDraft> brought_by(const Repository& repository, const std::string& range);

}  // namespace mishen
