#include "scanner/cli/clock.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <string_view>

namespace mishen {

std::optional<std::tm> run_time() {
  std::time_t now = std::time(nullptr);
  if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH")) {
    const std::string_view digits = fixed;
    std::time_t given = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), given);
    if (failed == std::errc{} && end == digits.data() + digits.size()) now = given;
  }
  std::tm parts{};
  if (::gmtime_r(&now, &parts) == nullptr) return std::nullopt;
  return parts;
}

TimeSource process_clocks() {
  const auto read = [](clockid_t clock) {
    return [clock] {
      timespec now{};
      ::clock_gettime(clock, &now);
      return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
    };
  };
  return {read(CLOCK_MONOTONIC), read(CLOCK_PROCESS_CPUTIME_ID)};
}

std::string today() {
  const std::optional<std::tm> day = run_time();
  if (!day) return {};
  return fmt::format("{:04}-{:02}-{:02}", day->tm_year + 1900, day->tm_mon + 1, day->tm_mday);
}

}  // namespace mishen
