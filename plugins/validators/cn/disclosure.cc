#include "plugins/validators/cn/disclosure.h"

#include <algorithm>
#include <optional>

#include "plugins/validators/cn/window.h"
#include "plugins/validators/cn/word_lists.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

enum class Openness { yes, request, no, partial, unticked };

struct Value {
  std::u32string_view word;
  Openness means;
};

// Longer words before their parts: 不公开 holds 公开.
constexpr Value kValues[] = {
    {U"删减后公开", Openness::partial}, {U"删节后公开", Openness::partial},
    {U"脱密后公开", Openness::partial}, {U"摘要后公开", Openness::partial},
    {U"部分公开", Openness::partial},   {U"依申请公开", Openness::request},
    {U"不予公开", Openness::no},        {U"免予公开", Openness::no},
    {U"免于公开", Openness::no},        {U"暂不公开", Openness::no},
    {U"内部公开", Openness::no},        {U"不公开", Openness::no},
    {U"主动公开", Openness::yes},       {U"公开发布", Openness::yes},
    {U"全文公开", Openness::yes},       {U"公开", Openness::yes},
};

constexpr std::u32string_view kTicks = U"☑☒✓✔√■●◉";
constexpr std::u32string_view kBoxes = U"□☐○〇";

bool is_in(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }

std::optional<Value> value_at(std::u32string_view text) {
  for (const Value& value : kValues) {
    if (text.substr(0, value.word.size()) == value.word) return value;
  }
  return std::nullopt;
}

// The value a text of values and boxes declares; nothing when it names several and ticks none.
std::optional<Openness> declared(std::u32string_view text) {
  std::vector<Openness> all;
  std::vector<Openness> ticked;
  bool boxes = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::optional<Value> value = value_at(text.substr(at));
    if (!value) {
      boxes = boxes || is_in(text[at], kBoxes) || is_in(text[at], kTicks);
      ++at;
      continue;
    }
    const std::size_t end = at + value->word.size();
    const bool before = at > 0 && is_in(text[at - 1], kTicks);
    const bool after = end < text.size() && is_in(text[end], kTicks) &&
                       (at == 0 || !is_in(text[at - 1], kBoxes)) && end + 1 == text.size();
    if (before || after) ticked.push_back(value->means);
    all.push_back(value->means);
    at = end;
  }
  if (ticked.size() == 1) return ticked.front();
  if (all.empty()) return std::nullopt;
  if (boxes) return ticked.empty() ? std::optional(Openness::unticked) : std::nullopt;
  return std::all_of(all.begin(), all.end(), [&](Openness one) { return one == all.front(); })
             ? std::optional(all.front())
             : std::nullopt;
}

std::size_t label_end(std::u32string_view text, const WordLists& words) {
  for (const std::u32string& label : words.of("openness-label")) {
    const std::size_t at = text.find(label);
    if (at != std::u32string_view::npos) return at + label.size();
  }
  return std::u32string_view::npos;
}

bool is_quoted(const Window& window) {
  const std::u32string_view before = trim_right(window.before);
  return !before.empty() && is_in(before.back(), U"“‘「『\"");
}

constexpr std::u32string_view kOpening = U"(（[【〔";
constexpr std::u32string_view kClosing = U")）]】〕。";

// A bracketed or bare note that is all its line holds.
bool is_own_line(const Window& window) {
  const auto only = [](std::u32string_view text, std::u32string_view brackets) {
    text = trim(text);
    return text.empty() || (text.size() == 1 && is_in(text.front(), brackets));
  };
  return window.from_start && window.to_end && only(window.before, kOpening) &&
         only(window.after, kClosing);
}

// False only where is_own_line() is: the nearest thing on a side in the same line, or the same cell
// of it, is no bracket.
bool may_be_own_line(std::string_view text, NormSpan there) {
  const auto ends_there = [](const utf8::Decoded& d) {
    return d.code_point == U'\n' || d.code_point == U'\t';
  };
  std::size_t at = there.begin;
  for (std::size_t looked = 0; at > 0; ++looked) {
    const utf8::Decoded d = utf8::decode_before(text, at);
    if (ends_there(d)) break;
    if (is_space(d.code_point) && looked < kReach) {
      at -= d.bytes;
    } else if (is_in(d.code_point, kOpening)) {
      break;
    } else {
      return false;
    }
  }
  at = there.end;
  for (std::size_t looked = 0; at < text.size(); ++looked) {
    const utf8::Decoded d = utf8::decode(text, at);
    if (ends_there(d) || is_in(d.code_point, kClosing)) break;
    if (!is_space(d.code_point) || looked == kReach) return false;
    at += d.bytes;
  }
  return true;
}

bool is_label_cell(std::string_view cell, const WordLists& words) {
  std::u32string text = squeeze(to_u32(cell, 40));
  while (!text.empty() && (text.back() == U':' || text.back() == U'：')) text.pop_back();
  const std::size_t end = label_end(text, words);
  return end == text.size() && text.size() <= 10;
}

struct Found {
  Openness value;
  const char* reason;
};
// What a place was read as, if as anything; noted for the other values of openness.
struct Declaration {
  std::optional<Found> found;
};

std::optional<Found> read(const Hit& hit, const WordLists& words) {
  const Window window = window_of(hit);
  if (is_quoted(window)) return std::nullopt;
  const std::u32string text = squeeze(window.value);
  const std::size_t label = label_end(text, words);
  if (label != std::u32string::npos) {
    if (text == U"是否公开:否" || text == U"是否公开：否") {
      return Found{Openness::no, "openness-label"};
    }
    const std::optional<Openness> value = declared(std::u32string_view(text).substr(label));
    if (!value) return std::nullopt;
    return Found{*value, "openness-label"};
  }
  const std::optional<Openness> value = declared(text);
  if (!value || !is_own_line(window)) return std::nullopt;
  if (text.find(U"件") != text.npos || text.find(U"文") == 1) return Found{*value, "openness-note"};
  // A cell that holds a value alone, under or beside its label.
  const LineContext& context = hit.context;
  const bool beside = context.row != nullptr &&
                      std::any_of(context.row->begin(), context.row->end(),
                                  [&](const auto& cell) { return is_label_cell(cell, words); });
  if (context.in_cell && (is_label_cell(context.header, words) || beside)) {
    return Found{*value, "openness-cell"};
  }
  return std::nullopt;
}

template <Openness kWanted>
class IsOpenness final : public Validator {
 public:
  explicit IsOpenness(WordLists words) : words_(std::move(words)) {
    for (const std::u32string& label : words_.of("openness-label")) {
      shortest_label_ = std::min(shortest_label_, to_utf8(label).size());
    }
  }
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const auto declared_here = [&] { return Declaration{read(hit, words_)}; };
    const std::optional<Found> found =
        (hit.notes != nullptr ? hit.notes->get<Declaration>(declared_here) : declared_here()).found;
    if (!found || found->value != kWanted) return {Standing::no, {}, {}};
    constexpr std::string_view kNames[] = {"yes", "request", "no", "partial", "unticked"};
    return {Standing::yes,
            {{found->reason, 40, {}}},
            {{"openness", std::string(kNames[static_cast<std::size_t>(kWanted)])}}};
  }
  // Without a label it fills its line.
  [[nodiscard]] bool can_stand(std::string_view text, NormSpan there) const override {
    if (may_be_own_line(text, there)) return true;
    if (there.size() <= shortest_label_) return false;
    const std::string_view value = text.substr(there.begin, there.size());
    return label_end(squeeze(to_u32(value, 2 * kReach)), words_) != std::u32string::npos;
  }

 private:
  WordLists words_;
  std::size_t shortest_label_ = std::string::npos;  // bytes
};

class ProcessTitle final : public Validator {
 public:
  explicit ProcessTitle(WordLists words) : words_(std::move(words)) {}
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    constexpr std::uint32_t kHead = 12;   // lines a title stands in
    constexpr std::size_t kLongest = 45;  // code points of a title
    const LineContext& context = hit.context;
    const Window window = window_of(hit);
    if (context.line_ordinal >= kHead || !window.from_start || !window.to_end || context.in_cell ||
        window.length() > kLongest || !ends_title(window.after) || is_sentence(window.before)) {
      return {Standing::no, {}, {}};
    }
    const std::u32string all = window.before + to_u32(context.document_title, 120);
    if (words_.any_in("not-process", all)) return {Standing::no, {}, {}};
    return {Standing::yes, {{"process-title", 40, {}}}, {}};
  }

 private:
  // Nothing behind it but a number of the issue: 会议纪要（第12期）, 会议纪要〔2024〕3号.
  static bool ends_title(std::u32string_view after) {
    after = trim(after);
    if (after.empty()) return true;
    if (after.size() == 1) return is_in(after.front(), U")）]】〕");
    return after.size() <= 14 && (is_in(after.front(), U"(（〔[第")) &&
           is_in(after.back(), U")）期号次");
  }
  static bool is_sentence(std::u32string_view before) {
    return before.find_first_of(U"。;；,，:：") != std::u32string_view::npos;
  }

  WordLists words_;
};

class RoutingSlip final : public Validator {
 public:
  [[nodiscard]] Assessment assess(const Hit& hit) const override {
    const Window window = window_of(hit);
    const std::u32string_view after = trim_left(window.after);
    const bool alone = window.from_start && trim(window.before).empty();
    const bool fills = alone && window.to_end && after.empty() && hit.context.in_cell;
    const bool field = alone && !after.empty() && (after.front() == U':' || after.front() == U'：');
    if (!fills && !field) return {Standing::no, {}, {}};
    return {Standing::yes, {{"routing-field", 30, {}}}, {}};
  }
};

template <Openness kWanted>
MadeValidator openness(RuleData& data) {
  return made_with_words<IsOpenness<kWanted>>(data, {"openness-label"});
}

}  // namespace

MadeValidator make_openness_yes(RuleData& data) { return openness<Openness::yes>(data); }
MadeValidator make_openness_request(RuleData& data) { return openness<Openness::request>(data); }
MadeValidator make_openness_no(RuleData& data) { return openness<Openness::no>(data); }
MadeValidator make_openness_partial(RuleData& data) { return openness<Openness::partial>(data); }
MadeValidator make_openness_unticked(RuleData& data) { return openness<Openness::unticked>(data); }
MadeValidator make_process_title(RuleData& data) {
  return made_with_words<ProcessTitle>(data, {"not-process"});
}
MadeValidator make_routing_slip(RuleData&) {
  return std::unique_ptr<const Validator>(std::make_unique<RoutingSlip>());
}

}  // namespace mishen::cn
