// Whole reviews in one process, without workers and cage, so that a profiler sees all of it:
//
//   bench_review all|body ROUNDS FILE...
//
// `body`: of a PDF only the text that its pages draw, without what tells whether it is seen, the
// parts beside the pages and the earlier revisions; what a review would read that looks at nothing
// else. (Of a DOCX make a file with its main part alone: body_only.py.) Prints CPU seconds a round.
#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "plugins/formats/pdf/glyph_source.h"
#include "plugins/formats/pdf/passages.h"
#include "scanner/base/io.h"
#include "scanner/cli/session.h"
#include "scanner/report/report.h"
#include "tests/support/places.h"

namespace {

using namespace mishen;

double spent() {
  rusage use{};
  ::getrusage(RUSAGE_SELF, &use);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(use.ru_utime) + seconds(use.ru_stime);
}

Document read_body(const std::string& bytes, const Limits& limits) {
  DocumentBuilder out(limits);
  out.set_format("pdf");
  pdf::OpenedPdf opened = pdf::open_collector(bytes, limits);
  if (opened.state != pdf::OpenState::open) return out.finish();
  pdf::DocumentState state;
  for (std::uint32_t number = 1; number <= opened.source->pages(); ++number) {
    pdf::PageContent page = opened.source->read(number);
    if (!pdf::add_page_passages(page, number, state, out)) break;
  }
  return out.finish();
}

struct StageSeconds {
  double reading = 0;
  double examining = 0;
  double reporting = 0;
  std::size_t characters = 0;
  std::size_t findings = 0;
};

void review_one(const std::string& path, bool body, const Session& session, StageSeconds& sum) {
  const Engine& engine = session.engine();
  const Result<std::string> bytes = read_file(path, engine.limits.max_draft_bytes);
  if (!bytes) std::exit(2);
  const double begin = spent();
  Document document = body && bytes->starts_with("%PDF")
                          ? read_body(*bytes, engine.limits)
                          : read_draft(*bytes, path, *engine.formats, engine.limits);
  const double read = spent();
  Examination examination = examine(document, engine);
  const double examined = spent();
  ReportContext context;
  context.rules = &session.rules().book();
  Review review =
      decide(std::move(examination), session.rules().book(), default_policy(Profile::external));
  review.path = path;
  sum.characters += review.coverage.characters;
  sum.findings += review.findings.size();
  const std::string line = json_line(review, context);
  sum.reporting += spent() - examined;
  sum.examining += examined - read;
  sum.reading += read - begin;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "usage: bench_review all|body ROUNDS FILE...\n");
    return 2;
  }
  Options options;
  options.rules_folder = test::source_dir() + "/rules";
  RuleErrors problems;
  const double begin = spent();
  const Result<std::unique_ptr<Session>> session = Session::open(options, problems);
  if (!session) return 2;
  fmt::print("start {:.4f}\n", spent() - begin);
  const bool body = std::string(argv[1]) == "body";
  for (int round = std::atoi(argv[2]); round > 0; --round) {
    StageSeconds sum;
    for (int i = 3; i < argc; ++i) review_one(argv[i], body, **session, sum);
    fmt::print("read {:.4f} examine {:.4f} report {:.4f} ({} characters, {} findings)\n",
               sum.reading, sum.examining, sum.reporting, sum.characters, sum.findings);
  }
  return 0;
}
