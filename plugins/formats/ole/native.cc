#include "plugins/formats/ole/native.h"

#include "plugins/formats/ole/bytes.h"
#include "plugins/formats/support/decode.h"

namespace mishen::ole {

std::optional<NativeFile> native_file(std::string_view stream) {
  Bytes bytes(stream);
  bytes.skip(4);                              // size of what follows
  if (bytes.u16() != 2) return std::nullopt;  // a file, not a link or a command
  NativeFile file;
  file.name = decode_unknown(bytes.zero_ended()).text;
  file.paths.push_back(decode_unknown(bytes.zero_ended()).text);
  bytes.skip(4);  // 0, 3
  const std::uint32_t path_size = bytes.u32();
  std::string_view path = bytes.take(path_size);
  if (path.ends_with('\0')) path.remove_suffix(1);
  file.paths.push_back(decode_unknown(path).text);
  const std::uint32_t size = bytes.u32();
  if (!bytes.good() || size > bytes.rest().size()) return std::nullopt;
  file.bytes = bytes.take(size);
  // The same three names again in UTF-16, from later versions: temporary path, name, source path.
  for (int i = 0; i < 3 && bytes.good() && bytes.rest().size() > 4; ++i) {
    const std::uint64_t units = bytes.u32();
    const std::string text = from_utf16le(bytes.take(units * 2));
    if (!bytes.good() || text.empty()) break;  // padding
    if (i == 1) file.name = text;
    if (i != 1) file.paths[i == 0 ? 1 : 0] = text;
  }
  return file;
}

}  // namespace mishen::ole
