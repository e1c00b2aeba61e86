// mishen.toml: what it may say, what is wrong with one, and what holds for which draft.
#include "scanner/policy/policy_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scanner/policy/glob.h"

namespace mishen {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

PolicyFile parsed(std::string_view text) {
  RuleErrors errors;
  Result<PolicyFile> policy = parse_policy("mishen.toml", text, &errors);
  for (const Error& error : errors.errors) ADD_FAILURE() << error.place << " " << error.message.id;
  return policy ? *policy : PolicyFile{};
}

std::vector<std::string> problems(std::string_view text) {
  RuleErrors errors;
  EXPECT_FALSE(parse_policy("mishen.toml", text, &errors).ok());
  std::vector<std::string> out;
  for (const Error& error : errors.errors) {
    EXPECT_EQ(error.kind, ErrorKind::policy);
    out.push_back(error.place + " " + error.message.id);
  }
  return out;
}

TEST(Glob, StarsAndFolders) {
  EXPECT_TRUE(glob_matches("public/**", "public/a/b.docx"));
  EXPECT_TRUE(glob_matches("**/*.woff2", "font.woff2"));
  EXPECT_TRUE(glob_matches("**/*.woff2", "a/b/font.woff2"));
  EXPECT_TRUE(glob_matches("a/**/b", "a/b"));
  EXPECT_TRUE(glob_matches("a/**/b", "a/x/y/b"));
  EXPECT_TRUE(glob_matches("photos/2026-?7/*", "photos/2026-07/x.jpg"));
  EXPECT_TRUE(glob_matches("公示/*", "公示/a.docx"));
  EXPECT_FALSE(glob_matches("public/*", "public/a/b.docx"));
  EXPECT_FALSE(glob_matches("a/**/b", "a/xb"));
  EXPECT_FALSE(glob_matches("*.docx", "a/b.docx"));
  EXPECT_FALSE(glob_matches("photos/2026-?7/*", "photos/2026-/7/x.jpg"));
  EXPECT_FALSE(glob_matches("public/**", "publications/a"));
  EXPECT_FALSE(glob_matches("", "a"));
  EXPECT_TRUE(glob_matches("", ""));
}

TEST(Glob, ManyStarsTakeNoLonger) {
  std::string pattern;
  for (int i = 0; i < 60; ++i) pattern += "*a";
  EXPECT_FALSE(glob_matches(pattern, std::string(4000, 'a') + "b"));
}

TEST(PolicyFile, LaterPathsOutweighAndTheCommandLineOutweighsAll) {
  const PolicyFile policy = parsed(R"(
profile = "external"
accept-gaps = []
[[paths]]
match = ["intranet/**"]
profile = "internal"
[[paths]]
match = ["intranet/web/**", "x/*"]
profile = "external"
hold-on = "notice"
min-likelihood = "likely"
attribute = "required"
)");
  EXPECT_EQ(policy_for(policy, "a.docx", {}).profile, Profile::external);
  EXPECT_THAT(policy_for(policy, "a.docx", {}).accepted_gaps, IsEmpty());
  EXPECT_EQ(policy_for(policy, "intranet/a.docx", {}).profile, Profile::internal);
  EXPECT_THAT(policy_for(policy, "intranet/a.docx", {}).hold_on, ElementsAre(Severity::block));
  std::vector<std::string> why;
  const Policy web = policy_for(policy, "intranet/web/a.docx", {}, &why);
  EXPECT_EQ(web.profile, Profile::external);
  EXPECT_EQ(web.hold_on.size(), 3U);
  EXPECT_EQ(web.min_likelihood, Likelihood::likely);
  EXPECT_TRUE(web.attribute_required);
  EXPECT_THAT(why, ElementsAre("mishen.toml:1", "mishen.toml:4", "mishen.toml:7"));
  PolicyChoices asked;
  asked.profile = Profile::internal;
  EXPECT_EQ(policy_for(policy, "x/a.docx", asked).profile, Profile::internal);
  // What lies elsewhere is matched by no pattern, not even by one for everything.
  const PolicyFile loose = parsed("[[paths]]\nmatch = ['**']\nprofile = 'internal'\n");
  EXPECT_EQ(policy_for(loose, "", {}).profile, Profile::external);
}

TEST(PolicyFile, NoFileIsTheStrictDefault) {
  const Policy policy = policy_for({}, "a.docx", {});
  EXPECT_EQ(policy.profile, Profile::external);
  EXPECT_EQ(policy.hold_on, default_policy(Profile::external).hold_on);
  EXPECT_FALSE(policy.attribute_required);
}

TEST(PolicyFile, EverythingElseItSays) {
  const PolicyFile policy = parsed(R"(
packs = ["cn-secrecy"]
also = ["intl"]
ignore = ["**/*.woff2"]
key = "mishen.key"
[limits]
max-pages = "500"
max-draft-bytes = "10MiB"
[waivers]
files = ["w.toml"]
who = ["王五", "李四"]
days = 180
second-person = ["block", "review"]
same-change = true
[baseline]
file = "b.toml"
[receipts]
trusted-keys = ["k.pub"]
max-age-days = 30
min-packs = ["cn-personal=1.2.0"]
)");
  EXPECT_THAT(policy.packs, ElementsAre("cn-secrecy", "+intl"));
  EXPECT_EQ(ignored_by(policy, "a/b.woff2"), "**/*.woff2");
  EXPECT_FALSE(ignored_by(policy, "a/b.docx"));
  EXPECT_EQ(policy.limits.size(), 2U);
  EXPECT_EQ(policy.waiver_rules.most_days, 180);
  EXPECT_EQ(policy.waiver_rules.second_for.size(), 2U);
  EXPECT_TRUE(policy.same_change);
  EXPECT_EQ(policy.baseline_file, "b.toml");
  EXPECT_EQ(policy.min_packs.at("cn-personal"), "1.2.0");
  EXPECT_TRUE(policy.digest.starts_with("sha256:"));
}

TEST(PolicyFile, WhatIsWrongIsToldWithItsLine) {
  EXPECT_THAT(problems("profil = 'external'\n"),
              ElementsAre("mishen.toml:1 error.rule-unknown-key-near"));
  EXPECT_THAT(problems("\nprofile = 'public'\n"),
              ElementsAre("mishen.toml:2 error.rule-bad-choice"));
  EXPECT_THAT(problems("accept-gaps = ['picture-not-raed', 'zzz']\n"),
              ElementsAre("mishen.toml:1 error.policy-gap-near", "mishen.toml:1 error.policy-gap"));
  EXPECT_THAT(
      problems("[limits]\nmax-pages = '0'\nmax-oxen = '3'\n"),
      ElementsAre("mishen.toml:2 error.limit-value", "mishen.toml:3 error.rule-unknown-key"));
  EXPECT_THAT(problems("[[paths]]\nmatch = ['/a/**']\n"),
              ElementsAre("mishen.toml:2 error.policy-glob"));
  EXPECT_THAT(problems("[[paths]]\nprofile = 'internal'\n"),
              ElementsAre("mishen.toml:1 error.rule-missing-key"));
  EXPECT_THAT(problems("[receipts]\nmin-packs = ['cn-personal']\n"),
              ElementsAre("mishen.toml:2 error.policy-min-pack"));
  EXPECT_THAT(problems("a = \n"), ElementsAre("mishen.toml:1 error.rule-toml"));
  EXPECT_THAT(problems("\xff"), ElementsAre("mishen.toml error.rule-not-utf8"));
}

}  // namespace
}  // namespace mishen
