// Marks of classification of other countries: the line says nothing else, or a bracketed mark opens
// its paragraph. The words in prose are mentions.
#include "plugins/validators/intl/identifiers.h"

namespace mishen::intl {
namespace {

// What may stand round a mark on its line: brackets, spaces, dashes.
bool is_frame(std::string_view text) {
  while (!text.empty()) {
    std::size_t taken =
        std::string_view(" \t()[]*-").find(text[0]) != std::string_view::npos ? 1 : 0;
    for (const std::string_view bracket : {"【", "】", "（", "）", "〔", "〕"}) {
      if (text.substr(0, bracket.size()) == bracket) taken = bracket.size();
    }
    if (taken == 0) return false;
    text.remove_prefix(taken);
  }
  return true;
}

class MarkLine final : public Validator {
 public:
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const LineContext& context = hit.context;
    const std::string_view before = context.line.substr(0, context.begin);
    const std::string_view after = context.line.substr(context.end);
    if (!is_frame(before) || !is_frame(after)) return {Standing::no, {}, {}};
    Assessment out{Standing::yes, {{"intl-mark-line", 40, {}}}, {}};
    if (context.repeats_on_pages) out.reasons.push_back({"mark-repeated", 10, {}});
    return out;
  }
};

class MarkPortion final : public Validator {
 public:
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const LineContext& context = hit.context;
    const std::string_view before = context.line.substr(0, context.begin);
    const std::string_view after = context.line.substr(context.end);
    const bool opens = before.find_first_not_of(" \t") == std::string_view::npos;
    if (!opens || after.find_first_not_of(" \t") == std::string_view::npos) {
      return {Standing::no, {}, {}};
    }
    return {Standing::yes, {{"intl-mark-portion", 30, {}}}, {}};
  }
};

}  // namespace

MadeValidator make_mark_line(RuleData&) {
  return std::unique_ptr<const Validator>(std::make_unique<MarkLine>());
}
MadeValidator make_mark_portion(RuleData&) {
  return std::unique_ptr<const Validator>(std::make_unique<MarkPortion>());
}

}  // namespace mishen::intl
