// The heap of a process that forks for every draft.
#pragma once

namespace mishen {

// Not thread-safe.
class ForkHeap {
 public:
  // To be called before each fork: puts what the heap has grown by since the last time into huge
  // pages, where the kernel can (Linux 6.1), since a fork copies an entry for each page. A run that
  // keeps the reviews of thousands of drafts would fork ever more slowly. Failing does no harm.
  void settle();

 private:
  unsigned forks_ = 0;
  char* settled_ = nullptr;  // up to here it was done
};

// To be called in a forked process that is about to review a draft: lets malloc's heap grow into
// huge pages, where the kernel has some. A page that is touched first costs a process more than
// huge pages do that hold forty of them. What is not used costs nothing. Failing does no harm.
void widen_heap();

}  // namespace mishen
