#include "plugins/formats/pdf/parts.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <new>
#include <set>
#include <utility>
#include <vector>

#include "plugins/formats/pdf/action_parts.h"
#include "plugins/formats/pdf/annotation_parts.h"
#include "plugins/formats/pdf/census.h"
#include "plugins/formats/pdf/file_parts.h"
#include "plugins/formats/pdf/known_text.h"
#include "plugins/formats/pdf/left_parts.h"
#include "plugins/formats/pdf/loose_strings.h"
#include "plugins/formats/pdf/metadata_parts.h"
#include "plugins/formats/pdf/page_walk.h"
#include "plugins/formats/pdf/part_reader.h"
#include "plugins/formats/pdf/picture_parts.h"
#include "plugins/formats/pdf/revision_parts.h"
#include "plugins/formats/pdf/undrawn_forms.h"
#include "plugins/formats/pdf/unused_parts.h"

namespace mishen::pdf {
namespace {

void read_pages_parts(Parts& parts, Widgets& widgets) {
  std::set<QPDFObjGen> page_tree;
  std::uint32_t number = 0;
  const std::size_t many = parts.gone == nullptr ? SIZE_MAX : parts.gone->many_pages();
  each_page(parts.pdf, many, [&](QPDFObjectHandle page, bool may_go) {
    ++number;
    page_tree.insert(page.getObjGen());
    guarded(parts, {{StepKind::page, number, {}}}, [&] {
      read_page_parts(parts, page, number, widgets);
      if (parts.gone != nullptr && may_go) parts.gone->let_go_page(parts.pdf, page);
    });
  });
  parts.page_tree = std::move(page_tree);
}

// The parts that stand in known places; of an earlier revision too.
void read_named(Parts& parts) {
  Widgets widgets;
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
bool left_something_out(QPDF& pdf) {
  std::vector<QPDFExc> warnings = pdf.getWarnings();
  return std::any_of(warnings.begin(), warnings.end(), [](QPDFExc& warning) {
    return warning.getMessageDetail().find("excessively deeply nested") != std::string::npos;
  });
}

void open_file(QPDF& pdf, std::string_view bytes) {
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("draft", bytes.data(), bytes.size());
}

// Reads what stands in known places, and finds what else the file leads to.
Census read_present(Parts& parts, LetGo& gone) {
  const std::size_t first = parts.out.document().passages.size();
  parts.gone = &gone;
  read_named(parts);
  gone.close();
  LooseStrings strings;
  Census census =
      take_census(parts.pdf.getTrailer(), parts.out.limits().max_objects, {{}, &gone, &strings});
  parts.gone = nullptr;
  guarded(parts, {}, [&] { read_left(parts, census); });
  guarded(parts, {}, [&] { read_pictures(parts, census); });
  guarded(parts, {}, [&] { strings.tell(parts, first); });
  census.forget_holders();
  return census;
}

// What it does not lead to any more, or shows nobody.
void read_forgotten(Parts& parts, const Census& census, const FormIds* drawn, KnownText& known) {
  guarded(parts, {}, [&] { read_hidden_pages(parts, census, known); });
  if (drawn != nullptr) {
    guarded(parts, {}, [&] { read_undrawn_forms(parts, census, *drawn, known); });
  }
  guarded(parts, {}, [&] { read_revisions(parts, known, read_named); });
  guarded(parts, {}, [&] { read_unused(parts, census, known); });
  guarded(parts, {}, [&] { read_stray_bytes(parts, known); });
}

}  // namespace

void read_parts(std::string_view bytes, OpenPdf open, std::size_t first, DocumentBuilder& out,
                const FormIds* drawn_forms, std::size_t many_pages) {
  try {
    auto pdf = std::make_unique<QPDF>();
    open_file(*pdf, bytes);
    DrawnText drawn(out.document(), first);
    auto parts = std::make_unique<Parts>(*pdf, bytes, open, drawn, out);
    auto gone = std::make_unique<LetGo>(many_pages);
    const Census census = read_present(*parts, *gone);
    bool left_out = left_something_out(*pdf);
    const bool reopens = gone->has_pages();
    gone.reset();
    if (reopens) {
      // One at a time, for they are large.
      pdf = std::make_unique<QPDF>();
      open_file(*pdf, bytes);
      parts = std::make_unique<Parts>(*pdf, std::move(*parts));
    }
    KnownText known(out.document(), first);
    read_forgotten(*parts, census, drawn_forms, known);
    left_out = left_out || left_something_out(*pdf);
    if (left_out) out.add_gap(GapCause::limit_reached, {}, {"gap.pdf-part-too-deep", {}});
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    // Its text may quote the file. Any part may be the one that failed.
    out.add_gap(GapCause::part_failed, {}, {"gap.pdf-parts-failed", {}});
  }
}

}  // namespace mishen::pdf
