#include "scanner/git/message.h"

#include <algorithm>
#include <array>
#include <vector>

namespace mishen::git {
namespace {

constexpr std::array<std::string_view, 4> kIds = {"tree", "parent", "object", "type"};
constexpr std::array<std::string_view, 3> kPeople = {"author", "committer", "tagger"};
constexpr std::string_view kBlank = " \t\r\n";

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

bool is_one_of(std::string_view word, const auto& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

// "Zhang San <zhang@example.com> 1700000000 +0800": what is not the address and not the date.
std::string_view name_of(std::string_view person) {
  return trimmed(person.substr(0, person.find('<')));
}

}  // namespace

std::string said_by(std::string_view raw) {
  std::vector<std::string_view> names;
  std::string others;
  while (!raw.empty()) {
    const std::string_view line = take_line(raw);
    if (line.empty()) break;
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string_view key = line.substr(0, space);
    if (is_one_of(key, kPeople)) {
      const std::string_view name = name_of(line.substr(space));
      if (!name.empty() && !is_one_of(name, names)) names.push_back(name);
    } else if (!is_one_of(key, kIds)) {
      others.append(trimmed(line.substr(space))) += '\n';
    }
  }
  std::string out(raw);
  if (trimmed(out).empty() && trimmed(others).empty()) return {};
  if (!out.empty() && out.back() != '\n') out += '\n';
  out += '\n';
  for (const std::string_view name : names) out.append(name) += '\n';
  return out + others;
}

}  // namespace mishen::git
