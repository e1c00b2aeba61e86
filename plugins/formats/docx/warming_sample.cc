#include "plugins/formats/docx/warming_sample.h"

#include <string_view>

#include "plugins/formats/docx/rewrite_zip.h"
#include "scanner/base/result.h"

namespace mishen::docx {
namespace {

// A ZIP archive with nothing in it is its end record alone (APPNOTE 4.3.16).
constexpr std::string_view kEmptyArchive("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);

constexpr const char* kTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-)"
    R"(officedocument.wordprocessingml.document.main+xml"/></Types>)";

constexpr const char* kRelationships =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/)"
    R"(relationships/officeDocument" Target="word/document.xml"/></Relationships>)";

constexpr const char* kText =
    R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>)"
    R"(<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>关于公开选聘的公告</w:t></w:r></w:p><w:tbl><w:tr><w:tc>)"
    R"(<w:p><w:r><w:t>A&amp;B</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>)";

}  // namespace

std::string warming_sample() {
  ZipChanges parts;
  parts.added = {{"[Content_Types].xml", kTypes},
                 {"_rels/.rels", kRelationships},
                 {"word/document.xml", kText}};
  Result<std::string> made = rewrite_zip(kEmptyArchive, parts);
  return made ? *std::move(made) : std::string();
}

}  // namespace mishen::docx
