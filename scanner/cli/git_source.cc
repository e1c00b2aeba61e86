#include "scanner/cli/git_source.h"

#include <cstdlib>
#include <utility>

#include "scanner/cli/git_module.h"

namespace mishen {
namespace {

constexpr std::uint64_t kMostBytes = 8ULL << 20U;  // of a file people write

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Whether a draft is the bytes of one object, so that an answer about the object is one about it.
bool is_of_object(RepositoryDraftKind kind) {
  switch (kind) {
    case RepositoryDraftKind::file:
    case RepositoryDraftKind::symlink:
    case RepositoryDraftKind::commit_message:
    case RepositoryDraftKind::tag_message:
      return true;
    default:
      return false;
  }
}

ProjectReader nothing_there() {
  return [](const std::string&) -> Result<std::optional<std::string>> {
    return std::optional<std::string>();
  };
}

}  // namespace

GitEnvironment git_environment() {
  return {variable("GIT_DIR"), variable("GIT_INDEX_FILE"), variable("GIT_OBJECT_DIRECTORY"),
          variable("GIT_ALTERNATE_OBJECT_DIRECTORIES")};
}

GitSource::GitSource(std::shared_ptr<const Repository> repository, GitRequest request)
    : repository_(std::move(repository)), request_(std::move(request)) {}

Result<GitSource> GitSource::open(const GitRequest& request) {
  Result<std::unique_ptr<Repository>> repository = open_repository(".", git_environment());
  if (!repository) return repository.error();
  return GitSource(*std::move(repository), request);
}

ProjectReader GitSource::reader_of(std::string revision) const {
  return [repository = repository_, revision = std::move(revision)](const std::string& path) {
    return repository->file_at(revision, path, kMostBytes);
  };
}

ProjectReader GitSource::before() const {
  std::string revision = "HEAD";
  if (request_.drafts == GitDrafts::range) {
    revision = request_.range.substr(0, request_.range.find(".."));
    if (revision.empty()) revision = "HEAD";
    const bool zeros = revision.find_first_not_of('0') == std::string::npos;
    if (zeros && revision.size() >= 40) return nothing_there();
  }
  if (revision == "HEAD" && repository_->is_unborn()) return nothing_there();
  return reader_of(std::move(revision));
}

ProjectReader GitSource::after() const {
  switch (request_.drafts) {
    case GitDrafts::staged:
      return [repository = repository_](const std::string& path) {
        return repository->staged_file(path, kMostBytes);
      };
    case GitDrafts::range: {
      std::string revision = request_.range.substr(request_.range.find("..") + 2);
      return reader_of(revision.empty() ? "HEAD" : std::move(revision));
    }
    default:
      return before();
  }
}

Result<std::vector<RepositoryDraft>> GitSource::drafts() const {
  if (request_.drafts == GitDrafts::staged) return repository_->staged();
  Result<RevisionSet> revisions =
      request_.drafts == GitDrafts::range  ? repository_->range(request_.range)
      : request_.drafts == GitDrafts::push ? repository_->arriving(request_.pushed)
                                           : repository_->everything();
  if (!revisions) return revisions.error();
  revisions->names = request_.refs;
  return repository_->brought(*revisions);
}

Result<std::vector<DraftItem>> GitSource::items(const Limits& limits) const {
  Result<std::vector<RepositoryDraft>> found = drafts();
  if (!found) return found.error();
  std::vector<DraftItem> out;
  out.reserve(found->size());
  for (RepositoryDraft& draft : *found) {
    DraftItem item;
    item.name = shown_name(draft);
    item.published = std::string(published_name(draft));
    // Globs are for names in a tree.
    if (draft.kind != RepositoryDraftKind::ref_name) item.scope = *item.published;
    if (is_of_object(draft.kind)) item.blob = draft.object;
    item.read = [repository = repository_, most = limits.max_draft_bytes,
                 draft = std::move(draft)] { return repository->read(draft, most); };
    out.push_back(std::move(item));
  }
  return out;
}

std::string GitSource::cache_folder() const {
  if (!request_.cache_folder.empty()) return request_.cache_folder;
  return repository_->shared_folder() + "mishen/cache";
}

}  // namespace mishen
