#include <algorithm>
#include <optional>

#include "plugins/loaded_format.h"
#include "plugins/plugins.h"
#include "scanner/cli/commands.h"
#include "scanner/cli/draft_list.h"
#include "scanner/intake/format.h"
#include "scanner/intake/identify.h"
#include "scanner/policy/policy.h"
#include "scanner/report/ledger.h"
#include "scanner/worker/pool.h"

namespace mishen {
namespace {

struct TextOptions {
  LedgerOptions ledger;
  bool json = false;
  std::vector<std::string> drafts;
};

Result<TextOptions> parse(std::span<const std::string> arguments, Language language) {
  TextOptions options;
  options.ledger.language = language;
  options.ledger.accepted_gaps = default_policy(Profile::external).accepted_gaps;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string word = arguments[i];
    if (word == "--format" && i + 1 < arguments.size()) word += "=" + arguments[++i];
    if (word == "--coverage") {
      options.ledger.coverage = true;
    } else if (word == "--reveal") {
      options.ledger.reveal = true;
    } else if (word == "--format=json" || word == "--format=text") {
      options.json = word.ends_with("json");
    } else if (word.starts_with("--format=")) {
      const std::string value = word.substr(word.find('=') + 1);
      return Error{ErrorKind::usage,
                   "--format",
                   {"error.flag-value", {{"value", value}, {"allowed", "text, json"}}}};
    } else if (word.size() > 1 && word.front() == '-') {
      return Error{ErrorKind::usage, word, {"error.unknown-text-flag", {}}};
    } else {
      options.drafts.push_back(word);
    }
  }
  if (options.drafts.empty()) return Error{ErrorKind::usage, "text", {"error.no-drafts", {}}};
  return options;
}

// Opens the format's plug-in here: its worker may not read the installation any more.
void warm(const FormatSet& formats, std::string_view bytes) {
  const FormatEntry* entry = formats.find(identify(bytes));
  if (entry == nullptr) return;
  // One that cannot be loaded is reported by the worker, draft by draft.
  if (const Result<const Format*> format = entry->get()) (*format)->warm();
}

// What each draft's worker made of it; those that could not be read are left out and complained of.
std::vector<std::string> read_all(const std::vector<std::string>& paths, const TextOptions& options,
                                  ExitCode& code) {
  const FormatSet formats = all_formats();
  PoolOptions pool;
  pool.readable = {format_folder()};  // a file inside may need a plug-in
  std::vector<std::string> bytes(paths.size());
  std::vector<std::optional<std::string>> answers(paths.size());
  const Language language = options.ledger.language;
  const auto fail = [&](const Error& error) {
    print_error(error, language);
    code = ExitCode::incomplete;
  };
  const auto prepare = [&](std::size_t job) -> std::optional<std::string_view> {
    Result<std::string> read = read_file(paths[job], pool.limits.max_draft_bytes);
    if (!read) {
      fail(read.error());
      return std::nullopt;
    }
    bytes[job] = *std::move(read);
    warm(formats, bytes[job]);
    return bytes[job];
  };
  const auto work = [&](std::size_t job, std::string_view draft) {
    const Document document = read_draft(draft, paths[job], formats, pool.limits);
    return options.json ? ledger_json(paths[job], document, options.ledger)
                        : ledger_text(paths[job], document, options.ledger);
  };
  run_pool(paths.size(), pool, prepare, work, [&](std::size_t job, WorkerOutcome outcome) {
    bytes[job].clear();
    if (outcome.end != WorkerEnd::answered) {
      fail({ErrorKind::input, paths[job], {"error.worker-ended", {}}});
    } else {
      answers[job] = std::move(outcome.answer);
    }
  });
  std::vector<std::string> out;
  for (std::optional<std::string>& answer : answers) {
    if (answer) out.push_back(*std::move(answer));
  }
  return out;
}

}  // namespace

// mishen text [--coverage] [--format text|json] [--reveal] DRAFT...: what the reviewer sees.
ExitCode text_command(std::span<const std::string> arguments, const CommandContext& context) {
  Result<TextOptions> options = parse(arguments, context.language);
  if (!options) {
    print_error(options.error(), context.language);
    return ExitCode::error;
  }
  ExitCode code = ExitCode::clear;
  const std::vector<std::string> answers = read_all(list_drafts(options->drafts), *options, code);
  std::string out;
  if (options->json) {
    std::optional<std::string> report = ledger_report(answers);
    if (!report) {
      print_error({ErrorKind::input, "text", {"error.worker-ended", {}}}, context.language);
      return ExitCode::incomplete;
    }
    out = *std::move(report);
  } else {
    for (const std::string& answer : answers) out += safe_lines(answer);
  }
  return put(context, out, code);
}

}  // namespace mishen
