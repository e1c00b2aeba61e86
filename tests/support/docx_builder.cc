#include "tests/support/docx_builder.h"

namespace mishen::test {
namespace {

constexpr std::string_view kTypeBase =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relationships_xml(const std::string& content) {
  return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         content + "</Relationships>";
}

}  // namespace

std::string word_xml(const std::string& root, const std::string& content) {
  std::string open = "<w:" + root;
  for (const auto& [prefix, uri] : std::map<std::string, std::string>{
           {"w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"},
           {"r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
           {"m", "http://schemas.openxmlformats.org/officeDocument/2006/math"},
           {"mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"},
           {"v", "urn:schemas-microsoft-com:vml"},
           {"wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"},
           {"wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"},
           {"a", "http://schemas.openxmlformats.org/drawingml/2006/main"}}) {
    open += " xmlns:" + prefix + "=\"" + uri + "\"";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + open + ">" + content +
         "</w:" + root + ">";
}

std::string r(const std::string& text, const std::string& properties) {
  const std::string look = properties.empty() ? "" : "<w:rPr>" + properties + "</w:rPr>";
  return "<w:r>" + look + "<w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
}

std::string p(const std::string& text) { return "<w:p>" + r(text) + "</w:p>"; }

std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::string out = "<w:tbl>";
  for (const auto& row : rows) {
    out += "<w:tr>";
    for (const std::string& cell : row) out += "<w:tc>" + p(cell) + "</w:tc>";
    out += "</w:tr>";
  }
  return out + "</w:tbl>";
}

DocxBuilder& DocxBuilder::part(const std::string& name, const std::string& root,
                               const std::string& content, const std::string& relationship) {
  relate(relationship, "/" + name);
  return raw(name, word_xml(root, content));
}

DocxBuilder& DocxBuilder::raw(std::string name, std::string content) {
  parts_.emplace_back(std::move(name), std::move(content));
  return *this;
}

DocxBuilder& DocxBuilder::relate(const std::string& type, const std::string& target,
                                 bool external) {
  relationships_ += "<Relationship Id=\"rId" + std::to_string(++ids_) + "\" Type=\"" +
                    std::string(kTypeBase) + type + "\" Target=\"" + target + "\"" +
                    (external ? " TargetMode=\"External\"" : "") + "/>";
  return *this;
}

ZipBuilder DocxBuilder::zip() const {
  ZipBuilder zip;
  zip.add("[Content_Types].xml",
          "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
          "<Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
  zip.add("_rels/.rels",
          relationships_xml("<Relationship Id=\"rId1\" Type=\"" + std::string(kTypeBase) +
                            "officeDocument\" Target=\"word/document.xml\"/>"));
  zip.add("word/document.xml", word_xml("document", "<w:body>" + body_ + "</w:body>"));
  zip.add("word/_rels/document.xml.rels", relationships_xml(relationships_));
  for (const auto& [name, content] : parts_) zip.add(name, content);
  return zip;
}

}  // namespace mishen::test
