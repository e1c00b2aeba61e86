#include "scanner/worker/worker_heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
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

void widen_heap(std::string_view draft) {
  constexpr std::size_t kRoom = 8 * kHugePage;
  constexpr std::size_t kMostRooms = 16;
  // A package is inflated, and a long DOCX takes 40 times its bytes. A PDF touches what it takes
  // less evenly, and huge pages would make it more.
  constexpr std::size_t kTaken = 48;
  const std::size_t inflates = draft.starts_with("PK") ? draft.size() : 0;
  // Nothing has a mapping of its own, however large.
  ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
  ::mallopt(M_MMAP_MAX, 0);
  // Where the parent's heap lies there are pages of its own.
  char* const huge = next_huge_page(static_cast<char*>(::sbrk(0)));
  // What is as large as this lies behind all that is in use.
  auto* const room = static_cast<char*>(std::malloc(kRoom));
  std::array<void*, kMostRooms> more{};
  const std::size_t rooms = std::clamp<std::size_t>(inflates / (kRoom / kTaken), 1, kMostRooms);
  for (std::size_t i = 1; i < rooms; ++i) more[i] = std::malloc(kRoom);
  auto* const end = static_cast<char*>(::sbrk(0));
  for (void* const one : more) std::free(one);
  if (room == nullptr || room >= huge || huge >= end) return std::free(room);
  ::madvise(huge, static_cast<std::size_t>(end - huge), MADV_HUGEPAGE);
  // What lies before the first of them stays taken; they are where malloc goes on.
  if (std::realloc(room, static_cast<std::size_t>(huge - room)) == nullptr) std::free(room);
}

}  // namespace mishen
