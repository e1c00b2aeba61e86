#include <algorithm>
#include <optional>
#include <utility>

#include "plugins/validators/cn/mark.h"
#include "plugins/validators/cn/mark_place.h"
#include "plugins/validators/cn/marks.h"

namespace mishen::cn {
namespace {

constexpr std::size_t kLongest = 30;  // of a line that is an internal mark
constexpr std::size_t kTitle = 50;    // of a title that a bracket closes
constexpr int kForm = 60;
constexpr int kCareAlone = 40;  // 注意保存: a person decides
constexpr int kWeakInCell = -30;

// What words of handling a text consists of.
struct Handling {
  bool strong = false;  // 内部资料, 不得外传
  bool weak = false;    // 内部: alone it may be anything
  bool care = false;    // 注意保存, 不得转载: alone it is a receipt's or a copyright line's
};

// Reads a text that must consist of words of handling and separators alone.
class HandlingReader {
 public:
  HandlingReader(std::u32string_view text, const MarkWords& words) : text_(text), words_(words) {}

  // The words found, if they are all there is (and at least one).
  std::optional<Handling> read() {
    skip_prefix();
    while (!text_.empty()) {
      if (is_separator(text_.front())) {
        text_.remove_prefix(1);
      } else if (!word_of_handling() && !forbids() && !distribution()) {
        return std::nullopt;
      }
    }
    return found_.strong || found_.weak || found_.care ? std::optional(found_) : std::nullopt;
  }

 private:
  static bool is_separator(char32_t c) {
    return std::u32string_view(U" ,，、;；。.!！·:：-—/").find(c) != std::u32string_view::npos;
  }
  bool take(std::u32string_view word) {
    if (word.empty() || text_.substr(0, word.size()) != word) return false;
    text_.remove_prefix(word.size());
    return true;
  }
  bool take_any(const MarkWords::List& list) { return take(leading(text_, list)); }

  void skip_prefix() {
    for (const std::u32string_view word :
         {U"此件", U"本件", U"本文件", U"本资料", U"本材料", U"此文件"}) {
      if (take(word)) break;
    }
    for (const std::u32string_view word : {U"属于", U"属", U"为", U"系"}) {
      if (take(word)) break;
    }
  }
  // The longest word of any list: 内部资料 before 内部.
  bool word_of_handling() {
    const std::u32string_view strong = leading(text_, words_.internal_strong);
    const std::u32string_view weak = leading(text_, words_.internal_weak);
    const std::u32string_view care = leading(text_, words_.internal_care);
    const std::u32string_view neutral = leading(text_, words_.internal_neutral);
    const std::size_t longest = std::max({strong.size(), weak.size(), care.size(), neutral.size()});
    if (longest == 0) return false;
    text_.remove_prefix(longest);
    if (strong.size() == longest) {
      found_.strong = true;
      skip_term();
    } else if (weak.size() == longest) {
      found_.weak = true;
    } else if (care.size() == longest) {
      found_.care = true;
    }
    return true;
  }
  // A mark of work secrets may carry a star and a term: 工作秘密★3年.
  void skip_term() {
    if (text_.empty() || !(is_star(text_.front()) || text_.front() == U'*')) return;
    text_.remove_prefix(1);
    Mark term;
    text_.remove_prefix(read_term(text_, term));
  }
  // 不得翻印、复印, 严禁以任何形式外传.
  bool forbids() {
    const std::u32string_view start = text_;
    if (!take_any(words_.internal_forbid)) return false;
    for (const std::u32string_view adverb :
         {U"擅自", U"随意", U"以任何形式", U"以任何方式", U"对外"}) {
      if (forbidden().empty()) take(adverb);
    }
    bool any = false;
    for (std::u32string_view word = forbidden(); !word.empty(); word = forbidden()) {
      const bool care = leading(text_, words_.internal_forbidden) != word;
      (care ? found_.care : found_.strong) = true;
      take(word);
      any = true;
      const std::u32string_view joint = text_;
      const bool joined = take(U"、") || take(U"和") || take(U"或") || take(U"及") || take(U"与");
      if (joined && forbidden().empty()) text_ = joint;
    }
    if (!any) text_ = start;
    return any;
  }
  // The longest deed that may be forbidden here.
  [[nodiscard]] std::u32string_view forbidden() const {
    const std::u32string_view strong = leading(text_, words_.internal_forbidden);
    const std::u32string_view care = leading(text_, words_.internal_forbidden_care);
    return strong.size() >= care.size() ? strong : care;
  }
  // 发至县团级: a note of distribution restricts who may read.
  bool distribution() {
    const std::u32string_view start = text_;
    if (!take(U"发至") && !take(U"发到") && !take(U"印发至") && !take(U"传达至")) return false;
    bool any = false;
    while (take_any(words_.internal_reader)) {
      any = true;
      take(U"以上");
      take(U"、");
    }
    if (any) {
      found_.strong = true;
    } else {
      text_ = start;
    }
    return any;
  }

  std::u32string_view text_;
  const MarkWords& words_;
  Handling found_;
};

// The segment, split where a bracket stands at one of its ends.
struct Parts {
  std::u32string title;    // outside the bracket
  std::u32string bracket;  // inside
};

std::optional<Parts> closing_part(const std::u32string& text) {
  if (text.size() < 3) return std::nullopt;
  for (std::size_t open = text.size() - 1; open-- > 0;) {
    if (closing_bracket(text[open]) == 0) continue;
    if (closing_bracket(text[open]) != text.back()) return std::nullopt;
    return Parts{text.substr(0, open), text.substr(open + 1, text.size() - open - 2)};
  }
  return std::nullopt;
}

std::optional<Parts> opening_part(const std::u32string& text) {
  const char32_t wanted = text.empty() ? 0 : closing_bracket(text.front());
  const std::size_t close = wanted == 0 ? std::u32string::npos : text.find(wanted);
  if (close == std::u32string::npos) return std::nullopt;
  return Parts{text.substr(close + 1), text.substr(1, close - 1)};
}

class InternalMark final : public Validator {
 public:
  explicit InternalMark(std::shared_ptr<const MarkWords> words) : words_(std::move(words)) {}

  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const Window window = window_of(hit);
    Assessment out;
    // The end of a sentence that a page broke (…严格保密|，严禁泄露。) is no line of its own.
    if (!window.from_start || !window.to_end || hit.context.continues ||
        inside_quotes(window.before, window.after)) {
      return out;
    }
    const std::u32string text = squeeze(window.before + window.value + window.after);
    add_form(hit, window, text, out.reasons);
    if (out.reasons.empty()) return out;
    add_layout_reasons(hit, *words_, out.reasons);
    if (continues_line_above(hit, *words_)) {
      out.reasons.push_back({"mark-phrase", -60, {}});
    } else {
      out.standing = Standing::yes;
    }
    return out;
  }

 private:
  // Which of the forms of an internal mark the segment has, if any.
  void add_form(const Hit& hit, const Window& window, const std::u32string& text,
                std::vector<Reason>& out) const {
    if (ends_with_label(window.before, *words_) &&
        HandlingReader(squeeze(window.value + window.after), *words_).read()) {
      out.push_back({"mark-label", 60, {}});
      return;
    }
    if (text.size() <= kLongest) {
      if (const std::optional<Handling> all = read_line(text)) {
        const bool care_alone = !all->strong && !all->weak;
        out.push_back({"mark-own-line", care_alone ? kCareAlone : kForm, {}});
        if (!all->strong && hit.context.in_cell) out.push_back({"mark-in-cell", kWeakInCell, {}});
        return;
      }
    }
    if (text.size() > kTitle) return;
    for (const std::optional<Parts>& parts : {closing_part(text), opening_part(text)}) {
      if (parts && qualifies_title(*parts)) {
        out.push_back({"mark-portion", kForm, {}});
        return;
      }
    }
  }

  // The whole line, with or without brackets round it.
  [[nodiscard]] std::optional<Handling> read_line(std::u32string_view text) const {
    if (text.size() > 2 && closing_bracket(text.front()) == text.back()) {
      text = text.substr(1, text.size() - 2);
    }
    return HandlingReader(text, *words_).read();
  }

  // A bracket of handling beside a title; 内部 alone only where the title is a document's.
  [[nodiscard]] bool qualifies_title(const Parts& parts) const {
    const std::optional<Handling> words = HandlingReader(parts.bracket, *words_).read();
    if (!words || parts.title.find_first_of(U"。;；") != std::u32string::npos) return false;
    return words->strong || !trailing(parts.title, words_->document_type).empty();
  }

  std::shared_ptr<const MarkWords> words_;
};

}  // namespace

Result<std::unique_ptr<const Validator>> make_internal_mark(RuleData& data) {
  Result<std::shared_ptr<const MarkWords>> words = data.get<MarkWords>();
  if (!words) return words.error();
  return std::unique_ptr<const Validator>(std::make_unique<InternalMark>(std::move(*words)));
}

}  // namespace mishen::cn
