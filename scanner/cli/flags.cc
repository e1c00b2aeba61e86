#include "scanner/cli/flags.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>

#include "scanner/base/nearest.h"
#include "scanner/report/layout.h"

namespace mishen {
namespace {

constexpr unsigned kMaxJobs = 256;
constexpr unsigned kHelpColumns = 80;
constexpr unsigned kHelpIndent = 6;

Status bad_value(std::string_view flag, const std::string& value, std::string_view allowed) {
  return Error{ErrorKind::usage,
               "--" + std::string(flag),
               {"error.flag-value", {{"value", value}, {"allowed", std::string(allowed)}}}};
}

constexpr std::pair<std::string_view, ReportFormat> kFormats[] = {
    {"text", ReportFormat::text},     {"json", ReportFormat::json},
    {"jsonl", ReportFormat::jsonl},   {"sarif", ReportFormat::sarif},
    {"junit", ReportFormat::junit},   {"gitlab", ReportFormat::gitlab},
    {"github", ReportFormat::github}, {"html", ReportFormat::html},
};

Status parse_format(Options& options, const std::string& value) {
  std::string allowed;
  for (const auto& [name, format] : kFormats) {
    if (value == name) {
      options.format = format;
      return Done{};
    }
    allowed += (allowed.empty() ? "" : ", ") + std::string(name);
  }
  return bad_value("format", value, allowed);
}

Status parse_output(Options& options, const std::string& value) {
  if (value.empty()) return bad_value("output", value, "DIR");
  options.output = value;
  return Done{};
}

Status parse_profile(Options& options, const std::string& value) {
  const bool external = value == "external";
  if (!external && value != "internal") return bad_value("profile", value, "external, internal");
  options.profile = external ? Profile::external : Profile::internal;
  return Done{};
}

Status parse_hold_on(Options& options, const std::string& value) {
  for (const Severity least : {Severity::notice, Severity::review, Severity::block}) {
    if (value != name(least)) continue;
    options.hold_from = least;
    return Done{};
  }
  return bad_value("hold-on", value, "block, review, notice");
}

Status parse_rules(Options& options, const std::string& value) {
  options.packs.push_back(value);
  return Done{};
}

Status parse_also(Options& options, const std::string& value) {
  if (value.empty()) return bad_value("also", value, "PACK");
  options.packs.push_back("+" + value);
  return Done{};
}

Status parse_rules_folder(Options& options, const std::string& value) {
  if (value.empty()) return bad_value("rules-folder", value, "DIR");
  options.rules_folder = value;
  return Done{};
}

Status parse_key(Options& options, const std::string& value) {
  if (value.empty()) return bad_value("key", value, "FILE");
  options.key_file = value;
  return Done{};
}

Status parse_jobs(Options& options, const std::string& value) {
  unsigned jobs = 0;
  const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), jobs);
  const bool whole = failed == std::errc{} && end == value.data() + value.size();
  if (!whole || jobs == 0 || jobs > kMaxJobs) {
    return bad_value("jobs", value, "1.." + std::to_string(kMaxJobs));
  }
  options.jobs = jobs;
  return Done{};
}

Status parse_sarif_profile(Options& options, const std::string& value) {
  if (value != "plain" && value != "github") {
    return bad_value("sarif-profile", value, "plain, github");
  }
  options.sarif_lines = value == "github";
  return Done{};
}

Status parse_policy_file(Options& options, const std::string& value) {
  if (value.empty()) return bad_value("policy", value, "FILE");
  options.policy_file = value;
  return Done{};
}

Status parse_waiver_file(Options& options, const std::string& value) {
  if (value.empty()) return bad_value("waivers", value, "FILE");
  options.waiver_files.push_back(value);
  return Done{};
}

Status parse_update_baseline(Options& options, const std::string&) {
  options.update_baseline = true;
  return Done{};
}

Status parse_reason(Options& options, const std::string& value) {
  if (value.empty()) return bad_value("reason", value, "WHY");
  options.reason = value;
  return Done{};
}

Status parse_annotate(Options& options, const std::string&) {
  options.annotate = true;
  return Done{};
}

Status parse_reveal(Options& options, const std::string&) {
  options.reveal = true;
  return Done{};
}

Status parse_require_sandbox(Options& options, const std::string&) {
  options.require_sandbox = true;
  return Done{};
}

Status parse_profile_time(Options& options, const std::string&) {
  options.profile_time = true;
  return Done{};
}

// Only one source of drafts: the second one named is an error, found when all are read.
Status choose_git(Options& options, GitDrafts drafts, std::string range) {
  if (options.git.drafts != GitDrafts::none) {
    return Error{ErrorKind::usage, "", {"error.git-and-drafts", {}}};
  }
  options.git.drafts = drafts;
  options.git.range = std::move(range);
  return Done{};
}

Status parse_staged(Options& options, const std::string&) {
  return choose_git(options, GitDrafts::staged, "");
}

Status parse_range(Options& options, const std::string& value) {
  return choose_git(options, GitDrafts::range, value);
}

Status parse_since(Options& options, const std::string& value) {
  // "A..B" is a range, and would be read as one.
  if (value.empty() || value.find("..") != std::string::npos) {
    return bad_value("since", value, "REV");
  }
  return choose_git(options, GitDrafts::range, value + "..");
}

Status parse_all_history(Options& options, const std::string&) {
  return choose_git(options, GitDrafts::everything, "");
}

Status parse_cache(Options& options, const std::string& value) {
  if (value.empty()) return bad_value("cache", value, "DIR");
  options.git.cache_folder = value;
  return Done{};
}

Status parse_no_cache(Options& options, const std::string&) {
  options.git.cached = false;
  return Done{};
}

// What says where drafts come from, taken together.
Status check_sources(const Options& options) {
  const bool git = options.git.drafts != GitDrafts::none;
  if (git && !options.drafts.empty()) {
    return Error{ErrorKind::usage, "", {"error.git-and-drafts", {}}};
  }
  if (!git && !options.git.cache_folder.empty()) {
    return Error{ErrorKind::usage, "--cache", {"error.cache-needs-git", {}}};
  }
  if (!git && options.drafts.empty()) {
    return Error{ErrorKind::usage, "", {"error.no-drafts", {}}};
  }
  return Done{};
}

constexpr std::array kFlags = {
    Flag{"staged", "", "flag.staged", parse_staged},
    Flag{"range", "A..B", "flag.range", parse_range},
    Flag{"since", "REV", "flag.since", parse_since},
    Flag{"all-history", "", "flag.all-history", parse_all_history},
    Flag{"format", "text|json|jsonl|sarif|junit|gitlab|github|html", "flag.format", parse_format},
    Flag{"output", "DIR", "flag.output", parse_output},
    Flag{"profile", "external|internal", "flag.profile", parse_profile},
    Flag{"hold-on", "block|review|notice", "flag.hold-on", parse_hold_on},
    Flag{"policy", "FILE", "flag.policy", parse_policy_file},
    Flag{"waivers", "FILE", "flag.waivers", parse_waiver_file},
    Flag{"update-baseline", "", "flag.update-baseline", parse_update_baseline},
    Flag{"reason", "WHY", "flag.reason", parse_reason},
    Flag{"rules", "PACK", "flag.rules", parse_rules},
    Flag{"also", "PACK", "flag.also", parse_also},
    Flag{"rules-folder", "DIR", "flag.rules-folder", parse_rules_folder},
    Flag{"key", "FILE", "flag.key", parse_key},
    Flag{"jobs", "N", "flag.jobs", parse_jobs},
    Flag{"sarif-profile", "plain|github", "flag.sarif-profile", parse_sarif_profile},
    Flag{"annotate", "", "flag.annotate", parse_annotate},
    Flag{"reveal", "", "flag.reveal", parse_reveal},
    Flag{"cache", "DIR", "flag.cache", parse_cache},
    Flag{"no-cache", "", "flag.no-cache", parse_no_cache},
    Flag{"profile-time", "", "flag.profile-time", parse_profile_time},
    Flag{"require-sandbox", "", "flag.require-sandbox", parse_require_sandbox},
};

std::vector<std::string_view> known_names() {
  std::vector<std::string_view> names;
  for (const Flag& flag : kFlags) names.push_back(flag.name);
  for (const LimitSpec& spec : limit_specs()) names.push_back(spec.name);
  return names;
}

Error unknown_flag(std::string name) {
  name.erase(0, name.find_first_not_of('-'));
  name.erase(std::min(name.find('='), name.size()));
  const std::vector<std::string_view> known = known_names();
  const std::string_view near = nearest(name, known);
  if (near.empty()) return {ErrorKind::usage, "--" + name, {"error.unknown-flag", {}}};
  return {ErrorKind::usage,
          "--" + name,
          {"error.unknown-flag-near", {{"nearest", "--" + std::string(near)}}}};
}

// Tells CLI11 of every flag and every limit; what a row's parser says goes to `status`.
void declare_flags(CLI::App& app, Options& options, Status& status) {
  const auto keep_first = [&status](Status next) {
    if (status.ok()) status = std::move(next);
  };
  for (const Flag& flag : kFlags) {
    const std::string name = "--" + std::string(flag.name);
    if (flag.value.empty()) {
      app.add_flag_callback(name, [&, keep_first] { keep_first(flag.parse(options, "")); });
    } else {
      app.add_option_function<std::vector<std::string>>(
             name,
             [&, keep_first](const std::vector<std::string>& values) {
               for (const std::string& value : values) keep_first(flag.parse(options, value));
             })
          ->expected(1)
          ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
          ->allow_extra_args(false);
    }
  }
  for (const LimitSpec& spec : limit_specs()) {
    app.add_option_function<std::string>("--" + std::string(spec.name),
                                         [&, keep_first](const std::string& value) {
                                           keep_first(set_limit(options.limits, spec.name, value));
                                           options.asked_limits.emplace_back(spec.name, value);
                                         });
  }
}

}  // namespace

std::span<const Flag> review_flags() { return kFlags; }

PolicyChoices Options::asked() const {
  PolicyChoices choices;
  choices.profile = profile;
  choices.hold_from = hold_from;
  choices.place = "--";
  return choices;
}

Result<Options> parse_review(std::span<const std::string> arguments) {
  Options options;
  Status status = Done{};
  CLI::App app;
  app.set_help_flag();  // main() shows our own page
  app.allow_extras();   // an unknown flag gets our message, with the nearest known one
  declare_flags(app, options, status);
  app.add_option("drafts", options.drafts);
  // What follows "--" is a draft, whatever it is called.
  const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
  std::vector<std::string> reversed(arguments.begin(), dashes);
  std::reverse(reversed.begin(), reversed.end());
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    return Error{ErrorKind::usage, "", {"error.command-line", {{"cause", error.what()}}}};
  }
  if (!status) return status.error();
  for (const std::string& extra : app.remaining()) {
    if (extra.size() > 1 && extra[0] == '-') return unknown_flag(extra);
    options.drafts.push_back(extra);
  }
  if (dashes != arguments.end()) {
    options.drafts.insert(options.drafts.end(), dashes + 1, arguments.end());
  }
  if (options.annotate && options.output.empty()) {
    return Error{ErrorKind::usage, "--annotate", {"error.annotate-where", {}}};
  }
  if (Status sources = check_sources(options); !sources) return sources.error();
  return options;
}

std::string review_help(Language language) {
  std::string out = text(language, "help.review");
  const auto row = [&](std::string_view name, std::string_view value, std::string_view words) {
    std::string left = "  --" + std::string(name);
    if (!value.empty()) left += " " + std::string(value);
    Sheet sheet(kHelpColumns, false);
    sheet.paragraph(kHelpIndent, kHelpIndent, {{text(language, words)}});
    out += left + "\n" + sheet.take();
  };
  out += "\n" + text(language, "help.flags") + "\n";
  for (const Flag& flag : kFlags) row(flag.name, flag.value, flag.words);
  out += "\n" + text(language, "help.limits") + "\n";
  const Limits defaults;
  for (const LimitSpec& spec : limit_specs()) {
    row(spec.name,
        "N (" + std::to_string(defaults.*spec.field) + " " + std::string(spec.unit) + ")",
        spec.reason);
  }
  out += "\n" + text(language, "help.exit-codes") + "\n";
  return out;
}

}  // namespace mishen
