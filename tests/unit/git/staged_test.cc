#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/git/scratch_repository.h"

namespace mishen {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::uint64_t kPlenty = 1 << 20;

std::vector<RepositoryDraft> staged(const Repository& repository) {
  Result<std::vector<RepositoryDraft>> drafts = repository.staged();
  if (drafts) return *std::move(drafts);
  ADD_FAILURE() << drafts.error().message.id;
  return {};
}

std::string text_of(const Repository& repository, const RepositoryDraft& draft) {
  const Result<std::string> bytes = repository.read(draft, kPlenty);
  return bytes ? *bytes : "error " + bytes.error().message.id;
}

TEST(Staged, BeforeTheFirstCommitEverythingIsNew) {
  ScratchRepository scratch;
  EXPECT_THAT(staged(scratch.open()), IsEmpty());
  scratch.write("a/b.txt", "b");
  scratch.run("git add -A");
  const auto drafts = staged(scratch.open());
  ASSERT_THAT(names_of(drafts), ElementsAre("a/b.txt"));
  EXPECT_EQ(drafts[0].commit, "");
  EXPECT_EQ(drafts[0].bytes, 1U);
  EXPECT_EQ(shown_name(drafts[0]), "a/b.txt");
}

TEST(Staged, BytesAreTheIndexsNotTheWorkTrees) {
  ScratchRepository scratch;
  scratch.write("a", "old");
  scratch.commit("one");
  scratch.write("a", "staged");
  scratch.run("git add a");
  scratch.write("a", "edited since");
  const Libgit2Repository repository = scratch.open();
  EXPECT_EQ(text_of(repository, find_draft(staged(repository), "a")), "staged");
  scratch.run("git reset -q");
  EXPECT_THAT(staged(scratch.open()), IsEmpty());
}

TEST(Staged, ARenameIsANameThatIsNew) {
  ScratchRepository scratch;
  scratch.write("a", "same");
  scratch.write("gone", "x");
  scratch.commit("one");
  scratch.run("git mv a b && git rm -q gone && chmod +x b && git add b");
  EXPECT_THAT(names_of(staged(scratch.open())), ElementsAre("b"));
  scratch.commit("two");
  scratch.run("git update-index --chmod=-x b");
  EXPECT_THAT(staged(scratch.open()), IsEmpty()) << "a mode says nothing";
}

TEST(Staged, LinksAndSubmodules) {
  ScratchRepository scratch;
  scratch.write("a", "target");
  const std::string id = scratch.commit("one");
  scratch.run("ln -sf target a && git add a");
  scratch.run("git update-index --add --cacheinfo 160000," + id + ",sub");
  const Libgit2Repository repository = scratch.open();
  const auto drafts = staged(repository);
  ASSERT_THAT(names_of(drafts), ElementsAre("a", "sub"));
  EXPECT_EQ(find_draft(drafts, "a").kind, RepositoryDraftKind::symlink) << "same bytes, but a link";
  EXPECT_EQ(text_of(repository, find_draft(drafts, "a")), "target");
  EXPECT_EQ(find_draft(drafts, "sub").kind, RepositoryDraftKind::submodule);
  EXPECT_EQ(text_of(repository, find_draft(drafts, "sub")), "error error.git-submodule");
}

TEST(Staged, WhatIsOnlyIntendedIsInNoCommit) {
  ScratchRepository scratch;
  scratch.write("later", "x");
  scratch.run("git add -N later");
  EXPECT_THAT(staged(scratch.open()), IsEmpty());
}

TEST(Staged, EveryStageOfAConflict) {
  ScratchRepository scratch;
  scratch.write("a", "base");
  scratch.commit("one");
  scratch.run("git checkout -q -b other");
  scratch.write("a", "theirs");
  scratch.commit("two");
  scratch.run("git checkout -q main");
  scratch.write("a", "ours");
  scratch.commit("three");
  scratch.run("git merge -q other || true");
  const Libgit2Repository repository = scratch.open();
  std::vector<std::string> seen;
  for (const RepositoryDraft& draft : staged(repository)) {
    seen.push_back(shown_name(draft) + "=" + text_of(repository, draft));
  }
  EXPECT_THAT(seen, ElementsAre(":1:a=base", ":2:a=ours", ":3:a=theirs"));
}

TEST(Staged, NamesOfAnyBytes) {
  ScratchRepository scratch;
  const std::string odd = "\xCE\xC4\xBC\xFE \"x\"\t\n.txt";
  scratch.write(odd, "x");
  scratch.write("-- help", "x");
  scratch.run("git add -A");
  EXPECT_THAT(names_of(staged(scratch.open())), ElementsAre("-- help", odd));
}

TEST(Staged, AnotherIndexWhereAHookIsToldOfOne) {
  ScratchRepository scratch;
  scratch.write("a", "1");
  scratch.write("b", "2");
  scratch.run("git add a && GIT_INDEX_FILE=.git/next git add b");
  GitEnvironment environment;
  environment.git_dir = scratch.folder() + "/.git";
  environment.index_file = scratch.folder() + "/.git/next";
  EXPECT_THAT(names_of(staged(scratch.open(environment))), ElementsAre("b"));
}

TEST(Staged, WhatCannotBeReadIsAnError) {
  ScratchRepository bare("--bare");
  const Result<std::vector<RepositoryDraft>> nothing = bare.open().staged();
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().message.id, "error.git-bare");

  ScratchRepository scratch;
  scratch.write("a", "1");
  scratch.run("git add a");
  scratch.write(".git/index", "no index");
  EXPECT_FALSE(scratch.open().staged());
}

TEST(Staged, AnObjectThatIsGoneIsStillADraft) {
  ScratchRepository scratch;
  scratch.write("a", "1");
  scratch.run("git add a && rm -r .git/objects/??");
  const Libgit2Repository repository = scratch.open();
  EXPECT_EQ(text_of(repository, find_draft(staged(repository), "a")), "error error.git-missing");
}

TEST(Open, WhereThereIsNoneOrAnotherFormat) {
  const Result<Libgit2Repository> none = Libgit2Repository::open("/proc", {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().message.id, "error.git-open");
  ScratchRepository newer("--object-format=sha256");
  EXPECT_FALSE(Libgit2Repository::open(newer.folder(), {})) << "not half-read";
}

TEST(Open, FoldersAndConfiguration) {
  ScratchRepository scratch;
  scratch.write("sub/a", "1");
  scratch.commit("one");
  scratch.run("git config mishen.lang zh-CN && git worktree add -q -b second '" + scratch.folder() +
              "/.wt'");
  const Result<Libgit2Repository> inside = Libgit2Repository::open(scratch.folder() + "/sub", {});
  ASSERT_TRUE(inside);
  EXPECT_EQ(inside->config("mishen.lang"), "zh-CN");
  EXPECT_EQ(inside->config("mishen.none"), std::nullopt);
  EXPECT_EQ(inside->work_tree(), scratch.folder() + "/");
  EXPECT_EQ(inside->shared_folder(), scratch.folder() + "/.git/");
  const Result<Libgit2Repository> second = Libgit2Repository::open(scratch.folder() + "/.wt", {});
  ASSERT_TRUE(second);
  EXPECT_EQ(second->shared_folder(), scratch.folder() + "/.git/");
}

}  // namespace
}  // namespace mishen
