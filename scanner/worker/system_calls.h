// The system calls a worker may make, as a program for the kernel.
#pragma once

#include <linux/filter.h>

#include <vector>

namespace mishen {

// Made by libseccomp. Empty where it cannot be had, and under AddressSanitizer, whose own calls are
// many. Three kinds of calls:
//   - what reading a draft needs (memory, time, reading files, writing to what is open): allowed
//   - what only an intruder wants (sockets, exec, new processes, ptrace, keys, modules): the worker
//     is killed with SIGSYS, and the draft is not reviewed
//   - everything else, and opening for writing: EPERM, as a kernel without it would answer
[[nodiscard]] std::vector<sock_filter> system_call_filter();

}  // namespace mishen
