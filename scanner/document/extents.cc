#include "scanner/document/extents.h"

#include <algorithm>
#include <cmath>

namespace mishen {
namespace {

constexpr double kUnits = 256;  // to a point
constexpr std::uint64_t kBlock = 128;
// Half a million kilometres; far from where sums of them overflow.
constexpr double kFarthest = 1099511627776.0;

std::int64_t units_of(double points) {
  const double units = points * kUnits;
  if (!(std::abs(units) < kFarthest)) {
    return std::isnan(units) ? 0 : static_cast<std::int64_t>(std::copysign(kFarthest, units));
  }
  return static_cast<std::int64_t>(units + (units < 0 ? -0.5 : 0.5));
}

double points_of(std::int64_t units) { return static_cast<double>(units) / kUnits; }

void put(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7U) out += static_cast<char>((number & 0x7FU) | 0x80U);
  out += static_cast<char>(number);
}

std::uint64_t zigzag(std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  return number < 0 ? ~(bits << 1U) : bits << 1U;
}

// Reads what put() wrote; zeros behind the end.
class Source {
 public:
  explicit Source(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool done() const { return at_ >= bytes_.size(); }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; at_ < bytes_.size() && shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= (byte & std::uint64_t{0x7F}) << shift;
      if (byte < 0x80) break;
    }
    return value;
  }
  std::int64_t signed_number() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>((value & 1U) != 0 ? ~(value >> 1U) : value >> 1U);
  }
  std::string_view take(std::uint64_t count) {
    const std::string_view taken = bytes_.substr(std::min<std::size_t>(at_, bytes_.size()), count);
    at_ += taken.size();
    return taken;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

// Characters of a block that lie evenly.
struct Evenly {
  std::int64_t start = 0;  // where the first begins
  std::int64_t width = 0;
  std::int64_t gap = 0;
  std::uint64_t index = 0;  // of the first, in the block
  std::uint64_t count = 0;

  [[nodiscard]] std::int64_t begin(std::uint64_t i) const {
    return start + static_cast<std::int64_t>(i) * (width + gap);
  }
};

// Calls take(run) for the runs of a block.
template <class Take>
void each_run(std::string_view block, Take take) {
  Source source(block);
  std::int64_t at = source.signed_number();
  std::uint64_t index = 0;
  while (!source.done()) {
    const std::uint64_t head = source.number();
    const std::int64_t gap = (head & 1U) != 0 ? source.signed_number() : 0;
    const std::uint64_t count = (head & 2U) != 0 ? source.number() + 2 : 1;
    const Evenly run{at + gap, static_cast<std::int64_t>(head >> 2U), gap, index, count};
    take(run);
    at = run.begin(count) - gap;
    index += count;
  }
}

}  // namespace

std::optional<Extent> Extents::reach(std::uint32_t line, std::uint64_t first,
                                     std::uint64_t last) const {
  std::int64_t from = INT64_MAX;
  std::int64_t to = INT64_MIN;
  Source source(std::string_view(bytes_).substr(std::min<std::size_t>(line, bytes_.size())));
  for (std::uint64_t index = 0; index < last && !source.done(); index += kBlock) {
    const std::string_view block = source.take(source.number());
    if (index + kBlock <= first) continue;
    each_run(block, [&](const Evenly& run) {
      const std::uint64_t begin = std::max(first, index + run.index);
      const std::uint64_t end = std::min(last, index + run.index + run.count);
      if (begin >= end) return;
      // The outermost of characters that lie evenly are the first and the last.
      for (const std::uint64_t one : {begin, end - 1}) {
        const std::int64_t at = run.begin(one - index - run.index);
        from = std::min(from, at);
        to = std::max(to, at + run.width);
      }
    });
  }
  if (from > to) return std::nullopt;
  return Extent{points_of(from), points_of(to)};
}

std::vector<Extent> Extents::characters(std::uint32_t line, std::uint64_t count) const {
  std::vector<Extent> out;
  Source source(std::string_view(bytes_).substr(std::min<std::size_t>(line, bytes_.size())));
  while (out.size() < count && !source.done()) {
    each_run(source.take(source.number()), [&](const Evenly& run) {
      for (std::uint64_t i = 0; i < run.count && out.size() < count; ++i) {
        const std::int64_t at = run.begin(i);
        out.push_back({points_of(at), points_of(at + run.width)});
      }
    });
  }
  return out;
}

std::uint32_t ExtentsWriter::begin_line() {
  end_block();
  before_ = 0;
  return static_cast<std::uint32_t>(bytes_.size());
}

void ExtentsWriter::add(double begin, double end) {
  const std::int64_t one = units_of(begin);
  const std::int64_t other = units_of(end);
  add_units(std::min(one, other), std::max(one, other));
}

void ExtentsWriter::add_end() { add_units(before_, before_); }

void ExtentsWriter::add_units(std::int64_t begin, std::int64_t end) {
  if (inside_ == kBlock) end_block();
  if (inside_ == 0) start_ = before_ = begin;
  const std::int64_t gap = begin - before_;
  const auto width = static_cast<std::uint64_t>(end - begin);
  if (run_.count == 0 || run_.gap != gap || run_.width != width) {
    end_run();
    run_ = {gap, width, 0};
  }
  ++run_.count;
  ++inside_;
  before_ = end;
}

std::uint32_t ExtentsWriter::add_line(std::string_view bytes) {
  const std::uint32_t line = begin_line();
  bytes_ += bytes;
  return line;
}

void ExtentsWriter::end_run() {
  if (run_.count == 0) return;
  put(block_, run_.width << 2U | (run_.count > 1 ? 2U : 0U) | (run_.gap != 0 ? 1U : 0U));
  if (run_.gap != 0) put(block_, zigzag(run_.gap));
  if (run_.count > 1) put(block_, run_.count - 2);
  run_ = {};
}

void ExtentsWriter::end_block() {
  end_run();
  if (inside_ == 0) return;
  std::string start;
  put(start, zigzag(start_));
  put(bytes_, start.size() + block_.size());
  bytes_ += start;
  bytes_ += block_;
  block_.clear();
  inside_ = 0;
}

Extents ExtentsWriter::take() {
  end_block();
  before_ = 0;
  // Kept as long as the draft: no more room than it takes.
  std::string bytes(bytes_);
  bytes_.clear();
  return Extents(std::move(bytes));
}

}  // namespace mishen
