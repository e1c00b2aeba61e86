#include "tests/unit/git/scratch_repository.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

namespace mishen {
namespace {

constexpr const char* kClean =
    "unset GIT_DIR GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES; "
    "export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 "
    "GIT_AUTHOR_NAME=Ann GIT_AUTHOR_EMAIL=ann@example.com "
    "GIT_COMMITTER_NAME=Ann GIT_COMMITTER_EMAIL=ann@example.com; ";

}  // namespace

ScratchRepository::ScratchRepository(const std::string& options) {
  std::string pattern = (std::filesystem::temp_directory_path() / "mishen-git-XXXXXX").string();
  folder_ = ::mkdtemp(pattern.data());
  run("git init -q -b main " + options + " .");
}

ScratchRepository::~ScratchRepository() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string ScratchRepository::run(const std::string& command) const {
  const std::string line =
      std::string(kClean) + "cd '" + folder() + "' && { " + command + "; } 2>&1";
  FILE* pipe = ::popen(line.c_str(), "r");
  std::string out;
  std::array<char, 4096> chunk{};
  for (std::size_t got = 0; (got = ::fread(chunk.data(), 1, chunk.size(), pipe)) > 0;) {
    out.append(chunk.data(), got);
  }
  const int status = ::pclose(pipe);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << command << "\n" << out;
  if (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

void ScratchRepository::write(const std::string& path, const std::string& bytes) const {
  const std::filesystem::path file = folder_ / path;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

std::string ScratchRepository::commit(const std::string& message) {
  const std::string date = std::to_string(1'600'000'000 + 60 * minute_++) + " +0000";
  return run("git add -A && GIT_AUTHOR_DATE='" + date + "' GIT_COMMITTER_DATE='" + date +
             "' git commit -q --allow-empty -m '" + message + "' && git rev-parse HEAD");
}

Libgit2Repository ScratchRepository::open(const GitEnvironment& environment) const {
  Result<Libgit2Repository> opened = Libgit2Repository::open(folder(), environment);
  EXPECT_TRUE(opened) << (opened ? "" : opened.error().message.args.at(0).second);
  return *std::move(opened);
}

std::vector<std::string> names_of(const std::vector<RepositoryDraft>& drafts) {
  std::vector<std::string> out;
  for (const RepositoryDraft& draft : drafts) {
    const bool said = draft.kind == RepositoryDraftKind::commit_message ||
                      draft.kind == RepositoryDraftKind::tag_message;
    if (!said) out.push_back(draft.path);
  }
  std::sort(out.begin(), out.end());
  return out;
}

RepositoryDraft find_draft(const std::vector<RepositoryDraft>& drafts, const std::string& path) {
  const auto found = std::find_if(drafts.begin(), drafts.end(),
                                  [&](const RepositoryDraft& draft) { return draft.path == path; });
  if (found != drafts.end()) return *found;
  ADD_FAILURE() << "no draft " << path;
  return {};
}

std::vector<RepositoryDraft> brought_by(const Repository& repository, const std::string& range) {
  const Result<RevisionSet> revisions = repository.range(range);
  if (!revisions) {
    ADD_FAILURE() << range << ": " << revisions.error().message.id;
    return {};
  }
  Result<std::vector<RepositoryDraft>> drafts = repository.brought(*revisions);
  if (drafts) return *std::move(drafts);
  ADD_FAILURE() << range << ": " << drafts.error().message.id;
  return {};
}

}  // namespace mishen
