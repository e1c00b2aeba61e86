// The arguments of the small commands: options taken out by name, the rest are what they are about.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/result.h"

namespace mishen {

class ArgumentList {
 public:
  explicit ArgumentList(std::span<const std::string> arguments)
      : words_(arguments.begin(), arguments.end()) {}

  // Every value given to "--name VALUE" or "--name=VALUE" before "--", in order, taken out. One
  // without a value is told by error().
  std::vector<std::string> values(std::string_view name);
  // The last of them; empty: none.
  std::string value(std::string_view name);
  // "--name" was there, and is taken out.
  bool flag(std::string_view name);

  // What is left, as it stands: for another parser.
  [[nodiscard]] const std::vector<std::string>& rest() const { return words_; }
  // What is left as names: without "--", and an option that nobody took is an error which names the
  // nearest of `known`.
  Result<std::vector<std::string>> names(std::span<const std::string_view> known) const;
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  std::vector<std::string> words_;
  std::optional<Error> error_;
};

}  // namespace mishen
