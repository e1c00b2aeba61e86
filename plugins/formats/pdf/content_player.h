// Plays a ContentProgram on poppler's graphics state, act by act as poppler's own operators would.
// On poppler's private interface.
#pragma once

#include <Gfx.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/pdf/collector_device.h"
#include "plugins/formats/pdf/content_program.h"

namespace mishen::pdf {

class ContentPlayer {
 public:
  explicit ContentPlayer(CollectorDevice& device) : device_(&device) {}

  // `program` is what is played from now on, on `gfx`; both must live until close().
  void open(const ContentProgram& program, Gfx& gfx);
  void close() { program_ = nullptr; }
  // The names of the program's fonts as content that poppler draws before it, which tells
  // what they mean.
  [[nodiscard]] std::string font_content() const;

  // A mark in what poppler draws.
  void mark(std::string_view name);
  // True when every run was played, or drawing was ended before. Else the program does not stand
  // for the page: what was drawn is to be forgotten, and drawn without it.
  [[nodiscard]] bool done() const;

 private:
  void play(std::size_t run);
  void act(const PageStep& step, const double* n);
  void act_on_text(GfxState* state, const PageStep& step, const double* n);
  void set_colour(GfxState* state, const PageStep& step, const double* n);
  // The number of acts to leave out: there is no font to show them in.
  std::uint32_t start_showing(GfxState* state, const PageStep& step);
  void show(GfxState* state, std::string_view text);
  void shift(GfxState* state, double number);
  void fail();

  CollectorDevice* device_;
  const ContentProgram* program_ = nullptr;
  Gfx* gfx_ = nullptr;
  std::vector<std::shared_ptr<GfxFont>> fonts_;
  std::size_t next_ = 0;  // the run to come
  bool failed_ = false;
  bool font_told_ = false;  // the device knows the font of the run at hand
};

}  // namespace mishen::pdf
