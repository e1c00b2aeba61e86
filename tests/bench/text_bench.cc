// Megabytes a second of folding and of alternate readings. MISHEN_CORPUS: a folder of UTF-8 texts
// (*.md, *.txt), read line by line as passages, as a reader of documents gives them.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "scanner/text/alternates.h"
#include "scanner/text/fold.h"
#include "scanner/text/reading.h"

namespace mishen {
namespace {

std::vector<std::filesystem::path> corpus_files() {
  std::vector<std::filesystem::path> files;
  const char* folder = std::getenv("MISHEN_CORPUS");
  if (folder == nullptr) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto kind = entry.path().extension();
    if (entry.is_regular_file() && (kind == ".md" || kind == ".txt")) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string read(const std::filesystem::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

// One passage a line, or one a file.
Document read_corpus(bool by_line) {
  Document document;
  for (const auto& path : corpus_files()) {
    std::string text = read(path);
    std::istringstream lines(text);
    while (by_line && std::getline(lines, text)) {
      if (text.empty()) continue;
      document.passages.emplace_back();
      document.passages.back().text = text;
    }
    if (by_line) continue;
    document.passages.emplace_back();
    document.passages.back().text = std::move(text);
  }
  return document;
}

const Document& corpus(bool by_line) {
  static const Document lines = read_corpus(true);
  static const Document files = read_corpus(false);
  return by_line ? lines : files;
}

// Runs `work` on each passage and says how fast that was.
template <class Work>
void run(benchmark::State& state, const Document& document, Work work) {
  if (document.passages.empty()) {
    state.SkipWithError("MISHEN_CORPUS is not set or holds no *.md or *.txt");
    return;
  }
  std::size_t bytes = 0;
  for (const Passage& passage : document.passages) bytes += passage.text.size();
  for (auto _ : state) {
    for (std::uint32_t i = 0; i < document.passages.size(); ++i) work(i);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
}

void copy(benchmark::State& state) {
  const Document& document = corpus(state.range(0) != 0);
  run(state, document, [&](std::uint32_t i) {
    std::string text = document.passages[i].text;
    benchmark::DoNotOptimize(text.data());
  });
}

void fold_only(benchmark::State& state) {
  const Document& document = corpus(state.range(0) != 0);
  std::size_t identical = 0;
  std::size_t changed = 0;
  run(state, document, [&](std::uint32_t i) {
    const NormalText text = normalise(document.passages[i].text);
    benchmark::DoNotOptimize(text.text.data());
    ++(text.map.is_identity() ? identical : changed);
  });
  if (identical + changed > 0) {
    state.counters["already_normal"] =
        static_cast<double>(identical) / static_cast<double>(identical + changed);
  }
}

void fold_folded(benchmark::State& state) {
  Document document = corpus(state.range(0) != 0);
  for (Passage& passage : document.passages) passage.text = fold(passage.text);
  run(state, document, [&](std::uint32_t i) {
    const NormalText text = normalise(document.passages[i].text);
    benchmark::DoNotOptimize(text.text.data());
  });
}

void all_readings(benchmark::State& state) {
  const Document& document = corpus(state.range(0) != 0);
  std::size_t readings = 0;
  std::size_t passages = 0;
  run(state, document, [&](std::uint32_t i) {
    readings += readings_of(document, i).size();
    ++passages;
  });
  if (passages > 0) {
    state.counters["per_passage"] = static_cast<double>(readings) / static_cast<double>(passages);
  }
}

void joined(benchmark::State& state) {
  const Document& document = corpus(true);
  run(state, document, [&](std::uint32_t i) {
    if (i == 0) benchmark::DoNotOptimize(joined_readings(document).size());
  });
}

BENCHMARK(copy)->ArgName("lines")->Arg(0)->Arg(1);
BENCHMARK(fold_folded)->ArgName("lines")->Arg(0)->Arg(1);
BENCHMARK(fold_only)->ArgName("lines")->Arg(0)->Arg(1);
BENCHMARK(all_readings)->ArgName("lines")->Arg(0)->Arg(1);
BENCHMARK(joined);

// One pass alone, on folded text: what looking for a cause costs.
template <class Edits>
void one_pass(benchmark::State& state, Edits edits) {
  const Document& document = corpus(state.range(0) != 0);
  std::vector<NormalText> folded;
  for (const Passage& passage : document.passages) folded.push_back(normalise(passage.text));
  run(state, document, [&](std::uint32_t i) {
    benchmark::DoNotOptimize(edits(document.passages[i].text, folded[i]));
  });
}

using Texts = const NormalText&;
void numerals(benchmark::State& state) {
  one_pass(state, [](const auto&, Texts t) { return numeral_edits(t.text).size(); });
}
void look_alikes(benchmark::State& state) {
  one_pass(state, [](const auto&, Texts t) { return look_alike_edits(t.text).size(); });
}
void letter_spacing(benchmark::State& state) {
  one_pass(state, [](const auto&, Texts t) { return letter_spacing_edits(t.text).size(); });
}
void line_joins(benchmark::State& state) {
  one_pass(state, [](const auto&, Texts t) { return line_join_layers(t.text).size(); });
}
void ungrouping(benchmark::State& state) {
  one_pass(state, [](const auto&, Texts t) { return ungroup_layers(t.text).size(); });
}
void reversal(benchmark::State& state) {
  one_pass(state, [](const std::string& s, Texts t) { return reversal_edits(s, t).size(); });
}
BENCHMARK(numerals)->ArgName("lines")->Arg(0)->Arg(1);
BENCHMARK(look_alikes)->ArgName("lines")->Arg(0)->Arg(1);
BENCHMARK(letter_spacing)->ArgName("lines")->Arg(0)->Arg(1);
BENCHMARK(line_joins)->ArgName("lines")->Arg(0)->Arg(1);
BENCHMARK(ungrouping)->ArgName("lines")->Arg(0)->Arg(1);
BENCHMARK(reversal)->ArgName("lines")->Arg(0)->Arg(1);

}  // namespace
}  // namespace mishen

BENCHMARK_MAIN();
