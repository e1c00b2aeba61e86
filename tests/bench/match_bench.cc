// Matching, MB/s on one core: the statutes of $MISHEN_CORPUS/laws by paragraph, with the default
// packs of rules/. Beside it what the parts cost alone: folding, the sieve, each
// pattern by itself.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <random>
#include <set>
#include <sstream>

#include "scanner/match/match.h"
#include "scanner/match/words.h"
#include "tests/support/places.h"

namespace mishen {
namespace {

namespace fs = std::filesystem;

// Loading must not depend on the plug-ins: whatever validator a rule names is taken as known.
std::vector<std::string> validators_named_in(const fs::path& rules) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(rules)) {
    if (entry.path().extension() != ".toml") continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      if (!line.starts_with("validate")) continue;
      for (std::size_t at = line.find('"'); at != std::string::npos; at = line.find('"', at + 1)) {
        const std::size_t end = line.find('"', at + 1);
        names.push_back(line.substr(at + 1, end - at - 1));
        at = end;
      }
    }
  }
  return names;
}

CompiledRules load_default_packs() {
  const std::string folder = test::source_dir() + "/rules";
  const std::vector<std::string> names = validators_named_in(folder);
  const std::vector<std::string_view> known(names.begin(), names.end());
  RuleErrors errors;
  Result<Rulebook> book = load_rules(folder, {}, known, &errors);
  for (const Error& error : errors.errors)
    std::cerr << error.place << " " << error.message.id << "\n";
  if (!book) std::exit(2);
  Result<CompiledRules> rules = compile(*std::move(book));
  if (!rules) std::exit(2);
  return *std::move(rules);
}

// Original paragraphs and their folds, at least 16 MB of them.
struct Corpus {
  std::vector<std::string> paragraphs;
  std::vector<Reading> readings;
  std::size_t bytes = 0;
};

Corpus load_corpus() {
  Corpus corpus;
  const char* folder = std::getenv("MISHEN_CORPUS");
  if (folder == nullptr) {
    std::cerr << "MISHEN_CORPUS is not set: the folder with the statutes in laws/\n";
    std::exit(2);
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(folder) / "laws")) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      if (line.empty()) continue;
      corpus.bytes += line.size();
      Reading reading;
      reading.text = fold(line);
      corpus.readings.push_back(std::move(reading));
      corpus.paragraphs.push_back(std::move(line));
    }
  }
  if (corpus.bytes == 0) {
    std::cerr << "no text in " << folder << "/laws\n";
    std::exit(2);
  }
  return corpus;
}

const CompiledRules& rules() {
  static const CompiledRules loaded = load_default_packs();
  return loaded;
}
const Corpus& corpus() {
  static const Corpus loaded = load_corpus();
  return loaded;
}

void done(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(corpus().bytes) * state.iterations());
  state.counters["patterns"] = static_cast<double>(rules().patterns().size());
}

void Match(benchmark::State& state) {
  Matcher matcher(rules());
  std::vector<Candidate> found;
  for (auto _ : state) {
    found.clear();
    for (const Reading& reading : corpus().readings) {
      if (!matcher.match(reading, 1'000'000, found)) state.SkipWithError("budget");
    }
  }
  state.counters["candidates"] = static_cast<double>(found.size());
  done(state);
}
BENCHMARK(Match)->Unit(benchmark::kMillisecond);

void FoldAndMatch(benchmark::State& state) {
  Matcher matcher(rules());
  std::vector<Candidate> found;
  Reading reading;
  for (auto _ : state) {
    found.clear();
    for (const std::string& paragraph : corpus().paragraphs) {
      reading.text = fold(paragraph);
      if (!matcher.match(reading, 1'000'000, found)) state.SkipWithError("budget");
    }
  }
  done(state);
}
BENCHMARK(FoldAndMatch)->Unit(benchmark::kMillisecond);

// 10,000 words of two to five characters out of all the corpus has: code names that share their
// characters with every paragraph.
std::vector<std::string> ten_thousand_words() {
  std::set<std::string> characters;
  for (const Reading& reading : corpus().readings) {
    const std::string& text = reading.text;
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
      if ((static_cast<unsigned char>(text[at]) & 0xF0U) != 0xE0U) continue;
      characters.insert(text.substr(at, 3));
      at += 2;
    }
  }
  const std::vector<std::string> all(characters.begin(), characters.end());
  std::mt19937 dice(20261126);
  std::vector<std::string> words(10'000);
  for (std::string& word : words) {
    for (std::size_t n = 2 + dice() % 4; n > 0; --n) word += all[dice() % all.size()];
  }
  return words;
}

// The default packs and one more rule.
const CompiledRules& rules_with_words() {
  static const CompiledRules made = [] {
    Rulebook book = rules().book();
    Rule rule;
    rule.pack = book.packs.front().id;
    rule.id = "ten-thousand-words";
    rule.words = std::make_shared<WordList>(WordList{ten_thousand_words(), {}});
    book.rules.push_back(std::move(rule));
    Result<CompiledRules> compiled = compile(std::move(book));
    if (!compiled) std::exit(2);
    return *std::move(compiled);
  }();
  return made;
}

void MatchWithTenThousandWords(benchmark::State& state) {
  Matcher matcher(rules_with_words());
  std::vector<Candidate> found;
  for (auto _ : state) {
    found.clear();
    for (const Reading& reading : corpus().readings) {
      if (!matcher.match(reading, 1'000'000, found)) state.SkipWithError("budget");
    }
  }
  state.counters["candidates"] = static_cast<double>(found.size());
  done(state);
}
BENCHMARK(MatchWithTenThousandWords)->Unit(benchmark::kMillisecond)->MinWarmUpTime(1);

void MakeWordAutomaton(benchmark::State& state) {
  const std::vector<std::string> words = ten_thousand_words();
  const std::vector<std::string_view> views(words.begin(), words.end());
  for (auto _ : state) benchmark::DoNotOptimize(WordAutomaton(views).states());
}
BENCHMARK(MakeWordAutomaton)->Unit(benchmark::kMillisecond);

void Fold(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& paragraph : corpus().paragraphs) {
      benchmark::DoNotOptimize(fold(paragraph).size());
    }
  }
  done(state);
}
BENCHMARK(Fold)->Unit(benchmark::kMillisecond);

void SieveAlone(benchmark::State& state) {
  std::size_t open = 0;
  Sieve::Passed passed;
  for (auto _ : state) {
    open = 0;
    for (const Reading& reading : corpus().readings) {
      rules().sieve().sift(reading.text, passed);
      open += passed.patterns.size() * reading.text.size();
    }
  }
  // Bytes to be searched by bytes there are.
  state.counters["searched"] = static_cast<double>(open) / static_cast<double>(corpus().bytes);
  done(state);
}
BENCHMARK(SieveAlone)->Unit(benchmark::kMillisecond);

void EachPatternAlone(benchmark::State& state) {
  for (auto _ : state) {
    for (const Search& search : rules().searches()) {
      for (const Reading& reading : corpus().readings) {
        benchmark::DoNotOptimize(re2::RE2::PartialMatch(reading.text, search.pattern->plain()));
      }
    }
  }
  done(state);
}
BENCHMARK(EachPatternAlone)->Unit(benchmark::kMillisecond)->Iterations(1);

// What a start of the program pays.
void LoadAndCompile(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(load_default_packs().digest());
}
BENCHMARK(LoadAndCompile)->Unit(benchmark::kMillisecond);

void CompileOnly(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(compile(rules().book())->digest());
}
BENCHMARK(CompileOnly)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mishen

int main(int argc, char** argv) {
  mishen::rules();
  mishen::corpus();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
