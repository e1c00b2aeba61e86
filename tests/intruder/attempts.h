// What an intruder tries in a worker.
#pragma once

#include <string>
#include <string_view>

namespace mishen::intruder {

// Tries what `what` names. Returns "did it", or the system's reason why not; "nothing of that name"
// for what is not known. May not return at all.
[[nodiscard]] std::string attempt(std::string_view what);

}  // namespace mishen::intruder
