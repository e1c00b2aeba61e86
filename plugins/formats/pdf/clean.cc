#include "plugins/formats/pdf/clean.h"

#include <algorithm>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include "plugins/formats/pdf/clean_objects.h"
#include "plugins/formats/pdf/clean_text.h"

namespace mishen::pdf {
namespace {

bool is_in_content(TraceKind kind) {
  return kind == TraceKind::hidden_text || kind == TraceKind::unseen_text ||
         kind == TraceKind::covered_text || kind == TraceKind::off_page_text ||
         kind == TraceKind::contradicting_text;
}

// True when the draft hides text in its pages, or says another there, in a way that was chosen.
bool pages_hide_text(const Document& before, const CleanOptions& options) {
  return std::any_of(before.passages.begin(), before.passages.end(), [&](const Passage& passage) {
    return std::any_of(passage.traces.begin(), passage.traces.end(), [&](const Trace& trace) {
      return is_in_content(trace.kind) && options.kinds.contains(trace.kind);
    });
  });
}

bool has_trace(const Document& before, TraceKind kind) {
  return std::any_of(before.passages.begin(), before.passages.end(), [&](const Passage& passage) {
    return std::any_of(passage.traces.begin(), passage.traces.end(),
                       [&](const Trace& trace) { return trace.kind == kind; });
  });
}

std::string written(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setObjectStreamMode(qpdf_o_preserve);
  // An encrypted file's id takes part in its keys.
  if (!pdf.isEncrypted()) writer.setDeterministicID(true);
  writer.write();
  const std::shared_ptr<Buffer> buffer(writer.getBufferSharedPointer());
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

Result<std::string> clean(std::string_view bytes, const CleanOptions& options,
                          const Document& before, const Limits& limits) {
  // A file written anew has one revision, and what its trailer leads to.
  for (const TraceKind kind : {TraceKind::removed_in_revision, TraceKind::unreferenced}) {
    if (options.kinds.contains(kind) || !has_trace(before, kind)) continue;
    return Error{
        ErrorKind::input, "", {"clean.pdf-rewritten", {{"kind", std::string(mishen::name(kind))}}}};
  }
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("draft", bytes.data(), bytes.size());
  if (has_signature(pdf)) {
    if (!options.drop_signature) return Error{ErrorKind::input, "", {"clean.signed", {}}};
    drop_signatures(pdf);
  }
  if (pages_hide_text(before, options)) {
    if (Status done = remove_hidden_glyphs(pdf, bytes, options, before, limits); !done) {
      return done.error();
    }
  }
  remove_notes(pdf, options);
  remove_parts(pdf, options, limits);
  if (options.kinds.contains(TraceKind::hidden_text)) remove_undrawn_forms(pdf, before);
  return written(pdf);
}

}  // namespace mishen::pdf
