#include "scanner/worker/wire_times.h"

#include <algorithm>

#include "scanner/base/wire_archive.h"

namespace mishen {
namespace {

using std::chrono::nanoseconds;

constexpr std::size_t kSpentBytes = 16;
constexpr std::size_t kFormatBytes = kSpentBytes + 24;

// Of one stage; the sum of as many as there are still fits its type.
constexpr std::uint64_t kLongest = 1ULL << 52U;  // nanoseconds: 52 days

// No draft within any limits has as many files inside it.
constexpr std::uint64_t kMostFiles = 10'000'000;

void write(WireWriter& wire, const Spent& spent) {
  wire.number("times", static_cast<std::uint64_t>(spent.wall.count()));
  wire.number("times", static_cast<std::uint64_t>(spent.cpu.count()));
}

nanoseconds read_time(WireReader& wire) {
  std::uint64_t time = 0;
  wire.number("times", time);
  return nanoseconds(std::min(time, kLongest));
}

Spent read_spent(WireReader& wire) {
  const nanoseconds wall = read_time(wire);
  return {wall, read_time(wire)};
}

bool are_counts_of_one_draft(const DraftTimes& times, const Limits& limits) {
  std::uint64_t outermost = 0;
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  const std::uint64_t most_bytes = limits.max_inflated_bytes > UINT64_MAX - limits.max_draft_bytes
                                       ? UINT64_MAX
                                       : limits.max_inflated_bytes + limits.max_draft_bytes;
  for (const FormatTimes& format : times.formats) {
    if (format.inside > format.files || format.files > kMostFiles - files) return false;
    if (format.bytes > most_bytes - bytes) return false;
    files += format.files;
    bytes += format.bytes;
    outermost += format.files - format.inside;
  }
  return outermost <= 1;
}

// Makes the times that `of` picks add up to `measured`.
void fit(DraftTimes& times, nanoseconds Spent::*of, nanoseconds measured) {
  const auto for_each = [&](const auto& change) {
    for (Spent& stage : times.stages) change(stage.*of);
    for (FormatTimes& format : times.formats) change(format.own.*of);
  };
  nanoseconds sum{0};
  for_each([&](nanoseconds& time) { sum += time; });
  if (sum > measured) {
    const double share = static_cast<double>(measured.count()) / static_cast<double>(sum.count());
    sum = nanoseconds(0);
    for_each([&](nanoseconds& time) {
      time = nanoseconds(static_cast<nanoseconds::rep>(static_cast<double>(time.count()) * share));
      time = std::min(time, measured - sum);
      sum += time;
    });
  }
  times.stages[static_cast<std::size_t>(DraftStage::elsewhere)].*of += measured - sum;
}

}  // namespace

std::size_t times_size(std::size_t formats) {
  return kDraftStageCount * kSpentBytes + formats * kFormatBytes;
}

std::string encode_times(const DraftTimes& times) {
  WireWriter wire;
  for (const Spent& stage : times.stages) write(wire, stage);
  for (const FormatTimes& format : times.formats) {
    write(wire, format.own);
    wire.number("times", format.bytes);
    wire.number("times", format.files);
    wire.number("times", format.inside);
  }
  return wire.take();
}

std::optional<DraftTimes> decode_times(std::string_view account, std::size_t formats,
                                       const Limits& limits, const Spent& measured) {
  if (account.size() != times_size(formats)) return std::nullopt;
  WireReader wire(account);
  DraftTimes times;
  for (Spent& stage : times.stages) stage = read_spent(wire);
  times.formats.resize(formats);
  for (FormatTimes& format : times.formats) {
    format.own = read_spent(wire);
    wire.number("times", format.bytes);
    wire.number("times", format.files);
    wire.number("times", format.inside);
  }
  if (!are_counts_of_one_draft(times, limits)) return std::nullopt;
  fit(times, &Spent::wall, measured.wall);
  fit(times, &Spent::cpu, measured.cpu);
  return times;
}

}  // namespace mishen
