#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scanner/base/io.h"
#include "scanner/cli/argument_list.h"
#include "scanner/cli/commands.h"
#include "scanner/cli/flags.h"
#include "scanner/cli/review_run.h"
#include "scanner/policy/waiver.h"

namespace mishen {
namespace {

ExitCode fail(const Error& error, const CommandContext& context) {
  print_error(error, context.language);
  return ExitCode::error;
}

// What the command line says of the decision.
Result<Waiver> asked(ArgumentList& arguments) {
  Waiver waiver;
  waiver.reason = arguments.value("reason");
  waiver.until = arguments.value("until");
  waiver.who = arguments.value("who");
  waiver.second = arguments.value("second");
  waiver.answer = arguments.value("answer");
  if (waiver.answer.empty()) waiver.answer = "approved";
  if (arguments.error()) return *arguments.error();
  const std::pair<const char*, const std::string*> needed[] = {
      {"--reason", &waiver.reason}, {"--until", &waiver.until}, {"--who", &waiver.who}};
  for (const auto& [flag, value] : needed) {
    if (value->empty()) return Error{ErrorKind::usage, flag, {"error.waive-needs", {}}};
  }
  return waiver;
}

struct Found {
  const Review* review = nullptr;
  const DecidedFinding* finding = nullptr;
};

Found find(const ReviewRun& run, const std::string& id) {
  for (const Review& review : run.reviews) {
    for (const DecidedFinding& decided : review.findings) {
      if (decided.finding.id == id) return {&review, &decided};
    }
  }
  return {};
}

// Where waivers of the project go.
std::string waiver_file(const ReviewRun& run, const std::string& asked) {
  if (!asked.empty()) return asked;
  const std::vector<std::string>& files = run.project.policy.waiver_files;
  const std::string name = files.empty() ? std::string(kWaiversName) : files.front();
  return run.project.root.empty() ? name : run.project.root + "/" + name;
}

// The file with one entry more. What is there already must be sound: nobody reads a broken file
// to its end.
Result<std::string> with_entry(const std::string& file, const Waiver& waiver,
                               const CommandContext& context) {
  std::string text;
  Result<std::optional<std::string>> old = folder_reader("")(file);
  if (!old) return old.error();
  if (*old) {
    text = **std::move(old);
    if (!text.ends_with("\n\n")) text += text.ends_with("\n") ? "\n" : "\n\n";
  }
  text += waiver_toml(waiver);
  RuleErrors problems;
  if (Result<std::vector<Waiver>> all = parse_waivers(file, text, &problems); !all) {
    for (std::size_t i = 1; i < problems.errors.size(); ++i) {
      print_error(problems.errors[i], context.language);
    }
    return all.error();
  }
  return text;
}

}  // namespace

// mishen waive FINDING --in DRAFT --reason WHY --until DAY --who NAME: reviews the draft, and
// writes the decision down where the policy looks for it. Refuses what the policy would not let
// count.
ExitCode waive_command(std::span<const std::string> given, const CommandContext& context) {
  ArgumentList arguments(given);
  const std::string draft = arguments.value("in");
  const std::string file = arguments.value("file");
  Result<Waiver> waiver = asked(arguments);
  if (!waiver) return fail(waiver.error(), context);
  std::vector<std::string> rest = arguments.rest();
  if (draft.empty() || rest.empty() || rest.front().starts_with('-')) {
    return fail({ErrorKind::usage, "waive", {"error.waive-what", {}}}, context);
  }
  const std::string id = rest.front();
  rest.front() = draft;
  Result<Options> options = parse_review(rest);
  if (!options) return fail(options.error(), context);
  const ReviewRun* const run = run_review(*std::move(options), context);
  if (run == nullptr) return ExitCode::error;
  const Found found = find(*run, id);
  if (found.finding == nullptr) {
    return fail({ErrorKind::input, draft, {"error.waive-no-such", {{"finding", id}}}}, context);
  }
  const Decisions& decisions = run->project.decisions;
  waiver->finding = id;
  waiver->rule = found.finding->finding.rule;
  waiver->excerpt = found.finding->finding.masked;
  waiver->date = decisions.today;
  if (!decisions.keyed) waiver->draft = "sha256:" + found.review->sha256;
  const WaiverCase facts{found.finding->finding.masked, found.finding->severity,
                         found.review->sha256, decisions.today, decisions.keyed};
  const std::string target = waiver_file(*run, file);
  const Result<std::string> text_of_file = with_entry(target, *waiver, context);
  if (!text_of_file) return fail(text_of_file.error(), context);
  if (const auto fault = fault_of(*waiver, decisions.rules, facts)) {
    const std::string why = text(context.language, "waiver-fault." + std::string(name(*fault)));
    return fail({ErrorKind::policy, id, {"error.waive-refused", {{"fault", why}}}}, context);
  }
  if (Status written = write_file_atomically(target, *text_of_file); !written) {
    return fail(written.error(), context);
  }
  return put(
      context,
      text(context.language, Message{"waive.written", {{"finding", id}, {"file", target}}}) + "\n",
      ExitCode::clear);
}

}  // namespace mishen
