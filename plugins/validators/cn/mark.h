// A state-secret mark as an object: what DOMAIN's grammar (1.2) reads out of 机密★20年.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mishen::cn {

enum class Level { secret_3, secret_2, secret_1 };  // 秘密, 机密, 绝密

struct Mark {
  Level level = Level::secret_3;
  bool graded = false;   // 机密级
  bool starred = false;  // a star, or something standing for it, follows the level

  enum class Term { none, forever, span, date, condition };
  Term term = Term::none;
  std::u32string term_text;  // without spaces
  int months = 0;            // of a span in years or months

  std::size_t length = 0;  // code points read
};

// Reads a mark at the start of `text`; empty if no level stands there. Spaces between its parts are
// read over. '*' and '·' are stars only before a term. A term without a star (机密20年: the star
// got lost when the file was made; 秘密(1年), 秘密:1年) is read when it is a span or 长期.
[[nodiscard]] std::optional<Mark> read_mark(std::u32string_view text);

// 绝密 机密 秘密.
[[nodiscard]] std::u32string_view name(Level level);

// The longest term the law allows a level, in months (保守国家秘密法 art. 20: 30, 20, 10 years).
[[nodiscard]] int longest_months(Level level);

// The day a term that began on `from` ("2024-05-06") has run out, "2025-05-06"; empty for a
// condition, for 长期 and for a term in days. A mark with a star and no term holds as long as its
// level may.
[[nodiscard]] std::string end_of_term(const Mark& mark, std::string_view from);

// The term read at the start of `text`, for marks of other kinds (核心商密★5年): sets term,
// term_text and months, returns the code points read, 0 if there is no term.
[[nodiscard]] std::size_t read_term(std::u32string_view text, Mark& mark);

[[nodiscard]] bool is_star(char32_t c);

}  // namespace mishen::cn
