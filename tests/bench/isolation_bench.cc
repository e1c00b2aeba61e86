// What a worker of its own costs a draft: the same drafts reviewed in this process and in workers,
// in turns, in one run.
//
//   bench_isolation ROUNDS FILE...
//
// Each FILE is reviewed ROUNDS times in a row both ways, once beforehand without being counted,
// with one worker at a time. Prints milliseconds of wall clock a draft, and what the worker adds.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "scanner/base/io.h"
#include "scanner/cli/run.h"
#include "scanner/cli/session.h"
#include "tests/support/places.h"

namespace {

using namespace mishen;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point begin, std::size_t drafts) {
  const double all = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
  return all / static_cast<double>(drafts);
}

double in_process(const std::string& path, std::size_t rounds, const Session& session) {
  const Engine& engine = session.engine();
  const Policy policy = default_policy(Profile::external);
  const Clock::time_point begin = Clock::now();
  for (std::size_t i = 0; i < rounds; ++i) {
    const Result<std::string> bytes = read_file(path, engine.limits.max_draft_bytes);
    if (!bytes) std::exit(2);
    const Review done = review({path, *bytes}, engine, policy);
    if (done.coverage.passages == 0) std::exit(3);
  }
  return ms_since(begin, rounds);
}

double isolated(const std::string& path, std::size_t rounds, const Session& session,
                const Options& options) {
  const std::vector<std::string> paths(rounds, path);
  const std::vector<DraftItem> items = file_items(paths, options);
  const std::vector<Policy> policies(rounds, default_policy(Profile::external));
  const Clock::time_point begin = Clock::now();
  review_each(items, policies, session, options, {}, nullptr, nullptr, [](const Review& one) {
    if (one.coverage.passages == 0) std::exit(3);
    return true;
  });
  return ms_since(begin, rounds);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: bench_isolation ROUNDS FILE...\n");
    return 2;
  }
  Options options;
  options.rules_folder = test::source_dir() + "/rules";
  options.jobs = 1;
  RuleErrors problems;
  const Result<std::unique_ptr<Session>> session = Session::open(options, problems);
  if (!session) return 2;
  const auto rounds = static_cast<std::size_t>(std::max(1, std::atoi(argv[1])));
  for (int i = 2; i < argc; ++i) {
    const std::string path = argv[i];
    in_process(path, 1, **session);
    isolated(path, 2, **session, options);
    const double plain = in_process(path, rounds, **session);
    const double caged = isolated(path, rounds, **session, options);
    fmt::print(
        "{}: in this process {:.2f} ms, in a worker {:.2f} ms: {:+.2f} ms a draft, x {:.2f}\n",
        path, plain, caged, caged - plain, caged / plain);
  }
  return 0;
}
