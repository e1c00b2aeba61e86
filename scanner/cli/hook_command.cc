// mishen hook: puts hooks into a repository, and is what they run.
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <iostream>
#include <optional>
#include <sstream>
#include <system_error>

#include "scanner/cli/commands.h"
#include "scanner/cli/git_module.h"
#include "scanner/cli/git_source.h"
#include "scanner/cli/hook_files.h"
#include "scanner/cli/review_run.h"
#include "scanner/report/screen.h"

namespace mishen {
namespace {

namespace fs = std::filesystem;

constexpr std::array kKinds = {HookKind::pre_commit, HookKind::pre_receive};
// git puts "remote: " in front of what a server's hook says.
constexpr unsigned kScreenColumns = 80;
constexpr unsigned kRemotePrefix = 8;
constexpr std::size_t kIdLength = 40;

ExitCode fail(const Error& error, Language language) {
  print_error(error, language);
  return ExitCode::error;
}

std::optional<HookKind> kind_by_name(std::string_view wanted) {
  for (const HookKind kind : kKinds) {
    if (name(kind) == wanted) return kind;
  }
  return std::nullopt;
}

// Where git looks for the hooks of this repository.
std::string hooks_folder(const Repository& repository) {
  const std::optional<std::string> configured = repository.config_path("core.hooksPath");
  if (!configured) return repository.shared_folder() + "hooks";
  // A relative one starts where hooks run.
  const std::string home =
      repository.work_tree().empty() ? repository.shared_folder() : repository.work_tree();
  return (fs::path(home) / *configured).lexically_normal().string();
}

Result<HookPlace> place_of(const Repository& repository, HookKind kind) {
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (failed) {
    return Error{
        ErrorKind::io, "/proc/self/exe", {"error.cannot-read", {{"cause", failed.message()}}}};
  }
  return HookPlace{kind, hooks_folder(repository), program.string()};
}

Message told(std::string id, const HookPlace& place) {
  const std::string former = place.former();
  return {std::move(id),
          {{"kind", std::string(name(place.kind))},
           {"file", place.file()},
           {"former", former.substr(former.find_last_of('/') + 1)}}};
}

ExitCode tell(const CommandContext& context, const Message& message) {
  return put(context, text(context.language, message) + "\n", ExitCode::clear);
}

ExitCode install(const HookPlace& place, const CommandContext& context) {
  const Result<bool> chained = install_hook(place);
  if (!chained) return fail(chained.error(), context.language);
  return tell(context, told(*chained ? "hook.installed-before" : "hook.installed", place));
}

ExitCode uninstall(const HookPlace& place, const CommandContext& context) {
  const Result<bool> restored = uninstall_hook(place);
  if (!restored) return fail(restored.error(), context.language);
  return tell(context, told(*restored ? "hook.removed-before" : "hook.removed", place));
}

ExitCode status(const HookPlace& place, const CommandContext& context) {
  switch (hook_state(place)) {
    case HookState::present:
      return tell(context, told("hook.present", place));
    case HookState::changed:
      return tell(context, told("hook.outdated", place));
    case HookState::absent:
      break;
  }
  return tell(context, told("hook.absent", place));
}

// "old new ref" a line, as git gives it to pre-receive. A ref that goes brings nothing; one that is
// new brings its name too.
Result<GitRequest> read_push(std::istream& in) {
  GitRequest request;
  request.drafts = GitDrafts::push;
  const auto is_id = [](const std::string& word) {
    return word.size() == kIdLength &&
           word.find_first_not_of("0123456789abcdef") == std::string::npos;
  };
  const std::string none(kIdLength, '0');
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    std::istringstream words(line);
    std::string before;
    std::string after;
    words >> before >> after >> std::ws;
    std::string ref;
    std::getline(words, ref);
    if (!is_id(before) || !is_id(after) || ref.empty()) {
      return Error{ErrorKind::input, "pre-receive", {"error.hook-line", {}}};
    }
    if (after == none) continue;
    request.pushed.push_back(after);
    if (before == none) request.refs.push_back(ref);
  }
  if (in.bad()) return Error{ErrorKind::io, "pre-receive", {"error.hook-line", {}}};
  return request;
}

ScreenFrame frame_of(HookKind kind) {
  ScreenFrame frame;
  const bool push = kind == HookKind::pre_receive;
  frame.columns = push ? kScreenColumns - kRemotePrefix : kScreenColumns;
  frame.headline = push ? "hook.push-held" : "hook.commit-held";
  frame.advice = {push ? "hook.push-advice" : "hook.commit-advice"};
  return frame;
}

// The review a hook asks for, and its answer on one screen. Whatever goes wrong is a no.
ExitCode run_hook(HookKind kind, const CommandContext& context) {
  Options options;
  options.git.drafts = GitDrafts::staged;
  if (kind == HookKind::pre_receive) {
    Result<GitRequest> request = read_push(std::cin);
    if (!request) return fail(request.error(), context.language);
    options.git = *std::move(request);
    // Only refs that go: nothing comes that could leak.
    if (options.git.pushed.empty()) return ExitCode::clear;
  }
  const ReviewRun* const run = run_review(std::move(options), context);
  if (run == nullptr) {
    fmt::print(stderr, "{}\n", text(context.language, "hook.failed"));
    return ExitCode::error;
  }
  const Verdict verdict = verdict_of(*run);
  if (verdict != Verdict::clear) {
    fmt::print(stderr, "{}", screen_report(run->reviews, run->report, frame_of(kind)));
  } else if (kind == HookKind::pre_receive) {
    fmt::print(stderr, "{}\n",
               text(context.language,
                    {"hook.push-clear", {{"count", std::to_string(run->reviews.size())}}}));
  }
  return exit_code(verdict);
}

// The language the repository asks for outweighs the locale: a server's says little of its people.
Language language_of(const Repository& repository, const CommandContext& context) {
  const std::optional<std::string> asked = repository.config("mishen.lang");
  return asked ? language_from_locale(*asked) : context.language;
}

}  // namespace

ExitCode hook_command(std::span<const std::string> arguments, const CommandContext& given) {
  CommandContext context = given;
  const std::string verb = arguments.empty() ? "" : arguments[0];
  const std::string kind_name = arguments.size() < 2 ? "pre-commit" : arguments[1];
  const bool known = verb == "install" || verb == "uninstall" || verb == "status" || verb == "run";
  if (!known || arguments.size() > 2) {
    return fail({ErrorKind::usage, "hook", {"error.hook-command", {}}}, context.language);
  }
  const std::optional<HookKind> kind = kind_by_name(kind_name);
  if (!kind) {
    return fail({ErrorKind::usage, "hook", {"error.hook-kind", {{"value", kind_name}}}},
                context.language);
  }
  const Result<std::unique_ptr<Repository>> opened = open_repository(".", git_environment());
  if (!opened) return fail(opened.error(), context.language);
  const Repository& repository = **opened;
  context.language = language_of(repository, context);
  if (verb == "run") return run_hook(*kind, context);
  if (verb == "status" && arguments.size() < 2) {
    for (const HookKind each : kKinds) {
      const Result<HookPlace> place = place_of(repository, each);
      if (!place) return fail(place.error(), context.language);
      if (const ExitCode code = status(*place, context); code != ExitCode::clear) return code;
    }
    return ExitCode::clear;
  }
  const Result<HookPlace> place = place_of(repository, *kind);
  if (!place) return fail(place.error(), context.language);
  if (verb == "install") return install(*place, context);
  return verb == "uninstall" ? uninstall(*place, context) : status(*place, context);
}

}  // namespace mishen
