#include "scanner/worker/common_texts.h"

#include <sys/mman.h>

#include <algorithm>
#include <new>

namespace mishen {

CommonTexts::CommonTexts(std::span<const std::string_view> texts)
    : count_(texts.size()), mapped_((count_ + 1) * sizeof(std::uint64_t)) {
  for (const std::string_view text : texts) mapped_ += text.size();
  memory_ = ::mmap(nullptr, mapped_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory_ == MAP_FAILED) throw std::bad_alloc();
  auto* end = static_cast<std::uint64_t*>(memory_);
  char* at = reinterpret_cast<char*>(end + count_ + 1);
  const char* const first = at;
  *end++ = 0;
  for (const std::string_view text : texts) {
    at = std::copy(text.begin(), text.end(), at);
    *end++ = static_cast<std::uint64_t>(at - first);
  }
  // What a draft makes of its worker changes no other's name.
  ::mprotect(memory_, mapped_, PROT_READ);
}

CommonTexts::~CommonTexts() { ::munmap(memory_, mapped_); }

}  // namespace mishen
