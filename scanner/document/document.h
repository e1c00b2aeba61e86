// What was read from a draft, whatever its format: passages in reading order, and the ledger.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "scanner/base/limits.h"
#include "scanner/document/coverage.h"
#include "scanner/document/passage.h"

namespace mishen {

struct Document {
  std::string format;  // "docx", "pdf"; empty: not identified
  std::vector<Passage> passages;
  Coverage coverage;
};

// A file inside the draft: an attachment, an embedded workbook, a second document.
struct EmbeddedFile {
  std::string name;   // as the outer file calls it ("budget.xlsx"); may be chosen by an attacker
  Provenance where;   // the place in the outer file; the last step is an attachment or a part
  std::string bytes;  // untrusted
};

class DocumentBuilder;
// Identifies and reads an embedded file into `out`; installed by intake, which knows the formats.
using EmbeddedReader = std::function<void(const EmbeddedFile&, DocumentBuilder& out)>;

// How a format hands over what it reads. Keeps the ledger's counts true and the limits held:
// when max_passages or max_characters is reached it records the gap once and takes no more.
// Not thread-safe.
class DocumentBuilder {
 public:
  // `limits` must outlive the builder.
  explicit DocumentBuilder(const Limits& limits) : limits_(&limits) {}

  // Takes a passage; those with neither text nor traces are dropped. Text that is not UTF-8 is
  // sanitised (never expected from a format, but an anchor must not point outside). Returns false
  // once full.
  bool add(Passage passage);

  // Hands over a file inside the draft, to be read now and in full: its passages and gaps follow in
  // this document, their places behind `file.where`. Without a reader it is a gap.
  void embed(const EmbeddedFile& file);
  void set_embedded_reader(EmbeddedReader reader) { embedded_reader_ = std::move(reader); }

  void add_gap(GapCause cause, Provenance where, Message detail);
  void add_unmapped(std::uint64_t glyphs) { document_.coverage.unmapped += glyphs; }
  void add_picture() { ++document_.coverage.pictures; }
  void set_pages(std::uint32_t pages) { document_.coverage.pages = pages; }
  void set_format(std::string format) { document_.format = std::move(format); }

  [[nodiscard]] const Limits& limits() const { return *limits_; }
  [[nodiscard]] bool full() const { return full_; }
  [[nodiscard]] const Document& document() const { return document_; }

  // Gives the document away; the builder is empty afterwards.
  [[nodiscard]] Document finish();

 private:
  const Limits* limits_;
  Document document_;
  bool full_ = false;
  EmbeddedReader embedded_reader_;
};

}  // namespace mishen
