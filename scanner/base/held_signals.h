// A signal that ends the program waits until a file is there or gone: nothing half-written is left
// beside it.
#pragma once

#include <csignal>

namespace mishen {

// Holds SIGINT, SIGTERM, SIGHUP, SIGQUIT and SIGTSTP back while it lives. For one thread.
class HeldSignals {
 public:
  HeldSignals() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP}) sigaddset(&held, signal);
    ::sigprocmask(SIG_BLOCK, &held, &before_);
  }
  ~HeldSignals() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace mishen
