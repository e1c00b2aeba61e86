#include "scanner/git/walk.h"

#include <algorithm>
#include <fstream>
#include <queue>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace mishen::git {
namespace {

using Ids = std::unordered_set<git_oid, IdHash, SameId>;

// The commits at which a shallow clone ends; none in a whole one.
Ids shallow_edge(git_repository* repository) {
  Ids out;
  std::ifstream list(std::string(git_repository_commondir(repository)) + "shallow");
  for (std::string line; std::getline(list, line);) {
    git_oid id;
    if (git_oid_fromstr(&id, line.c_str()) == 0) out.insert(id);
  }
  return out;
}

class Walk {
 public:
  explicit Walk(git_repository* repository)
      : repository_(repository), edge_(shallow_edge(repository)) {}

  Status start(const git_oid& id, bool hidden) {
    Node* node = load(id);
    if (node == nullptr) {
      if (hidden) return Done{};
      return failure(hex(id));
    }
    mark(id, *node, hidden);
    return Done{};
  }

  void run() {
    while (open_ > 0 && !queue_.empty()) {
      const Step step = queue_.top();
      queue_.pop();
      if (!step.hidden) --open_;
      Node& node = *nodes_.at(step.id);
      for (const git_oid& parent : node.commit.parents) {
        if (Node* known = load(parent)) mark(parent, *known, node.hidden);
      }
      sort_out_parents(node);
    }
  }

  [[nodiscard]] std::vector<WalkedCommit> take() {
    std::vector<std::pair<git_time_t, WalkedCommit>> found;
    for (auto& [id, node] : nodes_) {
      if (node && node->shown && !node->hidden) {
        found.emplace_back(node->time, std::move(node->commit));
      }
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      if (a.first != b.first) return a.first < b.first;
      return git_oid_cmp(&a.second.id, &b.second.id) < 0;
    });
    std::vector<WalkedCommit> out;
    for (auto& [time, commit] : found) out.push_back(std::move(commit));
    return out;
  }

 private:
  struct Node {
    WalkedCommit commit;
    git_time_t time = 0;
    bool shown = false;
    bool hidden = false;
  };
  struct Step {
    git_time_t time;
    git_oid id;
    bool hidden;
    bool operator<(const Step& other) const {
      if (time != other.time) return time < other.time;
      return git_oid_cmp(&id, &other.id) < 0;
    }
  };

  // Null: not here.
  Node* load(const git_oid& id) {
    const auto [at, fresh] = nodes_.try_emplace(id);
    if (!fresh) return at->second.get();
    const auto commit = made<CommitHandle>(git_commit_lookup, repository_, &id);
    if (!commit) return nullptr;
    auto node = std::make_unique<Node>();
    node->commit.id = id;
    node->time = git_commit_time(commit.get());
    node->commit.cut = edge_.contains(id);
    const unsigned parents = node->commit.cut ? 0 : git_commit_parentcount(commit.get());
    for (unsigned i = 0; i < parents; ++i) {
      node->commit.parents.push_back(*git_commit_parent_id(commit.get(), i));
    }
    at->second = std::move(node);
    return at->second.get();
  }

  void mark(const git_oid& id, Node& node, bool hidden) {
    if (hidden ? node.hidden : node.shown || node.hidden) return;
    (hidden ? node.hidden : node.shown) = true;
    queue_.push({node.time, id, hidden});
    if (!hidden) ++open_;
  }

  void sort_out_parents(Node& node) {
    std::vector<git_oid>& parents = node.commit.parents;
    const auto here = std::stable_partition(
        parents.begin(), parents.end(),
        [this](const git_oid& parent) { return nodes_.at(parent) != nullptr; });
    node.commit.missing.insert(node.commit.missing.end(), here, parents.end());
    parents.erase(here, parents.end());
  }

  git_repository* repository_;
  const Ids edge_;
  std::unordered_map<git_oid, std::unique_ptr<Node>, IdHash, SameId> nodes_;
  std::priority_queue<Step> queue_;
  std::size_t open_ = 0;  // steps in the queue that may still lead to a shown commit
};

}  // namespace

Result<std::vector<WalkedCommit>> commits_between(git_repository* repository,
                                                  const std::vector<git_oid>& shown,
                                                  const std::vector<git_oid>& hidden) {
  Walk walk(repository);
  for (const git_oid& id : hidden) {
    if (Status started = walk.start(id, true); !started) return started.error();
  }
  for (const git_oid& id : shown) {
    if (Status started = walk.start(id, false); !started) return started.error();
  }
  walk.run();
  return walk.take();
}

}  // namespace mishen::git
