// Examinations of git objects, kept between runs. A kept answer is as untrusted as a worker's: it
// goes through decode() again, and one that does not hold is made anew. Nobody waits for it: what
// cannot be read or written costs time, never a verdict.
//
// Safe under several runs at once: an entry is written beside its place and renamed. Not
// thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "scanner/base/limits.h"
#include "scanner/base/result.h"
#include "scanner/policy/policy.h"
#include "scanner/rulebook/load.h"

namespace mishen {

// What is asked of the cache, and what came of it.
struct CacheQuestion {
  std::string object;  // hex id of the git object
  std::string name;    // under which it was reviewed
};
struct CachedAnswer {
  Examination examination;
  std::string sha256;  // of the bytes, hex
  std::uint64_t bytes = 0;
};

class AnswerCache {
 public:
  // Makes `folder` where it is not yet there (only its owner may enter). `engine` stands for
  // everything besides the draft that an examination depends on, except the day; `today` is that
  // of the run, "2026-01-31". Error kind io: the folder cannot be made, or somebody else may write
  // into it.
  static Result<AnswerCache> open(std::string folder, std::string engine, std::string today);

  // Nothing: not kept, kept on another day and dependent on the day, or damaged (then it is
  // removed).
  [[nodiscard]] std::optional<CachedAnswer> find(const CacheQuestion& question,
                                                 const Rulebook& rules, const Limits& limits) const;

  // Keeps an answer that the draft alone accounts for; one with a gap that another run might not
  // have (a time-out, a limit, a missing plug-in) is not kept, and none with a whole value in it.
  void keep(const CacheQuestion& question, const CachedAnswer& answer);

  // Removes what was used longest ago until no more than `most_bytes` are left. Does nothing when
  // this run has kept nothing.
  void trim(std::uint64_t most_bytes) const;

 private:
  AnswerCache(std::string folder, std::string engine, std::string today);

  [[nodiscard]] std::string key_of(const CacheQuestion& question) const;
  [[nodiscard]] std::string file_of(const std::string& key) const;

  std::string folder_;
  std::string engine_;
  std::string today_;
  bool kept_ = false;
};

}  // namespace mishen
