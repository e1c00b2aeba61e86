// Small PDFs written in tests: objects as text, numbered in the order they are added, with a right
// cross-reference table unless the test wants a wrong one.
#pragma once

#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mishen::testing {

// Hex of `text` as two bytes a character, for fonts with an Identity encoding.
inline std::string hex16(std::u16string_view text) {
  std::string out = "<";
  for (const char16_t unit : text) {
    std::array<char, 8> digits{};
    std::snprintf(digits.data(), digits.size(), "%04X", static_cast<unsigned>(unit));
    out += digits.data();
  }
  return out + ">";
}

class PdfBuilder {
 public:
  // Adds an object and returns its number. Object 1 is the catalog, 2 the page tree.
  int add(std::string body) {
    objects_.push_back(std::move(body));
    return static_cast<int>(objects_.size()) + 2;
  }
  int add_stream(const std::string& content, const std::string& dict = "") {
    return add("<<" + dict + "/Length " + std::to_string(content.size()) + ">>stream\n" + content +
               "\nendstream");
  }
  // A form that draws `content`, with Helvetica as F1; `resources` goes into its /Resources.
  int add_form(const std::string& content, const std::string& resources = "") {
    return add_stream(
        content,
        "/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</Font<</F1<</Type/Font"
        "/Subtype/Type1/BaseFont/Helvetica>>>>" +
            resources + ">>");
  }
  static std::string ref(int number) { return std::to_string(number) + " 0 R"; }

  // A page with `content`; `extra` goes into its dictionary, `resources` into its /Resources.
  int add_page(const std::string& content, const std::string& extra = "/MediaBox[0 0 595 842]",
               const std::string& resources = "") {
    return add_page(std::vector<std::string>{content}, extra, resources);
  }
  // A page whose content is in several streams.
  int add_page(const std::vector<std::string>& contents, const std::string& extra,
               const std::string& resources) {
    std::string streams;
    for (const std::string& content : contents) streams += ref(add_stream(content)) + " ";
    if (contents.size() != 1) streams = "[" + streams + "]";
    const int page = add("<</Type/Page/Parent 2 0 R/Contents " + streams + "/Resources<</Font<<" +
                         fonts_ + ">>" + resources + ">>" + extra + ">>");
    kids_ += ref(page) + " ";
    ++pages_;
    return page;
  }

  // Makes font `name` known to the pages added from now on.
  void use_font(const std::string& name, int object) { fonts_ += "/" + name + " " + ref(object); }
  // F1: Helvetica. U1: two-byte codes that are Unicode, by a predefined CMap.
  void use_usual_fonts() {
    use_font("F1", add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
                       "/Encoding/WinAnsiEncoding>>"));
    use_font("U1", add_cid_font("UniGB-UCS2-H", "GB1"));
  }
  int add_cid_font(const std::string& cmap, const std::string& ordering,
                   const std::string& extra = "") {
    return add("<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/" + cmap + extra +
               "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun"
               "/CIDSystemInfo<</Registry(Adobe)/Ordering(" +
               ordering +
               ")/Supplement 5>>/DW 1000/W[1[500]2[500]814[500 500]]"
               "/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/Ascent 880"
               "/Descent -120/CapHeight 880/ItalicAngle 0/StemV 80"
               "/FontBBox[0 -120 1000 880]>>>>]>>");
  }

  std::string catalog_extra;  // entries of the catalog
  std::string trailer_extra;  // entries of the trailer

  [[nodiscard]] std::string build() const {
    std::vector<std::string> all = {
        "<</Type/Catalog/Pages 2 0 R" + catalog_extra + ">>",
        "<</Type/Pages/Kids[" + kids_ + "]/Count " + std::to_string(pages_) + ">>"};
    all.insert(all.end(), objects_.begin(), objects_.end());
    std::string file = "%PDF-1.7\n";
    std::string xref;
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::array<char, 24> entry{};
      std::snprintf(entry.data(), entry.size(), "%010zu 00000 n \n", file.size());
      xref += entry.data();
      file += std::to_string(i + 1) + " 0 obj\n" + all[i] + "\nendobj\n";
    }
    const std::string start = std::to_string(file.size());
    const std::string size = std::to_string(all.size() + 1);
    return file + "xref\n0 " + size + "\n0000000000 65535 f \n" + xref + "trailer\n<</Size " +
           size + "/Root 1 0 R" + trailer_extra + ">>\nstartxref\n" + start + "\n%%EOF\n";
  }

 private:
  std::vector<std::string> objects_;
  std::string kids_;
  std::string fonts_;
  int pages_ = 0;
};

}  // namespace mishen::testing
