// What the readers of a PDF's parts share.
#pragma once

#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <string>
#include <string_view>

#include "scanner/document/document.h"

namespace mishen::pdf {

// Text that was read from the pages, to tell what stands there already.
class DrawnText {
 public:
  explicit DrawnText(const Document& document) : document_(&document) {}
  // True when the pages show `text`, blanks aside. The first question gathers the text.
  [[nodiscard]] bool has(std::string_view text);

 private:
  const Document* document_;
  bool gathered_ = false;
  std::string all_;
};

// Limits a walk over objects that may refer to each other in circles.
class Walk {
 public:
  // False when `object` was met before or too many were met.
  [[nodiscard]] bool enter(QPDFObjectHandle object);
  [[nodiscard]] bool too_many() const { return count_ >= kMost; }

 private:
  static constexpr std::size_t kMost = 200'000;
  std::size_t count_ = 0;
  std::set<std::pair<int, int>> met_;
};

// The text of a string object in UTF-8; empty for anything else.
[[nodiscard]] std::string text_of(QPDFObjectHandle object);

// The data of a stream, decoded, of at most `most` bytes; empty when it cannot be decoded.
[[nodiscard]] std::string data_of(QPDFObjectHandle stream, std::size_t most);

// The character data and attribute values of an XML or XHTML text, a line each.
[[nodiscard]] std::string text_of_markup(std::string_view markup);

// Adds a passage without anchors.
void add_value(DocumentBuilder& out, Surface surface, Provenance where, std::string text,
               std::uint32_t page = 0);

void read_form(QPDF& pdf, DrawnText& drawn, DocumentBuilder& out);
void read_annotations(QPDF& pdf, DrawnText& drawn, DocumentBuilder& out);

}  // namespace mishen::pdf
