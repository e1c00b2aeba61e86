#include "plugins/formats/pdf/content_edit.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/Pl_QPDFTokenizer.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <utility>

namespace mishen::pdf {
namespace {

using Token = QPDFTokenizer::Token;

bool shows_one(std::string_view name) { return name == "Tj" || name == "'" || name == "\""; }

bool is_blank(const Token& token) {
  return token.getType() == QPDFTokenizer::tt_space || token.getType() == QPDFTokenizer::tt_comment;
}

// The ordinals in `tokens` of the strings that are shown.
std::vector<std::size_t> shown_strings(const ContentOperator& one) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < one.tokens.size(); ++i) {
    if (one.tokens[i].getType() == QPDFTokenizer::tt_string) found.push_back(i);
  }
  if (shows_one(one.name)) {
    if (found.size() > 1) found.erase(found.begin(), found.end() - 1);
  } else if (one.name != "TJ") {
    found.clear();
  }
  return found;
}

class Splitter final : public QPDFObjectHandle::TokenFilter {
 public:
  explicit Splitter(std::vector<ContentOperator>& out) : out_(&out) {}

  void handleToken(const Token& token) override {
    if (token.getType() == QPDFTokenizer::tt_eof) return;
    now_.tokens.push_back(token);
    const bool ends = token.getType() == QPDFTokenizer::tt_word ||
                      token.getType() == QPDFTokenizer::tt_inline_image;
    if (ends) end(token.getValue());
  }
  void handleEOF() override { end(""); }

 private:
  void end(const std::string& name) {
    if (now_.tokens.empty()) return;
    now_.name = now_.tokens.back().getType() == QPDFTokenizer::tt_word ? name : "";
    now_.first_string = strings_;
    now_.strings = static_cast<std::uint32_t>(shown_strings(now_).size());
    strings_ += now_.strings;
    out_->push_back(std::exchange(now_, ContentOperator{}));
  }

  std::vector<ContentOperator>* out_;
  ContentOperator now_;
  std::uint32_t strings_ = 0;
};

// A number as PDF wants it: no exponent.
std::string number(double value) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.4f", value);
  return text.data();
}

// `bytes` without `cuts`, as elements of a TJ array.
std::string pieces_of(const std::string& bytes, const CutsOfString& cuts) {
  std::string out;
  std::string kept;
  double kern = 0;
  const auto put_kept = [&] {
    if (!kept.empty()) out += QPDFObjectHandle::newString(kept).unparse() + " ";
    kept.clear();
  };
  const auto put_kern = [&] {
    if (kern != 0) out += number(kern) + " ";
    kern = 0;
  };
  for (std::size_t at = 0; at < bytes.size();) {
    const auto cut = cuts.find(static_cast<std::uint32_t>(at));
    if (cut == cuts.end()) {
      put_kern();
      kept += bytes[at++];
      continue;
    }
    put_kept();
    kern += cut->second.kern;
    at += std::max<std::size_t>(cut->second.length, 1);
  }
  put_kept();
  put_kern();
  return out;
}

bool speaks_for_glyphs(const Token& token) {
  return token.getType() == QPDFTokenizer::tt_name &&
         (token.getValue() == "/ActualText" || token.getValue() == "/Alt" ||
          token.getValue() == "/E");
}

// An operator that shows strings, some of them cut.
std::string cut_operator(const ContentOperator& one, const Cuts& cuts) {
  const std::vector<std::size_t> shown = shown_strings(one);
  std::string out;
  std::size_t next = 0;
  std::vector<std::string> operands;
  for (std::size_t i = 0; i + 1 < one.tokens.size(); ++i) {
    const Token& token = one.tokens[i];
    if (next < shown.size() && i == shown[next]) {
      const auto cut = cuts.find(one.first_string + static_cast<std::uint32_t>(next++));
      operands.push_back(cut == cuts.end() ? token.getRawValue() + " "
                                           : pieces_of(token.getValue(), cut->second));
    } else if (!is_blank(token)) {
      operands.push_back(token.getRawValue() + " ");
    }
  }
  const bool array = one.name == "TJ";
  if (one.name == "\"" && operands.size() >= 3) {
    out += operands[operands.size() - 3] + "Tw " + operands[operands.size() - 2] + "Tc ";
  }
  if (one.name == "'" || one.name == "\"") out += "T* ";
  if (array) {
    for (const std::string& operand : operands) out += operand;
  } else {
    out += "[" + operands.back() + "] ";
  }
  return "\n" + out + "TJ\n";
}

}  // namespace

ContentEdit::ContentEdit(const std::string& data) {
  Splitter splitter(operators_);
  Pl_Buffer nowhere("nowhere");
  Pl_QPDFTokenizer tokenizer("content", &splitter, &nowhere);
  tokenizer.write(reinterpret_cast<unsigned char*>(const_cast<char*>(data.data())), data.size());
  tokenizer.finish();
}

std::vector<std::string> ContentEdit::strings_of(const ContentOperator& one) {
  std::vector<std::string> out;
  for (const std::size_t i : shown_strings(one)) out.push_back(one.tokens[i].getValue());
  return out;
}

std::string ContentEdit::without(const Cuts& cuts, bool silent,
                                 std::vector<std::string>& lists) const {
  const auto is_cut = [&](const ContentOperator& one) {
    const auto first = cuts.lower_bound(one.first_string);
    return one.strings != 0 && first != cuts.end() && first->first < one.first_string + one.strings;
  };
  // Marked content in which something is cut.
  std::set<std::size_t> silenced;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < operators_.size(); ++i) {
    const std::string& name = operators_[i].name;
    if (name == "BDC" || name == "BMC") open.push_back(i);
    if (name == "EMC" && !open.empty()) open.pop_back();
    if (is_cut(operators_[i])) silenced.insert(open.begin(), open.end());
  }
  std::string out;
  for (std::size_t i = 0; i < operators_.size(); ++i) {
    const ContentOperator& one = operators_[i];
    if (is_cut(one)) {
      out += cut_operator(one, cuts);
      continue;
    }
    const bool falls_silent = silent || silenced.count(i) != 0;
    for (std::size_t t = 0; t < one.tokens.size(); ++t) {
      const Token& token = one.tokens[t];
      if (falls_silent && speaks_for_glyphs(token)) {
        while (t + 1 < one.tokens.size() && is_blank(one.tokens[t + 1])) ++t;
        if (t + 1 < one.tokens.size() && one.tokens[t + 1].getType() == QPDFTokenizer::tt_string) {
          ++t;
          continue;
        }
      }
      out += token.getRawValue();
    }
    if (!falls_silent || one.name != "BDC") continue;
    for (auto token = one.tokens.rbegin(); token != one.tokens.rend(); ++token) {
      if (token->getType() != QPDFTokenizer::tt_name) continue;
      lists.push_back(token->getValue());
      break;
    }
  }
  return out;
}

}  // namespace mishen::pdf
