#include "scanner/cli/commands.h"
#include "scanner/cli/flags.h"
#include "scanner/cli/line_report.h"
#include "scanner/cli/review_run.h"

namespace mishen {

// mishen review DRAFT...: a report, and the verdict as exit code.
ExitCode review_command(std::span<const std::string> arguments, const CommandContext& context) {
  Result<Options> options = parse_review(arguments);
  if (!options) {
    print_error(options.error(), context.language);
    return ExitCode::error;
  }
  if (writes_lines(*options)) return run_review_by_lines(*std::move(options), context);
  const ReviewRun* const run = run_review(*std::move(options), context);
  if (run == nullptr) return ExitCode::error;
  return deliver(*run, exit_code(verdict_of(*run)), context);
}

}  // namespace mishen
