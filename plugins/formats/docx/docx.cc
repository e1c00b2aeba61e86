#include "plugins/formats/docx/docx.h"

#include "plugins/formats/docx/annotate.h"
#include "plugins/formats/docx/clean.h"
#include "plugins/formats/docx/reader.h"
#include "plugins/formats/docx/replies.h"
#include "plugins/formats/docx/warming_sample.h"

namespace mishen {
namespace {

class DocxFormat final : public Format {
 public:
  [[nodiscard]] std::string_view name() const override { return "docx"; }
  void warm() const override {
    const Limits limits;
    DocumentBuilder nowhere(limits);
    const std::string sample = docx::warming_sample();
    docx::Reader(sample, nowhere).read();
  }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    docx::Reader(bytes, out).read();
  }
  [[nodiscard]] Result<AnnotatedCopy> annotate(std::string_view bytes, std::span<const Note> notes,
                                               const NoteStyle& style,
                                               const Limits& limits) const override {
    return docx::annotate(bytes, notes, style, limits);
  }
  [[nodiscard]] Result<std::string> clean(std::string_view bytes, const CleanOptions& options,
                                          const Document& before,
                                          const Limits& limits) const override {
    return docx::clean(bytes, options, before, limits);
  }
  [[nodiscard]] Result<std::vector<Reply>> replies(std::string_view bytes,
                                                   const Limits& limits) const override {
    return docx::replies(bytes, limits);
  }
  [[nodiscard]] bool places_by_markup() const override { return true; }
};

}  // namespace

const Format& docx_format() {
  static const DocxFormat format;
  return format;
}

}  // namespace mishen
