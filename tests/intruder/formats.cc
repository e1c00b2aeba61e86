// The list of formats of the intruder's build: plain text, whose drafts say what to try.
#include <utility>
#include <vector>

#include "plugins/plugins.h"
#include "plugins/validators/cn/validators.h"
#include "plugins/validators/intl/validators.h"
#include "tests/intruder/attempts.h"

namespace mishen {
namespace {

constexpr std::string_view kTry = "try ";

// "try WHAT": tries it and says what came of it. Anything else is its own text.
class IntruderFormat final : public Format {
 public:
  [[nodiscard]] std::string_view name() const override { return "text"; }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    Passage passage;
    passage.text = bytes;
    if (bytes.starts_with(kTry)) {
      const std::string_view what = bytes.substr(kTry.size(), bytes.find('\n') - kTry.size());
      const std::string came_of_it = intruder::attempt(what);
      out.add_gap(GapCause::unsupported_part, {}, {"gap.reader-failed", {{"cause", came_of_it}}});
    }
    passage.where = {{StepKind::paragraph, 1, {}}};
    out.add(std::move(passage));
  }
};

}  // namespace

FormatSet all_formats() {
  static const IntruderFormat format;
  return FormatSet({{"text", {FileKind::text}, [] { return Result<const Format*>(&format); }}});
}

ValidatorSet all_validators() {
  std::vector<ValidatorEntry> all;
  for (ValidatorEntry& entry : cn_validators()) all.push_back(std::move(entry));
  for (ValidatorEntry& entry : intl_validators()) all.push_back(std::move(entry));
  return ValidatorSet(std::move(all));
}

}  // namespace mishen
