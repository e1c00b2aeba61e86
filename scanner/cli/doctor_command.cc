#include <array>
#include <string>
#include <utility>

#include "plugins/plugins.h"
#include "scanner/cli/commands.h"
#include "scanner/cli/git_module.h"
#include "scanner/cli/session.h"
#include "scanner/worker/cage.h"

namespace mishen {
namespace {

// The parts of an installation a review needs, each tried as a review would.
std::string check_rules(Language language, bool& good) {
  RuleErrors problems;
  const Result<std::unique_ptr<Session>> session = Session::open({}, problems);
  if (session) {
    const Rulebook& book = (*session)->rules().book();
    return text(language, {"doctor.rules",
                           {{"packs", std::to_string(book.packs.size())},
                            {"rules", std::to_string(book.rules.size())}}});
  }
  good = false;
  return text(language,
              {"doctor.rules-broken", {{"cause", text(language, session.error().message)}}});
}

}  // namespace

// mishen doctor: what protects a review here, and whether the installation is whole.
ExitCode doctor_command(std::span<const std::string> arguments, const CommandContext& context) {
  if (!arguments.empty()) {
    print_error({ErrorKind::usage, arguments.front(), {"error.no-arguments", {}}},
                context.language);
    return ExitCode::error;
  }
  bool good = true;
  std::string out = "mishen " MISHEN_VERSION "\n";
  const auto line = [&](bool fine, const std::string& words) {
    out += (fine ? "[ok] " : "[!!] ") + words + "\n";
    good = good && fine;
  };
  bool rules_good = true;
  const std::string rules = check_rules(context.language, rules_good);
  line(rules_good, rules);
  const FormatSet formats = all_formats();
  for (const FormatEntry& entry : formats.entries()) {
    const Result<const Format*> format = entry.get();
    const std::string words =
        format ? text(context.language, {"doctor.format", {{"format", entry.name}}})
               : text(context.language, format.error().message);
    line(format.ok(), words);
  }
  const Result<OpenRepository> git = load_git();
  line(git.ok(), text(context.language, git ? Message{"doctor.git", {}} : git.error().message));
  const CageLayers layers = probe_cage();
  const std::array said = {
      std::pair(layers.system_calls, std::pair("sandbox.system-calls", "sandbox.no-system-calls")),
      std::pair(layers.files, std::pair("sandbox.files", "sandbox.no-files")),
      std::pair(layers.network, std::pair("sandbox.network", "sandbox.no-network"))};
  for (const auto& [there, ids] : said) {
    line(there, text(context.language, there ? ids.first : ids.second));
  }
  return put(context, out, good ? ExitCode::clear : ExitCode::error);
}

}  // namespace mishen
