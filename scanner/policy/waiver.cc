#include "scanner/policy/waiver.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "scanner/policy/toml_file.h"

namespace mishen {
namespace {

constexpr std::size_t kIdDigits = 16;
constexpr std::string_view kDigestHead = "sha256:";
constexpr std::size_t kDigestDigits = 64;

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// "pack/rule:0123456789abcdef"
bool is_finding_id(std::string_view id) {
  const std::size_t colon = id.rfind(':');
  if (colon == id.npos || id.size() - colon - 1 != kIdDigits) return false;
  const std::size_t slash = id.find('/');
  return is_hex(id.substr(colon + 1)) && slash != id.npos && slash > 0 && slash + 1 < colon;
}

bool is_draft(std::string_view digest) {
  return digest.starts_with(kDigestHead) && digest.size() == kDigestHead.size() + kDigestDigits &&
         is_hex(digest.substr(kDigestHead.size()));
}

// Control characters would let an entry pretend to be two in whatever prints it.
bool is_one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7F;
  });
}

class Entry {
 public:
  Entry(TableReader& table, std::vector<Waiver>& waivers) : table_(table), waivers_(waivers) {}

  void read() {
    Waiver waiver;
    waiver.place = table_.place();
    waiver.finding = required("finding");
    waiver.rule = required("rule");
    waiver.answer =
        table_.choice<std::string_view>("answer", kAnswers).value_or(kAnswers.front().first);
    waiver.excerpt = line("excerpt");
    waiver.reason = required("reason");
    waiver.who = required("who");
    waiver.date = day("date", true);
    waiver.until = day("until", false);
    waiver.second = line("second");
    waiver.draft = line("draft");
    table_.finish();
    check(waiver);
    waivers_.push_back(std::move(waiver));
  }

 private:
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kAnswers = {
      {{"approved", "approved"}, {"false-positive", "false-positive"}}};

  void fault(std::string_view key, std::string_view id, const std::string& value) {
    table_.problems().add(table_.place_of(key), std::string(id), {{"value", value}});
  }

  std::string checked(std::string_view key, std::string value) {
    if (!is_one_line(value)) fault(key, "error.waiver-one-line", std::string(key));
    return value;
  }
  std::string required(std::string_view key) { return checked(key, table_.required_text(key)); }
  std::string line(std::string_view key) { return checked(key, table_.text(key).value_or("")); }

  std::string day(std::string_view key, bool needed) {
    std::string value = needed ? table_.required_text(key) : table_.text(key).value_or("");
    if (!value.empty() && !day_number(value)) fault(key, "error.waiver-date", value);
    return value;
  }

  void check(const Waiver& waiver) {
    if (waiver.finding.empty() || waiver.rule.empty()) return;  // reported as missing
    if (!is_finding_id(waiver.finding)) {
      fault("finding", "error.waiver-finding", waiver.finding);
    } else if (waiver.finding.substr(0, waiver.finding.rfind(':')) != waiver.rule) {
      fault("rule", "error.waiver-rule", waiver.rule);
    }
    if (!waiver.draft.empty() && !is_draft(waiver.draft)) {
      fault("draft", "error.waiver-draft", waiver.draft);
    }
    const auto from = day_number(waiver.date);
    const auto until = day_number(waiver.until);
    if (from && until && *until < *from) fault("until", "error.waiver-until", waiver.until);
  }

  TableReader& table_;
  std::vector<Waiver>& waivers_;
};

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string_view name(WaiverFault fault) {
  constexpr std::array<std::string_view, kWaiverFaultCount> kNames = {
      "expired",   "from-the-future", "too-long",      "not-permitted",
      "no-second", "same-person",     "other-excerpt", "other-draft"};
  return kNames[static_cast<std::size_t>(fault)];
}

std::optional<std::int64_t> day_number(std::string_view date) {
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') return std::nullopt;
  int parts[3] = {0, 0, 0};
  std::size_t part = 0;
  for (std::size_t i = 0; i < date.size(); ++i) {
    if (i == 4 || i == 7) {
      ++part;
    } else if (date[i] < '0' || date[i] > '9') {
      return std::nullopt;
    } else {
      parts[part] = parts[part] * 10 + (date[i] - '0');
    }
  }
  const std::chrono::year_month_day day{std::chrono::year(parts[0]),
                                        std::chrono::month(static_cast<unsigned>(parts[1])),
                                        std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!day.ok() || parts[0] < 1970) return std::nullopt;
  return std::chrono::sys_days(day).time_since_epoch().count();
}

Result<std::vector<Waiver>> parse_waivers(const std::string& file, std::string_view text,
                                          RuleErrors* all_errors) {
  RuleErrors own;
  RuleErrors& errors = all_errors == nullptr ? own : *all_errors;
  const std::size_t before = errors.errors.size();
  Problems problems(errors);
  std::vector<Waiver> waivers;
  if (const std::optional<toml::table> root = parse_toml(file, text, problems)) {
    TableReader top(*root, "", file, problems);
    for (TableReader& table : top.tables("waiver")) Entry(table, waivers).read();
    top.finish();
  }
  if (errors.errors.size() > before) return policy_error(errors, before);
  return waivers;
}

std::string waiver_toml(const Waiver& waiver) {
  std::string out = "[[waiver]]\n";
  const auto put = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) out += std::string(key) + " = " + quoted(value) + "\n";
  };
  put("finding", waiver.finding);
  put("rule", waiver.rule);
  put("answer", waiver.answer);
  put("excerpt", waiver.excerpt);
  put("reason", waiver.reason);
  put("who", waiver.who);
  put("date", waiver.date);
  put("until", waiver.until);
  put("second", waiver.second);
  put("draft", waiver.draft);
  return out + "\n";
}

std::optional<WaiverFault> fault_of(const Waiver& waiver, const WaiverRules& rules,
                                    const WaiverCase& facts) {
  // Without a key an id is made of the masked value: another number with the same mask in the same
  // words has the same id. Only the bytes can then say that it is the number somebody decided on.
  const bool same_draft = waiver.draft.size() > kDigestHead.size() &&
                          std::string_view(waiver.draft).substr(kDigestHead.size()) == facts.sha256;
  if (!facts.keyed && !same_draft) return WaiverFault::other_draft;
  if (!waiver.excerpt.empty() && waiver.excerpt != facts.masked) return WaiverFault::other_excerpt;
  const auto today = day_number(facts.today);
  const auto from = day_number(waiver.date);
  const auto until = day_number(waiver.until);
  if (!today || !from || *from > *today) return WaiverFault::from_the_future;
  if (until && *until < *today) return WaiverFault::expired;
  if (rules.most_days > 0 && (!until || *until - *from > rules.most_days)) {
    return WaiverFault::too_long;
  }
  const auto may = [&](const std::string& name) {
    return rules.who.empty() ||
           std::find(rules.who.begin(), rules.who.end(), name) != rules.who.end();
  };
  if (!may(waiver.who)) return WaiverFault::not_permitted;
  if (rules.second_for.contains(facts.severity)) {
    if (waiver.second.empty()) return WaiverFault::no_second;
    if (waiver.second == waiver.who) return WaiverFault::same_person;
    if (!may(waiver.second)) return WaiverFault::not_permitted;
  }
  return std::nullopt;
}

}  // namespace mishen
