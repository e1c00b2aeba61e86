// Reading a package in tests, and looking at what came out.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/docx/docx.h"
#include "tests/support/docx_builder.h"

namespace mishen::test {

inline Document read(std::string_view bytes, const Limits& limits = {}) {
  DocumentBuilder builder(limits);
  docx_format().read(bytes, builder);
  return builder.finish();
}

// A document with this body.
inline Document read_body(const std::string& body) { return read(DocxBuilder(body).bytes()); }

inline std::vector<std::string> texts(const Document& document, Surface surface) {
  std::vector<std::string> out;
  for (const Passage& passage : document.passages) {
    if (passage.surface == surface) out.push_back(passage.text);
  }
  return out;
}

// "surface path | text" of each passage, in order.
inline std::vector<std::string> lines(const Document& document) {
  std::vector<std::string> out;
  for (const Passage& passage : document.passages) {
    out.push_back(std::string(name(passage.surface)) + " " + path(passage.where) + " | " +
                  passage.text);
  }
  return out;
}

// "cause path id" of each gap, in order.
inline std::vector<std::string> gaps(const Document& document) {
  std::vector<std::string> out;
  for (const Gap& gap : document.coverage.gaps) {
    out.push_back(std::string(name(gap.cause)) + " " + path(gap.where) + " " + gap.detail.id);
  }
  return out;
}

using Strings = std::vector<std::string>;

}  // namespace mishen::test
