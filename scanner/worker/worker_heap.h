// The heap of a process that reviews one draft and ends.
#pragma once

#include <string_view>

namespace mishen {

// To be called in a forked process that is about to review `draft`: lets malloc's heap grow into
// huge pages, where the kernel has some, by as much as most such drafts take. A page that is
// touched first costs a process more than huge pages do that hold forty of them. What is not used
// costs nothing. Failing does no harm. Not thread-safe.
void widen_heap(std::string_view draft);

}  // namespace mishen
