// What was read from a draft, whatever its format: passages in reading order, and the ledger.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
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
  // What plain text of it is called: attachment, or altchunk for a file whose text Word shows as if
  // it stood in the document.
  Surface surface = Surface::attachment;
  // A reader of the outer file sees what a reader of this one would.
  bool shown = false;
  // Of a picture: the outer file has told that its pixels are not read.
  bool pixels_told = false;
};

class DocumentBuilder;
// Identifies and reads an embedded file into `out`; installed by intake, which knows the formats.
using EmbeddedReader = std::function<void(const EmbeddedFile&, DocumentBuilder& out)>;

// How a format hands over what it reads. Keeps the ledger's counts true and the limits held:
// when max_passages or max_characters is reached it records the gap once and takes no more.
// Not thread-safe.
//
// A file inside the draft is read into a builder of its own (inside()) and then taken over
// (adopt()), so that a format never sees passages of another file. What is adopted
//  - stands behind EmbeddedFile::where, whose last step becomes an attachment;
//  - is on no page of the draft: Passage::page is 0, and its anchors are those of the file that the
//    last attachment step names;
//  - has table ordinals of its own, after those of the draft;
//  - is of the surface EmbeddedFile::surface where it is plain text a reader of that file sees;
//    comments, deleted text, metadata and all other special surfaces stay what they are;
//  - is recoverable unless EmbeddedFile::shown.
// Characters, passages, pictures, inflated and embedded bytes count towards the draft's limits.
class DocumentBuilder {
 public:
  // `limits` must outlive the builder.
  explicit DocumentBuilder(const Limits& limits) : limits_(&limits) {}

  // Takes a passage; those with neither text nor traces are dropped, and so is the trace of a name
  // that is nobody's ("anonymous"). Text that is not UTF-8 is
  // sanitised (never expected from a format, but an anchor must not point outside). Returns false
  // once full.
  bool add(Passage passage);

  // Passages that wait, in their place behind all that was taken: while something round them is
  // read they may still be changed, and dropped from the end. Nothing else may be added until they
  // are taken, each as by add(); returns false once full. `is_utf8`: the caller knows that their
  // texts are, and they are not looked through.
  Passage& open_passage() {  // one more, empty
    ++open_;
    return document_.passages.emplace_back();
  }
  [[nodiscard]] std::span<Passage> open_passages() {
    return std::span(document_.passages).last(open_);
  }
  void drop_open_passages(std::size_t from);
  bool take_open_passages(bool is_utf8 = false);

  // That some `passages` more are likely to come: makes room for them at once where they are the
  // bulk of the document, since growing to it would touch the same memory again and again.
  void expect(std::size_t passages);

  // Hands over a file inside the draft, to be read now and in full: its passages and gaps follow in
  // this document, their places behind `file.where`. Without a reader it is a gap; so is a file
  // deeper than max_nesting, and one beyond max_inflated_bytes of embedded files in all. Of a
  // picture only what it says of itself is read: its gap (picture_not_read or another) is recorded
  // by the caller before, at `file.where`; where there is none, a picture_not_read is added.
  void embed(const EmbeddedFile& file);
  void set_embedded_reader(EmbeddedReader reader) { embedded_reader_ = std::move(reader); }

  // A builder for a file inside this one: its limits are what is left of this one's.
  [[nodiscard]] DocumentBuilder inside() const;
  // Takes over what was read of `file` into `inner`, as said above.
  void adopt(DocumentBuilder inner, const EmbeddedFile& file);

  void add_gap(GapCause cause, Provenance where, Message detail);
  void add_unmapped(std::uint64_t glyphs) { document_.coverage.unmapped += glyphs; }
  // Counts a picture. False beyond max_images, whose gap is then recorded: nothing of the picture
  // need be read any more.
  bool add_picture();
  [[nodiscard]] bool takes_pictures() const { return !beyond_images_; }
  void set_pages(std::uint32_t pages) { document_.coverage.pages = pages; }
  void set_format(std::string format) { document_.format = std::move(format); }
  // Bytes that a package of the draft has inflated to; the sum is held against max_inflated_bytes
  // by who inflates.
  void add_inflated(std::uint64_t bytes) { inflated_ += bytes; }
  [[nodiscard]] std::uint64_t inflated() const { return inflated_; }
  // Takes `count` parts of a package off what is left of max_parts, which holds for the draft with
  // all files inside it. Returns how many of them may be read.
  [[nodiscard]] std::uint64_t take_parts(std::uint64_t count);

  [[nodiscard]] const Limits& limits() const { return *limits_; }
  // Threads a format may read with, its own included. They are gone when its read() returns, and
  // what is read does not depend on their number.
  [[nodiscard]] unsigned threads() const { return threads_; }
  void set_threads(unsigned threads) { threads_ = threads; }
  [[nodiscard]] bool full() const { return full_; }
  // With passages that wait, if there are any.
  [[nodiscard]] const Document& document() const { return document_; }

  // Gives the document away; the builder is empty afterwards.
  [[nodiscard]] Document finish();

 private:
  struct Adopted {  // passages [first, last) of the document
    std::size_t first = 0;
    std::size_t last = 0;
  };
  [[nodiscard]] bool admit(Passage& passage, bool is_utf8);
  void adopt_passage(Passage passage, const EmbeddedFile& file, const Provenance& place);
  void number_tables();

  const Limits* limits_;
  unsigned threads_ = 1;
  Document document_;
  std::size_t open_ = 0;  // so many passages, the last ones, wait
  bool full_ = false;
  EmbeddedReader embedded_reader_;
  std::vector<Adopted> adopted_;
  // What outer files have taken of the limits already.
  std::uint64_t outer_passages_ = 0;
  std::uint64_t outer_characters_ = 0;
  std::uint64_t outer_pictures_ = 0;
  bool beyond_images_ = false;
  std::uint64_t inflated_ = 0;
  std::uint64_t parts_ = 0;
  std::uint64_t embedded_ = 0;  // bytes of embedded files
  std::uint64_t depth_ = 0;     // 0: the draft itself
};

}  // namespace mishen
