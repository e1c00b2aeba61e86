#include "scanner/policy/policy_file.h"

#include <algorithm>
#include <array>

#include "scanner/base/digest.h"
#include "scanner/base/limits.h"
#include "scanner/base/nearest.h"
#include "scanner/policy/glob.h"
#include "scanner/policy/toml_file.h"

namespace mishen {
namespace {

constexpr int kMostDays = 36500;
constexpr std::array<std::pair<std::string_view, Profile>, 2> kProfiles = {
    {{"external", Profile::external}, {"internal", Profile::internal}}};
constexpr std::array<std::pair<std::string_view, Severity>, 3> kSeverities = {
    {{"block", Severity::block}, {"review", Severity::review}, {"notice", Severity::notice}}};
constexpr std::array<std::pair<std::string_view, Likelihood>, 3> kLikelihoods = {
    {{"possible", Likelihood::possible},
     {"likely", Likelihood::likely},
     {"certain", Likelihood::certain}}};
constexpr std::array<std::pair<std::string_view, bool>, 2> kAttributes = {
    {{"required", true}, {"optional", false}}};

std::vector<std::string> texts(TableReader& table, std::string_view key) {
  std::vector<std::string> out;
  for (PlacedText& one : table.texts(key)) out.push_back(std::move(one.text));
  return out;
}

std::optional<std::set<GapCause>> read_gaps(TableReader& table) {
  if (!table.has("accept-gaps")) return std::nullopt;
  std::vector<std::string_view> known;
  for (int i = 0; i < kGapCauseCount; ++i) known.push_back(name(static_cast<GapCause>(i)));
  std::set<GapCause> out;
  for (const PlacedText& cause : table.texts("accept-gaps")) {
    const std::optional<GapCause> gap = gap_cause_by_name(cause.text);
    if (gap) {
      out.insert(*gap);
      continue;
    }
    const std::string_view near = nearest(cause.text, known);
    Problems::Args args = {{"cause", cause.text}};
    if (!near.empty()) args.emplace_back("near", near);
    table.problems().add(cause.place, near.empty() ? "error.policy-gap" : "error.policy-gap-near",
                         std::move(args));
  }
  return out;
}

PolicyChoices read_choices(TableReader& table) {
  PolicyChoices out;
  out.place = table.place();
  out.profile = table.choice<Profile>("profile", kProfiles);
  out.hold_from = table.choice<Severity>("hold-on", kSeverities);
  out.min_likelihood = table.choice<Likelihood>("min-likelihood", kLikelihoods);
  out.accepted_gaps = read_gaps(table);
  out.attribute_required = table.choice<bool>("attribute", kAttributes);
  return out;
}

void read_limits(TableReader& table, PolicyFile& policy) {
  Limits scratch;
  for (const LimitSpec& spec : limit_specs()) {
    const std::optional<std::string> value = table.text(spec.name);
    if (!value) continue;
    if (const Status set = set_limit(scratch, spec.name, *value); !set) {
      table.problems().add(table.place_of(spec.name), set.error().message.id,
                           set.error().message.args);
      continue;
    }
    policy.limits.emplace_back(spec.name, *value);
  }
  table.finish();
}

void read_waivers(TableReader& table, PolicyFile& policy) {
  policy.waiver_files = texts(table, "files");
  policy.waiver_rules.who = texts(table, "who");
  policy.waiver_rules.most_days = table.number("days", 1, kMostDays).value_or(0);
  policy.same_change = table.flag("same-change", false);
  if (table.has("second-person")) {
    policy.waiver_rules.second_for.clear();
    for (const PlacedText& word : table.texts("second-person")) {
      if (const auto severity =
              table.pick<Severity>(word.text, "second-person", word.place, kSeverities)) {
        policy.waiver_rules.second_for.insert(*severity);
      }
    }
  }
  table.finish();
}

// "1.2.0": three numbers.
bool is_version(std::string_view text) {
  return std::count(text.begin(), text.end(), '.') == 2 && text.front() != '.' &&
         text.back() != '.' && text.find("..") == text.npos &&
         text.find_first_not_of("0123456789.") == text.npos;
}

void read_receipts(TableReader& table, PolicyFile& policy) {
  policy.trusted_keys = texts(table, "trusted-keys");
  policy.max_age_days = table.number("max-age-days", 1, kMostDays).value_or(0);
  for (const PlacedText& one : table.texts("min-packs")) {
    const std::size_t equals = one.text.find('=');
    if (equals == 0 || equals == one.text.npos || equals + 1 == one.text.size() ||
        !is_version(std::string_view(one.text).substr(equals + 1))) {
      table.problems().add(one.place, "error.policy-min-pack", {{"value", one.text}});
      continue;
    }
    policy.min_packs[one.text.substr(0, equals)] = one.text.substr(equals + 1);
  }
  table.finish();
}

void read_top(TableReader& top, PolicyFile& policy) {
  policy.all = read_choices(top);
  policy.packs = texts(top, "packs");
  for (const std::string& pack : texts(top, "also")) policy.packs.push_back("+" + pack);
  policy.ignored = texts(top, "ignore");
  policy.key_file = top.text("key").value_or("");
  for (TableReader& table : top.tables("paths")) {
    PathChoices one;
    for (PlacedText& glob : table.required_texts("match")) {
      if (glob.text.front() == '/') {
        table.problems().add(glob.place, "error.policy-glob", {{"glob", glob.text}});
      }
      one.match.push_back(std::move(glob.text));
    }
    one.choices = read_choices(table);
    table.finish();
    policy.paths.push_back(std::move(one));
  }
  if (auto table = top.table("limits")) read_limits(*table, policy);
  if (auto table = top.table("waivers")) read_waivers(*table, policy);
  if (auto table = top.table("baseline")) {
    policy.baseline_file = table->required_text("file");
    table->finish();
  }
  if (auto table = top.table("receipts")) read_receipts(*table, policy);
  top.finish();
}

void take(const PolicyChoices& choices, PolicyChoices& into, std::vector<std::string>* why) {
  const auto one = [](const auto& from, auto& to) {
    if (from) to = from;
    return from.has_value();
  };
  bool said = one(choices.profile, into.profile);
  said = one(choices.hold_from, into.hold_from) || said;
  said = one(choices.min_likelihood, into.min_likelihood) || said;
  said = one(choices.accepted_gaps, into.accepted_gaps) || said;
  said = one(choices.attribute_required, into.attribute_required) || said;
  if (said && why != nullptr) why->push_back(choices.place);
}

bool any_matches(const std::vector<std::string>& globs, std::string_view scope) {
  return std::any_of(globs.begin(), globs.end(),
                     [&](const std::string& glob) { return glob_matches(glob, scope); });
}

}  // namespace

Result<PolicyFile> parse_policy(const std::string& file, std::string_view text,
                                RuleErrors* all_errors) {
  RuleErrors own;
  RuleErrors& errors = all_errors == nullptr ? own : *all_errors;
  const std::size_t before = errors.errors.size();
  Problems problems(errors);
  PolicyFile policy;
  policy.file = file;
  policy.digest = "sha256:" + sha256_hex(text);
  if (const std::optional<toml::table> root = parse_toml(file, text, problems)) {
    TableReader top(*root, "", file, problems);
    read_top(top, policy);
  }
  if (errors.errors.size() > before) return policy_error(errors, before);
  return policy;
}

Policy policy_for(const PolicyFile& file, std::string_view scope, const PolicyChoices& asked,
                  std::vector<std::string>* why) {
  PolicyChoices sum;
  take(file.all, sum, why);
  for (const PathChoices& one : file.paths) {
    if (!scope.empty() && any_matches(one.match, scope)) take(one.choices, sum, why);
  }
  take(asked, sum, why);
  Policy policy = default_policy(sum.profile.value_or(Profile::external));
  if (sum.hold_from) {
    policy.hold_on.clear();
    for (const auto& [word, severity] : kSeverities) {
      if (severity >= *sum.hold_from) policy.hold_on.insert(severity);
    }
  }
  if (sum.min_likelihood) policy.min_likelihood = *sum.min_likelihood;
  if (sum.accepted_gaps) policy.accepted_gaps = *sum.accepted_gaps;
  policy.attribute_required = sum.attribute_required.value_or(false);
  return policy;
}

std::optional<std::string> ignored_by(const PolicyFile& file, std::string_view scope) {
  if (scope.empty()) return std::nullopt;
  for (const std::string& glob : file.ignored) {
    if (glob_matches(glob, scope)) return glob;
  }
  return std::nullopt;
}

}  // namespace mishen
