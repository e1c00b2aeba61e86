// Any bytes as a document: the laws of scanner/text hold. The first byte says what the passages are
// (bit 0: cells of a row; bit 1: texts are made valid UTF-8 first), 0xFF ends a passage.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "scanner/base/utf8.h"
#include "tests/support/text_laws.h"

namespace {

mishen::Document document_from(std::string_view bytes) {
  mishen::Document document;
  if (bytes.empty()) return document;
  const unsigned kind = static_cast<unsigned char>(bytes[0]);
  bytes.remove_prefix(1);
  for (std::uint32_t column = 1; !bytes.empty(); ++column) {
    const std::string_view text = bytes.substr(0, bytes.find('\xFF'));
    bytes.remove_prefix(text.size() == bytes.size() ? text.size() : text.size() + 1);
    mishen::Passage passage;
    passage.text = (kind & 2U) != 0 ? mishen::utf8::sanitise(text) : std::string(text);
    if ((kind & 1U) != 0) passage.cell = mishen::CellPlace{1, 1, column, "", true};
    document.passages.push_back(std::move(passage));
  }
  return document;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string broken = mishen::broken_law(document_from(bytes), 1);
  if (!broken.empty()) {
    std::fprintf(stderr, "broken: %s\n", broken.c_str());
    std::abort();
  }
  return 0;
}
