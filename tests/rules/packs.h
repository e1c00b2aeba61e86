// The rule packs of this tree, loaded and compiled, for tests and evaluation programs.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "plugins/validators/cn/validators.h"
#include "plugins/validators/intl/validators.h"
#include "scanner/pipeline.h"
#include "tests/support/places.h"

namespace mishen::test {

// Everything a review of text needs; engine() points into it.
class Packs {
 public:
  // The first problem, as "place: id", when the packs do not load.
  // `more`: packs beside the default ones ("+intl").
  static std::unique_ptr<Packs> load(std::string* problem, std::vector<std::string> more = {}) {
    const std::string folder = source_dir() + "/rules";
    std::vector<ValidatorEntry> entries = cn_validators();
    for (ValidatorEntry& entry : intl_validators()) entries.push_back(std::move(entry));
    const ValidatorSet validators(std::move(entries));
    auto packs = std::make_unique<Packs>();
    RuleErrors problems;
    Result<Rulebook> book = load_rules(folder, more, validators.names(), &problems);
    if (!book) return fail(problem, problems.errors.empty() ? book.error() : problems.errors[0]);
    Result<BoundValidators> bound = BoundValidators::bind(*book, validators, folder + "/data");
    if (!bound) return fail(problem, bound.error());
    Result<CompiledRules> rules = compile(*std::move(book));
    if (!rules) return fail(problem, rules.error());
    packs->rules_ = std::make_unique<CompiledRules>(*std::move(rules));
    packs->bound_ = std::make_unique<BoundValidators>(*std::move(bound));
    packs->engine_.formats = &packs->formats_;
    packs->engine_.rules = packs->rules_.get();
    packs->engine_.validators = packs->bound_.get();
    return packs;
  }

  [[nodiscard]] const Engine& engine() const { return engine_; }

  // The review of `document` for the public web.
  [[nodiscard]] Review review(Document document) const {
    document.format = "text";
    return decide(examine(document, engine_), rules_->book(), default_policy(Profile::external));
  }

 private:
  static std::unique_ptr<Packs> fail(std::string* problem, const Error& error) {
    *problem = error.place + ": " + error.message.id;
    for (const auto& [name, value] : error.message.args) *problem += " " + name + "=" + value;
    return nullptr;
  }

  FormatSet formats_{{}};
  std::unique_ptr<CompiledRules> rules_;
  std::unique_ptr<BoundValidators> bound_;
  Engine engine_;
};

// A passage of a text file: a paragraph of the body.
inline Passage paragraph(std::string text, std::uint32_t ordinal) {
  Passage passage;
  passage.text = std::move(text);
  passage.where = {{StepKind::part, 0, "text"}, {StepKind::paragraph, ordinal, ""}};
  return passage;
}

}  // namespace mishen::test
