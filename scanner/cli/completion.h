// Completion for shells, made of what the help pages say: an option that is in them is completed,
// and there is no second list to keep.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mishen {

struct OptionWords {
  std::string name;  // with its dashes
  bool takes_value = false;
  std::vector<std::string> choices;  // the values it may have; none: any, a file perhaps
};

struct CommandWords {
  std::string name;
  std::vector<std::string> verbs;    // what comes after it: "new", "show"
  std::vector<OptionWords> options;  // by name, each once
};

// The options a help page (in English) tells of. "--kind a|b" has choices, "--output FILE" a value.
[[nodiscard]] std::vector<OptionWords> options_in(std::string_view help);
// "  keys new|show  …" in the main page: the verbs of `command`; none if it has none.
[[nodiscard]] std::vector<std::string> verbs_in(std::string_view main_page,
                                                std::string_view command);

[[nodiscard]] std::string bash_completion(std::span<const CommandWords> commands);
[[nodiscard]] std::string zsh_completion(std::span<const CommandWords> commands);
[[nodiscard]] std::string fish_completion(std::span<const CommandWords> commands);

}  // namespace mishen
