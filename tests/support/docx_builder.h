// Makes DOCX packages from snippets of WordprocessingML.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/zip_builder.h"

namespace mishen::test {

class DocxBuilder {
 public:
  // The children of w:body.
  explicit DocxBuilder(std::string body) : body_(std::move(body)) {}

  // A WordprocessingML part beside the document: its root's local name ("hdr"), its content and its
  // relationship from the document ("header").
  DocxBuilder& part(const std::string& name, const std::string& root, const std::string& content,
                    const std::string& relationship);
  // Any other part, as it is; not pointed to.
  DocxBuilder& raw(std::string name, std::string content);
  // A relationship of the document, with the next id: rId1, rId2 ...
  DocxBuilder& relate(const std::string& type, const std::string& target, bool external = false);
  DocxBuilder& styles(const std::string& content) {
    return part("word/styles.xml", "styles", content, "styles");
  }

  [[nodiscard]] ZipBuilder zip() const;
  [[nodiscard]] std::string bytes() const { return zip().bytes(); }

 private:
  std::string body_;
  std::string relationships_;
  int ids_ = 0;
  std::vector<std::pair<std::string, std::string>> parts_;
};

// <root xmlns:w=... and the other usual namespaces>content</root>, with an XML declaration.
[[nodiscard]] std::string word_xml(const std::string& root, const std::string& content);
// <w:p><w:r><w:t xml:space="preserve">text</w:t></w:r></w:p>
[[nodiscard]] std::string p(const std::string& text);
// <w:r>, with properties if given.
[[nodiscard]] std::string r(const std::string& text, const std::string& properties = {});
// A table of one-paragraph cells.
[[nodiscard]] std::string table(const std::vector<std::vector<std::string>>& rows);

}  // namespace mishen::test
