// What a set of commits brings.
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "scanner/git/libgit2_repository.h"
#include "scanner/git/message.h"
#include "scanner/git/opened.h"
#include "scanner/git/tree_news.h"
#include "scanner/git/walk.h"

namespace mishen {
namespace {

using namespace git;

// More names than any honest push has; a tree that holds itself many times over has more.
constexpr std::size_t kMostDrafts = 1'000'000;

Error too_many() {
  return {ErrorKind::input, "", {"error.git-too-many", {{"limit", std::to_string(kMostDrafts)}}}};
}

class Gathering {
 public:
  explicit Gathering(const Opened& state) : state_(state) {}

  // Takes tags off until there is something they stand for.
  Status start(const std::string& text, bool hidden) {
    git_oid id;
    if (git_oid_fromstr(&id, text.c_str()) != 0) return failure(text);
    for (;;) {
      const auto object =
          made<ObjectHandle>(git_object_lookup, state_.repository.get(), &id, GIT_OBJECT_ANY);
      if (!object && hidden) return Done{};
      if (!object) return failure(text);
      switch (git_object_type(object.get())) {
        case GIT_OBJECT_TAG:
          if (!hidden) add_message(id, id, RepositoryDraftKind::tag_message);
          id = *git_tag_target_id(reinterpret_cast<const git_tag*>(object.get()));
          continue;
        case GIT_OBJECT_COMMIT:
          (hidden ? hidden_ : shown_).push_back(id);
          return Done{};
        case GIT_OBJECT_TREE:
          if (hidden) return Done{};
          return add_tree(id, reinterpret_cast<const git_tree*>(object.get()), {});
        default:
          if (!hidden) add("blob", id, RepositoryDraftKind::file, id);
          return Done{};
      }
    }
  }

  Status walk() {
    Result<std::vector<WalkedCommit>> commits =
        commits_between(state_.repository.get(), shown_, hidden_);
    if (!commits) return commits.error();
    for (const WalkedCommit& commit : *commits) {
      if (Status added = add_commit(commit); !added) return added;
    }
    return Done{};
  }

  std::vector<RepositoryDraft> take() { return std::move(drafts_); }

 private:
  void add(std::string path, const git_oid& object, RepositoryDraftKind kind, const git_oid& by) {
    // A submodule's commit is in another repository.
    const bool here =
        kind != RepositoryDraftKind::submodule && kind != RepositoryDraftKind::missing;
    RepositoryDraft draft{
        std::move(path), hex(object), here ? size_of(object) : 0, kind, hex(by), 0};
    const std::string key =
        draft.object + static_cast<char>('0' + static_cast<int>(kind)) + draft.path;
    if (seen_.insert(key).second) drafts_.push_back(std::move(draft));
  }

  // The same object has many names in some repositories.
  std::uint64_t size_of(const git_oid& id) {
    const auto [known, fresh] = sizes_.try_emplace(id, 0);
    if (fresh) known->second = state_.size_of(id);
    return known->second;
  }

  void add_message(const git_oid& id, const git_oid& by, RepositoryDraftKind kind) {
    const auto object = made<OdbObject>(git_odb_read, state_.objects.get(), &id);
    // Read again when it is reviewed, and told then if it cannot be.
    const bool silent =
        object && said_by({static_cast<const char*>(git_odb_object_data(object.get())),
                           git_odb_object_size(object.get())})
                      .empty();
    if (!silent) add("message", id, kind, by);
  }

  Status add_tree(const git_oid& by, const git_tree* tree,
                  const std::vector<const git_tree*>& parents) {
    const bool whole = tree_news(state_.repository.get(), tree, parents, [&](TreeNews news) {
      add(std::move(news.path), news.id, news.kind, by);
      return drafts_.size() <= kMostDrafts;
    });
    if (!whole) return too_many();
    return Done{};
  }

  Status add_commit(const WalkedCommit& walked) {
    git_repository* repository = state_.repository.get();
    const auto commit = made<CommitHandle>(git_commit_lookup, repository, &walked.id);
    if (!commit) return failure(hex(walked.id));
    add_message(walked.id, walked.id, RepositoryDraftKind::commit_message);
    if (walked.cut) add("parents", walked.id, RepositoryDraftKind::cut, walked.id);
    for (const git_oid& parent : walked.missing) {
      add("parents", parent, RepositoryDraftKind::missing, walked.id);
    }
    const auto tree = made<TreeHandle>(git_commit_tree, commit.get());
    if (!tree) {
      add("", *git_commit_tree_id(commit.get()), RepositoryDraftKind::missing, walked.id);
      return Done{};
    }
    std::vector<TreeHandle> owned;
    std::vector<const git_tree*> parents;
    for (const git_oid& id : walked.parents) {
      const auto parent = made<CommitHandle>(git_commit_lookup, repository, &id);
      auto old = parent ? made<TreeHandle>(git_commit_tree, parent.get()) : TreeHandle();
      // Without it, all this commit has is taken for new.
      if (!old) continue;
      parents.push_back(old.get());
      owned.push_back(std::move(old));
    }
    return add_tree(walked.id, tree.get(), parents);
  }

  const Opened& state_;
  std::vector<git_oid> shown_;
  std::vector<git_oid> hidden_;
  std::unordered_map<git_oid, std::uint64_t, IdHash, SameId> sizes_;
  std::unordered_set<std::string> seen_;
  std::vector<RepositoryDraft> drafts_;
};

}  // namespace

Result<std::vector<RepositoryDraft>> Libgit2Repository::brought(
    const RevisionSet& revisions) const {
  Gathering gathering(*state_);
  for (const std::string& id : revisions.hidden) {
    if (Status started = gathering.start(id, true); !started) return started.error();
  }
  for (const std::string& id : revisions.shown) {
    if (Status started = gathering.start(id, false); !started) return started.error();
  }
  if (Status walked = gathering.walk(); !walked) return walked.error();
  std::vector<RepositoryDraft> drafts = gathering.take();
  for (const std::string& name : revisions.names) {
    drafts.push_back({name, "", name.size(), RepositoryDraftKind::ref_name, "", 0});
  }
  return drafts;
}

}  // namespace mishen
