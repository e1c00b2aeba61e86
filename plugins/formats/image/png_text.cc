#include "plugins/formats/image/png_text.h"

#include <zlib.h>

#include <algorithm>
#include <optional>

#include "plugins/formats/support/decode.h"

namespace mishen::image {
namespace {

constexpr std::size_t kSignature = 8;

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes.substr(0, 4)) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

// Taken from the front, up to a NUL; the NUL goes too.
std::string_view take_name(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\0'), rest.size());
  const std::string_view name = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return name;
}

std::optional<std::string> inflate_text(std::string_view bytes, std::size_t most) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return std::nullopt;
  // zlib's interface is not const; it does not write here.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  int state = Z_OK;
  while (state == Z_OK && out.size() <= most) {
    char buffer[16384];
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer, sizeof buffer - stream.avail_out);
    if (stream.avail_in == 0 && stream.avail_out != 0) break;
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END) return std::nullopt;
  return out;
}

std::string latin1(std::string_view bytes) {
  // Written in Latin-1 by the standard, in UTF-8 by most programs.
  const Decoded decoded = decode_unknown(bytes);
  if (decoded.complete) return decoded.text;
  const auto text = decode(bytes, "ISO-8859-1");
  return text ? text->text : decoded.text;
}

}  // namespace

std::vector<PngText> png_texts(std::string_view bytes, std::size_t most, bool& cut) {
  std::vector<PngText> out;
  std::string_view rest = bytes.substr(std::min(kSignature, bytes.size()));
  while (rest.size() >= 12) {
    const std::uint64_t size = big_endian(rest);
    const std::string_view type = rest.substr(4, 4);
    if (size + 12 > rest.size()) {
      cut = true;
      break;
    }
    std::string_view data = rest.substr(8, size);
    rest.remove_prefix(size + 12);
    if (type != "tEXt" && type != "zTXt" && type != "iTXt") continue;
    const std::string keyword = latin1(take_name(data));
    bool packed = type == "zTXt";
    if (packed) data.remove_prefix(std::min<std::size_t>(1, data.size()));
    if (type == "iTXt" && data.size() >= 2) {
      packed = data[0] != 0;
      data.remove_prefix(2);
      (void)take_name(data);  // language
      (void)take_name(data);  // the keyword, translated
    }
    const std::optional<std::string> text =
        packed ? inflate_text(data, most) : std::optional<std::string>(data);
    cut = cut || !text;
    if (text) out.push_back({keyword, latin1(*text)});
  }
  return out;
}

}  // namespace mishen::image
