// A content stream as its operators, to take codes out of the strings it shows.
#pragma once

#include <cstdint>
#include <map>
#include <qpdf/QPDFTokenizer.hh>
#include <string>
#include <string_view>
#include <vector>

namespace mishen::pdf {

// Bytes of one string that go. The glyphs after them stay where they are: `kern` is the number in a
// TJ array that moves as far as these bytes did.
struct Cut {
  std::uint32_t length = 0;
  double kern = 0;
};
using CutsOfString = std::map<std::uint32_t, Cut>;   // by offset in the string
using Cuts = std::map<std::uint32_t, CutsOfString>;  // by ordinal of the string in its stream

// One operator with the operands before it, in the words of the file.
struct ContentOperator {
  std::vector<QPDFTokenizer::Token> tokens;  // blanks too; the last is the operator
  std::string name;
  std::uint32_t first_string = 0;  // ordinal of the first string it shows
  std::uint32_t strings = 0;       // how many it shows: Tj, ' and ": 1; TJ: any number
};

class ContentEdit {
 public:
  // `data` is a decoded content stream (untrusted); what is no content is kept as it is.
  explicit ContentEdit(const std::string& data);

  [[nodiscard]] const std::vector<ContentOperator>& operators() const { return operators_; }

  // The strings an operator shows, in order.
  [[nodiscard]] static std::vector<std::string> strings_of(const ContentOperator& one);

  // The stream without the bytes in `cuts`. What is said in place of glyphs that went (ActualText,
  // Alt, E of marked content) goes with them, and all of it if `silent`; names of property lists in
  // which it may stand are added to `lists`.
  [[nodiscard]] std::string without(const Cuts& cuts, bool silent,
                                    std::vector<std::string>& lists) const;

 private:
  std::vector<ContentOperator> operators_;
};

}  // namespace mishen::pdf
