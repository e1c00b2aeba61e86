// What the tests of the PDF reader share: reading a small file with one glyph source or the other.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/pdf/reader.h"
#include "scanner/document/document.h"
#include "tests/support/pdf_builder.h"

namespace mishen::testing {

inline Document read_with(pdf::OpenPdf open, std::string_view bytes, const Limits& limits = {}) {
  DocumentBuilder builder(limits);
  pdf::read_pdf(bytes, open, builder);
  return builder.finish();
}

inline std::vector<std::string> texts(const Document& document) {
  std::vector<std::string> all;
  for (const Passage& passage : document.passages) all.push_back(passage.text);
  return all;
}

inline std::vector<std::string> texts(const Document& document, Surface surface) {
  std::vector<std::string> all;
  for (const Passage& passage : document.passages) {
    if (passage.surface == surface) all.push_back(passage.text);
  }
  return all;
}

inline std::vector<GapCause> causes(const Document& document) {
  std::vector<GapCause> all;
  for (const Gap& gap : document.coverage.gaps) all.push_back(gap.cause);
  return all;
}

// Every test of this suite runs with both glyph sources.
class BothSources : public ::testing::TestWithParam<pdf::OpenPdf> {
 protected:
  Document read(std::string_view bytes, const Limits& limits = {}) const {
    return read_with(GetParam(), bytes, limits);
  }
  [[nodiscard]] bool collector() const {
    return pdf::has_collector() && GetParam() == pdf::open_collector;
  }
};

inline std::string source_name(const ::testing::TestParamInfo<pdf::OpenPdf>& info) {
  return info.param == pdf::open_collector ? "collector" : "popplercpp";
}

#define MISHEN_BOTH_SOURCES(suite) \
  INSTANTIATE_TEST_SUITE_P(        \
      Pdf, suite, ::testing::Values(&pdf::open_collector, &pdf::open_popplercpp), source_name)

}  // namespace mishen::testing
