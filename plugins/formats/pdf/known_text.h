// What a draft says already, to tell what an earlier revision or a forgotten object says beside it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "plugins/formats/pdf/text_index.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

class KnownText {
 public:
  // Everything in `document` from passage `first` on, as it is now; gathered when first asked for.
  KnownText(const Document& document, std::size_t first)
      : document_(&document), next_(first), last_(document.passages.size()) {}

  void add(std::string_view text);

  // The lines of `text` that stand nowhere in what is known, blanks and line ends aside.
  [[nodiscard]] std::string unknown_lines(std::string_view text);

 private:
  void gather();

  const Document* document_;
  std::size_t next_;
  std::size_t last_;
  std::unordered_set<std::string> lines_;
  TextIndex all_;
};

// Moves what `inner` says and `known` does not into `out`: passages of `surface`, recoverable,
// behind `where`, without anchors; `trace` tells what each of them is, nothing when it is to be
// read only. Gaps go along. What was moved is known from then on. Returns the number of passages.
struct Unearthed {
  Surface surface = Surface::unreferenced_object;
  Provenance where;
  TraceKind kind = TraceKind::unreferenced;
};
std::size_t move_unknown(Document inner, const Unearthed& as, std::string_view what,
                         KnownText& known, DocumentBuilder& out);

}  // namespace mishen::pdf
