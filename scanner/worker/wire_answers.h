// People's answers on their way from a worker.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/limits.h"
#include "scanner/base/result.h"
#include "scanner/gate/answers.h"

namespace mishen {

[[nodiscard]] std::string encode_answers(const Result<std::vector<Answer>>& answers);

// Error kind input: what the worker said, or that it is no answer: ids have their shape, texts are
// UTF-8 on one line.
[[nodiscard]] Result<std::vector<Answer>> decode_answers(std::string_view answer,
                                                         const Limits& limits);

}  // namespace mishen
