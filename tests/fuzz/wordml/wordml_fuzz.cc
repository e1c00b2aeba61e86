// XML as the parts of a package that is otherwise sound: the body of the document and, each behind
// a 0xFF, header, footnotes, comments, styles and settings. What begins with "<?xml" is a part as
// it is, anything else the content of one. Beside the laws of documents: every character is where
// its anchor says, and XML that does not parse has a gap.
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/docx/docx.h"
#include "plugins/formats/docx/read_back.h"
#include "tests/support/document_laws.h"
#include "tests/support/docx_builder.h"

namespace {

using namespace mishen;

struct PartShape {
  const char* name;
  const char* root;
  const char* relationship;
};
constexpr std::array<PartShape, 5> kParts = {{{"word/header1.xml", "hdr", "header"},
                                              {"word/footnotes.xml", "footnotes", "footnotes"},
                                              {"word/comments.xml", "comments", "comments"},
                                              {"word/styles.xml", "styles", "styles"},
                                              {"word/settings.xml", "settings", "settings"}}};
// A part may be repeated in its passages (hidden and deleted text stands with what touches it), in
// headers of columns and in places, but only so many times.
constexpr std::uint64_t kMostTimes = 64;

const FormatSet& formats() {
  static const FormatSet set(
      {{"docx", {FileKind::docx}, [] { return Result<const Format*>(&docx_format()); }}});
  return set;
}

std::string take_piece(std::string_view& bytes) {
  const std::size_t end = bytes.find('\xFF');
  std::string piece(bytes.substr(0, end));
  bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  return piece;
}

class Package {
 public:
  explicit Package(std::string_view input) : builder_(document_of(input)) {
    for (const PartShape& shape : kParts) {
      if (input.empty()) break;
      std::string piece = take_piece(input);
      if (piece.empty()) continue;
      const bool as_it_is = piece.starts_with("<?xml");
      parts_[shape.name] = as_it_is ? piece : test::word_xml(shape.root, piece);
      builder_.relate(shape.relationship, std::string("/") + shape.name);
      builder_.raw(shape.name, parts_[shape.name]);
    }
  }

  [[nodiscard]] std::string bytes() const { return builder_.bytes(); }
  [[nodiscard]] const std::map<std::string, std::string>& parts() const { return parts_; }

 private:
  static std::string document_of(std::string_view& input) { return take_piece(input); }

  test::DocxBuilder builder_;
  std::map<std::string, std::string> parts_;
};

std::string broken_anchor(const Document& document, std::string_view package) {
  std::map<std::string, std::vector<std::vector<docx::TextElement>>> elements;
  for (const Passage& passage : document.passages) {
    const auto* anchors = std::get_if<MarkupAnchors>(&passage.anchors);
    // What is inside an embedded file has its parts there.
    if (anchors == nullptr || passage.where.front().kind == StepKind::attachment) continue;
    auto& found = elements[std::string(anchors->part)];
    if (found.empty()) {
      for (const std::string& part : docx::parts_named(package, anchors->part)) {
        found.push_back(docx::text_elements(part));
      }
      if (found.empty()) return "an anchor names a part of the package";
    }
    const SourceSpan whole = {0, static_cast<std::uint32_t>(passage.text.size())};
    if (docx::read_back(passage, whole, found.front()) != passage.text) {
      return "every character is where its anchor says";
    }
  }
  return {};
}

bool parses(const std::string& xml) {
  pugi::xml_document document;
  return static_cast<bool>(document.load_buffer(xml.data(), xml.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Limits limits;
  const Package package({reinterpret_cast<const char*>(data), size});
  const std::string bytes = package.bytes();
  const Document document = read_draft(bytes, "draft.docx", formats(), limits);
  abort_if_broken(broken_document_law(document, kMostTimes * (size + 1024)));
  abort_if_broken(broken_anchor(document, bytes));
  std::string body = docx::parts_named(bytes, "word/document.xml").at(0);
  bool sound = parses(body);
  for (const auto& [name, xml] : package.parts()) sound = sound && parses(xml);
  if (!sound && document.coverage.gaps.empty()) abort_if_broken("XML that does not parse is a gap");
  return 0;
}
