#include <algorithm>
#include <utility>

#include "plugins/validators/cn/mark.h"
#include "plugins/validators/cn/mark_place.h"
#include "plugins/validators/cn/marks.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr std::size_t kLongest = 28;
constexpr std::size_t kLongestEnglish = 40;

bool is_separator(char32_t c) {
  return is_space(c) || is_star(c) ||
         std::u32string_view(U"*·.-—:：/|").find(c) != std::u32string_view::npos;
}

std::u32string_view strip(std::u32string_view text) {
  while (!text.empty() && is_separator(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_separator(text.back())) text.remove_suffix(1);
  return text;
}

bool ends_with(std::u32string_view text, std::u32string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::u32string upper(std::u32string_view text) {
  std::u32string out(text);
  for (char32_t& c : out) {
    if (c >= U'a' && c <= U'z') c -= U'a' - U'A';
  }
  return out;
}

class BusinessMark final : public Validator {
 public:
  explicit BusinessMark(std::shared_ptr<const MarkWords> words) : words_(std::move(words)) {}

  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const Window window = window_of(hit);
    Assessment out;
    if (!window.from_start || !window.to_end || inside_quotes(window.before, window.after)) {
      return out;
    }
    if (ends_with_label(window.before, *words_) && window.length() <= kLongest + 12) {
      out.reasons.push_back({"mark-label", 60, {}});
    } else if (is_english(window) || is_chinese(window)) {
      out.reasons.push_back({"mark-own-line", 60, {}});
      if (hit.context.in_cell) out.reasons.push_back({"mark-in-cell", -30, {}});
    } else {
      return out;
    }
    add_layout_reasons(hit, *words_, out.reasons);
    if (continues_line_above(hit, *words_)) {
      out.reasons.push_back({"mark-phrase", -60, {}});
    } else {
      out.standing = Standing::yes;
    }
    return out;
  }

 private:
  // STRICTLY CONFIDENTIAL alone on its line, not in small letters.
  [[nodiscard]] bool is_english(const Window& window) const {
    const std::u32string text = window.before + window.value + window.after;
    const std::u32string_view line = strip(bare(trim(text)));
    if (line.empty() || line.size() > kLongestEnglish) return false;
    const std::u32string capital = upper(line);
    return line.front() == capital.front() &&
           std::find(words_->business_english.begin(), words_->business_english.end(), capital) !=
               words_->business_english.end();
  }

  // [owner] grade [term] and nothing else.
  [[nodiscard]] bool is_chinese(const Window& window) const {
    const std::u32string text = window.before + window.value + window.after;
    if (trim(text).size() > kLongest) return false;
    std::u32string_view before = trim(window.before);
    std::u32string whole = window.value + window.after;
    if (!before.empty() && closing_bracket(before.back()) != 0) before.remove_suffix(1);
    std::u32string_view rest = trim(whole);
    const std::u32string_view grade = leading(rest, words_->business);
    if (grade.empty()) return false;
    rest = strip(rest.substr(grade.size()));
    if (!rest.empty() &&
        std::u32string_view(U")）]】〕").find(rest.front()) != std::u32string_view::npos) {
      rest = strip(rest.substr(1));
    }
    Mark term;
    rest = strip(rest.substr(read_term(rest, term)));
    return rest.empty() && is_owner(before);
  }

  [[nodiscard]] bool is_owner(std::u32string_view text) const {
    const std::u32string_view owner = strip(text);
    if (owner.empty()) return true;
    const bool parted = owner.size() < text.size();
    const bool company = ends_with(owner, U"集团") || ends_with(owner, U"公司");
    return (parted || company) && trailing(owner, words_->before_mention).empty() &&
           std::all_of(owner.begin(), owner.end(), [](char32_t c) {
             return utf8::is_han(c) || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
           });
  }

  static std::u32string_view bare(std::u32string_view text) {
    if (text.size() > 2 && closing_bracket(text.front()) == text.back()) {
      return trim(text.substr(1, text.size() - 2));
    }
    return text;
  }

  std::shared_ptr<const MarkWords> words_;
};

}  // namespace

Result<std::unique_ptr<const Validator>> make_business_mark(RuleData& data) {
  Result<std::shared_ptr<const MarkWords>> words = data.get<MarkWords>();
  if (!words) return words.error();
  return std::unique_ptr<const Validator>(std::make_unique<BusinessMark>(std::move(*words)));
}

}  // namespace mishen::cn
