#include "scanner/text/offset_map.h"

#include <algorithm>
#include <utility>

namespace mishen {
namespace {

using Stretch = OffsetMap::Stretch;
using Field = std::uint32_t Stretch::*;

// One direction of the map.
struct Axis {
  Field from, from_unit, to, to_unit;
};
constexpr Axis kToSource = {&Stretch::norm_begin, &Stretch::norm_unit, &Stretch::source_begin,
                            &Stretch::source_unit};
constexpr Axis kToNorm = {&Stretch::source_begin, &Stretch::source_unit, &Stretch::norm_begin,
                          &Stretch::norm_unit};

// Where what starts at `at` starts on the other side: behind whatever vanished right before it.
std::uint32_t image_of_begin(const std::vector<Stretch>& all, const Axis& axis, std::uint32_t at) {
  const auto next =
      std::upper_bound(all.begin(), all.end(), at,
                       [&](std::uint32_t value, const Stretch& s) { return value < s.*axis.from; });
  if (next == all.begin()) return at;
  const Stretch& s = *std::prev(next);
  const std::uint32_t into = at - s.*axis.from;
  const std::uint32_t length = s.count * s.*axis.from_unit;
  if (into < length) return s.*axis.to + into / (s.*axis.from_unit) * (s.*axis.to_unit);
  return s.*axis.to + s.count * s.*axis.to_unit + (into - length);
}

// Where what ends at `at` ends on the other side: before whatever vanished right after it.
std::uint32_t image_of_end(const std::vector<Stretch>& all, const Axis& axis, std::uint32_t at) {
  const auto next =
      std::lower_bound(all.begin(), all.end(), at,
                       [&](const Stretch& s, std::uint32_t value) { return s.*axis.from < value; });
  if (next == all.begin()) return at;
  const Stretch& s = *std::prev(next);
  const std::uint32_t into = at - s.*axis.from;
  const std::uint32_t length = s.count * s.*axis.from_unit;
  if (into > length) return s.*axis.to + s.count * s.*axis.to_unit + (into - length);
  const std::uint32_t units = (into + s.*axis.from_unit - 1) / (s.*axis.from_unit);
  return s.*axis.to + units * (s.*axis.to_unit);
}

// A paragraph has a few commas: one allocation instead of four.
constexpr std::size_t kUsualStretches = 8;

std::pair<std::uint32_t, std::uint32_t> image(const std::vector<Stretch>& all, const Axis& axis,
                                              std::uint32_t begin, std::uint32_t end) {
  const std::uint32_t first = image_of_begin(all, axis, begin);
  const std::uint32_t last = image_of_end(all, axis, end);
  // An empty span beside something that vanished: stay before it.
  return {std::min(first, last), last};
}

}  // namespace

void OffsetMap::replace(std::uint32_t source_bytes, std::uint32_t norm_bytes) {
  if (source_bytes == 0 && norm_bytes == 0) return;
  const Stretch next{norm_size_, source_size_, 1, source_bytes, norm_bytes};
  source_size_ += source_bytes;
  norm_size_ += norm_bytes;
  if (!stretches_.empty()) {
    Stretch& last = stretches_.back();
    if (last.norm_end() == next.norm_begin && last.source_end() == next.source_begin) {
      const bool both_dropped = last.norm_unit == 0 && norm_bytes == 0;
      const bool both_inserted = last.source_unit == 0 && source_bytes == 0;
      if (both_dropped || both_inserted) {
        last.source_unit += source_bytes;
        last.norm_unit += norm_bytes;
        return;
      }
      if (last.source_unit == source_bytes && last.norm_unit == norm_bytes) {
        ++last.count;
        return;
      }
    }
  }
  if (stretches_.empty()) stretches_.reserve(kUsualStretches);
  stretches_.push_back(next);
}

void OffsetMap::append(const OffsetMap& next) {
  std::uint32_t copied = 0;  // norm bytes of `next`
  for (const Stretch& s : next.stretches_) {
    copy(s.norm_begin - copied);
    // The first unit may continue the last stretch of this map; the rest then follows suit.
    for (std::uint32_t i = 0; i < s.count; ++i) replace(s.source_unit, s.norm_unit);
    copied = s.norm_end();
  }
  copy(next.norm_size_ - copied);
}

SourceSpan OffsetMap::to_source(NormSpan span) const {
  const auto [begin, end] = image(stretches_, kToSource, std::min(span.begin, norm_size_),
                                  std::min(span.end, norm_size_));
  return {begin, end};
}

NormSpan OffsetMap::to_norm(SourceSpan span) const {
  const auto [begin, end] = image(stretches_, kToNorm, std::min(span.begin, source_size_),
                                  std::min(span.end, source_size_));
  return {begin, end};
}

}  // namespace mishen
