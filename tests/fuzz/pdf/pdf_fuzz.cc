// Any bytes as a PDF, or, when they do not begin with "%PDF", as the content stream of a page that
// has fonts, a layer that is off and a form to draw. Both glyph sources read it in this process:
// nothing is thrown and the laws of documents hold. A crash of poppler's own is the worker's
// business; one of ours is a bug.
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

#include "plugins/formats/pdf/pdf.h"
#include "plugins/formats/pdf/reader.h"
#include "tests/support/document_laws.h"
#include "tests/support/pdf_builder.h"

namespace {

using namespace mishen;
using mishen::testing::PdfBuilder;

Limits small_limits() {
  Limits limits;
  limits.max_pages = 8;
  limits.max_page_characters = 4096;
  limits.max_characters = 32'768;
  limits.max_inflated_bytes = 4U << 20U;
  limits.max_part_bytes = 1U << 20U;
  return limits;
}

// The most a document within the limits may say: its characters with headers and places beside
// them, and the values of its other parts.
constexpr std::uint64_t kMostBytes = 8U << 20U;

const FormatSet& formats() {
  static const FormatSet set(
      {{"pdf", {FileKind::pdf}, [] { return Result<const Format*>(&pdf_format()); }}});
  return set;
}

std::string page_of(std::string_view content) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.use_font("G1", pdf.add_cid_font("GBK-EUC-H", "GB1"));
  pdf.use_font("V1", pdf.add_cid_font("UniGB-UCS2-V", "GB1"));
  const int off = pdf.add("<</Type/OCG/Name(off)>>");
  const std::string off_ref = PdfBuilder::ref(off);
  pdf.catalog_extra = "/OCProperties<</OCGs[" + off_ref + "]/D<</OFF[" + off_ref + "]>>>>";
  const int form = pdf.add_stream("(form) Tj", "/Type/XObject/Subtype/Form/BBox[0 0 99 99]");
  const int picture = pdf.add_stream("\x80",
                                     "/Type/XObject/Subtype/Image/Width 1/Height 1"
                                     "/ColorSpace/DeviceGray/BitsPerComponent 8");
  pdf.add_page(std::string(content), "/MediaBox[0 0 595 842]/CropBox[20 20 500 800]/Rotate 90",
               "/Properties<</MC0 " + off_ref + ">>/XObject<</X0 " + PdfBuilder::ref(form) +
                   "/X1 " + PdfBuilder::ref(picture) + ">>/ExtGState<</G0<</ca 0>>>>");
  return pdf.build();
}

void check(const Document& document) {
  abort_if_broken(broken_document_law(document, kMostBytes));
  if (!document.coverage.gaps.empty()) return;
  if (document.coverage.pages.value_or(0) == 0) {
    abort_if_broken("a PDF without pages has a gap");
  }
}

// Cleaning may refuse or throw what qpdf throws, nothing else; what it gives can be read.
void clean(std::string_view bytes, const Document& document, const Limits& limits) {
  CleanOptions options;
  options.kinds = cleanable_kinds();
  options.drop_signature = true;
  try {
    const Result<std::string> cleaned = pdf_format().clean(bytes, options, document, limits);
    if (cleaned) check(read_draft(*cleaned, "draft.pdf", formats(), limits));
  } catch (const std::exception&) {
    // Told by the caller as clean.failed.
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Limits limits = small_limits();
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string bytes = input.starts_with("%PDF") ? std::string(input) : page_of(input);
  const Document document = read_draft(bytes, "draft.pdf", formats(), limits);
  check(document);
  if (document.format != "pdf") return 0;
  clean(bytes, document, limits);
  DocumentBuilder other(limits);
  pdf::read_pdf(bytes, pdf::open_popplercpp, other);
  check(other.finish());
  return 0;
}
