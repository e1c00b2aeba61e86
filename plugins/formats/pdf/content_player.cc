#include "plugins/formats/pdf/content_player.h"

#include <GfxFont.h>
#include <GfxState.h>

#include <string>
#include <utility>

#include "plugins/formats/pdf/error_log.h"

namespace mishen::pdf {

void ContentPlayer::open(const ContentProgram& program, Gfx& gfx) {
  program_ = &program;
  gfx_ = &gfx;
  fonts_.clear();
  next_ = 0;
  failed_ = false;
}

std::string ContentPlayer::font_content() const {
  std::string content = "q\n";
  for (const std::string& name : program_->fonts) content += "/" + name + " 1 Tf /MishenFont MP\n";
  return content + "Q\n";
}

bool ContentPlayer::done() const {
  return !failed_ && (device_->full() || next_ == program_->ends.size());
}

void ContentPlayer::fail() {
  failed_ = true;
  device_->give_up();
}

// First come the fonts, then each run once and in its place; anything else was not put there by us.
void ContentPlayer::mark(std::string_view name) {
  if (program_ == nullptr || failed_) return;
  if (fonts_.size() < program_->fonts.size()) {
    fonts_.push_back(gfx_->getState()->getFont());
    if (name != "MishenFont" || !fonts_.back()) fail();
    return;
  }
  if (run_number(name) != static_cast<long>(next_) || next_ >= program_->ends.size()) return fail();
  play(next_++);
}

void ContentPlayer::play(std::size_t run) {
  const double* numbers = program_->numbers.data();
  font_told_ = false;
  const auto& steps = program_->steps;
  for (std::uint32_t i = program_->begin_of(run); i < program_->ends[run]; ++i) {
    const PageStep& step = steps[i];
    if (step.act == PageAct::show_start) {
      i += start_showing(gfx_->getState(), step);
      device_->budget.step();
    } else if (step.act == PageAct::show) {
      show(gfx_->getState(), std::string_view(program_->text).substr(step.begin, step.size));
    } else {
      act(step, numbers + step.number);
    }
    if (failed_ || device_->full()) return;
  }
}

void ContentPlayer::act(const PageStep& step, const double* n) {
  GfxState* state = gfx_->getState();
  switch (step.act) {
    case PageAct::save:
      return gfx_->saveState();
    case PageAct::restore:
      return gfx_->restoreState();
    case PageAct::concat:
      state->concatCTM(n[0], n[1], n[2], n[3], n[4], n[5]);
      return device_->updateCTM(state, n[0], n[1], n[2], n[3], n[4], n[5]);
    case PageAct::rectangle:
      state->moveTo(n[0], n[1]);
      state->lineTo(n[0] + n[2], n[1]);
      state->lineTo(n[0] + n[2], n[1] + n[3]);
      state->lineTo(n[0], n[1] + n[3]);
      return state->closePath();
    case PageAct::clip:
    case PageAct::clip_even_odd:
      if (state->isCurPt()) {
        state->clip();
        step.act == PageAct::clip ? device_->clip(state) : device_->eoClip(state);
      }
      return state->clearPath();
    case PageAct::end_path:
      return state->clearPath();
    case PageAct::fill_gray:
    case PageAct::fill_rgb:
    case PageAct::stroke_gray:
    case PageAct::stroke_rgb:
      return set_colour(state, step, n);
    default:
      return act_on_text(state, step, n);
  }
}

void ContentPlayer::act_on_text(GfxState* state, const PageStep& step, const double* n) {
  switch (step.act) {
    case PageAct::begin_text:
      device_->beginTextObject(state);
      state->setTextMat(1, 0, 0, 1, 0, 0);
      state->textMoveTo(0, 0);
      return device_->updateTextMat(state);
    case PageAct::end_text:
      return device_->endTextObject(state);
    case PageAct::font:
      state->setFont(fonts_[step.begin], n[0]);
      return device_->updateFont(state);
    case PageAct::character_space:
      return state->setCharSpace(n[0]);
    case PageAct::word_space:
      return state->setWordSpace(n[0]);
    case PageAct::horizontal_scale:
      state->setHorizScaling(n[0]);
      return device_->updateHorizScaling(state);
    case PageAct::leading:
      return state->setLeading(n[0]);
    case PageAct::rise:
      return state->setRise(n[0]);
    case PageAct::render:
      state->setRender(static_cast<int>(n[0]));
      return device_->updateRender(state);
    case PageAct::move_and_lead:
      state->setLeading(-n[1]);
      return state->textMoveTo(state->getLineX() + n[0], n[1] + state->getLineY());
    case PageAct::move:
      return state->textMoveTo(state->getLineX() + n[0], state->getLineY() + n[1]);
    case PageAct::matrix:
      state->setTextMat(n[0], n[1], n[2], n[3], n[4], n[5]);
      state->textMoveTo(0, 0);
      return device_->updateTextMat(state);
    case PageAct::next_line:
      return state->textMoveTo(state->getLineX(), state->getLineY() - state->getLeading());
    case PageAct::shift:
      return shift(state, n[0]);
    default:
      return;
  }
}

void ContentPlayer::set_colour(GfxState* state, const PageStep& step, const double* n) {
  const bool gray = step.act == PageAct::fill_gray || step.act == PageAct::stroke_gray;
  GfxColor colour;
  for (int i = 0; i < (gray ? 1 : 3); ++i) colour.c[i] = dblToCol(n[i]);
  GfxColorSpace* space =
      gray ? state->copyDefaultGrayColorSpace() : state->copyDefaultRGBColorSpace();
  if (step.act == PageAct::fill_gray || step.act == PageAct::fill_rgb) {
    state->setFillPattern(nullptr);
    state->setFillColorSpace(space);
    state->setFillColor(&colour);
    device_->updateFillColor(state);
  } else {
    state->setStrokePattern(nullptr);
    state->setStrokeColorSpace(space);
    state->setStrokeColor(&colour);
    device_->updateStrokeColor(state);
  }
}

std::uint32_t ContentPlayer::start_showing(GfxState* state, const PageStep& step) {
  const auto how = static_cast<Showing>(step.size);
  if (!state->getFont()) {
    report_error(how == Showing::array   ? "No font in show/space"
                 : how == Showing::quote ? "No font in move/show"
                                         : "No font in show");
    return step.begin;
  }
  // A font that poppler set before this run it tells of only when it shows something itself.
  if (!std::exchange(font_told_, true)) device_->updateFont(state);
  // poppler clips to the glyphs and paints the pattern through them.
  if ((state->getRender() & 1) == 0 && state->getFillColorSpace()->getMode() == csPattern) fail();
  if (how == Showing::quote) {
    state->textMoveTo(state->getLineX(), state->getLineY() - state->getLeading());
  }
  return 0;
}

void ContentPlayer::show(GfxState* state, std::string_view text) {
  const GfxFont& font = *state->getFont();
  const bool vertical = font.getWMode() != 0;
  const double size = state->getFontSize();
  double rise_x = 0, rise_y = 0;
  state->textTransformDelta(0, state->getRise(), &rise_x, &rise_y);
  const char* at = text.data();
  int left = static_cast<int>(text.size());
  while (left > 0) {
    CharCode code = 0;
    const Unicode* meaning = nullptr;
    int meanings = 0;
    double dx = 0, dy = 0, origin_x = 0, origin_y = 0, moved_x = 0, moved_y = 0;
    const int bytes =
        font.getNextChar(at, left, &code, &meaning, &meanings, &dx, &dy, &origin_x, &origin_y);
    const bool blank = bytes == 1 && *at == ' ';
    if (vertical) {
      dx *= size;
      dy = dy * size + state->getCharSpace();
      if (blank) dy += state->getWordSpace();
    } else {
      dx = dx * size + state->getCharSpace();
      if (blank) dx += state->getWordSpace();
      dx *= state->getHorizScaling();
      dy *= size;
    }
    state->textTransformDelta(dx, dy, &moved_x, &moved_y);
    device_->drawChar(state, state->getCurX() + rise_x, state->getCurY() + rise_y, moved_x, moved_y,
                      origin_x, origin_y, code, bytes, meaning, meanings);
    state->shift(moved_x, moved_y);
    at += bytes;
    left -= bytes;
  }
}

void ContentPlayer::shift(GfxState* state, double number) {
  if (state->getFont()->getWMode() != 0) {
    state->textShift(0, -number * 0.001 * state->getFontSize());
  } else {
    state->textShift(-number * 0.001 * state->getFontSize() * state->getHorizScaling(), 0);
  }
}

}  // namespace mishen::pdf
