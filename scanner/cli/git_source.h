// A repository as the source of a run's drafts, and of what was decided before the change.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scanner/cli/options.h"
#include "scanner/cli/project.h"
#include "scanner/cli/run.h"
#include "scanner/git/repository.h"

namespace mishen {

// What git(1) says in the environment of a hook.
[[nodiscard]] GitEnvironment git_environment();

class GitSource {
 public:
  // The repository round the working folder, or the one a hook runs for. Errors: kind io, usage.
  static Result<GitSource> open(const GitRequest& request);

  // Policy, waivers and baseline as they were before the change that is reviewed: a change cannot
  // waive itself. HEAD for what is staged, A for A..B, the default branch for a push, HEAD for all
  // history. Where nothing was before, there are none.
  [[nodiscard]] ProjectReader before() const;
  // As the change has them, for projects whose policy says that they count. Of a push, which may
  // change many branches, the same as before().
  [[nodiscard]] ProjectReader after() const;

  // The drafts, each with its way from the root as scope. They keep the repository open.
  [[nodiscard]] Result<std::vector<DraftItem>> items(const Limits& limits) const;

  // Where answers are kept, unless the user says.
  [[nodiscard]] std::string cache_folder() const;

 private:
  GitSource(std::shared_ptr<const Repository> repository, GitRequest request);

  [[nodiscard]] Result<std::vector<RepositoryDraft>> drafts() const;
  [[nodiscard]] ProjectReader reader_of(std::string revision) const;

  std::shared_ptr<const Repository> repository_;
  GitRequest request_;
};

}  // namespace mishen
