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
  // What intake does with files inside is tested there.
  builder.set_embedded_reader([](const EmbeddedFile& file, DocumentBuilder& out) {
    const std::vector<Gap>& told = out.document().coverage.gaps;
    const bool picture = !told.empty() && told.back().cause == GapCause::picture_not_read &&
                         told.back().where == file.where;
    if (!picture) out.add_gap(GapCause::unsupported_part, file.where, {"gap.embedded-file", {}});
  });
  docx_format().read(bytes, builder);
  return builder.finish();
}

// A document with this body.
inline Document read_body(const std::string& body) { return read(DocxBuilder(body).bytes()); }

inline std::vector<std::string> texts(const Document& document, Surface surface) {
  std::vector<std::string> out;
  for (const Passage& passage : document.passages) {
    if (passage.surface == surface && !passage.text.empty()) out.push_back(passage.text);
  }
  return out;
}

// "kind what path | text of the span" of each trace, in order; a span that is empty: the whole.
inline std::vector<std::string> traces(const Document& document) {
  std::vector<std::string> out;
  for (const Passage& passage : document.passages) {
    for (const Trace& trace : passage.traces) {
      const std::string text = trace.span.empty()
                                   ? passage.text
                                   : passage.text.substr(trace.span.begin, trace.span.size());
      out.push_back(std::string(name(trace.kind)) + " " + trace.what + " " + path(passage.where) +
                    " | " + text);
    }
  }
  return out;
}

// "surface path | text" of each passage with text, in order.
inline std::vector<std::string> lines(const Document& document) {
  std::vector<std::string> out;
  for (const Passage& passage : document.passages) {
    if (passage.text.empty()) continue;
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
