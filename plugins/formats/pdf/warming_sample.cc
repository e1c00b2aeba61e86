#include "plugins/formats/pdf/warming_sample.h"

#include <array>
#include <cstdio>
#include <string_view>
#include <vector>

namespace mishen::pdf {
namespace {

constexpr std::array<std::string_view, 4> kCMaps = {"GBK-EUC-H", "GB-EUC-H", "UniGB-UCS2-H",
                                                    "UniGB-UTF16-H"};

std::string font(std::string_view cmap) {
  return "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/" + std::string(cmap) +
         "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun"
         "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>/DW 1000"
         "/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/Ascent 880/Descent -120"
         "/CapHeight 880/ItalicAngle 0/StemV 80/FontBBox[0 -120 1000 880]>>>>]>>";
}

std::string stream(const std::string& content) {
  return "<</Length " + std::to_string(content.size()) + ">>stream\n" + content + "\nendstream";
}

std::string file_of(const std::vector<std::string>& objects) {
  std::string file = "%PDF-1.4\n";
  std::string xref;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::array<char, 24> entry{};
    std::snprintf(entry.data(), entry.size(), "%010zu 00000 n \n", file.size());
    xref += entry.data();
    file += std::to_string(i + 1) + " 0 obj" + objects[i] + "\nendobj\n";
  }
  const std::string start = std::to_string(file.size());
  const std::string size = std::to_string(objects.size() + 1);
  return file + "xref\n0 " + size + "\n0000000000 65535 f \n" + xref + "trailer<</Size " + size +
         "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
}

}  // namespace

std::string warming_sample() {
  std::string fonts = "/F0<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
  std::string content = "BT /F0 9 Tf (0) Tj";
  std::vector<std::string> cjk;
  for (std::size_t i = 0; i < kCMaps.size(); ++i) {
    const std::string name = "/F" + std::to_string(i + 1);
    fonts += name + " " + std::to_string(i + 5) + " 0 R";
    content += name + " 9 Tf <3042> Tj";
    cjk.push_back(font(kCMaps[i]));
  }
  std::vector<std::string> objects = {
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<<" + fonts +
          ">>>>>>",
      stream(content + " ET")};
  objects.insert(objects.end(), cjk.begin(), cjk.end());
  return file_of(objects);
}

}  // namespace mishen::pdf
