#include "scanner/intake/zip_names.h"

#include <algorithm>
#include <cstdint>

namespace mishen {
namespace {

// Sizes and signatures: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16.
constexpr std::size_t kEndRecordSize = 22;
constexpr std::size_t kMaxCommentSize = 0xFFFF;
constexpr std::size_t kCentralHeaderSize = 46;
constexpr std::size_t kLocalHeaderSize = 30;
constexpr std::string_view kEndSignature = "PK\x05\x06";
constexpr std::string_view kCentralSignature = "PK\x01\x02";
constexpr std::string_view kLocalSignature = "PK\x03\x04";

std::uint32_t number(std::string_view bytes, std::size_t offset, int size) {
  std::uint32_t value = 0;
  for (int i = size - 1; i >= 0; --i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[offset + static_cast<unsigned>(i)]);
  }
  return value;
}

std::size_t find_end_record(std::string_view bytes) {
  if (bytes.size() < kEndRecordSize) return std::string_view::npos;
  const std::size_t reach = kEndRecordSize + kMaxCommentSize;
  const std::size_t from = bytes.size() > reach ? bytes.size() - reach : 0;
  const std::size_t found = bytes.substr(from).rfind(kEndSignature);
  if (found == std::string_view::npos || from + found + kEndRecordSize > bytes.size()) {
    return std::string_view::npos;
  }
  return from + found;
}

// Walks the directory that ends where the end record stands: its stated offset may be off by junk
// put in front of the archive, so it is counted back from its size.
void names_from_directory(std::string_view bytes, std::size_t end, std::size_t most,
                          std::vector<std::string_view>& names) {
  const std::size_t size = number(bytes, end + 12, 4);
  std::size_t at = size <= end ? end - size : 0;
  while (names.size() < most && at + kCentralHeaderSize <= end &&
         bytes.substr(at, 4) == kCentralSignature) {
    const std::size_t name_size = number(bytes, at + 28, 2);
    const std::size_t rest = number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
    if (at + kCentralHeaderSize + name_size > end) break;
    names.push_back(bytes.substr(at + kCentralHeaderSize, name_size));
    at += kCentralHeaderSize + name_size + rest;
  }
}

void names_from_local_headers(std::string_view bytes, std::size_t most,
                              std::vector<std::string_view>& names) {
  for (std::size_t at = bytes.find(kLocalSignature);
       at != std::string_view::npos && names.size() < most;
       at = bytes.find(kLocalSignature, at + kLocalHeaderSize)) {
    if (at + kLocalHeaderSize > bytes.size()) break;
    const std::size_t name_size = number(bytes, at + 26, 2);
    if (at + kLocalHeaderSize + name_size > bytes.size()) break;
    names.push_back(bytes.substr(at + kLocalHeaderSize, name_size));
  }
}

}  // namespace

ZipNames zip_names(std::string_view bytes, std::size_t most) {
  ZipNames out;
  const std::size_t end = find_end_record(bytes);
  if (end != std::string_view::npos) {
    out.has_directory = true;
    names_from_directory(bytes, end, most, out.names);
  }
  if (out.names.empty()) names_from_local_headers(bytes, most, out.names);
  return out;
}

}  // namespace mishen
