#include "scanner/git/libgit2_repository.h"

#include <git2/sys/repository.h>

#include <utility>

#include "scanner/git/environment.h"
#include "scanner/git/opened.h"

namespace mishen {
namespace {

using namespace git;

constexpr const char* kCannotOpen = "error.git-open";

// Features of newer repositories that change nothing about the objects; libgit2 refuses what it is
// not told of.
void allow_extensions() {
  static const char* kHarmless[] = {"worktreeconfig", "partialclone", "preciousobjects"};
  git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, kHarmless, std::size(kHarmless));
}

// The objects of the repository, or those a hook is told of: just received, with all there were.
Result<OdbHandle> open_objects(git_repository* repository, const GitEnvironment& environment) {
  OdbHandle objects;
  if (environment.object_directory.empty()) {
    objects = made<OdbHandle>(git_repository_odb, repository);
  } else {
    objects = made<OdbHandle>(git_odb_open, environment.object_directory.c_str());
  }
  if (!objects) return failure(environment.object_directory, kCannotOpen);
  for (const std::string& folder : split_alternates(environment.alternates)) {
    if (git_odb_add_disk_alternate(objects.get(), folder.c_str()) != 0) {
      return failure(folder, kCannotOpen);
    }
  }
  if (git_repository_set_odb(repository, objects.get()) != 0) return failure("", kCannotOpen);
  return objects;
}

}  // namespace

Libgit2Repository::Libgit2Repository(std::unique_ptr<git::Opened> state)
    : state_(std::move(state)) {}
Libgit2Repository::Libgit2Repository(Libgit2Repository&&) noexcept = default;
Libgit2Repository& Libgit2Repository::operator=(Libgit2Repository&&) noexcept = default;
Libgit2Repository::~Libgit2Repository() = default;

Result<Libgit2Repository> Libgit2Repository::open(const std::string& folder,
                                                  const GitEnvironment& environment) {
  auto state = std::make_unique<git::Opened>();
  allow_extensions();
  const bool named = !environment.git_dir.empty();
  const std::string& from = named ? environment.git_dir : folder;
  const unsigned flags = named ? GIT_REPOSITORY_OPEN_NO_SEARCH : GIT_REPOSITORY_OPEN_CROSS_FS;
  git_repository* repository = nullptr;
  if (git_repository_open_ext(&repository, from.c_str(), flags, nullptr) != 0) {
    return failure(from, kCannotOpen);
  }
  state->repository.reset(repository);
  Result<OdbHandle> objects = open_objects(repository, environment);
  if (!objects) return objects.error();
  state->objects = *std::move(objects);
  state->index_file = environment.index_file;
  return Libgit2Repository(std::move(state));
}

std::optional<std::string> Libgit2Repository::config(const std::string& key) const {
  const auto config = made<ConfigHandle>(git_repository_config_snapshot, state_->repository.get());
  const char* value = nullptr;
  if (!config || git_config_get_string(&value, config.get(), key.c_str()) != 0) return std::nullopt;
  return value;
}

std::optional<std::string> Libgit2Repository::config_path(const std::string& key) const {
  const auto config = made<ConfigHandle>(git_repository_config_snapshot, state_->repository.get());
  git_buf path = GIT_BUF_INIT;
  if (!config || git_config_get_path(&path, config.get(), key.c_str()) != 0) return std::nullopt;
  std::string out(path.ptr, path.size);
  git_buf_dispose(&path);
  return out;
}

bool Libgit2Repository::is_unborn() const {
  return git_repository_head_unborn(state_->repository.get()) == 1;
}

std::string Libgit2Repository::work_tree() const {
  const char* folder = git_repository_workdir(state_->repository.get());
  return folder == nullptr ? "" : folder;
}

std::string Libgit2Repository::shared_folder() const {
  return git_repository_commondir(state_->repository.get());
}

}  // namespace mishen
