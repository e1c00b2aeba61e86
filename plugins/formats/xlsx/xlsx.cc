#include "plugins/formats/xlsx/xlsx.h"

#include "plugins/formats/xlsx/reader.h"

namespace mishen {
namespace {

class XlsxFormat final : public Format {
 public:
  [[nodiscard]] std::string_view name() const override { return "xlsx"; }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    xlsx::Reader(bytes, out).read();
  }
};

}  // namespace

const Format& xlsx_format() {
  static const XlsxFormat format;
  return format;
}

}  // namespace mishen
