#include "plugins/formats/rtf/rtf.h"

#include "plugins/formats/rtf/reader.h"

namespace mishen {
namespace {

class RtfFormat final : public Format {
 public:
  [[nodiscard]] std::string_view name() const override { return "rtf"; }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    rtf::Reader(out).read(bytes);
  }
};

}  // namespace

const Format& rtf_format() {
  static const RtfFormat format;
  return format;
}

}  // namespace mishen
