#include "scanner/worker/worker_heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace mishen {
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20U;

char* next_huge_page(char* at) {
  const auto over = reinterpret_cast<std::uintptr_t>(at) % kHugePage;
  return over == 0 ? at : at + (kHugePage - over);
}

}  // namespace

void widen_heap() {
  constexpr std::size_t kRoom = 8 * kHugePage;
  // What is larger has a mapping of its own; glibc takes no more here.
  constexpr int kLargest = 1 << 25;
  ::mallopt(M_MMAP_THRESHOLD, kLargest);
  ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
  // Where the parent's heap lies there are pages of its own.
  char* const huge = next_huge_page(static_cast<char*>(::sbrk(0)));
  // What is as large as this lies behind all that is in use.
  auto* const room = static_cast<char*>(std::malloc(kRoom));
  auto* const end = static_cast<char*>(::sbrk(0));
  if (room == nullptr || room >= huge || huge >= end) return std::free(room);
  ::madvise(huge, static_cast<std::size_t>(end - huge), MADV_HUGEPAGE);
  // What lies before the first of them stays taken; they are where malloc goes on.
  if (std::realloc(room, static_cast<std::size_t>(huge - room)) == nullptr) std::free(room);
}

}  // namespace mishen
