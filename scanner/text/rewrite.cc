#include "scanner/text/rewrite.h"

#include <algorithm>

namespace mishen {
namespace {

// Walks a map once from left to right and continues another with what it passes.
class MapWalk {
 public:
  MapWalk(const OffsetMap& from, OffsetMap& to) : from_(from), to_(to) {}

  // Keeps everything up to norm offset `end`, and what was dropped right there.
  void keep_until(std::uint32_t end) {
    while (at_ < stretches().size() && stretches()[at_].norm_begin <= end) {
      const OffsetMap::Stretch& s = stretches()[at_];
      copy_until(s.norm_begin + done_ * s.norm_unit);
      const std::uint32_t wanted =
          s.norm_unit == 0 ? s.count : std::min(s.count, (end - s.norm_begin) / s.norm_unit);
      for (; done_ < wanted; ++done_) keep_unit(s);
      if (done_ < s.count) return;
      ++at_;
      done_ = 0;
    }
    copy_until(end);
  }

  // Makes everything up to norm offset `end`, which cuts no unit, `norm_bytes` of the new text.
  void replace_until(std::uint32_t end, std::uint32_t norm_bytes) {
    const std::uint32_t source_end = from_.to_source({norm_, end}).end;
    to_.replace(source_end - source_, norm_bytes);
    source_ = source_end;
    norm_ = end;
    while (at_ < stretches().size() && stretches()[at_].norm_begin < end) {
      const OffsetMap::Stretch& s = stretches()[at_];
      if (s.norm_end() > end) {
        done_ = (end - s.norm_begin) / s.norm_unit;
        return;
      }
      ++at_;
      done_ = 0;
    }
  }

 private:
  [[nodiscard]] const std::vector<OffsetMap::Stretch>& stretches() const {
    return from_.stretches();
  }

  void copy_until(std::uint32_t end) {
    if (end <= norm_) return;
    to_.copy(end - norm_);
    source_ += end - norm_;
    norm_ = end;
  }

  void keep_unit(const OffsetMap::Stretch& s) {
    to_.replace(s.source_unit, s.norm_unit);
    source_ += s.source_unit;
    norm_ += s.norm_unit;
  }

  const OffsetMap& from_;
  OffsetMap& to_;
  std::size_t at_ = 0;      // the stretch we are before or in
  std::uint32_t done_ = 0;  // units of it behind us
  std::uint32_t norm_ = 0;
  std::uint32_t source_ = 0;
};

// `edits[first]` grown to whole units of the map, with the edits that share its units; `first`
// moves on to the next one that does not.
Edit whole_units(const NormalText& in, const Edits& edits, std::size_t& first) {
  Edit out = edits[first++];
  if (in.map.is_identity()) return out;
  NormSpan units = in.map.to_norm(in.map.to_source(out.span));
  units = {std::min(units.begin, out.span.begin), std::max(units.end, out.span.end)};
  out.text.insert(0, in.text, units.begin, out.span.begin - units.begin);
  std::uint32_t end = out.span.end;
  for (; first < edits.size() && edits[first].span.begin < units.end; ++first) {
    out.text.append(in.text, end, edits[first].span.begin - end);
    out.text += edits[first].text;
    end = edits[first].span.end;
    units.end = std::max(units.end, in.map.to_norm(in.map.to_source(edits[first].span)).end);
  }
  out.text.append(in.text, end, units.end - end);
  out.span = units;
  return out;
}

}  // namespace

NormalText rewrite(const NormalText& in, const Edits& edits) {
  NormalText out;
  out.text.reserve(in.text.size());
  MapWalk walk(in.map, out.map);
  std::uint32_t done = 0;
  for (std::size_t i = 0; i < edits.size();) {
    const Edit edit = whole_units(in, edits, i);
    out.text.append(in.text, done, edit.span.begin - done);
    walk.keep_until(edit.span.begin);
    out.text += edit.text;
    walk.replace_until(edit.span.end, static_cast<std::uint32_t>(edit.text.size()));
    done = edit.span.end;
  }
  out.text.append(in.text, done);
  walk.keep_until(in.map.norm_size());
  return out;
}

}  // namespace mishen
