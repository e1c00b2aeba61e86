// Words near a match that speak for it or against it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/judge/validator.h"
#include "scanner/rulebook/rule.h"

namespace mishen {

// A label as it is compared: without white space (姓 名 is 姓名), ASCII letters in lower case.
struct ClueWord {
  std::u32string_view letters;
  std::string_view as_written;  // in the rule
  std::uint32_t clue = 0;       // index into Rule::clues
};

// The words of one rule's clues, made once for each rule that has candidates; the rule must outlive
// it. Immutable.
class ClueBook {
 public:
  explicit ClueBook(const Rule& rule);
  ClueBook(const ClueBook&) = delete;  // its words point into it
  ClueBook& operator=(const ClueBook&) = delete;
  [[nodiscard]] const Rule& rule() const { return *rule_; }
  [[nodiscard]] const std::vector<ClueWord>& words() const { return words_; }
  // The farthest any clue looks, in code points.
  [[nodiscard]] std::uint32_t before() const { return before_; }
  [[nodiscard]] std::uint32_t after() const { return after_; }
  [[nodiscard]] bool header() const { return header_; }

 private:
  const Rule* rule_;
  std::u32string letters_;  // of all words
  std::vector<ClueWord> words_;
  std::uint32_t before_ = 0, after_ = 0;
  bool header_ = false;
};

// Where words may stand. All folded.
struct ClueTexts {
  std::string_view before;  // the passage up to the match
  std::string_view after;   // the passage behind it
  // What stands in for `before` when that has no clue (see Rule::clues); asked for only then.
  std::function<std::string()> label;
  std::string_view header;  // of the column
};

struct ClueVerdict {
  std::vector<Reason> reasons;
  Severity cap = Severity::block;
};

// Each clue counts once, at its nearest word. Of words that lie in one another the longest counts.
// A lowering word counts only if no raising one is nearer on its side, and one in the header only
// if no raising one stands in the header or before the match. Costs the rule's windows, not the
// texts.
[[nodiscard]] ClueVerdict weigh_clues(const ClueBook& book, const ClueTexts& texts);

}  // namespace mishen
