#include "scanner/base/base64.h"

#include <openssl/evp.h>

#include <algorithm>

namespace mishen {

std::string base64(std::string_view bytes) {
  // EVP_EncodeBlock takes an int; a multiple of three needs no padding before the end.
  constexpr std::size_t kPiece = std::size_t{3} << 20;
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  std::string piece;
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, kPiece);
    piece.resize((part.size() + 2) / 3 * 4 + 1);  // it ends what it writes with a NUL
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(piece.data()),
                                     reinterpret_cast<const unsigned char*>(part.data()),
                                     static_cast<int>(part.size()));
    out.append(piece, 0, static_cast<std::size_t>(std::max(size, 0)));
    bytes.remove_prefix(part.size());
  }
  return out;
}

}  // namespace mishen
