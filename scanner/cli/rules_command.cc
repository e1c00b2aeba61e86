#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "scanner/cli/commands.h"
#include "scanner/cli/explain.h"
#include "scanner/cli/session.h"
#include "scanner/examples.h"
#include "scanner/rulebook/lint.h"

namespace mishen {
namespace {

const std::string& in(Language language, const Words& words) {
  return language == Language::zh_cn ? words.zh_cn : words.en;
}

std::string list_rules(const Rulebook& book, Language language) {
  std::string out;
  for (const Pack& pack : book.packs) {
    out += fmt::format("{} {}  {}\n", pack.id, pack.version, in(language, pack.title));
    for (const Rule& rule : book.rules) {
      if (rule.pack != pack.id) continue;
      out += fmt::format("  {:<32} {:<7} {}\n", rule.id, name(rule.external),
                         in(language, rule.title));
    }
  }
  return out;
}

// "comment, tracked-change; each"
std::string traces_of(const Rule& rule) {
  std::string out;
  for (const TraceKind kind : rule.traces) {
    out += (out.empty() ? "" : ", ") + std::string(name(kind));
  }
  return rule.each ? out + "; each" : out;
}

std::string show_example(const Example& example) {
  std::string out = example.has_span ? "  [x] " : "  [ ] ";
  out += mask_digit_runs(example.text);
  if (example.trace) out += fmt::format(" (trace: {})", name(*example.trace));
  return out + "\n";
}

std::string show_rule(const Rule& rule, Language language) {
  const auto label = [&](std::string_view id) { return text(language, id); };
  std::string out = fmt::format("{}  {}\n", rule.full_id(), in(language, rule.title));
  out += fmt::format("{}: external={} internal={}\n", label("rules.severity"), name(rule.external),
                     name(rule.internal));
  if (!in(language, rule.why).empty()) {
    out += fmt::format("{}: {}\n", label("rules.why"), in(language, rule.why));
  }
  out += fmt::format("{}: {}\n", label("rules.basis"), rule.basis);
  out += fmt::format("{}: {}\n", label("rules.remedy"), in(language, rule.remedy));
  for (const std::string& regex : rule.regex) out += fmt::format("  /{}/\n", regex);
  if (rule.words != nullptr) {
    out += fmt::format("  {}: {}\n", label("rules.words"), rule.words->words.size());
  }
  if (!rule.traces.empty()) out += fmt::format("  trace: {}\n", traces_of(rule));
  for (const std::string& other : rule.together) out += fmt::format("  together: {}\n", other);
  for (const std::string& validator : rule.validators) out += fmt::format("  + {}\n", validator);
  for (const Example& example : rule.examples) out += show_example(example);
  return out;
}

ExitCode test_rules(const Session& session, const CommandContext& context) {
  const ExampleRun run = run_examples(session.engine());
  std::string out;
  for (const ExampleFailure& failure : run.failures) {
    out += fmt::format("{}: {}: {}\n", failure.place, failure.rule,
                       text(context.language, failure.message));
  }
  out += text(context.language, {"rules.tested",
                                 {{"examples", std::to_string(run.examples)},
                                  {"failures", std::to_string(run.failures.size())},
                                  {"misses", std::to_string(run.known_misses)},
                                  {"alarms", std::to_string(run.known_alarms)}}}) +
         "\n";
  const bool good = run.failures.empty() && run.examples > 0;
  return put(context, out, good ? ExitCode::clear : ExitCode::error);
}

ExitCode lint_rules(const Session& session, const CommandContext& context) {
  const std::vector<Error> problems = lint(session.rules().book());
  std::string out;
  for (const Error& problem : problems) {
    out += fmt::format("{}: {}\n", problem.place, text(context.language, problem.message));
  }
  out += text(context.language, {"rules.linted", {{"problems", std::to_string(problems.size())}}}) +
         "\n";
  return put(context, out, problems.empty() ? ExitCode::clear : ExitCode::error);
}

ExitCode usage_error(Message message, const CommandContext& context) {
  print_error({ErrorKind::usage, "rules", std::move(message)}, context.language);
  return ExitCode::error;
}

ExitCode run_verb(const std::string& verb, std::span<const std::string> rest,
                  const Session& session, const CommandContext& context) {
  const Rulebook& book = session.rules().book();
  if (verb == "list") return put(context, list_rules(book, context.language), ExitCode::clear);
  // A review compiles what a draft needs; here, where rules are looked at, all of it is.
  if (verb == "test" || verb == "lint") {
    if (const Status compiled = compile_all(session.rules()); !compiled) {
      print_error(compiled.error(), context.language);
      return ExitCode::error;
    }
  }
  if (verb == "test") return test_rules(session, context);
  if (verb == "lint") return lint_rules(session, context);
  if (rest.empty()) return usage_error({"error.which-rule", {}}, context);
  const auto rule = std::find_if(book.rules.begin(), book.rules.end(), [&](const Rule& candidate) {
    return candidate.full_id() == rest.front();
  });
  if (rule == book.rules.end()) {
    return usage_error({"error.no-such-rule", {{"rule", rest.front()}}}, context);
  }
  const std::string said = verb == "explain"
                               ? explain_rule(*rule, session.engine(), context.language)
                               : show_rule(*rule, context.language);
  return put(context, said, ExitCode::clear);
}

bool is_pack_name(const std::string& id) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), good) &&
         id.front() != '-' && id.back() != '-' && id.find("--") == std::string::npos &&
         id != "data";
}

// Writes DIR/PACK/PACK.toml; what is there already is never touched.
ExitCode new_rules(std::span<const std::string> rest, const std::string& folder,
                   const CommandContext& context) {
  std::error_code failed;
  if (rest.size() != 1 || !is_pack_name(rest.front()) ||
      !std::filesystem::is_directory(folder, failed)) {
    return usage_error({"error.rules-new-name", {}}, context);
  }
  const std::string& id = rest.front();
  const std::string pack = folder + "/" + id;
  const std::string file = pack + "/" + id + ".toml";
  if (!std::filesystem::create_directory(pack, failed)) {
    return usage_error({"error.rules-new-exists", {{"file", pack}}}, context);
  }
  if (const Status written = write_file_atomically(file, new_pack(id, context.language));
      !written) {
    print_error(written.error(), context.language);
    return ExitCode::error;
  }
  return put(context,
             text(context.language, {"rules.written", {{"file", file}, {"folder", folder}}}) + "\n",
             ExitCode::clear);
}

}  // namespace

// mishen rules list|show RULE|explain RULE|test|lint|new PACK [--also PACK] [--rules-folder DIR]
ExitCode rules_command(std::span<const std::string> arguments, const CommandContext& context) {
  Options options;
  std::vector<std::string> words;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--rules-folder" && i + 1 < arguments.size()) {
      options.rules_folder = arguments[++i];
    } else if (arguments[i] == "--also" && i + 1 < arguments.size()) {
      options.packs.push_back("+" + arguments[++i]);
    } else {
      words.push_back(arguments[i]);
    }
  }
  constexpr std::string_view kVerbs[] = {"list", "show", "explain", "test", "lint", "new"};
  if (words.empty() ||
      std::find(std::begin(kVerbs), std::end(kVerbs), words.front()) == std::end(kVerbs)) {
    return usage_error({"error.rules-verb", {}}, context);
  }
  if (words.front() == "new") {
    return new_rules(std::span(words).subspan(1), options.rules_folder, context);
  }
  RuleErrors problems;
  const Result<std::unique_ptr<Session>> session = Session::open(options, problems);
  if (!session) {
    for (const Error& problem : problems.errors) print_error(problem, context.language);
    if (problems.errors.empty()) print_error(session.error(), context.language);
    return ExitCode::error;
  }
  return run_verb(words.front(), std::span(words).subspan(1), **session, context);
}

}  // namespace mishen
