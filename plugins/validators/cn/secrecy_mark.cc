#include <algorithm>
#include <utility>

#include "plugins/validators/cn/mark.h"
#include "plugins/validators/cn/mark_place.h"
#include "plugins/validators/cn/marks.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr std::size_t kLongLine = 30;
constexpr std::size_t kRunningSentence = 25;
constexpr std::size_t kTitle = 40;
constexpr int kMark = 60;  // from here on it is a mark, below a person decides

// A candidate with its segment taken apart.
struct Read {
  Mark mark;
  Window window;
  std::u32string before;  // the segment before the mark, trimmed
  std::u32string after;   // the segment after the whole mark, trimmed on the left
  bool quoted = false;
  bool announced = false;  // as an example
  bool labelled = false;   // a label such as 密级: stands before it
};

bool is_bracketed(const Read& read) {
  return !read.before.empty() && !read.after.empty() &&
         closing_bracket(read.before.back()) == read.after.front() && read.after.front() != 0;
}

// 份号 before a mark on the same line: 000012, No.12, 第12号.
bool is_copy_number(std::u32string_view text) {
  std::u32string bare = squeeze(text);
  for (const std::u32string_view prefix : {U"份号", U"No.", U"NO.", U"№", U"第"}) {
    if (bare.substr(0, prefix.size()) == prefix) {
      bare.erase(0, prefix.size());
      break;
    }
  }
  bare.erase(std::remove_if(bare.begin(), bare.end(),
                            [](char32_t c) { return c == U':' || c == U'：' || c == U'号'; }),
             bare.end());
  return !bare.empty() && bare.size() <= 6 &&
         std::all_of(bare.begin(), bare.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

// Nothing but handling, urgency and English stamps.
bool is_tail(std::u32string_view text, const MarkWords& words) {
  while (!(text = trim_left(text)).empty()) {
    std::u32string_view taken = leading(text, words.handling);
    if (taken.empty()) taken = leading(text, words.urgency);
    if (taken.empty()) taken = leading(text, words.stamp);
    if (taken.empty()) return false;
    text.remove_prefix(taken.size());
  }
  return true;
}

// The mark is all that its line or cell holds.
bool is_own_line(const Read& read, const MarkWords& words) {
  if (read.quoted || !read.window.from_start || !read.window.to_end) return false;
  std::u32string_view before = read.before;
  std::u32string_view after = read.after;
  if (is_bracketed(read)) {
    before = trim_right(before.substr(0, before.size() - 1));
    after = trim_left(after.substr(1));
  }
  if (!before.empty() && !is_copy_number(before)) return false;
  if (!read.mark.starred && read.mark.term == Mark::Term::none) {
    const std::u32string_view document = leading(after, words.document);
    if (document.size() == after.size()) return true;
  }
  return is_tail(after, words);
}

// [机密] opens its paragraph, or (秘密) closes a title.
bool is_portion(const Read& read) {
  if (!is_bracketed(read)) return false;
  const std::u32string_view before =
      trim_right(std::u32string_view(read.before).substr(0, read.before.size() - 1));
  const std::u32string_view after = trim(std::u32string_view(read.after).substr(1));
  if (before.empty()) return read.window.from_start;
  const bool title = after.empty() && read.window.to_end && read.window.from_start &&
                     read.window.length() <= kTitle;
  return title && before.find_first_of(U"。;；!！?？") == std::u32string_view::npos;
}

// 机密20年某某省人民政府文件: the star got lost and the red head is glued on.
bool is_lost_star_before_head(const Read& read, const MarkWords& words) {
  return !read.mark.starred && read.mark.term == Mark::Term::span && read.before.empty() &&
         read.window.from_start && read.window.to_end && read.window.length() <= kTitle &&
         !trailing(trim_right(read.after), words.issuer_end).empty();
}

// Several levels in one segment (绝密、机密、秘密 or boxes to tick): it names what there is.
bool is_enumeration(const Read& read) {
  constexpr std::u32string_view kFirst = U"绝机秘絕機祕";
  const std::u32string rest = squeeze(read.before) + U'|' + squeeze(read.after);
  for (std::size_t at = rest.find(U'密', 1); at != rest.npos; at = rest.find(U'密', at + 1)) {
    const std::u32string_view level = std::u32string_view(rest).substr(at - 1, 2);
    if (kFirst.find(level[0]) != kFirst.npos && level != name(read.mark.level)) return true;
  }
  return false;
}

// 秘密★1年、机密★20年: marks told one after the other, parted as words of a list are.
bool is_one_of_several(const Read& read) {
  const auto parts = [](char32_t c) {
    return c == U'、' || c == U'或' || c == U'和' || c == U'及';
  };
  const std::u32string_view before = read.before;
  const bool listed = (!before.empty() && parts(before.back())) ||
                      (!read.after.empty() && parts(read.after.front()));
  return listed && is_enumeration(read);
}

bool is_unticked(const Read& read) {
  const auto box = [](char32_t c) { return c == U'□' || c == U'☐' || c == U'○' || c == U'〇'; };
  return (!read.before.empty() && box(read.before.back())) ||
         (!read.after.empty() && box(read.after.front()));
}

bool is_training_title(std::string_view title, const MarkWords& words) {
  const std::u32string text = squeeze(to_u32(title, 200));
  return std::any_of(words.training_title.begin(), words.training_title.end(),
                     [&](const std::u32string& word) { return text.find(word) != text.npos; });
}

class SecrecyMark final : public Validator {
 public:
  explicit SecrecyMark(std::shared_ptr<const MarkWords> words) : words_(std::move(words)) {}

  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    if (is_telegram(hit.value)) return telegram(hit);
    Read read;
    read.window = window_of(hit);
    const std::u32string text = read.window.value + read.window.after;
    const std::optional<Mark> mark = read_mark(text);
    if (!mark) return {Standing::no, {}, {}};
    read.mark = *mark;
    const std::u32string_view rest = std::u32string_view(text).substr(mark->length);
    if (inside_document_number(rest)) return {Standing::no, {}, {}};
    read.before = trim(read.window.before);
    read.after = trim_left(rest);
    // A page breaks its lines anywhere: what shows the mark may stand at the end of the line above.
    const std::u32string said = paragraph_window_of(hit).before;
    read.quoted = inside_quotes(trim(said), read.after);
    read.announced = announced_as_example(trim(said), *words_);
    read.labelled = ends_with_label(read.window.before, *words_);
    return weigh(hit, read);
  }

 private:
  // Document numbers of cipher telegrams: 密电〔2011〕3号.
  static bool is_telegram(std::string_view value) {
    for (const std::string_view word : {"密电", "密传", "密发电", "密码电报"}) {
      if (value.find(word) != std::string_view::npos) return true;
    }
    return false;
  }

  // A telegram's document number counts anywhere, the bare word only as a heading.
  [[nodiscard]] Assessment telegram(const Hit& hit) const {
    const Window window = window_of(hit);
    const bool numbered = hit.value.find("号") != std::string_view::npos;
    const bool alone = window.from_start && window.to_end && trim(window.before).empty() &&
                       trim(window.after).empty();
    if (!numbered && !alone) return {Standing::no, {}, {}};
    Assessment out;
    out.standing = Standing::yes;
    out.reasons.push_back({"mark-telegram", 60, {}});
    add_layout_reasons(hit, *words_, out.reasons);
    return out;
  }

  [[nodiscard]] Assessment weigh(const Hit& hit, const Read& read) const {
    Assessment out;
    const bool own_line = add_for(hit, read, out.reasons);
    // The head of a paper says nothing about a mark that is only shown, or told of other papers.
    const bool shown = is_shown(read);
    const bool listed = in_list_of_documents(hit);
    if (!out.reasons.empty() && !shown && !listed) add_layout_reasons(hit, *words_, out.reasons);
    if (shown) out.reasons.push_back({"mark-shown", -60, {}});
    if (listed) out.reasons.push_back({"mark-list-column", -30, {}});
    if (!own_line) add_against(hit, read, out.reasons);
    int points = 0;
    for (const Reason& reason : out.reasons) points += reason.points;
    out.standing = points >= kMark ? Standing::yes : Standing::unknown;
    describe(read.mark, out);
    if (!shown && !listed && !out.reasons.empty()) reckon(read.mark, hit.context, out);
    return out;
  }

  // How long the mark holds, by the date the document bears; an end is said, never taken as leave
  // to publish (DOMAIN 1.1).
  static void reckon(const Mark& mark, const LineContext& context, Assessment& out) {
    const std::string end = end_of_term(mark, context.document_date);
    if (end.empty()) return;
    if (!context.document_date.empty()) {
      out.attributes.emplace_back("document-date", context.document_date);
    }
    out.attributes.emplace_back("expires", end);
    const bool over = !context.today.empty() && end < context.today;
    if (over) out.attributes.emplace_back("expired", "yes");
    out.reasons.push_back({over ? "mark-expired" : "mark-expires", 0, {{"day", end}}});
  }

  // Signals that speak for a mark; returns whether the mark is all its line holds.
  bool add_for(const Hit& hit, const Read& read, std::vector<Reason>& out) const {
    if (read.mark.starred) {
      out.push_back({"mark-star", 50, {}});
      if (read.mark.term != Mark::Term::none) out.push_back({"mark-term", 30, {}});
    }
    const bool continued = continues_phrase(hit, read);
    const bool own_line = !continued && is_own_line(read, *words_);
    if (own_line) {
      out.push_back({"mark-own-line", 60, {}});
    } else if (is_lost_star_before_head(read, *words_)) {
      out.push_back({"mark-star-lost", 60, {}});
    }
    if (read.labelled) out.push_back({"mark-label", 60, {}});
    if (!own_line && !read.quoted && is_portion(read)) out.push_back({"mark-portion", 60, {}});
    return own_line;
  }

  // A narrow cell or column broke 属于国家|秘密 over two lines.
  [[nodiscard]] bool continues_phrase(const Hit& hit, const Read& read) const {
    return !read.mark.starred && read.before.empty() && continues_line_above(hit, *words_);
  }

  // In quotes, as an example, as an option of a quiz; a label outweighs the words of an example.
  [[nodiscard]] static bool is_shown(const Read& read) {
    return read.quoted || (!read.labelled && read.announced);
  }

  void add_against(const Hit& hit, const Read& read, std::vector<Reason>& out) const {
    if (read.mark.starred) {
      against_starred(hit, read, out);
    } else {
      against_bare(hit, read, out);
    }
  }

  void against_starred(const Hit& hit, const Read& read, std::vector<Reason>& out) const {
    // 工作秘密★3年, 商业秘密★5年 are marks of another kind.
    constexpr std::u32string_view kOtherKinds[] = {U"工作", U"商业", U"企业", U"公司"};
    for (const std::u32string_view kind : kOtherKinds) {
      if (read.before.size() >= kind.size() &&
          read.before.compare(read.before.size() - kind.size(), kind.size(), kind) == 0) {
        out.push_back({"mark-other-kind", -60, {}});
      }
    }
    if (is_one_of_several(read)) out.push_back({"mark-enumeration", -60, {}});
    const bool cell = hit.context.in_cell || read.window.tabbed;
    if (!cell && !read.before.empty() && read.window.length() > kRunningSentence) {
      out.push_back({"mark-in-sentence", -40, {}});
    }
  }

  void against_bare(const Hit& hit, const Read& read, std::vector<Reason>& out) const {
    const bool portion = is_portion(read);
    const bool lost_star = is_lost_star_before_head(read, *words_);
    if (is_enumeration(read) || is_unticked(read)) out.push_back({"mark-enumeration", -60, {}});
    if (!lost_star && runs_on(read)) out.push_back({"mark-in-word", -60, {}});
    if (!read.labelled && !trailing(read.before, words_->before_mention).empty()) {
      out.push_back({"mark-phrase", -60, {}});
    }
    const std::u32string_view tail = trim_right(read.window.after);
    const bool ends = read.window.to_end && !tail.empty() &&
                      std::u32string_view(U"。；;").find(tail.back()) != std::u32string_view::npos;
    if (!read.labelled && !portion && (ends || read.window.length() > kLongLine)) {
      out.push_back({"mark-in-sentence", -40, {}});
    }
    if (is_training_title(hit.context.document_title, *words_)) {
      out.push_back({"mark-training-text", -20, {}});
    }
  }

  // The level goes straight on into another word: 秘密投票, 机密级的.
  static bool runs_on(const Read& read) {
    const std::u32string text = read.window.value + read.window.after;
    const std::u32string_view rest = std::u32string_view(text).substr(
        read.mark.term == Mark::Term::none ? read.mark.length : level_length(text));
    const std::u32string_view next = trim_left(rest);
    if (next.empty()) return false;
    const bool joined = next.size() == rest.size();
    return (joined && utf8::is_han(next.front())) || next.front() == U'、';
  }

  static std::size_t level_length(std::u32string_view text) {
    const std::size_t at = text.find(U'密');
    return at == std::u32string_view::npos ? text.size() : at + 1;
  }

  // A column 密级 speaks about other documents.
  [[nodiscard]] bool in_list_of_documents(const Hit& hit) const {
    const std::u32string header = squeeze(to_u32(hit.context.header, 60));
    return hit.context.in_cell && !header.empty() &&
           leading(header, words_->label).size() == header.size();
  }

  static void describe(const Mark& mark, Assessment& out) {
    out.attributes.emplace_back("level", to_utf8(name(mark.level)));
    if (mark.term == Mark::Term::none) return;
    constexpr std::string_view kKinds[] = {"", "forever", "period", "date", "condition"};
    out.attributes.emplace_back("term", to_utf8(mark.term_text));
    out.attributes.emplace_back("term-kind", kKinds[static_cast<std::size_t>(mark.term)]);
    if (mark.months > longest_months(mark.level)) {
      out.reasons.push_back({"mark-term-too-long", 0, {{"level", to_utf8(name(mark.level))}}});
      out.attributes.emplace_back("anomaly", "term-too-long");
    }
    if (mark.term_text.find(U"启用") != std::u32string::npos) {
      out.attributes.emplace_back("subtype", "exam");
      out.reasons.push_back({"mark-exam", 0, {}});
    }
  }

  std::shared_ptr<const MarkWords> words_;
};

}  // namespace

Result<std::unique_ptr<const Validator>> make_secrecy_mark(RuleData& data) {
  Result<std::shared_ptr<const MarkWords>> words = data.get<MarkWords>();
  if (!words) return words.error();
  return std::unique_ptr<const Validator>(std::make_unique<SecrecyMark>(std::move(*words)));
}

}  // namespace mishen::cn
