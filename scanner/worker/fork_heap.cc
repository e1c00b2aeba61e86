#include "scanner/worker/fork_heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25
#endif

namespace mishen {
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20U;

char* next_huge_page(char* at) {
  const auto over = reinterpret_cast<std::uintptr_t>(at) % kHugePage;
  return over == 0 ? at : at + (kHugePage - over);
}

}  // namespace

void ForkHeap::settle() {
  constexpr unsigned kFewForks = 8;  // are over before it pays
  if (++forks_ < kFewForks) return;
  auto* const end = static_cast<char*>(::sbrk(0));
  if (settled_ != nullptr && end < settled_ + kHugePage) return;
  // Where malloc's part of it begins is not to be had otherwise; asking is rare.
  char* const begin = settled_ != nullptr ? settled_ : end - ::mallinfo2().arena;
  settled_ = next_huge_page(begin);
  for (; settled_ + kHugePage <= end; settled_ += kHugePage) {
    ::madvise(settled_, kHugePage, MADV_COLLAPSE);
  }
}

}  // namespace mishen
