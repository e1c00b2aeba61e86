// Errors as values. What a user can cause comes back as Error; exceptions are kept for broken
// invariants and for third-party libraries, and end at the plug-in door or the process boundary.
#pragma once

#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

#include "scanner/base/message.h"

namespace mishen {

enum class ErrorKind {
  usage,   // the command line
  rule,    // a rule pack
  policy,  // configuration, waivers, keys
  input,   // the draft itself
  io,      // the file system
};

struct Error {
  ErrorKind kind = ErrorKind::input;
  // Where: a file, with ":line" or ":line:column" where known. May be empty.
  std::string place;
  // What is wrong, why, and what to do about it.
  Message message;
};

// Either a value or an Error. Reading value() of a failed Result is a broken invariant and aborts.
// As thread-safe as T.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT implicit
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT implicit

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] const T& value() const& { return require(); }
  [[nodiscard]] T& value() & { return const_cast<T&>(std::as_const(*this).require()); }
  [[nodiscard]] T&& value() && { return std::move(const_cast<T&>(std::as_const(*this).require())); }
  [[nodiscard]] const Error& error() const {
    if (ok()) std::abort();
    return std::get<1>(state_);
  }

  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }

 private:
  const T& require() const {
    if (!ok()) std::abort();
    return std::get<0>(state_);
  }

  std::variant<T, Error> state_;
};

// A Result with nothing to return.
struct Done {};
using Status = Result<Done>;

}  // namespace mishen
