#include "plugins/formats/pdf/said.h"

#include <algorithm>
#include <string>

#include "plugins/formats/pdf/glyph_look.h"
#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

// What is compared: digits and Chinese characters, exactly; of other text only that it is there,
// since accents, ligatures and presentation forms are spelled in many ways.
struct Essence {
  std::u32string exact;
  std::size_t others = 0;
  bool unknown = false;  // glyphs without Unicode, symbols, radicals

  void add(char32_t c) {
    const bool radical = c >= 0x2E80 && c < 0x2FE0;
    const bool own = c >= 0xE000 && c < 0xF900;
    if (c == 0xFFFD || radical || own) unknown = true;
    if (c >= 0xFF10 && c <= 0xFF19) c = '0' + (c - 0xFF10);
    const bool digit = c >= '0' && c <= '9';
    const bool chinese = utf8::is_han(c) || c == U'〇';
    if (digit || chinese) {
      exact += c;
    } else if (carries_text(c)) {
      ++others;
    }
  }
};

}  // namespace

bool add_said(const PageContent& page, std::uint32_t number, std::uint32_t& blocks,
              DocumentBuilder& out) {
  for (const SaidText& said : page.said) {
    Essence drawn;
    for (std::uint32_t i = said.begin; i < said.end && i < page.glyphs.size(); ++i) {
      drawn.add(page.glyphs[i].code);
    }
    Essence text;
    for (std::size_t at = 0; at < said.text.size();) {
      const utf8::Decoded next = utf8::decode(said.text, at);
      text.add(next.code_point);
      at += next.bytes;
    }
    constexpr std::size_t kAWord = 2;
    const bool one_is_silent = (drawn.others >= kAWord && text.others == 0) ||
                               (text.others >= kAWord && drawn.others == 0);
    if (drawn.exact == text.exact && !one_is_silent) continue;
    const bool glyphs_drawn = said.begin < said.end;
    Passage passage;
    passage.text = said.text;
    passage.surface = Surface::alt_text;
    passage.visibility = Visibility::recoverable;
    passage.page = number;
    passage.where = {{StepKind::page, number, {}}, {StepKind::block, ++blocks, {}}};
    if (glyphs_drawn && !drawn.unknown && !text.unknown) {
      passage.traces.push_back({TraceKind::contradicting_text, {}, "actual-text", {}, {}});
    }
    if (!out.add(std::move(passage))) return false;
  }
  return true;
}

}  // namespace mishen::pdf
