// Answers the calls that confine a worker as if they had confined it, for a program under valgrind,
// which needs memory, files and calls that no worker may have: instructions.py loads it before all
// else. Nothing but measurements may be run so.
#include <dlfcn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <cstdarg>

namespace {

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int setrlimit(__rlimit_resource_t /*what*/, const struct rlimit* /*limit*/) noexcept { return 0; }

int prctl(int option, ...) noexcept {
  va_list list;
  va_start(list, option);
  unsigned long rest[4];
  for (unsigned long& one : rest) one = va_arg(list, unsigned long);
  va_end(list);
  if (option == PR_SET_SECCOMP) return 0;
  return real<int(int, ...)>("prctl")(option, rest[0], rest[1], rest[2], rest[3]);
}

long syscall(long number, ...) noexcept {
  va_list list;
  va_start(list, number);
  long rest[6];
  for (long& one : rest) one = va_arg(list, long);
  va_end(list);
  if (number == SYS_landlock_restrict_self) return 0;
  return real<long(long, ...)>("syscall")(number, rest[0], rest[1], rest[2], rest[3], rest[4],
                                          rest[5]);
}
}
