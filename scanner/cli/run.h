// A run over many drafts: each in its own worker, reviews in the order the drafts were named.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scanner/cli/options.h"
#include "scanner/cli/session.h"
#include "scanner/worker/answer_cache.h"
#include "scanner/worker/cage.h"
#include "scanner/worker/pool.h"

namespace mishen {

class RunProfile;

// One draft of a run, wherever its bytes come from.
struct DraftItem {
  std::string name;  // as reports print it, raw bytes; its ending is looked at
  // Its bytes, or why there are none. Called in the parent; once more for a copy or a picture.
  std::function<Result<std::string>()> read;
  // The way from the root of the policy, with '/': what its globs are matched with. Empty: it lies
  // elsewhere, and only what holds for every draft holds for it.
  std::string scope;
  std::string blob;  // hex id of the git object that has just these bytes; empty: none
  // Of a repository's draft, the name it is published under, with its folders; empty: it has none
  // (the message of a commit). Nothing: a file, published under the last part of `name`.
  std::optional<std::string> published = {};
};

// Files, or standard input for "-"; none may have more than options.limits allow.
[[nodiscard]] std::vector<DraftItem> file_items(const std::vector<std::string>& paths,
                                                const Options& options);

// Called in the parent after each draft: how many are done, and which was the last.
using Progress = std::function<void(std::size_t done, const std::string& path)>;

// How the workers of a run are kept: as many as asked for, else one for each core.
[[nodiscard]] PoolOptions pool_options(const Options& options);

// Takes the review of the next draft, in the order of the drafts, as soon as it and all before it
// are there. false: the rest need not be reviewed.
using ReviewTaker = std::function<bool(Review review)>;

// Reviews `items` in isolated workers. A draft that cannot be read, or whose worker ends badly,
// gives a review with that gap; the others go on. `policies[i]` decides about `items[i]`. What
// `cache` (null: none) has an answer for is not even read. Keeps no review that was taken: the
// memory of a run does not grow with what its drafts say. `profile` (null: nobody asked) is told
// where the time goes. `forget`: frees `items` and `policies` where none of them is looked at any
// more; called in another process than this. Null: they stay.
// Returns the layers of the cage that some worker did not have; none when no worker was needed.
CageLayers review_each(std::span<const DraftItem> items, std::span<const Policy> policies,
                       const Session& session, const Options& options, const Progress& progress,
                       AnswerCache* cache, RunProfile* profile, const ReviewTaker& take,
                       const std::function<void()>& forget = {});

}  // namespace mishen
