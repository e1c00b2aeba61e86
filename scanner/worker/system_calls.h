// The system calls a worker may make, as a program for the kernel.
#pragma once

#include <linux/filter.h>

#include <cstdint>
#include <vector>

namespace mishen {

enum class FilterOf : std::uint8_t {
  worker,
  worker_with_threads,  // the same, and further threads
  // What a worker may, and what a zygote does and its workers do before they begin: for the zygote
  // and, by inheritance, for each worker.
  zygote,
  // What such a worker gives up on top: both together are as the first. A fraction of its size,
  // and the kernel checks and compiles it for every draft.
  worker_of_zygote,
};

// Made by libseccomp. Empty where it cannot be had, and under AddressSanitizer, whose own calls are
// many. Three kinds of calls:
//   - what reading a draft needs (memory, time, reading files, writing to what is open): allowed
//   - what only an intruder wants (sockets, exec, new processes, ptrace, keys, modules): the worker
//     is killed with SIGSYS, and the draft is not reviewed
//   - everything else, and opening for writing: EPERM, as a kernel without it would answer
[[nodiscard]] std::vector<sock_filter> system_call_filter(FilterOf whom);

}  // namespace mishen
