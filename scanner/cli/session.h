// What a command needs before the first draft: rules found, loaded, compiled, validators bound.
#pragma once

#include <memory>
#include <string>

#include "scanner/cli/options.h"
#include "scanner/pipeline.h"

namespace mishen {

// Owns everything an Engine points to.
class Session {
 public:
  // Errors: kind rule (all of a pack's problems are written to `problems`), policy (key file), io.
  static Result<std::unique_ptr<Session>> open(const Options& options, RuleErrors& problems);

  [[nodiscard]] const Engine& engine() const { return engine_; }
  [[nodiscard]] const CompiledRules& rules() const { return rules_; }
  // Whether ids are made with a project's key.
  [[nodiscard]] bool keyed() const { return engine_.judging.key.present(); }

  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

 private:
  Session(CompiledRules rules, BoundValidators validators, FormatSet formats);

  CompiledRules rules_;
  BoundValidators validators_;
  FormatSet formats_;
  Engine engine_;
};

// "../share/mishen/rules" beside the program's own folder: the same in the build tree and
// installed.
Result<std::string> installed_rules_folder();

}  // namespace mishen
