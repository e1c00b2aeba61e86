#include "plugins/formats/ole/vba.h"

#include <algorithm>

#include "plugins/formats/ole/bytes.h"
#include "plugins/formats/support/decode.h"

namespace mishen::ole {
namespace {

constexpr std::size_t kChunk = 4096;

// One copy token (2.4.1.3.19): how many of its bits are the offset depends on what stands already.
bool copy(std::uint16_t token, std::size_t chunk_start, std::string& out) {
  const std::size_t there = out.size() - chunk_start;
  unsigned offset_bits = 4;
  while ((std::size_t{1} << offset_bits) < there) ++offset_bits;
  const unsigned length_bits = 16 - offset_bits;
  const std::size_t length = (token & ((1U << length_bits) - 1)) + 3;
  const std::size_t offset = (std::size_t{token} >> length_bits) + 1;
  if (offset > there) return false;
  for (std::size_t i = 0; i < length; ++i) out += out[out.size() - offset];
  return true;
}

bool inflate_chunk(Bytes chunk, std::string& out) {
  const std::size_t start = out.size();
  while (!chunk.rest().empty()) {
    const auto flags = static_cast<unsigned char>(chunk.take(1)[0]);
    for (unsigned bit = 0; bit < 8 && !chunk.rest().empty(); ++bit) {
      if ((flags >> bit & 1U) == 0) {
        out += chunk.take(1);
      } else {
        const std::uint16_t token = chunk.u16();
        if (!chunk.good() || !copy(token, start, out)) return false;
      }
      if (out.size() - start > kChunk) return false;
    }
  }
  return true;
}

}  // namespace

std::optional<std::string> decompress_vba(std::string_view bytes, std::size_t most) {
  if (!bytes.starts_with('\x01')) return std::nullopt;
  Bytes rest(bytes.substr(1));
  std::string out;
  while (rest.rest().size() >= 2 && out.size() < most) {
    const std::uint16_t header = rest.u16();
    const std::size_t size = (header & 0x0FFFU) + 1;
    if ((header >> 12U & 7U) != 3) break;
    const std::string_view data = rest.take(std::min(size, rest.rest().size()));
    if ((header & 0x8000U) == 0) {
      out += data;
    } else if (!inflate_chunk(Bytes(data), out)) {
      break;
    }
  }
  return out;
}

VbaProject read_dir(std::string_view dir) {
  VbaProject project;
  Bytes rest(dir);
  VbaModule module;
  while (rest.good() && rest.rest().size() >= 6) {
    const std::uint16_t id = rest.u16();
    std::uint32_t size = rest.u32();
    if (id == 0x0009) size = 6;  // PROJECTVERSION: its size field lies (2.3.4.2.1.11)
    const std::string_view data = rest.take(size);
    Bytes value(data);
    if (id == 0x0003) {
      const std::string charset = charset_of_code_page(value.u16());
      if (!charset.empty()) project.charset = charset;
    } else if (id == 0x001A) {
      const auto name = decode(data, project.charset);
      module.stream = name ? name->text : std::string();
    } else if (id == 0x0032) {
      module.stream = from_utf16le(data);
    } else if (id == 0x0031) {
      module.offset = value.u32();
    } else if (id == 0x002B) {
      if (!module.stream.empty()) project.modules.push_back(module);
      module = {};
    }
  }
  return project;
}

}  // namespace mishen::ole
