// What a worker gives up before it touches a draft. Called in the child, after fork.
#pragma once

#include <sys/types.h>

#include <optional>

#include "scanner/base/limits.h"
#include "scanner/worker/cage.h"

namespace mishen {

// The descriptor of the answer's pipe in every worker.
inline constexpr int kAnswerFd = 3;

// Exit statuses of a worker.
inline constexpr int kExitAnswered = 0;
inline constexpr int kExitThrew = 70;        // work() threw
inline constexpr int kExitOutOfMemory = 71;  // work() could not get memory
inline constexpr int kExitUnconfined = 72;   // a limit could not be set: nothing was run

// True where the address space can be limited: not under AddressSanitizer, whose shadow needs it.
[[nodiscard]] bool can_limit_memory();

// Leaves the caller with: standard streams on /dev/null, `answer_pipe` as kAnswerFd, no other
// descriptor; default signal handling; death with `parent`; no new privileges; the limits on
// memory (above what is mapped now), CPU time, files, processes; and inside `cage`, with as many
// layers as this machine has, which are returned. Nothing if any of the rest could not be had.
[[nodiscard]] std::optional<CageLayers> confine(int answer_pipe, pid_t parent, const Limits& limits,
                                                Cage& cage);

}  // namespace mishen
