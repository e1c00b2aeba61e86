// Annotated copies of a run's drafts, each made in a worker of its own and written by the parent.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "scanner/cli/commands.h"
#include "scanner/cli/options.h"
#include "scanner/cli/run.h"
#include "scanner/cli/session.h"
#include "scanner/report/report.h"

namespace mishen {

// Writes <name>.annotated.<ending> into options.output for each draft with findings, says so on
// standard error, and says why where there is none. `reviews[i]` is that of `items[i]`. False: a
// copy could not be written to disk.
bool write_copies(std::span<const DraftItem> items, std::span<const Review> reviews,
                  const Session& session, const Options& options, const ReportContext& report,
                  RunProfile* profile = nullptr);

}  // namespace mishen
