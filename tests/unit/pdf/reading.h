// What the tests of the PDF reader share: reading a small file with one glyph source or the other.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/pdf/reader.h"
#include "scanner/document/document.h"
#include "tests/support/pdf_builder.h"
#include "tests/support/places.h"

namespace mishen::testing {

inline Document read_with(pdf::OpenPdf open, std::string_view bytes, const Limits& limits = {}) {
  DocumentBuilder builder(limits);
  pdf::read_pdf(bytes, open, builder);
  return builder.finish();
}

// Calls take(bytes) for every PDF of the fixtures' drafts; how many there are.
template <class Take>
std::size_t each_pdf_fixture(Take take) {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(test::source_dir() + "/fixtures/drafts")) {
    if (entry.path().extension() != ".pdf") continue;
    SCOPED_TRACE(entry.path().filename().string());
    std::ifstream in(entry.path(), std::ios::binary);
    take(std::string(std::istreambuf_iterator<char>(in), {}));
    ++files;
  }
  return files;
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

// All there is to tell one reading from another.
inline std::vector<std::string> all_said(const Document& document) {
  std::vector<std::string> all;
  for (const Passage& passage : document.passages) {
    std::string one = path(passage.where) + '|' + std::string(name(passage.surface)) + '|' +
                      std::to_string(static_cast<int>(passage.visibility)) + '|' + passage.text;
    for (const Quad& quad :
         quads_of(passage, {0, static_cast<std::uint32_t>(passage.text.size())})) {
      for (const Point& at : {quad.start_top, quad.end_bottom}) {
        one += '|' + std::to_string(at.x) + ' ' + std::to_string(at.y);
      }
    }
    for (const Trace& trace : passage.traces) {
      one += '|' + std::to_string(static_cast<int>(trace.kind)) + ' ' + std::string(trace.what);
    }
    all.push_back(std::move(one));
  }
  for (const Gap& gap : document.coverage.gaps) {
    all.push_back(path(gap.where) + '!' + std::to_string(static_cast<int>(gap.cause)) + ' ' +
                  gap.detail.id);
  }
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
