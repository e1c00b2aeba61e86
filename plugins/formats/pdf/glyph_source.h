// Where glyphs come from. Two implementations stand behind this interface: the collector on
// poppler's core library (fast, sees everything that is drawn) and poppler-cpp (always built). The
// layout after it is the same for both, and a test holds that both give the same text.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugins/formats/pdf/page_content.h"
#include "scanner/base/limits.h"

namespace mishen::pdf {

// Number and generation of form XObjects.
using FormIds = std::set<std::pair<int, int>>;

// A document opened for reading glyphs. Not thread-safe. The bytes must outlive it.
class GlyphSource {
 public:
  virtual ~GlyphSource() = default;

  // The forms that the pages read so far draw; null: this source cannot tell.
  [[nodiscard]] virtual const FormIds* drawn_forms() const { return nullptr; }

  // The number of pages the document claims; may be wrong in a damaged file.
  [[nodiscard]] virtual std::uint32_t pages() const = 0;

  // Page `number`, from 1. Total: a page that cannot be read comes back as `failed`.
  [[nodiscard]] virtual PageContent read(std::uint32_t number) = 0;
};

enum class OpenState : std::uint8_t {
  open,
  locked,   // the empty password does not open it
  damaged,  // no document could be made of the bytes
};

struct OpenedPdf {
  OpenState state = OpenState::damaged;
  std::unique_ptr<GlyphSource> source;  // set when open
  std::vector<PageError> errors;        // what was said while opening
};

// True when this build has the collector; where it has not, open_collector() is open_popplercpp().
[[nodiscard]] bool has_collector();

[[nodiscard]] OpenedPdf open_collector(std::string_view bytes, const Limits& limits);
// A collector that keeps PageContent::strings and ::codes too. Needs has_collector().
[[nodiscard]] OpenedPdf open_recorder(std::string_view bytes, const Limits& limits);
[[nodiscard]] OpenedPdf open_popplercpp(std::string_view bytes, const Limits& limits);

}  // namespace mishen::pdf
