// What the kernel itself keeps a worker from: system calls (seccomp), files (Landlock). A draft
// that takes over the code which reads it can then still only compute, and answer. Linux only. The
// layers, what they need, and what is lost without them:
//   system_calls  seccomp filter (kernel 3.5): no socket, no exec, no new process, no ptrace: the
//                 worker is killed; no file opened for writing, and whatever is not on the list:
//                 EPERM. Threads only where they are asked for.
//   files         Landlock (kernel 5.13): only what poppler and the loader need can be opened, for
//                 reading; with ABI 4 and later no TCP either.
// A private network namespace would cost more than all the rest together (3.5 ms a draft, measured,
// against 0.1 ms for both) and adds nothing to a filter without socket(): it is entered only where
// there is no filter.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace mishen {

struct CageLayers {
  bool system_calls = false;
  bool files = false;
  bool network = false;  // a network namespace, or a filter that makes it needless

  [[nodiscard]] bool all() const { return system_calls && files && network; }
  friend bool operator==(const CageLayers&, const CageLayers&) = default;
};

// Made once in the parent, entered by every worker. Movable; enter() may run in forked children
// only, since nobody comes out again.
class Cage {
 public:
  // Without any layer.
  Cage();
  // `readable`: files and folders workers may read beside those every worker needs (the system's
  // libraries, fonts and CMaps). What does not exist is passed over.
  // `threads`: a worker may have more than one, if there is a filter that keeps it from more.
  explicit Cage(const std::vector<std::string>& readable, bool threads = false);
  ~Cage();
  Cage(Cage&&) noexcept;
  Cage& operator=(Cage&&) noexcept;

  // Whether a worker may have further threads.
  [[nodiscard]] bool has_threads() const;
  // A descriptor enter() needs, which must stay open until then; -1: none.
  [[nodiscard]] int descriptor() const;
  // Tells which descriptor it is now, in a child that has moved it.
  void moved_to(int descriptor);

  // In a process that only forks workers: enters as much of the filter as leaves room for that, so
  // that each of them, which is born in there, has less to do. Needs no_new_privs.
  void enter_as_zygote();
  // Enters every layer there is; tells which. Needs no_new_privs.
  [[nodiscard]] CageLayers enter() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// The layers a worker gets on this machine: tried in a child of its own. All false if there is no
// child to be had.
[[nodiscard]] CageLayers probe_cage();

}  // namespace mishen
