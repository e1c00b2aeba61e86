#include "scanner/document/document.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "scanner/base/utf8.h"

namespace mishen {

namespace {

std::size_t length_of_utf8(const Passage& passage) {
  assert(utf8::is_valid(passage.text));
  return utf8::length_of_valid(passage.text);
}

// Code points, once what is no UTF-8 has been replaced.
std::size_t mended_length(Passage& passage) {
  if (const std::optional<std::size_t> length = utf8::valid_length(passage.text)) return *length;
  // Anchors count the bytes of the broken text; a value without anchors is the honest answer.
  passage.text = utf8::sanitise(passage.text);
  passage.anchors = std::monostate{};
  return utf8::length(passage.text);
}

}  // namespace

bool DocumentBuilder::add(Passage passage) {
  if (full_) return false;
  open_passage() = std::move(passage);
  return take_open_passages();
}

void DocumentBuilder::drop_open_passages(std::size_t from) {
  document_.passages.resize(document_.passages.size() - (open_ - from));
  open_ = from;
}

// What stays moves up to where what was dropped had stood.
bool DocumentBuilder::take_open_passages(bool is_utf8) {
  const std::span<Passage> open = open_passages();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < open.size() && !full_; ++i) {
    if (!admit(open[i], is_utf8)) continue;
    if (kept != i) open[kept] = std::move(open[i]);
    ++kept;
  }
  drop_open_passages(kept);
  open_ = 0;
  return !full_;
}

// Whether to keep it. False, too, where that would be more than a limit allows: the builder is full
// then.
bool DocumentBuilder::admit(Passage& passage, bool is_utf8) {
  std::erase_if(passage.traces, [&](const Trace& trace) {
    return trace.kind == TraceKind::author_name && names_nobody(passage.text) &&
           names_nobody(trace.author);
  });
  if (passage.text.empty() && passage.traces.empty()) return false;
  const std::uint64_t characters = is_utf8 ? length_of_utf8(passage) : mended_length(passage);
  Coverage& coverage = document_.coverage;
  const auto limit_of = [&]() -> const char* {
    if (outer_passages_ + coverage.passages >= limits_->max_passages) return "max-passages";
    if (outer_characters_ + coverage.characters + characters > limits_->max_characters) {
      return "max-characters";
    }
    return nullptr;
  };
  if (const char* limit = limit_of()) {
    full_ = true;
    add_gap(GapCause::limit_reached, passage.where, {"gap.limit", {{"limit", limit}}});
    return false;
  }
  ++coverage.passages;
  coverage.characters += characters;
  return true;
}

void DocumentBuilder::expect(std::size_t passages) {
  constexpr std::size_t kMost = 1U << 16U;  // 15 MiB of room, which costs nothing until it is used
  const std::size_t more = std::min(passages, kMost);
  std::vector<Passage>& all = document_.passages;
  if (all.size() < more / 8) all.reserve(all.size() + more);
}

void DocumentBuilder::add_gap(GapCause cause, Provenance where, Message detail) {
  Gap gap{cause, std::move(where), std::move(detail)};
  // A loop in a broken file may report the same thing without end; the ledger needs it once.
  if (!document_.coverage.gaps.empty() && document_.coverage.gaps.back() == gap) return;
  document_.coverage.gaps.push_back(std::move(gap));
}

bool DocumentBuilder::add_picture() {
  ++document_.coverage.pictures;
  if (outer_pictures_ + document_.coverage.pictures <= limits_->max_images) return true;
  if (!beyond_images_) {
    add_gap(GapCause::limit_reached, {}, {"gap.limit", {{"limit", "max-images"}}});
  }
  beyond_images_ = true;
  return false;
}

std::uint64_t DocumentBuilder::take_parts(std::uint64_t count) {
  const std::uint64_t left = limits_->max_parts > parts_ ? limits_->max_parts - parts_ : 0;
  const std::uint64_t taken = std::min(count, left);
  parts_ += taken;
  return taken;
}

Document DocumentBuilder::finish() {
  number_tables();
  return std::exchange(document_, Document{});
}

}  // namespace mishen
