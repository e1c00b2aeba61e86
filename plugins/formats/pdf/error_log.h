// What poppler says while it works. It prints an error and goes on with text lost, so its errors
// are the only witness of many losses; each becomes a coverage gap of its page unless it is known
// to concern looks alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugins/formats/pdf/page_content.h"

namespace mishen::pdf {

class ErrorLog {
 public:
  // Takes poppler's message. Anything it quotes from the file is cut off before it is kept.
  void add(std::string_view message);

  // The errors since the last call, at most one of a kind.
  [[nodiscard]] std::vector<PageError> take();

 private:
  std::vector<PageError> errors_;
};

// poppler has one error callback for the process, without an argument. While a Listening lives,
// errors of the thread that made it go to its log; they nest, and end in that thread.
class Listening {
 public:
  explicit Listening(ErrorLog& log);
  ~Listening();
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

 private:
  ErrorLog* before_;
};

// What the callback does.
void report_error(std::string_view message);

// True when `message` concerns how a page looks (colours, fonts' own data, link targets), never
// which text it holds.
[[nodiscard]] bool concerns_looks_only(std::string_view message);

// `message` up to the first thing in it that may come from the file.
[[nodiscard]] std::string without_quotes(std::string_view message);

}  // namespace mishen::pdf
