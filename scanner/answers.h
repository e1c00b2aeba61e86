// The answers people wrote into a draft. Runs inside a worker: it reads untrusted bytes.
#pragma once

#include <vector>

#include "scanner/base/result.h"
#include "scanner/gate/answers.h"
#include "scanner/pipeline.h"

namespace mishen {

// Errors: kind input, why the draft's comments cannot be read. Never throws for anything in
// `draft`.
[[nodiscard]] Result<std::vector<Answer>> answers(const Draft& draft, const Engine& engine);

}  // namespace mishen
