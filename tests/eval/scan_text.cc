// scan_text FILE|FOLDER...: reviews text files as if each line were a paragraph, prints what the
// packs find, and how often. For measuring false alarms on texts that hold nothing to find.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "scanner/base/io.h"
#include "scanner/base/utf8.h"
#include "tests/rules/packs.h"

namespace {

using namespace mishen;
namespace fs = std::filesystem;

constexpr std::uint64_t kMaxBytes = 64U << 20U;

std::vector<std::string> files_of(int count, char** names) {
  std::vector<std::string> files;
  for (int i = 1; i < count; ++i) {
    if (!fs::is_directory(names[i])) {
      files.emplace_back(names[i]);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(names[i])) {
      const std::string end = entry.path().extension().string();
      if (end == ".txt" || end == ".md" || end == ".tsv") files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

Document document_of(const std::string& text) {
  Document document;
  std::istringstream lines(text);
  std::string line;
  for (std::uint32_t number = 1; std::getline(lines, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) continue;
    document.passages.push_back(test::paragraph(utf8::sanitise(line), number));
  }
  document.coverage.passages = document.passages.size();
  return document;
}

struct Tally {
  std::map<std::string, int> by_rule;  // "rule severity"
  int documents = 0, blocked = 0, held = 0;

  void add(const std::string& file, const Review& review) {
    ++documents;
    bool block = false;
    bool hold = false;
    for (const DecidedFinding& found : review.findings) {
      const Finding& finding = found.finding;
      block |= found.severity == Severity::block;
      hold |= found.severity >= Severity::review;
      ++by_rule[finding.rule + "\t" + std::string(name(found.severity))];
      std::string reasons;
      for (const Reason& reason : finding.reasons) {
        reasons += fmt::format(" {}({})", reason.id, reason.points);
      }
      fmt::print("{}\t{}\t{}\t{}\t{}\n", finding.rule, name(found.severity), file, finding.excerpt,
                 reasons);
    }
    blocked += block ? 1 : 0;
    held += hold ? 1 : 0;
  }
};

}  // namespace

int main(int count, char** names) {
  std::string problem;
  const auto packs = test::Packs::load(&problem);
  if (packs == nullptr) {
    fmt::print(stderr, "{}\n", problem);
    return 2;
  }
  Tally tally;
  for (const std::string& file : files_of(count, names)) {
    const Result<std::string> text = read_file(file, kMaxBytes);
    if (!text) {
      fmt::print(stderr, "{}: cannot be read\n", file);
      return 2;
    }
    tally.add(file, packs->review(document_of(*text)));
  }
  fmt::print(stderr, "documents {}, with a block {}, held {}\n", tally.documents, tally.blocked,
             tally.held);
  for (const auto& [what, times] : tally.by_rule) fmt::print(stderr, "{}\t{}\n", what, times);
  return 0;
}
