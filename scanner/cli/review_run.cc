#include "scanner/cli/review_run.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "scanner/cli/copies.h"
#include "scanner/cli/draft_list.h"
#include "scanner/cli/page_images.h"
#include "scanner/cli/progress.h"

namespace mishen {
namespace {

constexpr unsigned kUsualColumns = 80;
constexpr unsigned kLeastColumns = 40;
constexpr unsigned kMostColumns = 120;  // longer lines are hard to read

TerminalStyle terminal_style(bool terminal) {
  TerminalStyle style;
  style.columns = kUsualColumns;
  winsize size{};
  if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) {
    style.columns = std::clamp<unsigned>(size.ws_col, kLeastColumns, kMostColumns);
  }
  const char* no_colour = std::getenv("NO_COLOR");
  style.colour = terminal && (no_colour == nullptr || *no_colour == '\0');
  return style;
}

std::string render(std::span<const Review> reviews, const ReportContext& report,
                   ReportFormat format, const TerminalStyle& style,
                   std::span<const std::vector<PageImage>> pictures) {
  switch (format) {
    case ReportFormat::json:
      return json_report(reviews, report);
    case ReportFormat::jsonl: {
      std::string lines;
      for (const Review& review : reviews) lines += json_line(review, report);
      return lines;
    }
    case ReportFormat::sarif:
      return sarif_report(reviews, report);
    case ReportFormat::junit:
      return junit_report(reviews, report);
    case ReportFormat::gitlab:
      return gitlab_report(reviews, report);
    case ReportFormat::github:
      return github_report(reviews, report);
    case ReportFormat::html:
      return html_report(reviews, report, pictures);
    case ReportFormat::text:
      break;
  }
  return terminal_report(reviews, report, style);
}

std::string_view file_name(ReportFormat format) {
  switch (format) {
    case ReportFormat::json:
      return "review.json";
    case ReportFormat::jsonl:
      return "review.jsonl";
    case ReportFormat::sarif:
      return "review.sarif";
    case ReportFormat::junit:
      return "review.junit.xml";
    case ReportFormat::gitlab:
      return "gl-code-quality-report.json";
    case ReportFormat::github:
      return "review.github.txt";
    case ReportFormat::html:
      return "review.html";
    case ReportFormat::text:
      break;
  }
  return "review.txt";
}

// Only where somebody watches it.
Progress progress_for(std::size_t count, const CommandContext& context) {
  if (!context.err_is_terminal || count < 2) return {};
  winsize size{};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0;
  return progress_line(count, known ? size.ws_col : kUsualColumns, context.language);
}

ExitCode write_output(const Options& options, const std::string& report, ExitCode code,
                      const CommandContext& context) {
  if (options.output.empty()) return put(context, report, code);
  std::error_code failed;
  std::filesystem::create_directories(options.output, failed);
  const std::string file = options.output + "/" + std::string(file_name(options.format));
  if (Status written = write_file_atomically(file, report); !written) {
    print_error(written.error(), context.language);
    return ExitCode::error;
  }
  const std::string line = text(context.language, {"output.written", {{"file", file}}});
  return put(context, line + "\n", code);
}

// Said once a run, on standard error: the review stands, but less keeps a hostile draft in check.
void tell_missing(CageLayers missing, Language language) {
  const auto tell = [&](bool is_missing, std::string_view id) {
    if (is_missing) complain("mishen: " + text(language, id) + "\n");
  };
  tell(missing.system_calls, "sandbox.no-system-calls");
  tell(missing.files, "sandbox.no-files");
  tell(missing.network, "sandbox.no-network");
}

void tell_all(const RuleErrors& problems, const Error& first, Language language) {
  for (const Error& problem : problems.errors) print_error(problem, language);
  if (problems.errors.empty()) print_error(first, language);
}

// Policy, rules, sandbox: all a run needs before its first draft.
bool open_run(ReviewRun& run, const CommandContext& context) {
  RuleErrors problems;
  Result<Project> project = open_project(run.options, problems);
  if (!project) {
    tell_all(problems, project.error(), context.language);
    return false;
  }
  run.project = *std::move(project);
  if (run.options.update_baseline && run.project.baseline_file.empty()) {
    print_error({ErrorKind::usage, "--update-baseline", {"error.baseline-where", {}}},
                context.language);
    return false;
  }
  Result<std::unique_ptr<Session>> session = Session::open(run.options, problems);
  if (!session) {
    tell_all(problems, session.error(), context.language);
    return false;
  }
  run.session = *std::move(session);
  run.project.decisions.keyed = run.session->keyed();
  if (run.options.require_sandbox) {
    if (const CageLayers layers = probe_cage(); !layers.all()) {
      tell_missing({!layers.system_calls, !layers.files, !layers.network}, context.language);
      print_error({ErrorKind::usage, "--require-sandbox", {"error.sandbox-missing", {}}},
                  context.language);
      return false;
    }
  }
  return true;
}

// The drafts with their place in the project, without what the policy says is none.
void list_items(ReviewRun& run, const ItemsHook& hook, const CommandContext& context) {
  const std::vector<std::string> paths = list_drafts(run.options.drafts);
  for (const std::string& file : bystanders(run.project, paths)) {
    print_error({ErrorKind::policy, file, {"policy.bystander", {}}}, context.language);
  }
  for (DraftItem& item : file_items(paths, run.options)) {
    item.scope = run.project.scope_of(item.name);
    if (std::optional<std::string> glob = ignored_by(run.project.policy, item.scope)) {
      run.report.policy.ignored.push_back({item.name, *std::move(glob)});
    } else {
      run.items.push_back(std::move(item));
    }
  }
  // Last: it counts on the drafts staying where they are in the list.
  if (hook) hook(run.items);
  for (const DraftItem& item : run.items) {
    run.policies.push_back(policy_for(run.project.policy, item.scope, run.options.asked()));
  }
}

void fill_report(ReviewRun& run, const CommandContext& context) {
  run.report.rules = &run.session->rules().book();
  run.report.version = MISHEN_VERSION;
  run.report.rules_digest = run.session->rules().digest();
  run.report.profile = policy_for(run.project.policy, "", run.options.asked()).profile;
  run.report.language = context.language;
  run.report.sarif_lines = run.options.sarif_lines;
  run.report.policy.file = run.project.policy.file;
  run.report.policy.digest = run.project.policy.digest;
}

// Writes the baseline as this run found it, unless it grew and nobody said why.
Status update_baseline(ReviewRun& run, Language language) {
  Decisions& decisions = run.project.decisions;
  const Baseline next = baseline_of(run.reviews, decisions.keyed);
  const std::uint64_t more = growth(decisions.baseline, next);
  if (more > 0 && run.options.reason.empty()) {
    return Error{ErrorKind::policy,
                 run.project.baseline_file,
                 {"error.baseline-grows", {{"count", std::to_string(more)}}}};
  }
  std::string head = text(language, {"baseline.head",
                                     {{"date", decisions.today},
                                      {"count", std::to_string(next.count())},
                                      {"before", std::to_string(decisions.baseline.count())}}});
  if (more > 0) {
    head += "\n" + text(language, {"baseline.reason", {{"reason", run.options.reason}}});
  }
  if (Status written = write_file_atomically(run.project.baseline_file, baseline_toml(next, head));
      !written) {
    return written;
  }
  decisions.baseline = next;
  return Done{};
}

}  // namespace

std::optional<ReviewRun> run_review(Options options, const CommandContext& context,
                                    const ItemsHook& hook) {
  ReviewRun run;
  run.options = std::move(options);
  if (!open_run(run, context)) return std::nullopt;
  list_items(run, hook, context);
  ReviewedAll reviewed = review_all(run.items, run.policies, *run.session, run.options,
                                    progress_for(run.items.size(), context));
  if (reviewed.missing != CageLayers{}) tell_missing(reviewed.missing, context.language);
  run.reviews = std::move(reviewed.reviews);
  fill_report(run, context);
  run.report.policy.decisions = apply_decisions(run.reviews, run.project.decisions);
  if (run.options.update_baseline) {
    if (const Status updated = update_baseline(run, context.language); !updated) {
      print_error(updated.error(), context.language);
      return std::nullopt;
    }
    for (Review& review : run.reviews) forget_decisions(review);
    run.report.policy.decisions = apply_decisions(run.reviews, run.project.decisions);
  }
  return run;
}

ExitCode deliver(const ReviewRun& run, ExitCode code, const CommandContext& context) {
  const Options& options = run.options;
  const bool to_terminal = context.out_is_terminal && options.output.empty();
  std::vector<std::vector<PageImage>> pictures;
  if (options.format == ReportFormat::html) {
    pictures = draw_all(run.items, run.reviews, *run.session, options);
  }
  const std::string rendered =
      render(run.reviews, run.report, options.format, terminal_style(to_terminal), pictures);
  const ExitCode written = write_output(options, rendered, code, context);
  const bool copied =
      !options.annotate || write_copies(run.items, run.reviews, *run.session, options, run.report);
  return copied ? written : ExitCode::error;
}

}  // namespace mishen
