#include "plugins/formats/pdf/annotate.h"

#include <optional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <string>
#include <utility>
#include <vector>

#include "plugins/formats/pdf/annotation.h"
#include "plugins/formats/pdf/note_list.h"
#include "plugins/formats/pdf/update.h"

namespace mishen::pdf {
namespace {

constexpr double kSign = 18;        // edge of a sticky note's sign
constexpr double kSignStep = 20;    // from one to the next
constexpr std::size_t kInRow = 20;  // signs side by side

Error failed(const char* id) { return {ErrorKind::input, "", {id, {}}}; }

// "2026-01-31T23:59:59Z" as PDF spells it.
std::string pdf_date(const std::string& date) {
  std::string out = "D:";
  for (const char c : date) {
    if ((c >= '0' && c <= '9') || c == 'Z') out += c;
  }
  return out.size() == 17 ? out : "";
}

// What a viewer shows of the page: CropBox within MediaBox.
Box visible_box(QPDFPageObjectHelper page) {
  const auto box_of = [](QPDFObjectHandle box) {
    if (!box.isRectangle()) return Box{0, 0, 612, 792};
    const auto r = box.getArrayAsRectangle();
    return Box{std::min(r.llx, r.urx), std::min(r.lly, r.ury), std::max(r.llx, r.urx),
               std::max(r.lly, r.ury)};
  };
  const Box crop = box_of(page.getCropBox());
  const Box media = box_of(page.getMediaBox());
  const Box both{std::max(crop.left, media.left), std::max(crop.bottom, media.bottom),
                 std::min(crop.right, media.right), std::min(crop.top, media.top)};
  return both.left < both.right && both.bottom < both.top ? both : media;
}

bool overlap(const Box& a, const Box& b) {
  return a.left < b.right && b.left < a.right && a.bottom < b.top && b.bottom < a.top;
}

class Annotator {
 public:
  Annotator(QPDF& pdf, const NoteStyle& style)
      : pdf_(pdf),
        author_(style.author),
        date_(pdf_date(style.date)),
        pages_(QPDFPageDocumentHelper(pdf).getAllPages()),
        added_(pages_.size()),
        signs_(pages_.size()) {}

  [[nodiscard]] bool has_pages() const { return !pages_.empty(); }
  void add(const Note& note);
  // Hangs the annotations onto their pages and the list of them into the bookmarks.
  void finish();

  [[nodiscard]] const std::vector<QPDFObjectHandle>& changed() const { return changed_; }
  [[nodiscard]] std::size_t left_out() const { return left_out_; }

 private:
  void add_at(const Note& note, const NotePlace* at, std::size_t ordinal);
  Box next_sign(std::size_t page);

  QPDF& pdf_;
  std::string author_, date_;
  std::vector<QPDFPageObjectHelper> pages_;
  std::vector<std::vector<QPDFObjectHandle>> added_;  // by page
  std::vector<std::size_t> signs_;                    // sticky notes so far, by page
  std::vector<Bookmark> bookmarks_;
  std::vector<QPDFObjectHandle> changed_;
  std::size_t count_ = 0;
  std::size_t left_out_ = 0;
};

Box Annotator::next_sign(std::size_t page) {
  const Box visible = visible_box(pages_[page]);
  const std::size_t n = signs_[page]++;
  const double left = visible.left + 4 + kSignStep * static_cast<double>(n % kInRow);
  const double top = visible.top - 4 - kSignStep * static_cast<double>(n / kInRow);
  return {left, top - kSign, left + kSign, top};
}

void Annotator::add_at(const Note& note, const NotePlace* at, std::size_t ordinal) {
  if (count_ >= kMostNotes) {
    ++left_out_;
    return;
  }
  ++count_;
  const bool on_page = at != nullptr && at->page >= 1 && at->page <= pages_.size();
  const std::size_t page = on_page ? at->page - 1 : 0;
  const Box box = on_page ? box_round(at->quads) : Box{};
  const bool seen = on_page && !at->quads.empty() && overlap(box, visible_box(pages_[page]));
  AnnotationText text;
  text.id = ordinal <= 1 ? note.id : note.id + "/" + std::to_string(ordinal);
  const std::string& title = at == nullptr || at->title.empty() ? note.title : at->title;
  text.subject = title;
  text.contents = seen || at == nullptr ? title : "[" + at->words + "] " + title;
  for (const std::string& line : note.lines) text.contents += "\n" + line;
  text.author = author_;
  text.date = date_;
  QPDFObjectHandle appearance;
  QPDFObjectHandle object = pages_[page].getObjectHandle();
  Box place = box;
  QPDFObjectHandle annotation;
  if (seen) {
    annotation = highlight(pdf_, object, at->quads, note.tone, text, appearance);
  } else {
    place = next_sign(page);
    annotation = sticky(pdf_, object, place, note.tone, text, appearance);
  }
  added_[page].push_back(annotation);
  changed_.push_back(annotation);
  changed_.push_back(appearance);
  bookmarks_.push_back({title, object, place.left, place.top});
}

void Annotator::add(const Note& note) {
  if (note.places.empty()) add_at(note, nullptr, 1);
  std::size_t ordinal = 0;
  for (const NotePlace& at : note.places) add_at(note, &at, ++ordinal);
}

void Annotator::finish() {
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    if (added_[i].empty()) continue;
    QPDFObjectHandle page = pages_[i].getObjectHandle();
    // An array of the page's own: another page may share the old one.
    QPDFObjectHandle annotations = QPDFObjectHandle::newArray();
    QPDFObjectHandle old = page.getKey("/Annots");
    for (int k = 0; old.isArray() && k < old.getArrayNItems(); ++k) {
      annotations.appendItem(old.getArrayItem(k));
    }
    for (const QPDFObjectHandle& one : added_[i]) annotations.appendItem(one);
    page.replaceKey("/Annots", annotations);
    changed_.push_back(page);
  }
  add_bookmarks(pdf_, bookmarks_, author_, changed_);
}

bool is_signed(QPDF& pdf) {
  QPDFObjectHandle form = pdf.getRoot().getKey("/AcroForm");
  if (!form.isDictionary()) return false;
  QPDFObjectHandle flags = form.getKey("/SigFlags");
  return flags.isInteger() && (flags.getIntValue() & 1) != 0;
}

std::string rewritten(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setObjectStreamMode(qpdf_o_preserve);
  writer.setPreserveUnreferencedObjects(true);
  if (!pdf.isEncrypted()) writer.setDeterministicID(true);
  writer.write();
  const std::shared_ptr<Buffer> buffer(writer.getBufferSharedPointer());
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

// It opens without complaint and has as many pages.
bool holds(const std::string& bytes, std::size_t pages) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("copy", bytes.data(), bytes.size());
  return QPDFPageDocumentHelper(pdf).getAllPages().size() == pages && pdf.getWarnings().empty();
}

std::optional<std::string> updated(std::string_view bytes, QPDF& pdf, const Annotator& annotator) {
  auto out = appended(bytes, pdf, annotator.changed());
  if (out && !holds(*out, QPDFPageDocumentHelper(pdf).getAllPages().size())) return std::nullopt;
  return out;
}

}  // namespace

Result<AnnotatedCopy> annotate(std::string_view bytes, std::span<const Note> notes,
                               const NoteStyle& style, const Limits& /*limits*/) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  try {
    pdf.processMemoryFile("draft", bytes.data(), bytes.size());
  } catch (const QPDFExc& error) {
    return failed(error.getErrorCode() == qpdf_e_password ? "annotate.password"
                                                          : "annotate.failed");
  }
  if (pdf.isEncrypted() && !pdf.allowModifyAnnotation()) return failed("annotate.forbidden");
  Annotator annotator(pdf, style);
  if (!annotator.has_pages()) return failed("annotate.failed");
  const bool plain = !pdf.isEncrypted() && pdf.getWarnings().empty();
  for (const Note& note : notes) annotator.add(note);
  annotator.finish();
  AnnotatedCopy copy;
  std::optional<std::string> update;
  if (plain) update = updated(bytes, pdf, annotator);
  if (update) {
    copy.bytes = *std::move(update);
  } else {
    copy.bytes = rewritten(pdf);
    copy.remarks.push_back({"annotate.rewritten", {}});
  }
  if (is_signed(pdf)) {
    copy.remarks.push_back({update ? "annotate.signature-kept" : "annotate.signature-broken", {}});
  }
  if (annotator.left_out() != 0) {
    copy.remarks.push_back(
        {"annotate.left-out", {{"count", std::to_string(annotator.left_out())}}});
  }
  return copy;
}

}  // namespace mishen::pdf
