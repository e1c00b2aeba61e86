// Bytes in an encoding other than UTF-8, as old files and foreign tools write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mishen {

struct Decoded {
  std::string text;  // valid UTF-8
  bool complete =
      true;  // false: some bytes were no character of the encoding (U+FFFD stands there)
};

// `charset` is a name ICU knows ("GB18030", "windows-1252", "UTF-16LE"). Nothing: it knows none.
[[nodiscard]] std::optional<Decoded> decode(std::string_view bytes, const std::string& charset);

// Windows code page (936, 950, 1252, 65001 ...) to a name for decode(); empty if unknown.
[[nodiscard]] std::string charset_of_code_page(std::uint32_t code_page);

// Without being told: by its byte order mark, else UTF-8 if valid, else UTF-16 if every second byte
// of its beginning says so, else Big5 if its bytes lie as those of Big5 do, else GB18030, which
// holds GBK and GB 2312.
[[nodiscard]] Decoded decode_unknown(std::string_view bytes);

// UTF-16, little-endian; lone surrogates become U+FFFD.
[[nodiscard]] std::string from_utf16le(std::string_view bytes);

}  // namespace mishen
