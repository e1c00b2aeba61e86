// From what a user or a hook names to ids.
#include <algorithm>
#include <utility>

#include "scanner/git/libgit2_repository.h"
#include "scanner/git/opened.h"

namespace mishen {
namespace {

using namespace git;

Error bad_revision(const std::string& revision) {
  return {ErrorKind::usage, revision, {"error.git-revision", {{"cause", last_cause()}}}};
}

bool is_all_zeros(std::string_view text) {
  return text.size() >= GIT_OID_HEXSZ && text.find_first_not_of('0') == std::string_view::npos;
}

Result<std::string> id_of(git_repository* repository, const std::string& revision) {
  const auto object = made<ObjectHandle>(git_revparse_single, repository, revision.c_str());
  if (!object) return bad_revision(revision);
  return hex(*git_object_id(object.get()));
}

// Every id in a log: stashes but the last are nowhere else.
void add_log(git_repository* repository, const char* ref, std::vector<std::string>& out) {
  const auto log = made<ReflogHandle>(git_reflog_read, repository, ref);
  if (!log) return;
  for (std::size_t i = 0; i < git_reflog_entrycount(log.get()); ++i) {
    const git_reflog_entry* entry = git_reflog_entry_byindex(log.get(), i);
    out.push_back(hex(*git_reflog_entry_id_new(entry)));
  }
}

// What each ref leads to, refs that only name another left out; `wanted` by the ref's name.
Status add_refs(git_repository* repository, bool (*wanted)(std::string_view name),
                std::vector<std::string>& out) {
  const auto refs = made<ReferenceIterator>(git_reference_iterator_new, repository);
  if (!refs) return failure("refs");
  for (;;) {
    git_reference* raw = nullptr;
    const int got = git_reference_next(&raw, refs.get());
    if (got == GIT_ITEROVER) return Done{};
    if (got != 0) return failure("refs");
    const ReferenceHandle ref(raw);
    const git_oid* id = git_reference_target(ref.get());
    if (id != nullptr && wanted(git_reference_name(ref.get()))) out.push_back(hex(*id));
  }
}

void make_unique(std::vector<std::string>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

Result<RevisionSet> Libgit2Repository::range(const std::string& text) const {
  const std::size_t dots = text.find("..");
  const bool symmetric = dots != std::string::npos && text.substr(dots).starts_with("...");
  if (dots == std::string::npos || symmetric || text.size() == 2) {
    return Error{ErrorKind::usage, text, {"error.git-range", {}}};
  }
  const auto or_head = [](std::string revision) { return revision.empty() ? "HEAD" : revision; };
  const std::string from = or_head(text.substr(0, dots));
  RevisionSet out;
  Result<std::string> shown = id_of(state_->repository.get(), or_head(text.substr(dots + 2)));
  if (!shown) return shown.error();
  out.shown.push_back(*std::move(shown));
  if (is_all_zeros(from)) return out;
  Result<std::string> hidden = id_of(state_->repository.get(), from);
  if (!hidden) return hidden.error();
  out.hidden.push_back(*std::move(hidden));
  return out;
}

Result<RevisionSet> Libgit2Repository::everything() const {
  git_repository* repository = state_->repository.get();
  RevisionSet out;
  if (Status added = add_refs(
          repository, [](std::string_view) { return true; }, out.shown);
      !added) {
    return added.error();
  }
  add_log(repository, "refs/stash", out.shown);
  if (git_repository_head_unborn(repository) == 0) {
    Result<std::string> head = id_of(repository, "HEAD");
    if (!head) return head.error();
    out.shown.push_back(*std::move(head));
  }
  make_unique(out.shown);
  return out;
}

Result<RevisionSet> Libgit2Repository::arriving(std::vector<std::string> ids) const {
  RevisionSet out;
  out.shown = std::move(ids);
  make_unique(out.shown);
  const auto is_public = [](std::string_view name) {
    return name.starts_with("refs/heads/") || name.starts_with("refs/tags/");
  };
  if (Status added = add_refs(state_->repository.get(), is_public, out.hidden); !added) {
    return added.error();
  }
  make_unique(out.hidden);
  return out;
}

}  // namespace mishen
