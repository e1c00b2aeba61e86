#include "scanner/cli/commands.h"
#include "scanner/cli/completion.h"

namespace mishen {
namespace {

std::vector<CommandWords> all_words() {
  const std::string main_page = text(Language::en, "help.main");
  std::vector<CommandWords> out;
  for (const std::string_view name : command_names()) {
    std::string help = help_page(name, Language::en);
    // It has all options of a review, and says so instead of listing them again.
    if (name == "gate") help += help_page("review", Language::en);
    out.push_back({std::string(name), verbs_in(main_page, name), options_in(help)});
  }
  return out;
}

}  // namespace

// mishen completion bash|zsh|fish: the shell's completion of this program.
ExitCode completion_command(std::span<const std::string> arguments, const CommandContext& context) {
  const std::string shell = arguments.size() == 1 ? arguments.front() : "";
  const std::vector<CommandWords> words = all_words();
  if (shell == "bash") return put(context, bash_completion(words), ExitCode::clear);
  if (shell == "zsh") return put(context, zsh_completion(words), ExitCode::clear);
  if (shell == "fish") return put(context, fish_completion(words), ExitCode::clear);
  print_error({ErrorKind::usage, "completion", {"error.completion-shell", {}}}, context.language);
  return ExitCode::error;
}

}  // namespace mishen
