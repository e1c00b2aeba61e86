// Where the workers of a long run come from: a copy of the parent that does nothing but fork. What
// the parent does between two drafts (answers, reviews, reports) stays out of it, so its memory
// lies still: forking it copies less, and neither side pays for pages that the other has written
// to since. It never sees a draft: the input of a job goes past it, unread, to the worker.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "scanner/worker/cage.h"

namespace mishen {

// Owns the process: destroying it ends the process and reaps it. Its workers live on; they are
// children of the parent (CLONE_PARENT), which waits for them and ends them like its own.
class Zygote {
 public:
  // Does what workers to come should find done, see PoolOptions::learn.
  using Learn = std::function<void(std::string_view lesson)>;
  // A worker's whole life, which must not return. `pipe`: where its answer goes.
  using Life = std::function<void(std::size_t job, std::string_view input, int pipe)>;

  // Larger inputs are not worth the copy that is needed to hand them over.
  static constexpr std::size_t kMostInput = std::size_t{1} << 20U;

  // Frees what the copy has from the parent and neither it nor its workers need.
  using Forget = std::function<void()>;

  // Forks a copy of the parent, which must be single-threaded. It calls `forget` (null: nothing to
  // be freed) and enters of `cage` what it can; its workers run `life` and enter the rest. Null
  // where it cannot be had.
  static std::unique_ptr<Zygote> start(Cage& cage, const Forget& forget, const Learn& learn,
                                       const Life& life);

  Zygote(const Zygote&) = delete;
  Zygote& operator=(const Zygote&) = delete;
  ~Zygote();

  // Learns `lesson`, if there is one, and forks a worker for `job`. `pipe` stays the caller's.
  // Nothing: it was not forked, and this zygote is of no more use. Negative: the zygote has gone
  // and left unsaid whether it was.
  [[nodiscard]] std::optional<pid_t> fork_worker(std::size_t job, std::string_view input,
                                                 std::string_view lesson, int pipe);

 private:
  Zygote(pid_t pid, int socket) : pid_(pid), socket_(socket) {}

  pid_t pid_;
  int socket_;
};

}  // namespace mishen
