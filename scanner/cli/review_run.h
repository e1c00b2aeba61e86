// What `review` and `gate` do alike: open the rules, find the drafts, review them, write the
// report.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "scanner/cli/commands.h"
#include "scanner/cli/git_source.h"
#include "scanner/cli/options.h"
#include "scanner/cli/project.h"
#include "scanner/cli/run.h"
#include "scanner/cli/run_profile.h"
#include "scanner/cli/session.h"
#include "scanner/report/report.h"

namespace mishen {

// A run that has been reviewed. Owns all that its report points to; movable.
struct ReviewRun {
  Options options;  // with what the policy adds
  Project project;
  std::unique_ptr<Session> session;
  std::vector<DraftItem> items;
  std::vector<Policy> policies;  // policies[i] decided about items[i]
  std::vector<Review> reviews;   // reviews[i] is that of items[i]; none of a run that writes lines
  std::set<Verdict> met;         // verdicts of its reviews
  ReportContext report;          // its rules are the session's
  std::optional<GitSource> git;  // where the drafts come from, if not from files
  std::unique_ptr<RunProfile> profile;  // null: nobody asked where the time goes

  [[nodiscard]] Stopwatch* watch() const { return profile ? profile->watch() : nullptr; }
};

// Looks at the drafts of a run before they are read: may wrap how, and add some.
using ItemsHook = std::function<void(std::vector<DraftItem>& items)>;

// Reviews what `options` name. The run is kept by `context`. Null: usage, policy, rules or sandbox
// were wrong; everything that was has been printed, nothing was reviewed, and the process answers
// ExitCode::error.
[[nodiscard]] const ReviewRun* run_review(Options options, const CommandContext& context,
                                          const ItemsHook& hook = {});

// The same for JSON Lines: each draft's is written as soon as it and all before it are done, and
// its review is not kept. Returns the exit code of the run. Only for options of which
// writes_lines().
[[nodiscard]] ExitCode run_review_by_lines(Options options, const CommandContext& context);

// The verdict of the run: of a change in git that brings nothing to review, clear.
[[nodiscard]] Verdict verdict_of(const ReviewRun& run);

// Writes the report in the format asked for, to the output or into the folder of --output, and the
// annotated copies; last, on standard error, where the time went, if that was asked. Returns
// `code`, or ExitCode::error when something could not be written.
[[nodiscard]] ExitCode deliver(const ReviewRun& run, ExitCode code, const CommandContext& context);

}  // namespace mishen
