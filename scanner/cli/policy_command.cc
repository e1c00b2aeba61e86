#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scanner/cli/argument_list.h"
#include "scanner/cli/clock.h"
#include "scanner/cli/commands.h"
#include "scanner/cli/draft_list.h"
#include "scanner/cli/project.h"
#include "scanner/cli/session.h"

namespace mishen {
namespace {

constexpr std::string_view kOptions[] = {"policy", "rules-folder"};

void tell(const RuleErrors& problems, const Error& first, Language language) {
  for (const Error& problem : problems.errors) print_error(problem, language);
  if (problems.errors.empty()) print_error(first, language);
}

struct Opened {
  Options options;
  Project project;
};

// The project as a review would open it; everything wrong has been printed.
std::optional<Opened> open(Options options, Language language) {
  RuleErrors problems;
  Opened opened;
  opened.options = std::move(options);
  Result<Project> project = open_project(opened.options, problems);
  if (!project) {
    tell(problems, project.error(), language);
    return std::nullopt;
  }
  opened.project = *std::move(project);
  return opened;
}

// Whether the policy, what it names and its packs and key can be used; and what is in them.
ExitCode check(Options options, const CommandContext& context) {
  const Language language = context.language;
  std::optional<Opened> opened = open(std::move(options), language);
  if (!opened) return ExitCode::error;
  RuleErrors problems;
  const Result<std::unique_ptr<Session>> session = Session::open(opened->options, problems);
  if (!session) {
    tell(problems, session.error(), language);
    return ExitCode::error;
  }
  const Project& project = opened->project;
  if (!project.policy.present()) {
    return put(context, text(language, "policy.none") + "\n", ExitCode::clear);
  }
  const Decisions& decisions = project.decisions;
  std::string out =
      text(language, Message{"policy.good",
                             {{"file", project.policy.file},
                              {"digest", project.policy.digest},
                              {"waivers", std::to_string(decisions.waivers.size())},
                              {"baseline", std::to_string(decisions.baseline.count())}}}) +
      "\n";
  const auto today = day_number(decisions.today);
  for (const Waiver& waiver : decisions.waivers) {
    const auto until = day_number(waiver.until);
    if (!until || !today || *until >= *today) continue;
    out +=
        text(language,
             Message{
                 "policy.expired",
                 {{"place", waiver.place}, {"finding", waiver.finding}, {"until", waiver.until}}}) +
        "\n";
  }
  if (!(*session)->keyed() && !decisions.waivers.empty()) {
    out += text(language, "policy.no-key") + "\n";
  }
  return put(context, out, ExitCode::clear);
}

std::string joined(std::string& list, std::string_view one) {
  if (!list.empty()) list += ", ";
  return list += one;
}

// What applies to one draft, and where it is said.
std::string shown(const std::string& draft, const Project& project, const Options& options,
                  Language language) {
  const std::string scope = project.scope_of(draft);
  if (const auto glob = ignored_by(project.policy, scope)) {
    return draft + "\n  " + text(language, Message{"policy.ignored", {{"glob", *glob}}}) + "\n";
  }
  std::vector<std::string> why;
  const Policy policy = policy_for(project.policy, scope, options.asked(), &why);
  std::string hold_on;
  for (const Severity severity : policy.hold_on) joined(hold_on, name(severity));
  std::string gaps;
  for (const GapCause cause : policy.accepted_gaps) joined(gaps, name(cause));
  std::string places;
  for (const std::string& place : why) joined(places, place);
  std::string out = draft + "\n";
  const auto line = [&](std::string_view key, const std::string& value) {
    out += "  " + std::string(key) + " = " + value + "\n";
  };
  line("profile", std::string(name(policy.profile)));
  line("hold-on", hold_on.empty() ? "-" : hold_on);
  line("min-likelihood", std::string(name(policy.min_likelihood)));
  line("accept-gaps", gaps.empty() ? "-" : gaps);
  line("attribute", policy.attribute_required ? "required" : "optional");
  std::string packs;
  for (const std::string& pack : options.packs) joined(packs, pack);
  line("packs", packs.empty() ? text(language, "policy.default-packs") : packs);
  return out + "  " +
         (places.empty() ? text(language, "policy.by-default")
                         : text(language, Message{"policy.because", {{"places", places}}})) +
         (scope.empty() && project.policy.present() ? " " + text(language, "policy.elsewhere")
                                                    : std::string()) +
         "\n";
}

ExitCode show(Options options, const CommandContext& context) {
  const std::optional<Opened> opened = open(std::move(options), context.language);
  if (!opened) return ExitCode::error;
  std::string out;
  for (const std::string& draft : list_drafts(opened->options.drafts)) {
    out += shown(draft, opened->project, opened->options, context.language);
  }
  return put(context, out, ExitCode::clear);
}

}  // namespace

// mishen policy check | show DRAFT...: is mishen.toml right, and what of it applies to a draft.
ExitCode policy_command(std::span<const std::string> given, const CommandContext& context) {
  ArgumentList arguments(given);
  Options options;
  options.policy_file = arguments.value("policy");
  options.rules_folder = arguments.value("rules-folder");
  if (arguments.error()) {
    print_error(*arguments.error(), context.language);
    return ExitCode::error;
  }
  Result<std::vector<std::string>> words = arguments.names(kOptions);
  if (!words) {
    print_error(words.error(), context.language);
    return ExitCode::error;
  }
  const std::string verb = words->empty() ? "" : words->front();
  if (verb == "check" && words->size() == 1) return check(std::move(options), context);
  if (verb == "show" && words->size() > 1) {
    options.drafts.assign(words->begin() + 1, words->end());
    return show(std::move(options), context);
  }
  print_error({ErrorKind::usage, "policy", {"error.policy-verb", {}}}, context.language);
  return ExitCode::error;
}

}  // namespace mishen
