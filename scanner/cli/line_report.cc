#include "scanner/cli/line_report.h"

#include <utility>

namespace mishen {

bool writes_lines(const Options& options) {
  // A copy is made from its review after the run; a baseline from all of them.
  return options.format == ReportFormat::jsonl && !options.annotate && !options.update_baseline;
}

bool LineReport::open(const std::string& file) {
  name_ = file;
  if (file.empty()) return true;
  Result<std::unique_ptr<GrowingFile>> begun = GrowingFile::begin(file);
  if (!begun) return hold(begun.error());
  file_ = *std::move(begun);
  return true;
}

bool LineReport::add(const Review& review, const ReportContext& report) {
  const std::string line = json_line(review, report);
  return hold(file_ ? file_->write(line) : context_.out->write(line));
}

ExitCode LineReport::finish(ExitCode code) {
  if (whole_ && file_) hold(file_->finish());
  if (!whole_) return ExitCode::error;
  if (!file_) return code;
  return put(context_, text(context_.language, {"output.written", {{"file", name_}}}) + "\n", code);
}

bool LineReport::hold(const Status& written) {
  if (written) return true;
  // Once: what cannot be written stays so.
  if (std::exchange(whole_, false)) print_error(written.error(), context_.language);
  return false;
}

}  // namespace mishen
