// Compares what the reporters make of each case with the files in its folder; a missing file is a
// failure. With --update it writes the files instead.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/golden/report/cases.h"

namespace {

namespace fs = std::filesystem;
using namespace mishen;

using Outputs = std::vector<std::pair<std::string, std::string>>;

ReportContext context(Language language) {
  ReportContext out;
  out.rules = &golden::rulebook();
  out.version = "0.1.0";
  out.rules_digest = "sha256:" + std::string(64, '1');
  out.language = language;
  return out;
}

Outputs outputs_of(const golden::Case& one) {
  const ReportContext zh = context(Language::zh_cn);
  const ReportContext en = context(Language::en);
  return {{"zh.txt", terminal_report(one.reviews, zh, {80, false})},
          {"en.txt", terminal_report(one.reviews, en, {80, false})},
          {"zh-colour-60.txt", terminal_report(one.reviews, zh, {60, true})},
          {"zh.json", json_report(one.reviews, zh)},
          {"en.json", json_report(one.reviews, en)}};
}

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return "(missing)";
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

// The number of the first line that differs, for the message.
std::size_t first_difference(const std::string& a, const std::string& b) {
  std::size_t line = 1;
  for (std::size_t i = 0; i < a.size() && i < b.size() && a[i] == b[i]; ++i) line += a[i] == '\n';
  return line;
}

}  // namespace

int main(int argc, char** argv) {
  const bool update = argc == 2 && std::string_view(argv[1]) == "--update";
  if (argc > 1 && !update) {
    std::fprintf(stderr, "usage: golden_report [--update]\n");
    return 2;
  }
  int failed = 0;
  for (const golden::Case& one : golden::cases()) {
    const fs::path folder = fs::path(MISHEN_GOLDEN_DIR) / one.name;
    if (update) fs::create_directories(folder);
    for (const auto& [name, text] : outputs_of(one)) {
      if (update) {
        std::ofstream(folder / name, std::ios::binary) << text;
        continue;
      }
      const std::string expected = slurp(folder / name);
      if (text == expected) continue;
      ++failed;
      std::fprintf(stderr, "%s/%s differs from line %zu on\n", one.name.c_str(), name.c_str(),
                   first_difference(text, expected));
    }
  }
  if (failed > 0) std::fprintf(stderr, "%d differ; see them with --update and git diff\n", failed);
  return failed == 0 ? 0 : 1;
}
