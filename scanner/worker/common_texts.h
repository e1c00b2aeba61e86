// Texts that all processes of a run look at in the same place. Memory of a process that others are
// forked from is copied for each of them, or at least its page tables are; this is not, however
// many texts there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace mishen {

// Owns its memory; processes forked later keep theirs until they end. Immutable; thread-safe.
class CommonTexts {
 public:
  // Throws std::bad_alloc where there is no memory.
  explicit CommonTexts(std::span<const std::string_view> texts);
  CommonTexts(const CommonTexts&) = delete;
  CommonTexts& operator=(const CommonTexts&) = delete;
  ~CommonTexts();

  [[nodiscard]] std::size_t size() const { return count_; }
  // Valid as long as this is. Requires index < size().
  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    const std::uint64_t* const begin = ends() + index;
    return {bytes() + begin[0], begin[1] - begin[0]};
  }

 private:
  // 0, then where each text ends; behind them the texts.
  [[nodiscard]] const std::uint64_t* ends() const {
    return static_cast<const std::uint64_t*>(memory_);
  }
  [[nodiscard]] const char* bytes() const {
    return reinterpret_cast<const char*>(ends() + count_ + 1);
  }

  std::size_t count_;
  std::size_t mapped_;  // bytes
  void* memory_;
};

}  // namespace mishen
