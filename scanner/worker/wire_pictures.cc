#include "scanner/worker/wire_pictures.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "scanner/base/wire_archive.h"
#include "scanner/worker/wire_frame.h"

namespace mishen {
namespace {

constexpr std::string_view kMagic = "mishen pages\r\n";
constexpr std::size_t kLeastPicture = 64;
constexpr double kLargestShare = 1e9;
// Rounding a page's size up to whole pixels may go a little beyond what was allowed.
constexpr std::uint64_t kRounding = 100'000;

template <class Archive, class Pictures>
void walk(Archive& wire, Pictures& pictures) {
  wire.list("pictures", pictures, kLeastPicture, [&](auto& picture) {
    wire.number("picture.page", picture.page);
    wire.number("picture.width", picture.width);
    wire.number("picture.height", picture.height);
    for (auto& share : picture.to_share) wire.real("picture.to-share", share);
    wire.text("picture.grey", picture.grey);
  });
}

bool is_sound(const PagePicture& one, const DrawStyle& style) {
  const std::uint64_t pixels = std::uint64_t{one.width} * one.height;
  if (pixels == 0 || pixels > style.most_pixels + kRounding || pixels != one.grey.size()) {
    return false;
  }
  return std::all_of(one.to_share.begin(), one.to_share.end(), [](double share) {
    return std::isfinite(share) && std::abs(share) < kLargestShare;
  });
}

Error invalid() { return {ErrorKind::input, "", {"annotate.answer-invalid", {}}}; }

}  // namespace

std::string encode_pictures(const std::vector<PagePicture>& pictures) {
  WireWriter wire;
  walk(wire, pictures);
  return framed(kMagic, wire.take());
}

Result<std::vector<PagePicture>> decode_pictures(std::string_view answer,
                                                 std::span<const std::uint32_t> asked,
                                                 const DrawStyle& style, const Limits& limits) {
  const std::optional<std::string_view> payload = unframed(kMagic, answer, limits);
  if (!payload) return invalid();
  WireReader wire(*payload);
  std::vector<PagePicture> pictures;
  walk(wire, pictures);
  if (wire.failed() || !wire.at_end()) return invalid();
  auto next = asked.begin();
  for (const PagePicture& picture : pictures) {
    next = std::find(next, asked.end(), picture.page);
    if (next == asked.end() || !is_sound(picture, style)) return invalid();
    ++next;
  }
  return pictures;
}

}  // namespace mishen
