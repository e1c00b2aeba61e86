#include "plugins/formats/pdf/parts.h"

#include <exception>
#include <memory>
#include <new>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "plugins/formats/pdf/action_parts.h"
#include "plugins/formats/pdf/annotation_parts.h"
#include "plugins/formats/pdf/census.h"
#include "plugins/formats/pdf/file_parts.h"
#include "plugins/formats/pdf/known_text.h"
#include "plugins/formats/pdf/left_parts.h"
#include "plugins/formats/pdf/metadata_parts.h"
#include "plugins/formats/pdf/part_reader.h"
#include "plugins/formats/pdf/picture_parts.h"
#include "plugins/formats/pdf/revision_parts.h"
#include "plugins/formats/pdf/unused_parts.h"

namespace mishen::pdf {
namespace {

void read_pages_parts(Parts& parts, WidgetPlaces& widgets) {
  std::uint32_t number = 0;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(parts.pdf).getAllPages()) {
    ++number;
    QPDFObjectHandle object = page.getObjectHandle();
    guarded(parts, {{StepKind::page, number, {}}},
            [&] { read_page_parts(parts, object, number, widgets); });
  }
}

// The parts that stand in known places; of an earlier revision too.
void read_named(Parts& parts) {
  WidgetPlaces widgets;
  const auto part = [&](const char* name, const auto& read) {
    guarded(parts, with_property({}, name), [&] { read(); });
  };
  QPDFObjectHandle root = parts.pdf.getRoot();
  part("Info", [&] { read_information(parts); });
  part("XMP", [&] { read_xmp(parts, root.getKey("/Metadata"), with_property({}, "XMP")); });
  part("Outlines", [&] { read_bookmarks(parts); });
  part("Pages", [&] { read_pages_parts(parts, widgets); });
  part("AcroForm", [&] { read_form(parts, widgets); });
  part("Actions", [&] { read_document_actions(parts); });
  part("EmbeddedFiles", [&] { read_embedded_files(parts); });
  part("Names", [&] { read_names(parts); });
  part("OCProperties", [&] { read_layers(parts); });
  part("StructTreeRoot", [&] { read_structure(parts); });
  part("PieceInfo", [&] { read_piece_info(parts, root.getKey("/PieceInfo"), {}); });
  part("Root", [&] { read_catalogue_rest(parts); });
}

// Objects that are nested too deeply are null to qpdf, and nothing but a warning tells.
void tell_what_qpdf_left_out(QPDF& pdf, DocumentBuilder& out) {
  for (QPDFExc& warning : pdf.getWarnings()) {
    if (warning.getMessageDetail().find("excessively deeply nested") == std::string::npos) continue;
    return out.add_gap(GapCause::limit_reached, {}, {"gap.pdf-part-too-deep", {}});
  }
}

}  // namespace

void read_parts(std::string_view bytes, OpenPdf open, std::size_t first, DocumentBuilder& out) {
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("draft", bytes.data(), bytes.size());
    DrawnText drawn(out.document(), first);
    Parts parts(pdf, bytes, open, drawn, out);
    auto gone = std::make_unique<LetGo>();
    parts.gone = gone.get();
    read_named(parts);
    const Census census = take_census(pdf.getTrailer(), out.limits().max_objects, {}, gone.get());
    parts.gone = nullptr;
    gone.reset();
    guarded(parts, {}, [&] { read_left(parts, census); });
    guarded(parts, {}, [&] { read_pictures(parts, census); });
    KnownText known(out.document(), first);
    guarded(parts, {}, [&] { read_hidden_pages(parts, census, known); });
    guarded(parts, {}, [&] { read_revisions(parts, known, read_named); });
    guarded(parts, {}, [&] { read_unused(parts, census, known); });
    guarded(parts, {}, [&] { read_stray_bytes(parts, known); });
    tell_what_qpdf_left_out(pdf, out);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    // Its text may quote the file. Any part may be the one that failed.
    out.add_gap(GapCause::part_failed, {}, {"gap.pdf-parts-failed", {}});
  }
}

}  // namespace mishen::pdf
