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

std::optional<std::string> base64_decoded(std::string_view text) {
  constexpr std::size_t kMost = std::size_t{1} << 30U;  // EVP_DecodeBlock takes an int
  if (text.size() % 4 != 0 || text.size() > kMost) return std::nullopt;
  if (text.empty()) return std::string();
  std::string out(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2U : text.ends_with('=') ? 1U : 0U;
  out.resize(static_cast<std::size_t>(size) - padding);  // it counts what the padding stands for
  if (base64(out) != text) return std::nullopt;
  return out;
}

}  // namespace mishen
