#include "scanner/cli/review_run.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "scanner/cli/clock.h"
#include "scanner/cli/copies.h"
#include "scanner/cli/draft_list.h"
#include "scanner/cli/engine_digest.h"
#include "scanner/cli/line_report.h"
#include "scanner/cli/page_images.h"
#include "scanner/cli/profile_text.h"
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

// Only where somebody watches it, and not on a screen that the lines of the report run over.
Progress progress_for(const ReviewRun& run, const CommandContext& context) {
  const std::size_t count = run.items.size();
  const bool lines_run_over =
      writes_lines(run.options) && run.options.output.empty() && context.out_is_terminal;
  if (!context.err_is_terminal || count < 2 || lines_run_over) return {};
  winsize size{};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0;
  return progress_line(count, known ? size.ws_col : kUsualColumns, context.language);
}

// In the folder of --output, which is made. Empty: the report goes to standard output.
std::string output_file(const Options& options) {
  if (options.output.empty()) return {};
  std::error_code failed;
  std::filesystem::create_directories(options.output, failed);
  return options.output + "/" + std::string(file_name(options.format));
}

ExitCode write_output(const Options& options, const std::string& report, ExitCode code,
                      const CommandContext& context) {
  if (options.output.empty()) return put(context, report, code);
  const std::string file = output_file(options);
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

// The project as it was before the change; with what the change itself says if the project before
// it allows that. A policy named on the command line is taken as it lies there.
Result<Project> open_project_of(ReviewRun& run, RuleErrors& problems) {
  if (!run.git || !run.options.policy_file.empty()) return open_project(run.options, problems);
  const Options asked = run.options;
  Result<Project> project = open_project(run.options, problems, run.git->before());
  if (!project || !project->policy.same_change) return project;
  run.options = asked;
  return open_project(run.options, problems, run.git->after());
}

// Repository, policy, rules, sandbox: all a run needs before its first draft.
bool open_run(ReviewRun& run, const CommandContext& context) {
  const Lap lap(run.watch(), RunStage::opening);
  RuleErrors problems;
  if (run.options.git.drafts != GitDrafts::none) {
    Result<GitSource> git = GitSource::open(run.options.git);
    if (!git) {
      print_error(git.error(), context.language);
      return false;
    }
    run.git = *std::move(git);
  }
  Result<Project> project = open_project_of(run, problems);
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

// What the user named: files, or what git has.
Result<std::vector<DraftItem>> named_items(const ReviewRun& run, const CommandContext& context) {
  if (run.git) return run.git->items(run.options.limits);
  const std::vector<std::string> paths = list_drafts(run.options.drafts);
  for (const std::string& file : bystanders(run.project, paths)) {
    print_error({ErrorKind::policy, file, {"policy.bystander", {}}}, context.language);
  }
  std::vector<DraftItem> items = file_items(paths, run.options);
  for (DraftItem& item : items) item.scope = run.project.scope_of(item.name);
  return items;
}

// The drafts with their place in the project, without what the policy says is none.
Status list_items(ReviewRun& run, const ItemsHook& hook, const CommandContext& context) {
  const Lap lap(run.watch(), RunStage::listing);
  Result<std::vector<DraftItem>> named = named_items(run, context);
  if (!named) return named.error();
  for (DraftItem& item : *named) {
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
    // A disclosure attribute is stated in files; the message of a commit has no place for one.
    if (item.published && item.scope.empty()) run.policies.back().attribute_required = false;
  }
  return Done{};
}

// What reviewed these objects before, or nothing; told if it cannot be used.
std::optional<AnswerCache> open_cache(const ReviewRun& run, const CommandContext& context) {
  const GitRequest& request = run.options.git;
  // Whole values are nowhere kept.
  if (!run.git || !request.cached || run.options.reveal) return std::nullopt;
  const Result<std::string> engine = engine_digest(*run.session, run.options);
  if (!engine) return std::nullopt;
  Result<AnswerCache> cache =
      AnswerCache::open(run.git->cache_folder(), *engine, run.project.decisions.today);
  if (cache) return *std::move(cache);
  print_error(cache.error(), context.language);
  return std::nullopt;
}

constexpr std::uint64_t kMostCacheBytes = 256ULL << 20U;

void fill_report(ReviewRun& run, const CommandContext& context) {
  run.report.rules = &run.session->rules().book();
  run.report.version = MISHEN_VERSION;
  run.report.rules_digest = run.session->rules().digest();
  run.report.profile = policy_for(run.project.policy, "", run.options.asked()).profile;
  run.report.language = context.language;
  run.report.sarif_lines = run.options.sarif_lines;
  run.report.nothing_new = run.git.has_value();
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

// All that comes before the first draft. Null: it was wrong, and has been printed.
ReviewRun* prepare_run(Options options, const CommandContext& context, const ItemsHook& hook) {
  const auto run = std::make_shared<ReviewRun>();
  context.kept->push_back(run);
  run->options = std::move(options);
  if (run->options.profile_time) run->profile = std::make_unique<RunProfile>(process_clocks());
  if (!open_run(*run, context)) return nullptr;
  if (const Status listed = list_items(*run, hook, context); !listed) {
    print_error(listed.error(), context.language);
    return nullptr;
  }
  fill_report(*run, context);
  return run.get();
}

// Reviews the drafts of a prepared run and hands `take` each review, decided.
void review_drafts(ReviewRun& run, const CommandContext& context, const ReviewTaker& take) {
  std::optional<AnswerCache> cache = open_cache(run, context);
  ApplyingDecisions deciding(run.project.decisions);
  const auto decide_and_take = [&](Review review) {
    const Lap lap(run.watch(), RunStage::settling);
    deciding.apply(review);
    run.met.insert(review.verdict);
    return take(std::move(review));
  };
  const auto forget = [&run] {
    std::vector<DraftItem>().swap(run.items);
    std::vector<Policy>().swap(run.policies);
  };
  const CageLayers missing =
      review_each(run.items, run.policies, *run.session, run.options, progress_for(run, context),
                  cache ? &*cache : nullptr, run.profile.get(), decide_and_take, forget);
  if (cache) cache->trim(kMostCacheBytes);
  if (missing != CageLayers{}) tell_missing(missing, context.language);
  run.report.policy.decisions = deciding.report();
}

}  // namespace

const ReviewRun* run_review(Options options, const CommandContext& context, const ItemsHook& hook) {
  ReviewRun* const run = prepare_run(std::move(options), context, hook);
  if (run == nullptr) return nullptr;
  review_drafts(*run, context, [&](Review review) {
    run->reviews.push_back(std::move(review));
    return true;
  });
  const Lap lap(run->watch(), RunStage::settling);
  if (run->options.update_baseline) {
    if (const Status updated = update_baseline(*run, context.language); !updated) {
      print_error(updated.error(), context.language);
      return nullptr;
    }
    for (Review& review : run->reviews) forget_decisions(review);
    run->report.policy.decisions = apply_decisions(run->reviews, run->project.decisions);
    run->met.clear();
    for (const Review& review : run->reviews) run->met.insert(review.verdict);
  }
  return run;
}

ExitCode run_review_by_lines(Options options, const CommandContext& context) {
  ReviewRun* const run = prepare_run(std::move(options), context, {});
  if (run == nullptr) return ExitCode::error;
  LineReport lines(context);
  if (!lines.open(output_file(run->options))) return ExitCode::error;
  review_drafts(*run, context, [&](const Review& review) {
    const Lap lap(run->watch(), RunStage::rendering);
    return lines.add(review, run->report);
  });
  ExitCode code = exit_code(verdict_of(*run));
  {
    const Lap lap(run->watch(), RunStage::writing);
    code = lines.finish(code);
  }
  if (run->profile) complain(profile_text(run->profile->figures(), context.language));
  return code;
}

Verdict verdict_of(const ReviewRun& run) {
  return run.met.empty() && run.report.nothing_new ? Verdict::clear : overall(run.met);
}

ExitCode deliver(const ReviewRun& run, ExitCode code, const CommandContext& context) {
  const Options& options = run.options;
  const bool to_terminal = context.out_is_terminal && options.output.empty();
  std::vector<std::vector<PageImage>> pictures;
  if (options.format == ReportFormat::html) {
    const Lap lap(run.watch(), RunStage::drawing);
    pictures = draw_all(run.items, run.reviews, *run.session, options, run.profile.get());
  }
  std::string rendered;
  {
    const Lap lap(run.watch(), RunStage::rendering);
    rendered =
        render(run.reviews, run.report, options.format, terminal_style(to_terminal), pictures);
  }
  {
    const Lap lap(run.watch(), RunStage::writing);
    code = write_output(options, rendered, code, context);
  }
  if (options.annotate) {
    const Lap lap(run.watch(), RunStage::copying);
    if (!write_copies(run.items, run.reviews, *run.session, options, run.report,
                      run.profile.get())) {
      code = ExitCode::error;
    }
  }
  if (run.profile) complain(profile_text(run.profile->figures(), context.language));
  return code;
}

}  // namespace mishen
