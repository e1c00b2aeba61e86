#include "plugins/formats/zip/zip.h"

#include "plugins/formats/docx/package.h"
#include "plugins/formats/support/decode.h"
#include "plugins/formats/support/paths.h"

namespace mishen {
namespace {

class ZipFormat final : public Format {
 public:
  [[nodiscard]] std::string_view name() const override { return "zip"; }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    docx::Package package(bytes, out);
    if (!package.opened()) return;
    for (const docx::PackageEntry& entry : package.entries()) {
      if (out.full()) return;
      const std::string name = decode_unknown(entry.raw_name).text;
      const Provenance where = {{StepKind::attachment, 0, name}};
      add_attachment(out, where, name);
      if (name.ends_with('/') && entry.size == 0) continue;
      const auto content = package.read(entry);
      if (!content) continue;
      out.embed({name, where, std::string(content->view()), Surface::attachment, false});
    }
  }
};

}  // namespace

const Format& zip_format() {
  static const ZipFormat format;
  return format;
}

}  // namespace mishen
