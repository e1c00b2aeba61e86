// Gfx objects shared by pages. poppler reads the fonts of a page anew for each Gfx, which is four
// fifths of its time on a long document. Here one Gfx serves every page whose font names do not
// contradict those met before: its resource stack holds all fonts read so far, and a page's own
// resources are put on top without the fonts that are already below.
#pragma once

#include <Gfx.h>
#include <Object.h>
#include <PDFDoc.h>

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "plugins/formats/pdf/collector_device.h"

namespace mishen::pdf {

// Whether optional content is drawn as the file says, or all of it.
enum class OptionalContent : std::uint8_t { all, as_configured };

class GfxPool {
 public:
  // Both must outlive the pool. A form that inflates beyond `most` bytes is not drawn, and spends
  // the device's budget.
  GfxPool(PDFDoc& doc, CollectorDevice& device, std::uint64_t most)
      : doc_(&doc), device_(&device), most_(most) {}

  // A Gfx for a page with these resources (null: none), on its stack. Valid until close().
  Gfx* open(Dict* resources, int page_number, OptionalContent optional);
  // Takes the page's resources off the stack again.
  void close();

  // Draws form XObject `id` on the current Gfx, as poppler's own doForm() does.
  void draw_form(Ref id);
  // Draws one tile of `pattern` on the current Gfx.
  void draw_tile(GfxTilingPattern& pattern, const double* matrix);

  // Since the last open(): something named an optional-content group, so a second pass as the file
  // is configured tells what of it is shown.
  [[nodiscard]] bool met_optional_content() const { return met_optional_content_; }

 private:
  struct Shared {
    std::unique_ptr<Gfx> gfx;
    std::map<std::string, Ref> fonts;  // what the bottom of its stack holds, by name
  };

  Shared make(int page_number);
  Shared& choose(Dict* fonts, int page_number);
  void learn(Shared& shared, Dict* fonts);
  Object without_known(Dict* resources);
  Object without_groups(Object properties);

  PDFDoc* doc_;
  CollectorDevice* device_;
  std::uint64_t most_;
  std::set<int> short_forms_;  // objects that do not inflate beyond it
  std::list<Shared> shared_;   // most recently used first
  Shared private_;             // for a page drawn as configured: its marks must not leak
  Shared* current_ = nullptr;
  OptionalContent optional_ = OptionalContent::all;
  bool met_optional_content_ = false;
};

}  // namespace mishen::pdf
