// A run over many drafts: each in its own worker, reviews in the order the drafts were named.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "scanner/cli/options.h"
#include "scanner/cli/session.h"
#include "scanner/worker/cage.h"
#include "scanner/worker/pool.h"

namespace mishen {

// Called in the parent after each draft: how many are done, and which was the last.
using Progress = std::function<void(std::size_t done, const std::string& path)>;

// Reviews `paths` in isolated workers. A draft that cannot be read, or whose worker ends badly,
// gives a review with that gap; the others go on.
struct ReviewedAll {
  std::vector<Review> reviews;
  // Layers of the cage that some worker did not have; none when no worker was needed.
  CageLayers missing;
};
// How the workers of a run are kept: as many as asked for, else one for each core.
[[nodiscard]] PoolOptions pool_options(const Options& options);

[[nodiscard]] ReviewedAll review_all(const std::vector<std::string>& paths, const Session& session,
                                     const Options& options, const Progress& progress);

}  // namespace mishen
