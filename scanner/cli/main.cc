// mishen: the process. Chooses the language and the subcommand; decides nothing.
#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <vector>

#include "scanner/base/nearest.h"
#include "scanner/cli/commands.h"
#include "scanner/cli/flags.h"

namespace mishen {
namespace {

// Takes --lang out of the arguments (it is every command's, and errors need it first), else asks
// the locale. Error kind usage: a language there are no words in.
Result<Language> take_language(std::vector<std::string>& arguments) {
  for (auto it = arguments.begin(); it != arguments.end() && *it != "--"; ++it) {
    if (*it != "--lang" && !it->starts_with("--lang=")) continue;
    const bool separate = *it == "--lang";
    const auto value = separate ? std::next(it) : it;
    const std::string name = value == arguments.end() ? "" : separate ? *value : value->substr(7);
    arguments.erase(it, value == arguments.end() ? value : std::next(value));
    if (name == "zh-CN") return Language::zh_cn;
    if (name == "en") return Language::en;
    return Error{ErrorKind::usage,
                 "--lang",
                 {"error.flag-value", {{"value", name}, {"allowed", "zh-CN, en"}}}};
  }
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* locale = std::getenv(variable);
    if (locale != nullptr && *locale != '\0') return language_from_locale(locale);
  }
  return Language::en;
}

bool asks_for_help(std::span<const std::string> arguments) {
  for (const std::string& argument : arguments) {
    if (argument == "--") return false;
    if (argument == "--help" || argument == "-h") return true;
  }
  return false;
}

struct Command {
  std::string_view name;
  ExitCode (*run)(std::span<const std::string>, const CommandContext&);
};
constexpr Command kCommands[] = {
    {"answers", answers_command}, {"clean", clean_command},   {"completion", completion_command},
    {"doctor", doctor_command},   {"gate", gate_command},     {"hook", hook_command},
    {"keys", keys_command},       {"policy", policy_command}, {"review", review_command},
    {"rules", rules_command},     {"text", text_command},     {"verify", verify_command},
    {"waive", waive_command}};

ExitCode unknown_command(const std::string& word, Language language) {
  const std::string_view near = nearest(word, command_names());
  Message message{"error.unknown-command", {{"command", word}}};
  if (!near.empty())
    message = {"error.unknown-command-near", {{"command", word}, {"nearest", std::string(near)}}};
  print_error({ErrorKind::usage, "", std::move(message)}, language);
  return ExitCode::error;
}

ExitCode run(std::vector<std::string> arguments, CommandContext& context) {
  const Result<Language> language = take_language(arguments);
  if (!language) {
    print_error(language.error(), context.language);
    return ExitCode::error;
  }
  context.language = *language;
  context.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  context.err_is_terminal = ::isatty(STDERR_FILENO) == 1;

  const bool help = asks_for_help(arguments);
  if (arguments.empty() || (help && arguments.front().starts_with("-"))) {
    return put(context, text(context.language, "help.main"),
               help ? ExitCode::clear : ExitCode::error);
  }
  const std::string word = arguments.front();
  if (word == "--version") return put(context, "mishen " MISHEN_VERSION "\n", ExitCode::clear);
  for (const Command& command : kCommands) {
    if (command.name != word) continue;
    if (!help) return command.run(std::span(arguments).subspan(1), context);
    return put(context, help_page(word, context.language), ExitCode::clear);
  }
  return unknown_command(word, context.language);
}

}  // namespace

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  for (const Command& command : kCommands) names.push_back(command.name);
  return names;
}

std::string help_page(std::string_view command, Language language) {
  return command == "review" ? review_help(language)
                             : text(language, "help." + std::string(command));
}

void complain(const std::string& line) { std::fputs(line.c_str(), stderr); }

void print_error(const Error& error, Language language) {
  std::string line = "mishen: ";
  if (!error.place.empty()) line += error.place + ": ";
  line += text(language, error.message);
  std::string safe;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      safe += fmt::format("\\x{:02x}", byte);
    } else {
      safe += c;
    }
  }
  complain(safe + "\n");
}

ExitCode put(const CommandContext& context, const std::string& text, ExitCode code) {
  if (Status written = context.out->write(text); !written) {
    print_error(written.error(), context.language);
    return ExitCode::error;
  }
  return code;
}

}  // namespace mishen

namespace {

// With a standard stream closed, the next file to be opened would take its place: a draft would be
// standard output. What is put there instead can be neither read nor written; complaints vanish.
void keep_places_of_standard_streams() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(fd, F_GETFD) >= 0) continue;
    const int ways = fd == STDIN_FILENO ? O_WRONLY : fd == STDOUT_FILENO ? O_RDONLY : O_RDWR;
    // The lowest free number is given out, so it is `fd`.
    if (::open("/dev/null", ways) != fd) std::_Exit(static_cast<int>(mishen::ExitCode::error));
  }
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that goes away (| head) must end in an error code, not in a signal that looks like
  // one.
  std::signal(SIGPIPE, SIG_IGN);
  keep_places_of_standard_streams();
  // Thousands of rules leave a tree of small pieces behind. What is given back is put together at
  // once, while it is in the cache, and not all of it later when it no longer is.
  mallopt(M_MXFAST, 0);
  // Nothing mishen says depends on where the machine stands. Libraries that turn a date of a draft
  // into local time would else look for the zone each time anew, in a cage that does not have it.
  ::setenv("TZ", "UTC0", 1);
  mishen::FdSink out(STDOUT_FILENO);
  mishen::CommandContext context;
  context.out = &out;
  try {
    // What the command has left whole stays so: exit() does not leave this block.
    std::exit(static_cast<int>(mishen::run({argv + 1, argv + argc}, context)));
  } catch (const std::exception& failure) {
    mishen::complain(fmt::format("mishen: internal error: {}\n", failure.what()));
  } catch (...) {
    mishen::complain("mishen: internal error\n");
  }
  // Whatever broke, the drafts were not reviewed.
  return static_cast<int>(mishen::ExitCode::incomplete);
}
