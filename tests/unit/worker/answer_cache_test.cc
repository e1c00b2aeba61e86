#include "scanner/worker/answer_cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "scanner/worker/wire.h"
#include "tests/unit/worker/any_examination.h"

namespace mishen {
namespace {

namespace fs = std::filesystem;

const CacheQuestion kQuestion{"0123456789012345678901234567890123456789", "folder/a.docx"};

// A folder of the test's own.
class AnswerCacheTest : public ::testing::Test {
 protected:
  AnswerCacheTest() {
    std::string pattern = (fs::temp_directory_path() / "mishen-cache-XXXXXX").string();
    home_ = ::mkdtemp(pattern.data());
  }
  ~AnswerCacheTest() override {
    std::error_code ignored;
    fs::remove_all(home_, ignored);
  }

  [[nodiscard]] std::string folder() const { return (home_ / "mishen" / "cache").string(); }
  [[nodiscard]] AnswerCache open(const std::string& engine = "e",
                                 const std::string& today = "2026-01-31") const {
    Result<AnswerCache> cache = AnswerCache::open(folder(), engine, today);
    EXPECT_TRUE(cache);
    return *std::move(cache);
  }
  [[nodiscard]] static std::optional<CachedAnswer> ask(const AnswerCache& cache,
                                                       const CacheQuestion& question = kQuestion) {
    return cache.find(question, wire_rules(), Limits());
  }
  // An examination that may be kept.
  static CachedAnswer answer() {
    CachedAnswer out{sound_examination(), std::string(64, 'a'), 17};
    out.examination.coverage.gaps = {{GapCause::picture_not_read, {}, {"gap.x", {}}}};
    out.examination.findings.front().value = Secret();
    out.examination.findings.front().group = {};
    return out;
  }
  [[nodiscard]] std::vector<fs::path> files() const {
    std::vector<fs::path> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder())) {
      if (entry.is_regular_file()) out.push_back(entry.path());
    }
    return out;
  }
  static std::string bytes_of(const fs::path& file) {
    std::ostringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
  }

  fs::path home_;
};

TEST_F(AnswerCacheTest, WhatIsKeptComesBackAsItWas) {
  AnswerCache cache = open();
  EXPECT_FALSE(ask(cache));
  cache.keep(kQuestion, answer());
  for (const AnswerCache& one : {cache, open()}) {
    const std::optional<CachedAnswer> found = ask(one);
    ASSERT_TRUE(found);
    EXPECT_EQ(encode(found->examination), encode(answer().examination));
    EXPECT_EQ(found->sha256, std::string(64, 'a'));
    EXPECT_EQ(found->bytes, 17U);
  }
  EXPECT_EQ(files().size(), 1U);
}

TEST_F(AnswerCacheTest, AnswersToOneQuestionOnly) {
  AnswerCache cache = open();
  cache.keep(kQuestion, answer());
  EXPECT_FALSE(ask(cache, {std::string(40, '1'), kQuestion.name}));
  EXPECT_FALSE(ask(cache, {kQuestion.object, "folder/b.docx"}));
  EXPECT_FALSE(ask(open("other rules")));
  // What stands under another key was moved there.
  const fs::path file = files().at(0);
  AnswerCache other = open("other rules");
  other.keep(kQuestion, answer());
  for (const fs::path& place : files()) {
    if (place != file) fs::copy_file(file, place, fs::copy_options::overwrite_existing);
  }
  EXPECT_FALSE(ask(other));
}

TEST_F(AnswerCacheTest, TheDayCountsOnlyWhereItIsReckonedWith) {
  AnswerCache cache = open();
  cache.keep(kQuestion, answer());
  EXPECT_TRUE(ask(open("e", "2026-02-01")));
  CachedAnswer dated = answer();
  dated.examination.findings.front().attributes = {{"expires", "2026-01-31"}};
  cache.keep(kQuestion, dated);
  EXPECT_TRUE(ask(cache));
  EXPECT_FALSE(ask(open("e", "2026-02-01")));
}

TEST_F(AnswerCacheTest, ADamagedEntryIsNoneAndGoes) {
  AnswerCache cache = open();
  cache.keep(kQuestion, answer());
  const fs::path file = files().at(0);
  const std::string whole = bytes_of(file);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x20);
    std::ofstream(file, std::ios::binary) << damaged;
    ASSERT_FALSE(ask(cache)) << "byte " << i;
    ASSERT_FALSE(fs::exists(file));
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, whole.size() - 1}) {
    std::ofstream(file, std::ios::binary) << whole.substr(0, size);
    EXPECT_FALSE(ask(cache)) << size;
  }
  std::ofstream(file, std::ios::binary) << whole + "x";
  EXPECT_FALSE(ask(cache));
  cache.keep(kQuestion, answer());
  EXPECT_TRUE(ask(cache));
}

TEST_F(AnswerCacheTest, WhatAnotherRunMightSeeOtherwiseIsNotKept) {
  AnswerCache cache = open();
  for (const GapCause cause :
       {GapCause::worker_timed_out, GapCause::worker_crashed, GapCause::worker_out_of_memory,
        GapCause::worker_answer_invalid, GapCause::unreadable_file, GapCause::limit_reached,
        GapCause::unsupported_format, GapCause::damaged, GapCause::page_failed,
        GapCause::part_failed, GapCause::unmapped_glyphs}) {
    CachedAnswer open_answer = answer();
    open_answer.examination.coverage.gaps.push_back({cause, {}, {"gap.x", {}}});
    cache.keep(kQuestion, open_answer);
    EXPECT_FALSE(ask(cache)) << name(cause);
  }
  CachedAnswer revealed = answer();
  revealed.examination.findings.front().value = Secret("341302190001010015");
  cache.keep(kQuestion, revealed);
  EXPECT_FALSE(ask(cache));
  EXPECT_TRUE(files().empty());
}

TEST_F(AnswerCacheTest, OnlyItsOwnerMayReadOrWrite) {
  AnswerCache cache = open();
  cache.keep(kQuestion, answer());
  EXPECT_EQ(fs::status(files().at(0)).permissions(), fs::perms(0600));
  EXPECT_EQ(fs::status(folder()).permissions(), fs::perms(0700));
  fs::permissions(folder(), fs::perms(0770));
  const Result<AnswerCache> shared = AnswerCache::open(folder(), "e", "");
  ASSERT_FALSE(shared);
  EXPECT_EQ(shared.error().message.id, "error.cache-not-ours");
}

TEST_F(AnswerCacheTest, TrimmingTakesWhatWasUsedLongestAgo) {
  AnswerCache cache = open();
  std::vector<CacheQuestion> questions;
  for (int i = 0; i < 5; ++i) {
    questions.push_back({std::string(40, static_cast<char>('a' + i)), "x"});
    cache.keep(questions.back(), answer());
  }
  const auto now = fs::file_time_type::clock::now();
  const std::vector<fs::path> all = files();
  for (const fs::path& file : all) fs::last_write_time(file, now - std::chrono::hours(2));
  ASSERT_TRUE(ask(cache, questions[3]));  // used just now
  std::ofstream(folder() + "/.part-left") << "x";
  fs::last_write_time(folder() + "/.part-left", now - std::chrono::hours(2));
  const std::uint64_t one = fs::file_size(all.at(0));
  open().trim(0);
  EXPECT_EQ(files().size(), 6U) << "a run that kept nothing removes nothing";
  cache.trim(one);
  EXPECT_EQ(files().size(), 1U);
  EXPECT_TRUE(ask(cache, questions[3]));
}

TEST_F(AnswerCacheTest, TwoRunsAtOnceNeverSeeHalfAnEntry) {
  const auto run = [this] {
    AnswerCache cache = open();
    for (int i = 0; i < 200; ++i) {
      cache.keep(kQuestion, answer());
      const std::optional<CachedAnswer> found = ask(cache);
      ASSERT_TRUE(found);
    }
  };
  std::thread first(run);
  std::thread second(run);
  first.join();
  second.join();
}

TEST_F(AnswerCacheTest, AFolderThatCannotBeMadeIsAnError) {
  fs::create_directories(home_ / "mishen");
  std::ofstream(home_ / "mishen" / "cache") << "a file";
  EXPECT_FALSE(AnswerCache::open(folder(), "e", ""));
}

}  // namespace
}  // namespace mishen
