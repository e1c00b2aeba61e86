#include "scanner/git/environment.h"

#include <utility>

namespace mishen::git {
namespace {

bool is_octal(char c) { return c >= '0' && c <= '7'; }

// Takes one quoted name off `rest`, which begins with the quote.
std::string take_quoted(std::string_view& rest) {
  std::string out;
  rest.remove_prefix(1);
  while (!rest.empty() && rest.front() != '"') {
    if (rest.front() != '\\' || rest.size() < 2) {
      out += rest.front();
      rest.remove_prefix(1);
      continue;
    }
    rest.remove_prefix(1);
    if (rest.size() >= 3 && is_octal(rest[0]) && is_octal(rest[1]) && is_octal(rest[2])) {
      const int value = (rest[0] - '0') * 64 + (rest[1] - '0') * 8 + (rest[2] - '0');
      out += static_cast<char>(static_cast<unsigned char>(value));
      rest.remove_prefix(3);
      continue;
    }
    constexpr std::string_view kLetters = "abfnrtv";
    constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v";
    const std::size_t letter = kLetters.find(rest.front());
    out += letter == std::string_view::npos ? rest.front() : kMeanings[letter];
    rest.remove_prefix(1);
  }
  rest.remove_prefix(rest.empty() ? 0 : 1);
  return out;
}

}  // namespace

std::vector<std::string> split_alternates(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    std::string folder;
    if (list.front() == '"') folder = take_quoted(list);
    const std::size_t colon = list.find(':');
    folder += list.substr(0, colon);
    list.remove_prefix(colon == std::string_view::npos ? list.size() : colon + 1);
    if (!folder.empty()) out.push_back(std::move(folder));
  }
  return out;
}

}  // namespace mishen::git
