#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "scanner/gate/receipt.h"

namespace mishen {
namespace {

constexpr std::int64_t kLastSecond = 253402300799;  // 9999-12-31T23:59:59Z

// The number that `size` digits from `at` spell; nothing if one is no digit.
std::optional<unsigned> digits(std::string_view text, std::size_t at, std::size_t size) {
  unsigned value = 0;
  for (const char c : text.substr(at, size)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10U + static_cast<unsigned>(c - '0');
  }
  return value;
}

}  // namespace

std::string utc_text(std::int64_t seconds) {
  using std::chrono::floor;
  const std::chrono::sys_seconds moment{
      std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, kLastSecond))};
  const auto day = floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(moment - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::optional<std::int64_t> utc_seconds(std::string_view text) {
  constexpr std::string_view kForm = "YYYY-MM-DDThh:mm:ssZ";
  if (text.size() != kForm.size()) return std::nullopt;
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2),
             hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month), std::chrono::day(*day));
  if (!date.ok()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  const std::int64_t seconds = ((days * 24 + *hour) * 60 + *minute) * 60 + *second;
  if (seconds < 0 || utc_text(seconds) != text) return std::nullopt;
  return seconds;
}

}  // namespace mishen
