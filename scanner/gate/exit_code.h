// What the process answers. The same in every format, with or without --output.
#pragma once

#include "scanner/policy/policy.h"

namespace mishen {

enum class ExitCode : int {
  clear = 0,
  held = 1,
  error = 2,  // usage, policy or rule error; nothing was reviewed
  incomplete = 3,
};

[[nodiscard]] constexpr ExitCode exit_code(Verdict verdict) {
  switch (verdict) {
    case Verdict::clear:
      return ExitCode::clear;
    case Verdict::held:
      return ExitCode::held;
    case Verdict::incomplete:
      return ExitCode::incomplete;
  }
  return ExitCode::incomplete;
}

}  // namespace mishen
