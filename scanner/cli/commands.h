// The subcommands. Each takes the arguments after its name, writes results to `out` and messages to
// standard error, and returns the process's exit code.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/io.h"
#include "scanner/gate/exit_code.h"
#include "scanner/report/catalogue.h"

namespace mishen {

struct CommandContext {
  Language language = Language::en;
  ByteSink* out = nullptr;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  // What commands leave whole: the end of the process gives back at once what is slow to take apart
  // piece by piece. It lives as long as the last copy of the context.
  std::shared_ptr<std::vector<std::shared_ptr<const void>>> kept =
      std::make_shared<std::vector<std::shared_ptr<const void>>>();
};

ExitCode answers_command(std::span<const std::string> arguments, const CommandContext& context);
ExitCode doctor_command(std::span<const std::string> arguments, const CommandContext& context);
ExitCode gate_command(std::span<const std::string> arguments, const CommandContext& context);
ExitCode keys_command(std::span<const std::string> arguments, const CommandContext& context);
ExitCode policy_command(std::span<const std::string> arguments, const CommandContext& context);
ExitCode hook_command(std::span<const std::string> arguments, const CommandContext& context);
ExitCode review_command(std::span<const std::string> arguments, const CommandContext& context);
ExitCode rules_command(std::span<const std::string> arguments, const CommandContext& context);
ExitCode clean_command(std::span<const std::string> arguments, const CommandContext& context);
ExitCode completion_command(std::span<const std::string> arguments, const CommandContext& context);
ExitCode text_command(std::span<const std::string> arguments, const CommandContext& context);
ExitCode verify_command(std::span<const std::string> arguments, const CommandContext& context);

ExitCode waive_command(std::span<const std::string> arguments, const CommandContext& context);

// All of them, by name, and what --help says of one.
[[nodiscard]] std::vector<std::string_view> command_names();
[[nodiscard]] std::string help_page(std::string_view command, Language language);

// Writes `line` to standard error. That nobody can be told is no reason to end a review.
void complain(const std::string& line);
// Prints an error as "mishen: place: sentence" with control characters made visible.
void print_error(const Error& error, Language language);

// Writes `text` to the context's output; a failed write is an error of the run, not a detail: the
// reader would take half a report for a whole one.
ExitCode put(const CommandContext& context, const std::string& text, ExitCode code);

}  // namespace mishen
