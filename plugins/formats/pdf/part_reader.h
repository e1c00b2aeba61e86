// What the readers of a PDF's parts share.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "plugins/formats/pdf/let_go.h"
#include "plugins/formats/pdf/reader.h"
#include "plugins/formats/pdf/text_index.h"
#include "scanner/document/document.h"

namespace mishen::pdf {

// Text that was read from the pages, to tell what stands there already.
class DrawnText {
 public:
  // Passages of `document` from `first` on are this file's.
  DrawnText(const Document& document, std::size_t first)
      : document_(&document), first_(first), last_(document.passages.size()) {}
  // True when the pages show `text`, blanks aside. The first question gathers the text.
  [[nodiscard]] bool has(std::string_view text);
  // True when the glyphs inside `box` on `page` say `text`, blanks aside.
  [[nodiscard]] bool has(std::string_view text, std::uint32_t page,
                         const QPDFObjectHandle::Rectangle& box);

 private:
  const Document* document_;
  std::size_t first_;
  std::size_t last_;
  bool gathered_ = false;
  TextIndex all_;
  bool pages_known_ = false;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> passages_;  // shown, by their page
};

// Limits a walk over objects that may refer to each other in circles.
class Walk {
 public:
  // `most`: max_objects. A walk meets no more than the census, which tells when that is too many.
  explicit Walk(std::uint64_t most = UINT64_MAX) : most_(most) {}
  // False when `object` was met before or too many were met.
  [[nodiscard]] bool enter(QPDFObjectHandle object);
  [[nodiscard]] bool too_many() const { return count_ > most_; }

 private:
  std::uint64_t most_;
  std::uint64_t count_ = 0;
  std::set<QPDFObjGen> met_;
};

// One file while its parts are read. Readers mark the objects they read as taken, so that what is
// left can be read for what it is by those that come last.
class Parts {
 public:
  Parts(QPDF& file, std::string_view file_bytes, OpenPdf opener, DrawnText& text,
        DocumentBuilder& builder)
      : pdf(file), bytes(file_bytes), open(opener), drawn(text), out(builder) {}

  // The file of `before` opened anew: what was taken of it stays so.
  Parts(QPDF& file, Parts&& before)
      : pdf(file),
        bytes(before.bytes),
        open(before.open),
        drawn(before.drawn),
        out(before.out),
        page_tree(std::move(before.page_tree)),
        left_(before.left_),
        taken_(std::move(before.taken_)),
        contents_(std::move(before.contents_)),
        decided_(std::move(before.decided_)) {}

  // False when `object` was taken before. A direct object can be taken again and again.
  bool take(QPDFObjectHandle object) {
    if (!object.isIndirect()) return true;
    return !is_left(object.getObjGen()) && taken_.insert(object.getObjGen()).second;
  }
  [[nodiscard]] bool is_taken(QPDFObjectHandle object) const {
    if (!object.isIndirect()) return false;
    return is_left(object.getObjGen()) || taken_.count(object.getObjGen()) != 0;
  }
  // `objects` count as taken. They are not copied, and must outlive this.
  void leave_out(const std::set<QPDFObjGen>& objects) { left_ = &objects; }

  // False when a file of this content was handed over before.
  bool note_content(std::string_view content) {
    return contents_.insert(std::hash<std::string_view>{}(content)).second;
  }

  // A reader saw `text` and had a reason not to add it: the pages show it.
  void decide(std::string_view text) { decided_.insert(std::string(text)); }
  [[nodiscard]] bool is_decided(const std::string& text) const { return decided_.count(text) != 0; }

  QPDF& pdf;
  std::string_view bytes;
  OpenPdf open;
  DrawnText& drawn;
  DocumentBuilder& out;
  LetGo* gone = nullptr;  // where set, what can be is let go of once it is read
  std::optional<std::set<QPDFObjGen>> page_tree;  // its pages, once they were read

 private:
  [[nodiscard]] bool is_left(QPDFObjGen id) const {
    return left_ != nullptr && left_->count(id) != 0;
  }

  const std::set<QPDFObjGen>* left_ = nullptr;
  std::set<QPDFObjGen> taken_;
  std::set<std::size_t> contents_;
  std::unordered_set<std::string> decided_;
};

// The pages of the page tree; of parts whether they were read or not.
[[nodiscard]] std::set<QPDFObjGen> pages_of(QPDF& pdf);
[[nodiscard]] std::set<QPDFObjGen> pages_of(Parts& parts);

// Runs `read`; whatever it throws is a gap of the part `where`, and the parts after it are read.
void guarded(Parts& parts, const Provenance& where, const std::function<void()>& read);

// The text of a string object in UTF-8; empty for anything else.
[[nodiscard]] std::string text_of(QPDFObjectHandle object);

// The text of a string, or of a stream that stands for one.
[[nodiscard]] std::string text_or_stream(QPDFObjectHandle object, const Limits& limits);

// The data of a stream, decoded; nothing when it cannot be decoded or is longer than `most` bytes.
[[nodiscard]] std::optional<std::string> data_of(QPDFObjectHandle stream, std::uint64_t most);

// True for text a person could read: no control characters but blanks.
[[nodiscard]] bool is_readable(std::string_view text);

// True for a colour profile (ICC): the standard has its mark at byte 36.
[[nodiscard]] bool is_colour_profile(std::string_view data);

// True for a form XObject.
[[nodiscard]] bool is_form(QPDFObjectHandle object);

// The object of that number, or `object` itself; nowhere for a direct one.
[[nodiscard]] Provenance place_of(int number);
[[nodiscard]] Provenance place_of(QPDFObjectHandle object);
[[nodiscard]] Provenance with(Provenance where, Step step);
[[nodiscard]] Provenance with_property(Provenance where, std::string name);

// Keys of ways back up, and of strings a program writes for itself.
[[nodiscard]] bool is_technical_key(std::string_view key);

// Adds a passage without anchors; paths of machines in it are traced.
void add_value(DocumentBuilder& out, Surface surface, Provenance where, std::string text,
               std::uint32_t page = 0, std::vector<Trace> traces = {});

[[nodiscard]] Trace make_trace(TraceKind kind, std::string what = {});

// Adds every readable string below `root`, each at `where` and the keys that lead to it. Streams
// are read if they hold text, else they are gaps. Objects taken before are left out.
void add_strings(Parts& parts, QPDFObjectHandle root, Surface surface, const Provenance& where);

// Calls `found` for the entries of a name tree or a number tree ("/Names" or "/Nums"), whatever its
// shape. The key of a number tree is its number.
void walk_tree(QPDFObjectHandle root, const char* leaves,
               const std::function<void(const std::string&, QPDFObjectHandle)>& found);

}  // namespace mishen::pdf
