#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/git/scratch_repository.h"

namespace mishen {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::uint64_t kPlenty = 1 << 20;

std::string text_of(const Repository& repository, const RepositoryDraft& draft) {
  const Result<std::string> bytes = repository.read(draft, kPlenty);
  return bytes ? *bytes : "error " + bytes.error().message.id;
}

std::vector<RepositoryDraft> everything_in(const Repository& repository) {
  const Result<RevisionSet> all = repository.everything();
  if (!all) {
    ADD_FAILURE() << all.error().message.id;
    return {};
  }
  Result<std::vector<RepositoryDraft>> drafts = repository.brought(*all);
  if (drafts) return *std::move(drafts);
  ADD_FAILURE() << drafts.error().message.id;
  return {};
}

TEST(Range, WhatALaterCommitDeletesIsThere) {
  ScratchRepository scratch;
  scratch.write("kept", "1");
  const std::string first = scratch.commit("one");
  scratch.write("folder/secret", "s");
  const std::string second = scratch.commit("two");
  scratch.run("rm -r folder");
  scratch.commit("three");
  const Libgit2Repository repository = scratch.open();
  const auto drafts = brought_by(repository, first + "..HEAD");
  ASSERT_THAT(names_of(drafts), ElementsAre("folder/secret"));
  const RepositoryDraft secret = find_draft(drafts, "folder/secret");
  EXPECT_EQ(secret.commit, second);
  EXPECT_EQ(shown_name(secret), second.substr(0, 12) + ":folder/secret");
  EXPECT_EQ(published_name(secret), "folder/secret");
  EXPECT_EQ(text_of(repository, secret), "s");
}

TEST(Range, EachContentOfAName) {
  ScratchRepository scratch;
  scratch.commit("zero");
  for (const char* text : {"1", "2", "1", "3"}) {
    scratch.write("a", text);
    scratch.commit("x");
  }
  const Libgit2Repository repository = scratch.open();
  std::vector<std::string> texts;
  for (const RepositoryDraft& draft : brought_by(repository, "HEAD~4..HEAD")) {
    if (draft.kind == RepositoryDraftKind::file) texts.push_back(text_of(repository, draft));
  }
  EXPECT_THAT(texts, ElementsAre("1", "2", "3"));
}

TEST(Range, FormsAndErrors) {
  ScratchRepository scratch;
  scratch.write("a", "1");
  scratch.commit("one");
  scratch.write("b", "1");
  scratch.commit("two");
  const Libgit2Repository repository = scratch.open();
  EXPECT_THAT(names_of(brought_by(repository, "HEAD~..")), ElementsAre("b"));
  EXPECT_THAT(brought_by(repository, "..HEAD~"), IsEmpty());
  EXPECT_THAT(brought_by(repository, "HEAD..HEAD"), IsEmpty());
  EXPECT_THAT(names_of(brought_by(repository, std::string(40, '0') + "..HEAD")),
              ElementsAre("a", "b"));
  for (const char* wrong : {"HEAD", "..", "HEAD~...HEAD", "nobody..HEAD", "HEAD..nobody", ""}) {
    const Result<RevisionSet> revisions = repository.range(wrong);
    ASSERT_FALSE(revisions) << wrong;
    EXPECT_EQ(revisions.error().kind, ErrorKind::usage) << wrong;
  }
}

TEST(Range, RenamesCountByTheirNewName) {
  ScratchRepository scratch;
  scratch.write("folder/a", "same");
  scratch.commit("one");
  scratch.run("git mv folder other");
  scratch.commit("two");
  EXPECT_THAT(names_of(brought_by(scratch.open(), "HEAD~..")), ElementsAre("other/a"));
}

TEST(Range, AMergeBringsWhatNoParentHas) {
  ScratchRepository scratch;
  scratch.write("a", "1");
  const std::string base = scratch.commit("one");
  scratch.run("git checkout -q -b other");
  scratch.write("theirs", "t");
  scratch.commit("two");
  scratch.run("git checkout -q main");
  scratch.write("ours", "o");
  const std::string ours = scratch.commit("three");
  scratch.run("git merge -q --no-commit other");
  scratch.write("evil", "in no parent");
  scratch.write("a", "changed by the merge");
  scratch.commit("four");
  const Libgit2Repository repository = scratch.open();
  EXPECT_THAT(names_of(brought_by(repository, ours + "..HEAD")),
              ElementsAre("a", "evil", "theirs"));
  EXPECT_THAT(names_of(brought_by(repository, base + "..HEAD")),
              ElementsAre("a", "evil", "ours", "theirs"));
  EXPECT_THAT(names_of(brought_by(repository, "other..HEAD")), ElementsAre("a", "evil", "ours"));
}

TEST(Range, DatesThatGoBackwardsHideNothing) {
  ScratchRepository scratch;
  scratch.write("old", "1");
  scratch.commit("one");
  scratch.run("git checkout -q -b side");
  scratch.write("secret", "s");
  scratch.run("git add -A && GIT_COMMITTER_DATE='1000000000 +0000' git commit -q -m early");
  scratch.write("late", "s");
  scratch.commit("late");
  EXPECT_THAT(names_of(brought_by(scratch.open(), "main..side")), ElementsAre("late", "secret"));
}

TEST(Range, MessagesAreDraftsToo) {
  ScratchRepository scratch;
  scratch.commit("zero");
  const std::string id = scratch.commit("said");
  scratch.run("git commit -q --allow-empty --allow-empty-message -m ''");
  const Libgit2Repository repository = scratch.open();
  const auto drafts = brought_by(repository, "HEAD~2..");
  ASSERT_EQ(drafts.size(), 1U) << "an empty message is no draft";
  EXPECT_EQ(shown_name(drafts[0]), "COMMIT " + id.substr(0, 12) + ":message");
  EXPECT_EQ(published_name(drafts[0]), "");
  EXPECT_EQ(text_of(repository, drafts[0]), "said\n\nAnn\n");
}

TEST(Range, SubmodulesLinksAndLargeFiles) {
  ScratchRepository scratch;
  const std::string id = scratch.commit("zero");
  scratch.write("large", std::string(2000, 'x'));
  scratch.run("ln -s /etc/hosts link && git update-index --add --cacheinfo 160000," + id + ",sub");
  scratch.run("git add link large && git commit -q -m x");
  const Libgit2Repository repository = scratch.open();
  const auto drafts = brought_by(repository, "HEAD~..");
  EXPECT_EQ(text_of(repository, find_draft(drafts, "link")), "/etc/hosts");
  EXPECT_EQ(text_of(repository, find_draft(drafts, "sub")), "error error.git-submodule");
  const RepositoryDraft large = find_draft(drafts, "large");
  EXPECT_EQ(large.bytes, 2000U);
  const Result<std::string> refused = repository.read(large, 1999);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message.id, "error.draft-too-large");
  EXPECT_TRUE(repository.read(large, 2000));
}

TEST(Everything, AllRefsStashesTagsAndTheirMessages) {
  ScratchRepository scratch;
  EXPECT_THAT(everything_in(scratch.open()), IsEmpty()) << "no commit yet";
  scratch.write("a", "1");
  scratch.commit("one");
  scratch.run("git checkout -q -b side");
  scratch.write("branch-only", "2");
  scratch.commit("two");
  scratch.run("git tag -a kept -m 'tag says' && git checkout -q main && git branch -q -D side");
  for (const char* name : {"stash1", "stash2"}) {
    scratch.write(name, name);
    scratch.run("git stash -q -u");
  }
  scratch.run("git update-ref refs/blobs/x $(echo direct | git hash-object -w --stdin)");
  scratch.run("git update-ref refs/trees/y $(git rev-parse 'HEAD^{tree}')");
  scratch.run("git checkout -q --detach");
  scratch.write("detached", "3");
  scratch.commit("three");
  const Libgit2Repository repository = scratch.open();
  const auto drafts = everything_in(repository);
  EXPECT_THAT(names_of(drafts),
              ElementsAre("a", "blob", "branch-only", "detached", "stash1", "stash2"));
  EXPECT_EQ(text_of(repository, find_draft(drafts, "blob")), "direct\n");
  std::vector<std::string> said;
  for (const RepositoryDraft& draft : drafts) {
    if (draft.kind == RepositoryDraftKind::tag_message) {
      said.push_back(text_of(repository, draft));
    }
  }
  EXPECT_THAT(said, ElementsAre("tag says\n\nAnn\nkept\n"));
}

TEST(Everything, InABareRepository) {
  ScratchRepository scratch;
  scratch.write("a", "1");
  scratch.commit("one");
  scratch.run("git clone -q --bare . bare.git && git -C bare.git gc -q");
  const Result<Libgit2Repository> bare =
      Libgit2Repository::open(scratch.folder() + "/bare.git", {});
  ASSERT_TRUE(bare);
  EXPECT_THAT(names_of(everything_in(*bare)), ElementsAre("a"));
  EXPECT_EQ(bare->work_tree(), "");
}

TEST(Shallow, TheEdgeIsTold) {
  ScratchRepository scratch;
  for (const char* name : {"a", "b", "c"}) {
    scratch.write(name, name);
    scratch.commit(name);
  }
  scratch.run("git clone -q --depth 2 'file://" + scratch.folder() + "' clone");
  const Result<Libgit2Repository> clone = Libgit2Repository::open(scratch.folder() + "/clone", {});
  ASSERT_TRUE(clone);
  const auto drafts = everything_in(*clone);
  EXPECT_THAT(names_of(drafts), ElementsAre("a", "b", "c", "parents"));
  const RepositoryDraft edge = find_draft(drafts, "parents");
  EXPECT_EQ(edge.kind, RepositoryDraftKind::cut);
  EXPECT_EQ(text_of(*clone, edge), "error error.git-cut");
  EXPECT_THAT(names_of(brought_by(*clone, "HEAD~..")), ElementsAre("c")) << "inside the clone";
}

TEST(Missing, ParentsAndFoldersThatAreGone) {
  ScratchRepository scratch;
  scratch.write("folder/a", "1");
  const std::string first = scratch.commit("one");
  scratch.write("b", "2");
  scratch.commit("two");
  const auto remove = [&](const std::string& id) {
    scratch.run("rm -f .git/objects/" + id.substr(0, 2) + "/" + id.substr(2));
  };
  const std::string folder = scratch.run("git rev-parse HEAD:folder");
  remove(folder);
  const Libgit2Repository repository = scratch.open();
  const auto drafts = everything_in(repository);
  const RepositoryDraft gone = find_draft(drafts, "folder");
  EXPECT_EQ(gone.kind, RepositoryDraftKind::missing);
  EXPECT_EQ(gone.object, folder);
  EXPECT_EQ(text_of(repository, gone), "error error.git-missing");
  remove(first);
  const auto without = everything_in(scratch.open());
  EXPECT_EQ(find_draft(without, "parents").object, first);
  EXPECT_THAT(names_of(without), Contains("b"));
}

TEST(Missing, ATipThatIsGoneIsAnError) {
  ScratchRepository scratch;
  scratch.commit("one");
  const Libgit2Repository repository = scratch.open();
  EXPECT_FALSE(repository.brought({{std::string(40, '1')}, {}, {}}));
}

TEST(Hostile, ATreeThatHoldsItselfManyTimesOver) {
  ScratchRepository scratch;
  scratch.write("a", "1");
  scratch.commit("one");
  std::string tree = scratch.run("git rev-parse 'HEAD^{tree}'");
  for (int level = 0; level < 8; ++level) {
    std::string entries;
    for (int i = 0; i < 10; ++i)
      entries += "040000 tree " + tree + "\\td" + std::to_string(i) + "\\n";
    tree = scratch.run("printf '" + entries + "' | git mktree");
  }
  const Result<std::vector<RepositoryDraft>> drafts = scratch.open().brought({{tree}, {}, {}});
  ASSERT_FALSE(drafts);
  EXPECT_EQ(drafts.error().message.id, "error.git-too-many");
}

TEST(Arriving, ObjectsInQuarantine) {
  ScratchRepository scratch;
  scratch.write("old", "1");
  const std::string old = scratch.commit("one");
  scratch.run("git clone -q --bare . .git/server.git");
  scratch.write("new", "2");
  const std::string id = scratch.commit("two");
  // As receive-pack does: what arrives lies apart until the hook has answered.
  scratch.run("mkdir -p quarantine && git rev-list --objects " + id + " ^" + old +
              " | cut -d' ' -f1 | git pack-objects -q quarantine/pack >/dev/null && "
              "mkdir quarantine/pack && mv quarantine/pack-* quarantine/pack");
  GitEnvironment environment;
  environment.git_dir = scratch.folder() + "/.git/server.git";
  EXPECT_FALSE(scratch.open(environment).brought({{id}, {}, {}})) << "it is not there yet";
  environment.object_directory = scratch.folder() + "/quarantine";
  environment.alternates = scratch.folder() + "/.git/server.git/objects";
  const Libgit2Repository repository = scratch.open(environment);
  Result<RevisionSet> revisions = repository.arriving({id});
  ASSERT_TRUE(revisions);
  revisions->names = {"refs/heads/topic"};
  const Result<std::vector<RepositoryDraft>> drafts = repository.brought(*revisions);
  ASSERT_TRUE(drafts);
  EXPECT_THAT(names_of(*drafts), ElementsAre("new", "refs/heads/topic"));
  EXPECT_EQ(text_of(repository, find_draft(*drafts, "new")), "2");
  EXPECT_EQ(shown_name(find_draft(*drafts, "refs/heads/topic")), "REF refs/heads/topic");
}

TEST(Arriving, WhatAnotherBranchHasIsNotNew) {
  ScratchRepository scratch;
  scratch.write("a", "1");
  const std::string id = scratch.commit("one");
  const Libgit2Repository repository = scratch.open();
  const Result<RevisionSet> revisions = repository.arriving({id});
  ASSERT_TRUE(revisions);
  const Result<std::vector<RepositoryDraft>> drafts = repository.brought(*revisions);
  ASSERT_TRUE(drafts);
  EXPECT_THAT(*drafts, IsEmpty());
}

TEST(FileAt, AsTheCommitHasIt) {
  ScratchRepository scratch;
  scratch.write("conf/mishen.toml", "old");
  scratch.run("ln -s x link");
  scratch.commit("one");
  scratch.write("conf/mishen.toml", "new");
  scratch.commit("two");
  const Libgit2Repository repository = scratch.open();
  const auto at = [&](const char* revision, const char* path) {
    return repository.file_at(revision, path, 100);
  };
  EXPECT_EQ(at("HEAD~", "conf/mishen.toml").value(), "old");
  EXPECT_EQ(at("HEAD", "conf/mishen.toml").value(), "new");
  EXPECT_EQ(at("HEAD", "none/mishen.toml").value(), std::nullopt);
  EXPECT_FALSE(at("nobody", "conf/mishen.toml"));
  EXPECT_FALSE(at("HEAD", "conf")) << "a folder is no file";
  EXPECT_FALSE(at("HEAD", "link")) << "nor is a link";
  EXPECT_FALSE(repository.file_at("HEAD", "conf/mishen.toml", 2));
}

TEST(Listing, IsTheSameEachTime) {
  ScratchRepository scratch;
  for (int i = 0; i < 5; ++i) {
    scratch.write("f" + std::to_string(i), std::to_string(i));
    scratch.commit("x");
  }
  EXPECT_EQ(everything_in(scratch.open()), everything_in(scratch.open()));
}

}  // namespace
}  // namespace mishen
