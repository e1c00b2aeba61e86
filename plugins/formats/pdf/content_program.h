// The plain operators of a page's content, compiled. poppler makes an object of every number, array
// and operator it reads, which on drafts that place each word or each character is most of all it
// does. Here stretches of operators that only save and restore, move, choose fonts and grey or RGB
// colours, clip to a rectangle and show text are read once, without objects, and played on
// poppler's own graphics state (content_player.h). All else is left to poppler, in its place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mishen::pdf {

enum class PageAct : std::uint8_t {
  save,              // q
  restore,           // Q
  concat,            // cm
  rectangle,         // re
  end_path,          // n
  clip,              // W n
  clip_even_odd,     // W* n
  begin_text,        // BT
  end_text,          // ET
  font,              // Tf
  character_space,   // Tc
  word_space,        // Tw
  horizontal_scale,  // Tz
  leading,           // TL
  rise,              // Ts
  render,            // Tr
  move,              // Td
  move_and_lead,     // TD
  matrix,            // Tm
  next_line,         // T*
  show_start,        // begins Tj, ', TJ
  show,              // one string of them
  shift,             // one number of TJ
  fill_gray,         // g
  fill_rgb,          // rg
  stroke_gray,       // G
  stroke_rgb,        // RG
};

// One act. Its numbers are ContentProgram::numbers from `number` on; a string is `text` from
// `begin` on, `size` bytes; a font is its index in `fonts`, in `begin`. A show_start has in `begin`
// how many acts its strings and numbers are, and in `size` the Showing.
struct PageStep {
  PageAct act;
  std::uint32_t number = 0;
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
};

enum class Showing : std::uint8_t { tj, quote, array };

struct ContentProgram {
  std::vector<PageStep> steps;
  std::vector<double> numbers;
  std::string text;
  std::vector<std::string> fonts;  // names
  std::vector<std::uint32_t>
      ends;  // by run: the step after its last; it begins where the last ended
  // Nothing was read that the program cannot stand for; else the page must be drawn as it is.
  bool sound = true;

  // Empty again; its memory is kept for the next page.
  void clear();
  [[nodiscard]] std::uint32_t begin_of(std::size_t run) const {
    return run == 0 ? 0 : ends[run - 1];
  }
};

// What stands in the rest for run `number`: the operand of an MP.
[[nodiscard]] std::string run_name(std::size_t number);
// The number of the run `name` stands for; -1: none.
[[nodiscard]] long run_number(std::string_view name);

// Adds one content stream after the other to a program.
class ContentCompiler {
 public:
  // `own_colours`: the page says itself what grey and RGB are, so poppler must set them.
  ContentCompiler(ContentProgram& program, bool own_colours)
      : program_(&program), own_colours_(own_colours) {}

  // Takes what is plain out of `content`; what is left for poppler, with a mark for each run.
  [[nodiscard]] std::string add(std::string_view content);
  // To be called after the last.
  void finish();

 private:
  enum class Kind : std::uint8_t { integer, real, name, string, array, entries, other };
  struct Operand {
    Kind kind = Kind::other;
    double value = 0;
    std::uint32_t begin = 0, size = 0;  // of a string in text; of an array in array_
    std::string_view name;              // of a name, as written
  };

  // Each reads what stands at at_ and moves on; false: stop here, the rest is poppler's.
  bool read_operand();
  bool read_number(Operand& operand);
  bool read_name(std::string_view& name);
  bool read_literal(Operand& operand);
  bool read_hex(Operand& operand);
  bool read_string(Operand& operand);
  bool read_array(Operand& operand);
  bool read_entries(Operand& operand);
  bool read_nested(Operand& operand);
  bool skip_nested();
  void skip_blanks();
  [[nodiscard]] std::string_view read_word();

  // True when the operator at hand was taken into the program or has no effect.
  bool take(std::string_view word);
  bool take_text(std::string_view word);
  bool take_state(std::string_view word);
  bool take_marks(std::string_view word);
  bool take_clip(std::string_view word);
  [[nodiscard]] bool numbers(std::size_t count) const;
  bool with_numbers(PageAct act, std::size_t count);
  bool with_colour(PageAct act, std::size_t count);
  bool plain(PageAct act);
  bool take_font();
  bool take_shown(Showing how);
  void end_run();
  void pass_on(const char* from, const char* to);

  ContentProgram* program_;
  bool own_colours_;
  bool stopped_ = false;
  bool clip_waits_ = false;  // poppler may have been given a W, and the end of its path is to come
  std::vector<bool> marks_;  // marked content that is open; true: left out
  // Of the content at hand.
  std::string rest_;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const char* passed_ = nullptr;  // up to here it is in the program or in the rest
  std::vector<Operand> operands_;
  std::vector<PageStep> array_;
};

}  // namespace mishen::pdf
