#include "scanner/cli/progress.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "scanner/report/escape.h"
#include "scanner/report/width.h"

namespace mishen {
namespace {

constexpr std::chrono::seconds kTooEarly{2};
constexpr std::size_t kLeastName = 12;

std::string clock_text(std::chrono::seconds time) {
  const auto seconds = time.count();
  if (seconds < 3600) return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
  return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace

std::string progress_text(std::size_t done, std::size_t count, std::chrono::seconds elapsed,
                          const std::string& path, unsigned columns, Language language) {
  Message message{"progress.reviewed",
                  {{"done", std::to_string(done)}, {"count", std::to_string(count)}}};
  if (elapsed >= kTooEarly && done > 0 && done < count) {
    const auto left = elapsed * static_cast<long>(count - done) / static_cast<long>(done);
    message.id = "progress.reviewed-left";
    message.args.emplace_back("left", clock_text(left));
  }
  const std::string head = text(language, message) + "  ";
  const std::size_t taken = display_width(head) + 1;
  const std::size_t room = columns > taken + kLeastName ? columns - taken : kLeastName;
  const std::string name = std::filesystem::path(path).filename().string();
  return head + shorten_middle(terminal_escape(name), room);
}

Progress progress_line(std::size_t count, unsigned columns, Language language) {
  const auto begin = std::chrono::steady_clock::now();
  return [=](std::size_t done, const std::string& path) {
    const auto elapsed =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begin);
    fmt::print(stderr, "\r\x1b[K{}{}", progress_text(done, count, elapsed, path, columns, language),
               done == count ? "\r\x1b[K" : "");
    std::fflush(stderr);
  };
}

}  // namespace mishen
