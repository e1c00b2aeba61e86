#include "scanner/cli/completion.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace mishen {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_name_character(char c) { return is_lower(c) || (c >= '0' && c <= '9') || c == '-'; }

template <class Test>
std::string_view run_of(std::string_view text, std::size_t at, Test test) {
  std::size_t end = at;
  while (end < text.size() && test(text[end])) ++end;
  return text.substr(at, end - at);
}

std::vector<std::string> parts(std::string_view text, char between) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(between, begin), text.size());
    out.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string option_names(const CommandWords& command) {
  std::vector<std::string> names = {"--help", "--lang"};
  for (const OptionWords& option : command.options) names.push_back(option.name);
  return joined(names);
}

std::string command_names_of(std::span<const CommandWords> commands) {
  std::vector<std::string> names;
  for (const CommandWords& command : commands) names.push_back(command.name);
  return joined(names);
}

// Calls `each` with "COMMAND --option" and the values it may have.
template <class Each>
void for_each_choice(std::span<const CommandWords> commands, Each each) {
  for (const CommandWords& command : commands) {
    each(command.name + " --lang", "en zh-CN");
    for (const OptionWords& option : command.options) {
      if (option.choices.empty()) continue;
      each(command.name + " " + option.name, joined(option.choices));
    }
  }
}

}  // namespace

std::vector<OptionWords> options_in(std::string_view help) {
  std::map<std::string, OptionWords> found;
  for (std::size_t at = help.find("--"); at != help.npos; at = help.find("--", at + 2)) {
    const std::string_view name = run_of(help, at + 2, is_name_character);
    if (name.empty() || !is_lower(name.front()) || (at > 0 && help[at - 1] == '-')) continue;
    OptionWords& option = found[std::string(name)];
    option.name = "--" + std::string(name);
    const std::size_t after = at + 2 + name.size();
    if (after + 1 >= help.size() || help[after] != ' ') continue;
    const std::string_view value = run_of(
        help, after + 1, [](char c) { return is_name_character(c) || is_upper(c) || c == '|'; });
    if (value.find('|') != value.npos && value.back() != '|') {
      option.takes_value = true;
      option.choices = parts(value, '|');
    } else if (!value.empty() && is_upper(value.front())) {
      option.takes_value = true;
    }
  }
  std::vector<OptionWords> out;
  for (auto& [name, option] : found) {
    if (name != "help" && name != "lang" && name != "version") out.push_back(std::move(option));
  }
  return out;
}

std::vector<std::string> verbs_in(std::string_view main_page, std::string_view command) {
  const std::string line = "\n  " + std::string(command) + " ";
  const std::size_t at = main_page.find(line);
  if (at == main_page.npos) return {};
  const std::string_view verbs =
      run_of(main_page, at + line.size(), [](char c) { return is_name_character(c) || c == '|'; });
  if (verbs.find('|') == verbs.npos) return {};
  return parts(verbs, '|');
}

std::string bash_completion(std::span<const CommandWords> commands) {
  std::string out = fmt::format(R"(# bash completion for mishen, made by: mishen completion bash
_mishen() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}}
  local names= options=
  COMPREPLY=()
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W '{} --help --version' -- "$current"))
    return
  fi
  case "$command $previous" in
)",
                                command_names_of(commands));
  for_each_choice(commands, [&](const std::string& where, const std::string& values) {
    out += fmt::format("    '{}') names='{}' ;;\n", where, values);
  });
  out +=
      "  esac\n  if [ -n \"$names\" ]; then\n"
      "    COMPREPLY=($(compgen -W \"$names\" -- \"$current\"))\n    return\n  fi\n"
      "  case \"$command\" in\n";
  for (const CommandWords& command : commands) {
    out += fmt::format("    {}) names='{}' options='{}' ;;\n", command.name, joined(command.verbs),
                       option_names(command));
  }
  out += R"(  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) [ "$COMP_CWORD" != 2 ] || COMPREPLY=($(compgen -W "$names" -- "$current")) ;;
  esac
}
complete -o default -o bashdefault -F _mishen mishen
)";
  return out;
}

std::string zsh_completion(std::span<const CommandWords> commands) {
  std::string out = fmt::format(R"(#compdef mishen
# zsh completion for mishen, made by: mishen completion zsh
_mishen() {{
  if (( CURRENT == 2 )); then
    compadd -- {} --help --version
    return
  fi
  case "$words[2] ${{words[CURRENT-1]}}" in
)",
                                command_names_of(commands));
  for_each_choice(commands, [&](const std::string& where, const std::string& values) {
    out += fmt::format("    '{}') compadd -- {}; return ;;\n", where, values);
  });
  out += "  esac\n  case \"$words[2]\" in\n";
  for (const CommandWords& command : commands) {
    out += fmt::format("    {}) [[ $PREFIX == -* ]] && compadd -- {} && return", command.name,
                       option_names(command));
    if (!command.verbs.empty()) {
      out += fmt::format("; (( CURRENT == 3 )) && compadd -- {}", joined(command.verbs));
    }
    out += " ;;\n";
  }
  return out + "  esac\n  _files\n}\n_mishen \"$@\"\n";
}

std::string fish_completion(std::span<const CommandWords> commands) {
  std::string out = fmt::format(R"(# fish completion for mishen, made by: mishen completion fish
complete -c mishen -n __fish_use_subcommand -f -a '{}'
complete -c mishen -n __fish_use_subcommand -l version
complete -c mishen -l help
complete -c mishen -l lang -x -a 'en zh-CN'
)",
                                command_names_of(commands));
  for (const CommandWords& command : commands) {
    const std::string when = fmt::format("-n '__fish_seen_subcommand_from {}'", command.name);
    if (!command.verbs.empty()) {
      out += fmt::format("complete -c mishen {} -a '{}'\n", when, joined(command.verbs));
    }
    for (const OptionWords& option : command.options) {
      out += fmt::format("complete -c mishen {} -l {}", when, option.name.substr(2));
      if (!option.choices.empty()) {
        out += fmt::format(" -x -a '{}'", joined(option.choices));
      } else if (option.takes_value) {
        out += " -r -F";
      }
      out += '\n';
    }
  }
  return out;
}

}  // namespace mishen
