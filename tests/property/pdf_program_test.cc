// Whatever a page's content is, a program draws of it what poppler draws (same_pages.h): on content
// made of operators, good and bad operands, marks, bits of other syntax and noise, parted into
// streams anywhere. $MISHEN_PROGRAM_CASES sets how many cases, from $MISHEN_PROGRAM_SEED on.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/pdf_builder.h"
#include "tests/support/places.h"
#include "tests/support/same_pages.h"

namespace mishen::testing {
namespace {

class ContentMaker {
 public:
  explicit ContentMaker(std::uint64_t seed) : random_(seed) {}

  std::string content() {
    std::string out;
    for (std::size_t i = 2 + below(14); i > 0; --i) out += piece();
    // Most noise is in one place: else poppler stops before there is anything to compare.
    if (chance(3)) noise(out);
    return out;
  }

  // The same in one to four streams, parted between any two bytes.
  std::vector<std::string> streams(const std::string& content) {
    std::vector<std::string> parts = {content};
    while (chance(3) && parts.size() < 4) {
      const std::string last = parts.back();
      const std::size_t at = below(last.size() + 1);
      parts.back() = last.substr(0, at);
      parts.push_back(last.substr(at));
    }
    return parts;
  }

  std::size_t below(std::size_t n) { return random_() % n; }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }

 private:
  std::string_view pick(std::span<const std::string_view> all) { return all[below(all.size())]; }

  std::string number() {
    static constexpr std::string_view kNumbers[] = {
        "0",          "1",         "12",         "-3",          "+4",
        "5.5",        ".25",       "-.5",        "7.",          "100",
        "-250",       "0.75",      "700",        "00012",       "1e3",
        "--2",        "4.5.6",     "-",          ".",           "+-1",
        "9.99",       "123456789", "1234567890", "99999999999", "1.0000000001",
        "2147483648", "3-4",       "0.1",        "0.2",         "0.7",
        "-12",        "33",        "1#2"};
    // Odd ones are rare, since poppler stops at a wrong operand.
    return std::string(chance(12) ? pick(kNumbers) : pick(std::span(kNumbers).first(12)));
  }
  std::string numbers(std::size_t count) {
    if (chance(25)) count = below(8);
    std::string out;
    for (; count > 0; --count) out += number() + blank();
    return out;
  }
  std::string blank() {
    static constexpr std::string_view kBlanks[] = {
        " ", "\n", "\r\n", "\t", "  ", "\f", "%c\n", "%x(\r", std::string_view("\0", 1)};
    return std::string(chance(5) ? pick(kBlanks) : " ");
  }
  std::string name() {
    static constexpr std::string_view kNames[] = {
        "F1", "U1",  "V1", "T3", "None", "",           "F#31",       "Span",
        "OC", "OCx", "P",  "X1", "G1",   "MishenRun0", "MishenRun1", "MishenFont"};
    return "/" + std::string(pick(kNames));
  }
  std::string string() {
    static constexpr std::string_view kStrings[] = {"(a)",
                                                    "(ab c)",
                                                    "(\\051\\(\\\\)",
                                                    "(x(y)z)",
                                                    "(\\\n\\r\\7\\400)",
                                                    "()",
                                                    "<4142>",
                                                    "<41 4>",
                                                    "<>",
                                                    "<7532 4E59>",
                                                    "(\xEF\xBB\xBFq)",
                                                    "(\\8\\",
                                                    "<4G>",
                                                    "(\xFE\xFF\x4E\x00)",
                                                    "(  )",
                                                    "<0020>",
                                                    "(\r\n)",
                                                    "(\\\r\n)"};
    return std::string(chance(6) ? pick(kStrings) : pick(std::span(kStrings).first(10)));
  }
  std::string array() {
    std::string out = "[";
    for (std::size_t i = below(6); i > 0; --i) {
      out += chance(2) ? string() : number();
      if (chance(30)) out += name();
      if (chance(40)) out += "[1]";
      if (chance(4)) out += blank();
    }
    return out + "]";
  }
  std::string dictionary() {
    static constexpr std::string_view kKeys[] = {"/MCID",         "/Lang", "/ActualText",
                                                 "/Actual#54ext", "/E",    "/Type"};
    std::string out = "<<";
    for (std::size_t i = below(4); i > 0; --i) {
      out += std::string(pick(kKeys)) + blank();
      out += chance(2) ? number() : chance(2) ? string() : chance(2) ? name() : "[0 /a (b)]";
    }
    return out + ">>";
  }

  std::string text_operator() {
    switch (below(16)) {
      case 0:
      case 1:
      case 2:
        return string() + blank() + "Tj";
      case 3:
      case 4:
        return array() + "TJ";
      case 5:
        return string() + "'";
      case 6:
        return numbers(2) + string() + "\"";
      case 7:
        return numbers(2) + "Td";
      case 8:
        return numbers(2) + "TD";
      case 9:
        return numbers(6) + "Tm";
      case 10:
        return "T*";
      case 11:
        return name() + blank() + number() + " Tf";
      case 12:
        return numbers(1) + "Tr";
      default: {
        static constexpr std::string_view kOne[] = {"Tc", "Tw", "Tz", "TL", "Ts"};
        return numbers(1) + std::string(pick(kOne));
      }
    }
  }
  std::string state_operator() {
    switch (below(12)) {
      case 0:
        return "q";
      case 1:
        return "Q";
      case 2:
        return numbers(6) + "cm";
      case 3:
      case 4:
        return numbers(4) + "re" + blank() + (chance(2) ? "W" : "W*") + blank() + "n";
      case 5:
        return numbers(4) + "re f";
      case 6:
        return chance(2) ? "W" : "W*";
      case 7: {
        static constexpr std::string_view kEnds[] = {"n", "f", "S", "B*", "b", "s", "h"};
        return std::string(pick(kEnds));
      }
      case 8:
        return numbers(2) + (chance(2) ? "m" : "l");
      case 9:
        return numbers(1) + (chance(2) ? "g" : "G");
      case 10:
        return numbers(3) + (chance(2) ? "rg" : "RG");
      default: {
        static constexpr std::string_view kOther[] = {"/G1 gs",
                                                      "/X1 Do",
                                                      "/Pattern cs /T1 scn",
                                                      "/DeviceGray cs 0.5 sc",
                                                      "0 0 0 1 k",
                                                      "2 w",
                                                      "[1 2] 0 d",
                                                      "BX zz EX",
                                                      "/Cs1 cs 1 scn",
                                                      "1 j",
                                                      "10 M",
                                                      "BI /W 8 /H 1 /BPC 1 /CS /G ID q EI",
                                                      "/MishenRun0 MP",
                                                      "/MishenFont MP",
                                                      "/P MP",
                                                      "/P /Q DP"};
        return std::string(pick(kOther));
      }
    }
  }
  std::string marked_content() {
    switch (below(5)) {
      case 0:
        return name() + " BMC";
      case 1:
        return name() + dictionary() + "BDC";
      case 2:
        return name() + " /Props BDC";
      default:
        return "EMC";
    }
  }
  std::string piece() {
    switch (below(6)) {
      case 0:
        return marked_content() + blank();
      case 1:
      case 2:
        return state_operator() + blank();
      default: {
        std::string out = chance(20) ? "" : "BT ";
        if (!chance(8))
          out += std::string(chance(2) ? "/F1 9 Tf " : chance(2) ? "/U1 8 Tf " : "/V1 7 Tf ");
        for (std::size_t i = 1 + below(6); i > 0; --i) {
          out += (chance(10) ? state_operator() : text_operator()) + blank();
        }
        return out + (chance(20) ? "" : "ET ");
      }
    }
  }

  void noise(std::string& content) {
    static constexpr std::string_view kNoise[] = {
        "(", ")", "<",  ">",  "[",    "]",    "<<", ">>",  "{",         "}",
        "%", "/", "\\", "\0", "true", "null", "R",  "obj", "endstream", "\x80"};
    const std::size_t at = below(content.size() + 1);
    if (chance(2)) {
      content.insert(at, pick(kNoise));
    } else if (at < content.size()) {
      content.erase(at, 1 + below(5));
    }
  }

  std::mt19937_64 random_;
};

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* said = std::getenv(name);
  return said == nullptr ? otherwise : std::strtoull(said, nullptr, 10);
}

std::string file_of(ContentMaker& maker) {
  PdfBuilder builder;
  builder.use_usual_fonts();
  builder.use_font("V1", builder.add_cid_font("UniGB-UCS2-V", "GB1"));
  const int glyph = builder.add_stream("500 0 0 0 400 400 d1 0 0 400 400 re f /F1 1 Tf (z) Tj");
  builder.use_font("T3", builder.add("<</Type/Font/Subtype/Type3/FontBBox[0 0 500 500]/FontMatrix"
                                     "[.001 0 0 .001 0 0]/CharProcs<</a " +
                                     PdfBuilder::ref(glyph) +
                                     ">>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97"
                                     "/Widths[500]/Resources<<>>>>"));
  const int form =
      builder.add_stream(maker.content(), "/Type/XObject/Subtype/Form/BBox[0 0 600 900]");
  const int tile = builder.add_stream("0 0 5 5 re f",
                                      "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1"
                                      "/XStep 9/YStep 9/BBox[0 0 9 9]/Resources<<>>");
  std::string resources = "/XObject<</X1 " + PdfBuilder::ref(form) +
                          ">>/ExtGState<</G1<</ca .5>>>>" + "/Pattern<</T1 " +
                          PdfBuilder::ref(tile) + ">>/Properties<</Props<</ActualText(said)>>>>";
  resources += maker.chance(10)
                   ? "/ColorSpace<</Cs1[/Separation/S/DeviceGray<</FunctionType 2/Domain[0 1]"
                     "/N 1>>]/DefaultGray[/CalGray<</WhitePoint[1 1 1]/Gamma 3>>]>>"
                   : "/ColorSpace<</Cs1[/Indexed/DeviceRGB 1<000000FF0000>]>>";
  // What one page leaves behind, the next must not find.
  do {
    builder.add_page(maker.streams(maker.content()), "/MediaBox[0 0 595 842]", resources);
  } while (maker.chance(3));
  return builder.build();
}

TEST(ContentProgram, DrawsAnythingAsPopplerDoes) {
  if (!pdf::has_collector()) GTEST_SKIP();
  const std::uint64_t first = setting("MISHEN_PROGRAM_SEED", 20261127);
  const std::uint64_t cases = setting("MISHEN_PROGRAM_CASES", 1500);
  std::size_t glyphs = 0;
  for (std::uint64_t i = 0; i < cases; ++i) {
    ContentMaker maker(first + i);
    const std::string file = file_of(maker);
    glyphs += compare(file);
    if (::testing::Test::HasFailure()) {
      const std::string kept = test::binary_dir() + "/differs.pdf";
      std::ofstream(kept, std::ios::binary) << file;
      FAIL() << "seed " << first + i << ", kept in " << kept;
    }
  }
  EXPECT_GT(glyphs, cases) << "most pages must show something";
}

}  // namespace
}  // namespace mishen::testing
