// JSON Lines as the drafts are done: the one report that does not grow in memory with its drafts.
#pragma once

#include <memory>
#include <string>

#include "scanner/base/growing_file.h"
#include "scanner/cli/commands.h"
#include "scanner/cli/options.h"
#include "scanner/report/report.h"

namespace mishen {

// Whether the report of such a run can be written so: nothing in it needs all reviews at once.
[[nodiscard]] bool writes_lines(const Options& options);

class LineReport {
 public:
  // `context` must outlive it.
  explicit LineReport(const CommandContext& context) : context_(context) {}

  // `file`: where they go; empty: the output of `context`. false: it cannot be written, which has
  // been printed.
  bool open(const std::string& file);
  // Adds the line of `review`. false: it could not be written.
  bool add(const Review& review, const ReportContext& report);
  // Names the file and says so. Returns `code`, or ExitCode::error when something could not be
  // written, now or before.
  ExitCode finish(ExitCode code);

 private:
  bool hold(const Status& written);

  const CommandContext& context_;
  std::string name_;
  std::unique_ptr<GrowingFile> file_;
  bool whole_ = true;
};

}  // namespace mishen
