#include "plugins/formats/pdf/inner_pages.h"

#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFWriter.hh>
#include <utility>

namespace mishen::pdf {
namespace {

void renumber(Provenance& where, const std::vector<std::uint32_t>& numbers) {
  if (where.empty() || where.front().kind != StepKind::page) return;
  const std::uint32_t number = where.front().ordinal;
  if (numbers.empty()) {
    where.erase(where.begin());
  } else if (number >= 1 && number <= numbers.size()) {
    where.front().ordinal = numbers[number - 1];
  }
}

std::string write(QPDFWriter& writer) {
  writer.setOutputMemory();
  writer.setCompressStreams(false);
  writer.setStaticID(true);
  writer.write();
  const std::unique_ptr<Buffer> buffer(writer.getBuffer());
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

QPDFObjectHandle empty_form(QPDF& file) {
  QPDFObjectHandle form = QPDFObjectHandle::newStream(&file, "");
  form.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
  form.getDict().replaceKey("/BBox", QPDFObjectHandle::newFromRectangle({0, 0, 1, 1}));
  return form;
}

// `form` draws `nothing` in the place of other forms.
void drop_forms_of(QPDFObjectHandle form, QPDFObjectHandle nothing) {
  QPDFObjectHandle drawn = form.getDict().getKey("/Resources").getKeyIfDict("/XObject");
  if (!drawn.isDictionary()) return;
  for (const auto& [name, object] : drawn.getDictAsMap()) {
    if (is_form(object)) drawn.replaceKey(name, nothing);
  }
}

Document renumbered(Document document, const std::vector<std::uint32_t>& numbers) {
  for (Passage& passage : document.passages) renumber(passage.where, numbers);
  for (Gap& gap : document.coverage.gaps) renumber(gap.where, numbers);
  return document;
}

}  // namespace

std::string file_of_pages(const std::vector<QPDFObjectHandle>& pages) {
  QPDF file;
  file.emptyPDF();
  for (const QPDFObjectHandle& page : pages) file.addPage(page, false);
  QPDFWriter writer(file);
  return write(writer);
}

FormFile file_of_forms(QPDF& pdf, std::span<const QPDFObjectHandle> forms, bool apart) {
  QPDF file;
  file.emptyPDF();
  for (const QPDFObjectHandle& form : forms) file.addPage(page_showing(pdf, form), false);
  const QPDFObjectHandle nothing = apart ? empty_form(file) : QPDFObjectHandle::newNull();
  std::vector<QPDFObjectHandle> copies;
  for (QPDFObjectHandle page : file.getAllPages()) {
    copies.push_back(page.getKey("/Resources").getKey("/XObject").getKey("/X"));
    if (apart) drop_forms_of(copies.back(), nothing);
  }
  QPDFWriter writer(file);
  FormFile out;
  out.bytes = write(writer);
  for (const QPDFObjectHandle& copy : copies) {
    const QPDFObjGen id = writer.getRenumberedObjGen(copy.getObjGen());
    out.ids.emplace_back(id.getObj(), id.getGen());
  }
  return out;
}

QPDFObjectHandle page_showing(QPDF& pdf, QPDFObjectHandle form) {
  QPDFObjectHandle forms = QPDFObjectHandle::newDictionary();
  forms.replaceKey("/X", form);
  QPDFObjectHandle resources = QPDFObjectHandle::newDictionary();
  resources.replaceKey("/XObject", forms);
  QPDFObjectHandle page = QPDFObjectHandle::newDictionary();
  page.replaceKey("/Type", QPDFObjectHandle::newName("/Page"));
  page.replaceKey("/Contents", QPDFObjectHandle::newStream(&pdf, "/X Do"));
  page.replaceKey("/Resources", resources);
  const QPDFObjectHandle::Rectangle sheet(-14400, -14400, 14400, 14400);
  page.replaceKey("/MediaBox", QPDFObjectHandle::newFromRectangle(sheet));
  return pdf.makeIndirectObject(page);
}

Document read_inner_pages(Parts& parts, const std::vector<QPDFObjectHandle>& pages,
                          const std::vector<std::uint32_t>& numbers) {
  const std::string file = file_of_pages(pages);
  DocumentBuilder inner(parts.out.limits());
  OpenedPdf opened = parts.open(file, parts.out.limits());
  if (opened.state == OpenState::open) {
    read_pages(*opened.source, inner);
  } else {
    inner.add_gap(GapCause::part_failed, {}, {"gap.pdf-part-failed", {}});
  }
  return renumbered(inner.finish(), numbers);
}

Document read_inner_page(GlyphSource& source, std::uint32_t number, const Parts& parts) {
  DocumentBuilder inner(parts.out.limits());
  read_pages(
      1, [&] { return ready_page(source, number); }, inner);
  return renumbered(inner.finish(), {});
}

}  // namespace mishen::pdf
