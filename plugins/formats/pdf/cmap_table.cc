#include "plugins/formats/pdf/cmap_table.h"

#include <algorithm>

namespace mishen::pdf {
namespace {

constexpr std::size_t kMostEntries = 65'536;

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::vector<CharacterMap> read() {
    std::vector<CharacterMap> maps;
    const std::uint32_t count = u16(2);
    for (std::uint32_t i = 0; i < std::min<std::uint32_t>(count, 32); ++i) {
      const std::size_t at = 4 + std::size_t{i} * 8;
      CharacterMap map;
      map.platform = u16(at);
      map.encoding = u16(at + 2);
      subtable(u32(at + 4), map);
      if (map.glyphs.empty()) continue;
      std::sort(map.glyphs.begin(), map.glyphs.end());
      maps.push_back(std::move(map));
    }
    return maps;
  }

 private:
  [[nodiscard]] std::uint32_t u16(std::size_t at) const {
    if (at + 2 > bytes_.size()) return 0;
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[at])) << 8U |
           static_cast<unsigned char>(bytes_[at + 1]);
  }
  [[nodiscard]] std::uint32_t u32(std::size_t at) const { return u16(at) << 16U | u16(at + 2); }

  void put(CharacterMap& map, std::uint32_t key, std::uint32_t glyph) {
    if (glyph == 0 || entries_ >= kMostEntries) return;
    map.glyphs.emplace_back(key, glyph);
    ++entries_;
  }

  void subtable(std::size_t at, CharacterMap& map) {
    switch (u16(at)) {
      case 0:
        for (std::uint32_t i = 0; i < 256 && at + 6 + i < bytes_.size(); ++i) {
          put(map, i, static_cast<unsigned char>(bytes_[at + 6 + i]));
        }
        return;
      case 4:
        return segments(at, map);
      case 6:
        for (std::uint32_t i = 0; i < u16(at + 8); ++i)
          put(map, u16(at + 6) + i, u16(at + 10 + i * 2));
        return;
      case 10:
        for (std::uint32_t i = 0; i < std::min<std::uint32_t>(u32(at + 16), kMostEntries); ++i) {
          put(map, u32(at + 12) + i, u16(at + 20 + std::size_t{i} * 2));
        }
        return;
      case 12:
        return groups(at, map);
      default:
        return;
    }
  }

  void segments(std::size_t at, CharacterMap& map) {
    const std::uint32_t count = u16(at + 6) / 2;
    const std::size_t ends = at + 14;
    const std::size_t starts = ends + std::size_t{count} * 2 + 2;
    const std::size_t deltas = starts + std::size_t{count} * 2;
    const std::size_t offsets = deltas + std::size_t{count} * 2;
    for (std::uint32_t i = 0; i < count && entries_ < kMostEntries; ++i) {
      const std::uint32_t start = u16(starts + std::size_t{i} * 2);
      const std::uint32_t end = u16(ends + std::size_t{i} * 2);
      const std::uint32_t delta = u16(deltas + std::size_t{i} * 2);
      const std::size_t place = offsets + std::size_t{i} * 2;
      const std::uint32_t offset = u16(place);
      for (std::uint32_t c = start; c <= end && c < 0xFFFF && steps_ < kMostEntries * 2; ++c) {
        ++steps_;
        std::uint32_t glyph = c;
        if (offset != 0) {
          glyph = u16(place + offset + std::size_t{c - start} * 2);
          if (glyph == 0) continue;
        }
        put(map, c, (glyph + delta) & 0xFFFFU);
      }
    }
  }

  void groups(std::size_t at, CharacterMap& map) {
    const std::size_t room = bytes_.size() > at + 16 ? (bytes_.size() - at - 16) / 12 : 0;
    const std::size_t count = std::min<std::size_t>(u32(at + 12), room);
    for (std::size_t i = 0; i < count && entries_ < kMostEntries; ++i) {
      const std::size_t group = at + 16 + i * 12;
      const std::uint32_t start = u32(group);
      const std::uint32_t end = std::min<std::uint32_t>(u32(group + 4), 0x10FFFF);
      for (std::uint32_t c = start; c <= end && entries_ < kMostEntries; ++c) {
        put(map, c, u32(group + 8) + (c - start));
      }
    }
  }

  std::string_view bytes_;
  std::size_t entries_ = 0;
  std::size_t steps_ = 0;  // segments may overlap, to make much of little
};

}  // namespace

std::uint32_t CharacterMap::glyph_of(std::uint32_t key) const {
  const auto found = std::lower_bound(glyphs.begin(), glyphs.end(), std::pair(key, 0U));
  return found != glyphs.end() && found->first == key ? found->second : 0;
}

std::vector<CharacterMap> read_cmap(std::string_view bytes) { return Reader(bytes).read(); }

}  // namespace mishen::pdf
