// What drawing one page may cost. poppler asks between operators whether to go on; forms that draw
// forms that draw forms, or marked content in marked content, would otherwise take hours with a
// file of a few kilobytes.
#pragma once

#include <cstdint>

#include "plugins/formats/pdf/error_log.h"

namespace mishen::pdf {

class DrawingBudget {
 public:
  void begin_page() { *this = DrawingBudget{}; }

  // poppler asks after every few operators, in a short form after each.
  void step() {
    if (++steps_ > kMostSteps) spend("The page draws without end");
  }
  // poppler looks through all that are open at each that opens.
  void open_marked() {
    if (++marked_ > kMostMarked) spend("Marked content is nested too deeply");
  }
  void close_marked() { --marked_; }
  // poppler draws no form that is deeper than a hundred, and says nothing. False: not to be drawn.
  [[nodiscard]] bool open_form() {
    if (forms_ >= kMostForms) spend("Forms are nested too deeply");
    // poppler does not ask within a short form, and opening one costs many operators.
    steps_ += kFormSteps;
    step();
    if (!spent_) ++forms_;
    return !spent_;
  }
  void close_form() { --forms_; }
  // A stream that inflates beyond max_part_bytes, which is left out.
  void refuse_stream() { spend("A stream is longer than max-part-bytes"); }

  [[nodiscard]] bool spent() const { return spent_; }

 private:
  static constexpr std::uint64_t kMostSteps = 2'000'000;
  static constexpr std::uint64_t kFormSteps = 16;
  static constexpr std::int64_t kMostMarked = 4096;
  static constexpr int kMostForms = 64;

  void spend(const char* why) {
    if (!spent_) report_error(why);
    spent_ = true;
  }

  std::uint64_t steps_ = 0;
  std::int64_t marked_ = 0;
  int forms_ = 0;
  bool spent_ = false;
};

}  // namespace mishen::pdf
