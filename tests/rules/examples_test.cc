// Every example of every pack, through the real pipeline: what `mishen rules test` runs.
#include "scanner/examples.h"

#include <gtest/gtest.h>

#include "tests/rules/packs.h"

namespace mishen {
namespace {

TEST(RuleExamples, AllHold) {
  std::string problem;
  const auto packs = test::Packs::load(&problem, {"+intl"});
  ASSERT_NE(packs, nullptr) << problem;
  const ExampleRun run = run_examples(packs->engine());
  EXPECT_GT(run.examples, 200U);
  for (const ExampleFailure& failure : run.failures) {
    std::string said = failure.message.id;
    for (const auto& [name, value] : failure.message.args) said += " " + name + "=" + value;
    ADD_FAILURE() << failure.place << ": " << failure.rule << ": " << said;
  }
}

}  // namespace
}  // namespace mishen
