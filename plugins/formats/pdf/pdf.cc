#include "plugins/formats/pdf/pdf.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "plugins/formats/pdf/annotate.h"
#include "plugins/formats/pdf/clean.h"
#include "plugins/formats/pdf/draw.h"
#include "plugins/formats/pdf/glyph_source.h"
#include "plugins/formats/pdf/off_page.h"
#include "plugins/formats/pdf/page_gaps.h"
#include "plugins/formats/pdf/page_queue.h"
#include "plugins/formats/pdf/parts.h"
#include "plugins/formats/pdf/passages.h"
#include "plugins/formats/pdf/reader.h"
#include "plugins/formats/pdf/replies.h"
#include "plugins/formats/pdf/seen.h"
#include "plugins/formats/pdf/warming_sample.h"

namespace mishen {
namespace pdf {
namespace {

std::uint32_t last_page(std::uint32_t pages, const Limits& limits) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(pages, limits.max_pages));
}

}  // namespace

PageContent ready_page(GlyphSource& source, std::uint32_t number) {
  PageContent page = source.read(number);
  mark_off_page(page);
  judge_seen(page);
  return page;
}

void read_pages(std::uint32_t pages, const std::function<PageContent()>& next,
                DocumentBuilder& out) {
  out.set_pages(pages);
  if (pages == 0) out.add_gap(GapCause::damaged, {}, {"gap.pdf-no-pages", {}});
  const std::uint32_t last = last_page(pages, out.limits());
  DocumentState state;
  for (std::uint32_t number = 1; number <= last; ++number) {
    const PageContent page = next();
    add_page_gaps(page, number, out);
    if (!add_page_passages(page, number, state, out)) return;
  }
  if (last < pages) {
    out.add_gap(GapCause::limit_reached, {{StepKind::page, last + 1, {}}},
                {"gap.limit", {{"limit", "max-pages"}}});
  }
}

void read_pages(GlyphSource& source, DocumentBuilder& out) {
  std::uint32_t number = 0;
  read_pages(
      source.pages(), [&] { return ready_page(source, ++number); }, out);
}

namespace {

// How many threads may read the first `last` pages.
unsigned readers(const OpenedPdf& opened, std::uint32_t last, const DocumentBuilder& out) {
  // A file that has been mended is read in its order from the start. poppler-cpp makes what it
  // shares when it pleases.
  const bool alone = !opened.errors.empty() || !has_collector();
  const bool pays = last >= kPagesForHelp && out.limits().max_memory_bytes >= kMemoryForHelp;
  return pays && !alone ? std::min(out.threads(), kMostReaders) : 1;
}

// The forms that its pages draw: nothing where not all pages were read, or the source cannot tell.
std::optional<FormIds> read_all_pages(OpenedPdf opened, const PdfFile& file, DocumentBuilder& out) {
  const std::uint32_t pages = opened.source->pages();
  const std::uint32_t last = last_page(pages, out.limits());
  const unsigned threads = readers(opened, last, out);
  PageQueue queue(std::move(opened.source), file, last, threads);
  read_pages(
      pages, [&] { return queue.next(); }, out);
  if (out.full() || last < pages) return {};
  return queue.drawn_forms();
}

}  // namespace

void read_pdf(std::string_view bytes, OpenPdf open, DocumentBuilder& out) {
  out.set_format("pdf");
  const std::size_t first = out.document().passages.size();
  OpenedPdf opened = open(bytes, out.limits());
  if (opened.state == OpenState::locked) {
    out.add_gap(GapCause::password_protected, {}, {"gap.password", {}});
    return;
  }
  add_opening_gaps(opened.errors, out);
  if (opened.state == OpenState::open) {
    const std::optional<FormIds> drawn =
        read_all_pages(std::move(opened), {bytes, open, &out.limits()}, out);
    read_parts(bytes, open, first, out, drawn ? &*drawn : nullptr);
  } else if (opened.errors.empty()) {
    out.add_gap(GapCause::damaged, {}, {"gap.pdf-damaged", {{"said", ""}}});
  }
}

}  // namespace pdf

namespace {

class PdfFormat final : public Format {
 public:
  [[nodiscard]] std::string_view name() const override { return "pdf"; }
  void warm() const override {
    const Limits limits;
    DocumentBuilder nowhere(limits);
    const std::string sample = pdf::warming_sample();
    pdf::read_pdf(sample, pdf::open_collector, nowhere);
  }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    pdf::read_pdf(bytes, pdf::open_collector, out);
    // poppler-cpp tells neither colours nor what is painted over what.
    if (!pdf::has_collector() && !out.document().passages.empty()) {
      out.add_gap(GapCause::unsupported_part, {}, {"gap.pdf-seen-not-checked", {}});
    }
  }
  [[nodiscard]] Result<AnnotatedCopy> annotate(std::string_view bytes, std::span<const Note> notes,
                                               const NoteStyle& style,
                                               const Limits& limits) const override {
    return pdf::annotate(bytes, notes, style, limits);
  }
  [[nodiscard]] bool cleans(TraceKind kind) const override {
    return kind != TraceKind::tracked_change;
  }
  [[nodiscard]] Result<std::string> clean(std::string_view bytes, const CleanOptions& options,
                                          const Document& before,
                                          const Limits& limits) const override {
    return pdf::clean(bytes, options, before, limits);
  }
  [[nodiscard]] Result<std::vector<Reply>> replies(std::string_view bytes,
                                                   const Limits& /*limits*/) const override {
    return pdf::replies(bytes);
  }
  [[nodiscard]] std::vector<PagePicture> draw(std::string_view bytes,
                                              std::span<const std::uint32_t> pages,
                                              const DrawStyle& style) const override {
    return pdf::draw(bytes, pages, style);
  }
};

}  // namespace

const Format& pdf_format() {
  static const PdfFormat format;
  return format;
}

}  // namespace mishen
