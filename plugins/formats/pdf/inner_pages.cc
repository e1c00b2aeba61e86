#include "plugins/formats/pdf/inner_pages.h"

#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFWriter.hh>
#include <utility>

namespace mishen::pdf {

Document read_inner_file(std::string_view file, OpenPdf open, const Limits& limits) {
  DocumentBuilder inner(limits);
  OpenedPdf opened = open(file, limits);
  if (opened.state == OpenState::open) {
    read_pages(*opened.source, inner);
  } else {
    inner.add_gap(GapCause::part_failed, {}, {"gap.pdf-part-failed", {}});
  }
  return inner.finish();
}

std::string file_of_pages(const std::vector<QPDFObjectHandle>& pages) {
  QPDF file;
  file.emptyPDF();
  for (const QPDFObjectHandle& page : pages) file.addPage(page, false);
  QPDFWriter writer(file);
  writer.setOutputMemory();
  writer.setCompressStreams(false);
  writer.setStaticID(true);
  writer.write();
  const std::unique_ptr<Buffer> buffer(writer.getBuffer());
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

bool add_inner_page(Parts& parts, QPDFObjectHandle page, const Provenance& where, Surface surface,
                    const Trace& trace) {
  Document inner = read_inner_file(file_of_pages({page}), parts.open, parts.out.limits());
  const bool says = !inner.passages.empty();
  for (Passage& passage : inner.passages) {
    passage.surface = surface;
    passage.visibility = Visibility::recoverable;
    passage.anchors = std::monostate{};
    passage.page = 0;
    passage.cell.reset();
    // The first step is the page of a file that was made for reading.
    Provenance place = where;
    place.insert(place.end(), passage.where.begin() + 1, passage.where.end());
    passage.where = std::move(place);
    passage.traces = {trace};
    if (!parts.out.add(std::move(passage))) return true;
  }
  for (Gap& gap : inner.coverage.gaps) parts.out.add_gap(gap.cause, where, gap.detail);
  return says;
}

}  // namespace mishen::pdf
