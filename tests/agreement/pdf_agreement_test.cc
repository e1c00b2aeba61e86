// Both glyph sources of the PDF reader give the same text: over all fixtures, and over the real
// PDFs of $MISHEN_CORPUS when it is set. Where they differ there is a kind of difference that
// explains it (pdf_difference.h), printed with how often it was met; anything else fails.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "plugins/formats/pdf/glyph_source.h"
#include "scanner/intake/identify.h"
#include "scanner/worker/pool.h"
#include "tests/agreement/pdf_difference.h"
#include "tests/support/places.h"

namespace mishen::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kCpuSeconds = 20;

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> pdfs_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && identify(read(entry.path())) == FileKind::pdf) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

struct Tally {
  std::size_t files = 0;
  std::size_t stopped = 0;  // at a limit, or by a crash of the library: two readings do not exist
  std::array<std::size_t, kDifferenceKindCount> pages{};

  [[nodiscard]] std::size_t of(DifferenceKind kind) const {
    return pages[static_cast<std::size_t>(kind)];
  }
};

// Each file in a worker, since some of them never end. A worker may not open files: the parent
// reads.
Tally compare(const std::vector<fs::path>& files) {
  Tally tally;
  PoolOptions options;
  options.limits.max_cpu_seconds = kCpuSeconds;
  std::string bytes;  // of the job at hand; one worker at a time
  const auto prepare = [&](std::size_t job) {
    bytes = read(files[job]);
    return std::string_view(bytes);
  };
  const auto work = [](std::size_t, std::string_view draft) {
    std::string answer;
    for (const PageDifference& page : pdf_differences(draft)) {
      answer +=
          std::to_string(page.page) + " " + std::to_string(static_cast<int>(page.kind)) + "\n";
    }
    return answer;
  };
  const auto done = [&](std::size_t job, const WorkerOutcome& outcome) {
    ++tally.files;
    if (outcome.end != WorkerEnd::answered) {
      ++tally.stopped;
      std::cout << files[job].filename().string() << ": not read to the end\n";
      return;
    }
    std::istringstream lines(outcome.answer);
    std::uint32_t page = 0;
    for (std::size_t kind = 0; lines >> page >> kind;) {
      ++tally.pages.at(kind);
      const auto what = static_cast<DifferenceKind>(kind);
      if (what == DifferenceKind::none) continue;
      std::cout << files[job].filename().string() << " page " << page << ": " << name(what) << "\n";
    }
  };
  run_pool(files.size(), options, prepare, work, done);
  std::cout << tally.files << " files, " << tally.stopped << " not read to the end; pages:";
  for (int kind = 0; kind < kDifferenceKindCount; ++kind) {
    const auto what = static_cast<DifferenceKind>(kind);
    std::cout << " " << name(what) << " " << tally.of(what);
  }
  std::cout << "\n";
  return tally;
}

TEST(PdfAgreement, OverTheFixtures) {
  if (!pdf::has_collector()) GTEST_SKIP() << "this build has one source only";
  const Tally tally = compare(pdfs_in(test::source_dir() + "/fixtures/drafts"));
  EXPECT_GT(tally.of(DifferenceKind::none), 20U) << "too few pages to prove anything";
  EXPECT_EQ(tally.stopped, 0U);
  EXPECT_EQ(tally.of(DifferenceKind::unexplained), 0U);
}

TEST(PdfAgreement, OverRealFiles) {
  const char* corpus = std::getenv("MISHEN_CORPUS");
  if (corpus == nullptr) GTEST_SKIP() << "MISHEN_CORPUS is not set";
  if (!pdf::has_collector()) GTEST_SKIP() << "this build has one source only";
  const Tally tally = compare(pdfs_in(fs::path(corpus) / "real" / "pdf"));
  EXPECT_GT(tally.of(DifferenceKind::none), 100U) << "too few pages to prove anything";
  EXPECT_LE(tally.stopped, 3U);
  EXPECT_EQ(tally.of(DifferenceKind::unexplained), 0U);
}

}  // namespace
}  // namespace mishen::testing
