// Which operators ContentCompiler takes into the program, with which operands.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "plugins/formats/pdf/content_program.h"

namespace mishen::pdf {

// What poppler would complain of or mend is not plain.
bool ContentCompiler::numbers(std::size_t count) const {
  return operands_.size() == count &&
         std::all_of(operands_.begin(), operands_.end(), [](const Operand& operand) {
           return operand.kind == Kind::integer || operand.kind == Kind::real;
         });
}

bool ContentCompiler::with_numbers(PageAct act, std::size_t count) {
  if (!numbers(count)) return false;
  program_->steps.push_back({act, static_cast<std::uint32_t>(program_->numbers.size())});
  for (const Operand& operand : operands_) program_->numbers.push_back(operand.value);
  return true;
}

bool ContentCompiler::plain(PageAct act) { return with_numbers(act, 0); }

bool ContentCompiler::take_font() {
  if (operands_.size() != 2 || operands_[0].kind != Kind::name ||
      (operands_[1].kind != Kind::integer && operands_[1].kind != Kind::real)) {
    return false;
  }
  const std::string_view name = operands_[0].name;
  if (name.empty() || name.find('#') != std::string_view::npos) return false;
  auto& fonts = program_->fonts;
  const auto known = std::find(fonts.begin(), fonts.end(), name);
  const auto index = static_cast<std::uint32_t>(known - fonts.begin());
  constexpr std::size_t kMostFonts = 64;  // searched one after the other
  if (known == fonts.end() && fonts.size() >= kMostFonts) return false;
  if (known == fonts.end()) fonts.emplace_back(name);
  program_->steps.push_back(
      {PageAct::font, static_cast<std::uint32_t>(program_->numbers.size()), index});
  program_->numbers.push_back(operands_[1].value);
  return true;
}

bool ContentCompiler::take_shown(Showing how) {
  const Kind kind = how == Showing::array ? Kind::array : Kind::string;
  if (operands_.size() != 1 || operands_[0].kind != kind) return false;
  const Operand& shown = operands_[0];
  auto& steps = program_->steps;
  const std::uint32_t count = how == Showing::array ? shown.size : 1;
  steps.push_back({PageAct::show_start, 0, count, static_cast<std::uint32_t>(how)});
  if (how == Showing::array) {
    steps.insert(steps.end(), array_.begin(), array_.end());
  } else {
    steps.push_back({PageAct::show, 0, shown.begin, shown.size});
  }
  return true;
}

bool ContentCompiler::take_text(std::string_view word) {
  if (word == "'") return take_shown(Showing::quote);
  if (word.size() != 2) return false;
  if (word == "BT") return plain(PageAct::begin_text);
  if (word == "ET") return plain(PageAct::end_text);
  if (word[0] != 'T') return false;
  switch (word[1]) {
    case 'j':
      return take_shown(Showing::tj);
    case 'J':
      return take_shown(Showing::array);
    case 'd':
      return with_numbers(PageAct::move, 2);
    case 'D':
      return with_numbers(PageAct::move_and_lead, 2);
    case 'm':
      return with_numbers(PageAct::matrix, 6);
    case '*':
      return plain(PageAct::next_line);
    case 'f':
      return take_font();
    case 'c':
      return with_numbers(PageAct::character_space, 1);
    case 'w':
      return with_numbers(PageAct::word_space, 1);
    case 'z':
      return with_numbers(PageAct::horizontal_scale, 1);
    case 'L':
      return with_numbers(PageAct::leading, 1);
    case 's':
      return with_numbers(PageAct::rise, 1);
    case 'r':
      return numbers(1) && operands_[0].kind == Kind::integer && with_numbers(PageAct::render, 1);
    default:
      return false;
  }
}

bool ContentCompiler::take_state(std::string_view word) {
  if (word == "q") return plain(PageAct::save);
  if (word == "Q") return plain(PageAct::restore);
  if (word == "cm") return with_numbers(PageAct::concat, 6);
  if (word == "re") return with_numbers(PageAct::rectangle, 4);
  if (word == "n" && !clip_waits_) return plain(PageAct::end_path);
  if (own_colours_) return false;
  if (word == "g") return with_colour(PageAct::fill_gray, 1);
  if (word == "G") return with_colour(PageAct::stroke_gray, 1);
  if (word == "rg") return with_colour(PageAct::fill_rgb, 3);
  if (word == "RG") return with_colour(PageAct::stroke_rgb, 3);
  return false;
}

// Components beyond 0 to 1 may not fit poppler's whole numbers.
bool ContentCompiler::with_colour(PageAct act, std::size_t count) {
  return std::all_of(operands_.begin(), operands_.end(),
                     [](const Operand& one) { return one.value >= 0 && one.value <= 1; }) &&
         with_numbers(act, count);
}

// poppler keeps a clip that waits for the end of its path to itself, so the two go together.
bool ContentCompiler::take_clip(std::string_view word) {
  // Other ends of a path do nothing where there is none, and leave the clip waiting.
  if (word == "n") clip_waits_ = false;
  // Forms and soft masks are content too, and what they leave waiting waits here.
  if (word == "Do" || word == "gs" || word == "sh") clip_waits_ = true;
  if (word != "W" && word != "W*") return false;
  const char* after = at_;
  skip_blanks();
  if (at_ != end_ && *at_ == 'n' && read_word() == "n" && operands_.empty() && !clip_waits_) {
    return plain(word == "W" ? PageAct::clip : PageAct::clip_even_odd);
  }
  at_ = after;
  clip_waits_ = true;
  return false;
}

// Marked content says nothing to us unless it is ActualText or optional. A mark of the file's own
// might be taken for one of ours.
bool ContentCompiler::take_marks(std::string_view word) {
  if (word == "MP") {
    if (operands_.size() != 1 || operands_[0].kind != Kind::name) program_->sound = false;
    return true;
  }
  if (word == "BMC" || word == "BDC") {
    const std::size_t wanted = word == "BMC" ? 1 : 2;
    const bool quiet = operands_.size() == wanted && operands_[0].kind == Kind::name &&
                       operands_[0].name.substr(0, 2) != "OC" &&
                       operands_[0].name.find('#') == std::string_view::npos &&
                       (wanted == 1 || operands_[1].kind == Kind::entries);
    constexpr std::size_t kMostMarks = 1000;  // beyond it the drawing budget is to look
    if (marks_.size() >= kMostMarks) program_->sound = false;
    marks_.push_back(quiet);
    return quiet;
  }
  if (word != "EMC" || marks_.empty() || !operands_.empty()) return false;
  const bool quiet = marks_.back();
  marks_.pop_back();
  return quiet;
}

bool ContentCompiler::take(std::string_view word) {
  return take_text(word) || take_state(word) || take_clip(word) || take_marks(word);
}

}  // namespace mishen::pdf
