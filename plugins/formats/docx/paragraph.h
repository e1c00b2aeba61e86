// The text of one paragraph as it is gathered, in layers, and the passages it gives.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/docx/styles.h"
#include "scanner/document/passage.h"

namespace mishen::docx {

// Who sees a piece of a paragraph's text.
enum class Layer : std::uint8_t {
  shown,
  inserted,   // by a tracked change: shown, and not in the text before it
  deleted,    // by a tracked change
  hidden,     // w:vanish
  unseen,     // colour of its background, or too small
  covered,    // dark on dark: looks like a redaction
  code,       // instruction of a field
  ruby,       // the small text above a word
  alternate,  // only in an mc:Fallback whose mc:Choice has other text
};

// Revisions a piece stands in: numbers the caller gives, 0 for none.
struct Changes {
  std::uint32_t made = 0;       // inserted, deleted or moved
  std::uint32_t formatted = 0;  // its run's properties were changed
  friend bool operator==(const Changes&, const Changes&) = default;
};

// A stretch of a passage that leaves a trace: of its layer, of its changes.
struct Marked {
  Layer layer = Layer::shown;
  Changes changes;
  SourceSpan span;
};

// What of a paragraph becomes one passage.
struct PassageText {
  Layer layer = Layer::shown;
  std::string text;
  ShortList<MarkupRun, 1> runs;
  std::vector<Marked> marks;  // in order, neighbours of one kind as one
};

class ParagraphText {
 public:
  // Appends what the text element `node` holds (verbatim) or stands for.
  void append(Layer layer, std::string_view text, std::uint32_t node, bool verbatim,
              Changes changes = {});
  // What follows in Layer::code or Layer::ruby is another passage.
  void part_here() { ++section_; }

  // A note's reference mark stands for no text, but two numbers on its two sides are two numbers:
  // between digits it stands as U+FFFC, elsewhere for nothing.
  void note_mark(Layer layer, std::uint32_t node);

  void weigh(const Look& look, std::size_t characters);
  [[nodiscard]] Emphasis emphasis() const;

  [[nodiscard]] bool empty() const { return pieces_.empty(); }

  // For mc:AlternateContent: the state now, the text since a state, and back to a state.
  struct Mark {
    std::size_t pieces = 0;
    std::size_t bytes = 0;
  };
  [[nodiscard]] Mark mark() const { return {pieces_.size(), text_.size()}; }
  [[nodiscard]] std::string_view since(Mark mark, Mark until) const {
    return std::string_view(text_).substr(mark.bytes, until.bytes - mark.bytes);
  }
  void cut_back(Mark mark);

  // Appends the passages in their order: shown text first, then what only some see. How text of
  // different layers that belongs together stays together is said in docx.h.
  void take(std::vector<PassageText>& out) const;
  // The same where it is one passage that leaves no traces: its text, and its runs into a new list.
  [[nodiscard]] bool is_one() const;
  [[nodiscard]] std::string_view text() const { return text_; }
  void take_runs(ShortList<MarkupRun, 1>& runs) const;

  // Makes it a new paragraph, but keeps the memory.
  void clear();

 private:
  struct Piece {
    Layer layer;
    bool verbatim;
    std::uint32_t section;
    std::uint32_t node;
    std::uint32_t begin;  // bytes into text_
    std::uint32_t end;
    Changes changes;
  };
  friend class LayerView;

  void take_plain(Layer layer, std::vector<PassageText>& out) const;
  void take_with_context(Layer layer, std::vector<PassageText>& out) const;
  [[nodiscard]] bool has(Layer layer) const;
  void settle_note(std::string_view next, Layer layer);

  std::string text_;
  std::vector<Piece> pieces_;
  std::uint32_t section_ = 0;
  std::uint16_t layers_ = 0;  // bit set of Layer
  bool changed_ = false;      // any piece has changes
  bool note_pending_ = false;
  std::uint32_t note_node_ = 0;
  std::size_t weight_ = 0, bold_ = 0, red_ = 0, centred_ = 0;
  std::vector<std::pair<std::uint16_t, std::size_t>> sizes_;  // half points, characters
};

}  // namespace mishen::docx
