// A draft with its findings in it. Runs inside a worker: it reads untrusted bytes once more.
#pragma once

#include "scanner/base/result.h"
#include "scanner/pipeline.h"
#include "scanner/report/report.h"

namespace mishen {

// `review` is that of the same bytes. Errors: kind input, why there is no copy. Never throws for
// anything in `draft`.
[[nodiscard]] Result<AnnotatedCopy> annotate(const Draft& draft, const Review& review,
                                             const Engine& engine, const ReportContext& context,
                                             const NoteStyle& style);

}  // namespace mishen
