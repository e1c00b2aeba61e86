#include "scanner/detect.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <utility>

#include "scanner/base/stages.h"
#include "scanner/match/match.h"
#include "scanner/text/reading.h"
#include "scanner/text/scan.h"

namespace mishen {
namespace {

// What a text said: some of Detected::matched.
struct Said {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint64_t candidates = 0;
};

// What short texts of a document said. Forgets what it has no room for, and what would have to be
// looked for long: to look at a text again gives the same.
class Repeats {
 public:
  static constexpr std::size_t kLongest = 64;

  explicit Repeats(std::size_t texts) : slots_(std::bit_ceil(2 * std::min(texts, kMost) + 1), 0) {}

  // Null: not known. Of a text no longer than kLongest; until the next remember().
  [[nodiscard]] const Said* find(std::string_view text) const {
    const std::uint64_t hash = hash_of(text);
    for (std::size_t i = 0; i < kMostSteps; ++i) {
      const std::uint32_t slot = slots_[place(hash + i)];
      if (slot == 0) return nullptr;
      const Entry& entry = entries_[slot - 1];
      if (entry.hash == hash && entry.text == text) return &entry.said;
    }
    return nullptr;
  }

  // Of a text that is not known, and stays where it is.
  void remember(std::string_view text, Said said) {
    if (entries_.size() == kMost) return;
    const std::uint64_t hash = hash_of(text);
    for (std::size_t i = 0; i < kMostSteps; ++i) {
      std::uint32_t& slot = slots_[place(hash + i)];
      if (slot != 0) continue;
      entries_.push_back({hash, text, said});
      slot = static_cast<std::uint32_t>(entries_.size());
      return;
    }
  }

 private:
  static constexpr std::size_t kMost = 4096;
  static constexpr std::size_t kMostSteps = 32;
  struct Entry {
    std::uint64_t hash;
    std::string_view text;
    Said said;
  };

  static std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = text.size();
    const auto mix = [&hash](std::uint64_t bytes) {
      hash = (hash ^ bytes) * 0x9E3779B97F4A7C15U;
      hash ^= hash >> 32U;
    };
    for (std::size_t i = 0; i < text.size(); i += sizeof(ByteLanes)) {
      std::uint64_t halves[2];
      const ByteLanes bytes = lanes_at(text, i);
      std::memcpy(halves, &bytes, sizeof halves);
      mix(halves[0]);
      mix(halves[1]);
    }
    return hash;
  }
  [[nodiscard]] std::size_t place(std::uint64_t hash) const { return hash & (slots_.size() - 1); }

  std::vector<std::uint32_t> slots_;  // 1 + the number of an entry; 0: free
  std::vector<Entry> entries_;
};

class Detector {
 public:
  Detector(const Document& document, const CompiledRules& rules, std::uint64_t budget,
           Stopwatch* watch)
      : document_(&document),
        matcher_(rules, watch),
        watch_(watch),
        budget_(budget),
        repeats_(document.passages.size()) {}

  [[nodiscard]] Detected run() {
    const Lap lap(watch_, DraftStage::normalising);
    for (std::uint32_t i = 0; i < document_->passages.size(); ++i) look_at_passage(i);
    for (Reading& reading : joined_readings(*document_)) look_at(std::move(reading));
    return std::move(out_);
  }

 private:
  void look_at_passage(std::uint32_t passage) {
    // Cells of a table say the same over and over: a gender, a unit, a number with its middle
    // hidden. Paragraphs do not.
    const std::string_view text = document_->passages[passage].text;
    const bool is_short = text.size() <= Repeats::kLongest;
    if (is_short && repeats(text, passage)) return;
    const std::size_t begin = out_.matched.size();
    const std::uint64_t budget = budget_;
    readings_of(*document_, passage, readings_);
    for (Reading& reading : readings_) look_at(std::move(reading));
    if (is_short) repeats_.remember(text, {begin, out_.matched.size(), budget - budget_});
  }

  // Readings and candidates depend on the text alone, so a known text is not looked at again.
  bool repeats(std::string_view text, std::uint32_t passage) {
    const Said* const said = repeats_.find(text);
    if (said == nullptr || said->candidates > budget_) return false;
    budget_ -= said->candidates;
    for (std::size_t i = said->begin; i < said->end; ++i) out_.matched[i].also.push_back(passage);
    return true;
  }

  // Takes the reading where it has candidates, else leaves it as it was.
  void look_at(Reading&& reading) {
    const Lap lap(watch_, DraftStage::matching);
    std::vector<Candidate> candidates;
    out_.complete = matcher_.match(reading, budget_, candidates) && out_.complete;
    budget_ -= candidates.size();
    if (candidates.empty()) return;
    out_.matched.push_back({std::move(reading), std::move(candidates), {}});
  }

  const Document* document_;
  Matcher matcher_;
  Stopwatch* watch_;
  std::uint64_t budget_;
  Detected out_;
  Repeats repeats_;
  std::vector<Reading> readings_;  // of the passage at hand
};

}  // namespace

Detected detect(const Document& document, const CompiledRules& rules, std::uint64_t budget,
                Stopwatch* watch) {
  return Detector(document, rules, budget, watch).run();
}

}  // namespace mishen
