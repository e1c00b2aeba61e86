// What was read from a draft, whatever its format: passages in reading order, and the ledger.
#pragma once

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

// How a format hands over what it reads. Keeps the ledger's counts true and the limits held:
// when max_passages or max_characters is reached it records the gap once and takes no more.
// Not thread-safe.
class DocumentBuilder {
 public:
  // `limits` must outlive the builder.
  explicit DocumentBuilder(const Limits& limits) : limits_(&limits) {}

  // Takes a passage; empty ones are dropped. Text that is not UTF-8 is sanitised (never expected
  // from a format, but an anchor must not point outside). Returns false once full.
  bool add(Passage passage);

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
};

}  // namespace mishen
