#include "scanner/worker/worker_heap.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace mishen {
namespace {

// Many small blocks, so that they come from the heap itself.
class Blocks {
 public:
  void add(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      blocks_.push_back(std::make_unique<std::vector<unsigned char>>(kSize, mark(blocks_.size())));
    }
  }
  [[nodiscard]] bool intact() const {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const auto is_own = [&](unsigned char byte) { return byte == mark(i); };
      if (!std::all_of(blocks_[i]->begin(), blocks_[i]->end(), is_own)) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kSize = 5000;
  static unsigned char mark(std::size_t index) { return static_cast<unsigned char>(index % 251); }
  std::vector<std::unique_ptr<std::vector<unsigned char>>> blocks_;
};

// Whatever malloc is, memory is had and kept as before; so once more where it was widened before.
TEST(WorkerHeap, IsAsGoodWhenItIsWidened) {
  Blocks before;
  before.add(200);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    for (int round = 0; round < 2; ++round) {
      widen_heap(round == 0 ? "%PDF" : "PK" + std::string(1 << 20, ' '));
      Blocks after;
      after.add(8000);  // 40 MB: beyond what it was widened by
      const std::vector<char> large(std::size_t{40} << 20U, 'x');
      const bool whole = std::all_of(large.begin(), large.end(), [](char c) { return c == 'x'; });
      if (!whole || !after.intact() || !before.intact()) ::_exit(1);
    }
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace mishen
