#include "plugins/validators/cn/person.h"

#include <algorithm>
#include <functional>

#include "plugins/validators/cn/table.h"
#include "plugins/validators/cn/window.h"
#include "scanner/base/letter_set.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

constexpr std::size_t kLongestName = 16;    // code points, with dots
constexpr std::size_t kLongestSurname = 4;  // of a name without dots, which has no more

bool contains_any(std::u32string_view text, const std::vector<std::u32string>& words) {
  const LetterSet there(text);
  return std::any_of(words.begin(), words.end(), [&](const std::u32string& word) {
    return there.may_hold(word) && text.find(word) != std::u32string_view::npos;
  });
}

// An identity number, whole or masked: 15 or 18 characters, at least 6 of them digits.
bool is_identity_number(std::string_view text) {
  if (text.size() > 80) return false;
  const std::u32string number = squeeze(to_u32(text));
  if (number.size() != 15 && number.size() != 18) return false;
  std::size_t digits = 0;
  for (const char32_t c : number) {
    if (c >= U'0' && c <= U'9') {
      ++digits;
    } else if (std::u32string_view(U"*xX×●○■□█#").find(c) == std::u32string_view::npos) {
      return false;
    }
  }
  return digits >= 6;
}

}  // namespace

Result<Persons> Persons::load(const std::string& data_folder) {
  Result<std::vector<Row>> rows = read_table(data_folder, "cn-person-words.tsv", "kind\twords");
  if (!rows) return rows.error();
  Persons out;
  for (const Row& row : *rows) {
    auto& list = row[0] == "surname" ? out.surnames_
                 : row[0] == "role"  ? out.roles_
                 : row[0] == "call"  ? out.calls_
                 : row[0] == "label" ? out.name_labels_
                                     : out.not_names_;
    add_words(row[1], list);
  }
  std::sort(out.surnames_.begin(), out.surnames_.end());
  if (out.surnames_.empty() || out.roles_.empty()) {
    return Error{
        ErrorKind::rule, data_folder + "/cn-person-words.tsv", {"error.rule-data-damaged", {}}};
  }
  return out;
}

// The longest surname `name` begins with; empty: none.
std::u32string_view Persons::surname_of(std::u32string_view name) const {
  for (std::size_t size = std::min(name.size(), kLongestSurname); size > 0; --size) {
    const std::u32string_view begin = name.substr(0, size);
    if (std::binary_search(surnames_.begin(), surnames_.end(), begin, std::less<>())) return begin;
  }
  return {};
}

bool Persons::is_name(std::string_view text) const {
  if (text.size() > 60) return false;
  const std::u32string name = squeeze(to_u32(text));
  const std::size_t dot = name.find(U'·');
  if (dot != std::u32string::npos) {
    return dot > 0 && dot + 1 < name.size() && name.size() <= 16 &&
           std::all_of(name.begin(), name.end(),
                       [](char32_t c) { return utf8::is_han(c) || c == U'·'; });
  }
  if (name.size() < 2 || name.size() > 4) return false;
  if (!std::all_of(name.begin(), name.end(), utf8::is_han)) return false;
  const std::u32string_view surname = surname_of(name);
  if (surname.empty() || surname.size() == name.size()) return false;
  if (name.size() == 4 && surname.size() < 2) return false;
  return !contains_any(name, not_names_);
}

bool Persons::has_role(std::u32string_view before, std::u32string_view after) const {
  constexpr std::size_t kBehind = 12;  // 13800138000（学生家长）
  if (contains_any(after.substr(0, kBehind), roles_)) return true;
  std::size_t last = std::u32string_view::npos;
  const LetterSet there(before);
  for (const std::u32string& role : roles_) {
    if (!there.may_hold(role)) continue;
    const std::size_t at = before.rfind(role);
    if (at != std::u32string_view::npos && (last == std::u32string_view::npos || at > last))
      last = at;
  }
  // 学生家长如有疑问请拨打 …: an office's number, for them to call.
  return last != std::u32string_view::npos && !contains_any(before.substr(last), calls_);
}

PersonSign Persons::near(const Hit& hit) const {
  const LineContext& context = hit.context;
  const Window window = paragraph_window_of(hit);
  if (has_role(window.before, window.after)) return PersonSign::role;
  if (!context.in_cell && !window.tabbed) return PersonSign::none;
  for (const std::string_view line :
       {context.before[0], context.before[1], context.after[0], context.after[1]}) {
    if (is_name(line) || is_identity_number(line)) return PersonSign::name_in_row;
  }
  if (context.row != nullptr) {
    for (const std::string& cell : *context.row) {
      if (is_name(cell) || is_identity_number(cell)) return PersonSign::name_in_row;
    }
  }
  return PersonSign::none;
}

bool Persons::has_name_in_row(const Hit& hit) const {
  return hit.context.row != nullptr && std::any_of(hit.context.row->begin(), hit.context.row->end(),
                                                   [this](const std::string& cell) {
                                                     // 扎西多吉 has no surname; the number beside
                                                     // it is a person's all the same.
                                                     return is_name(cell) ||
                                                            is_identity_number(cell.substr(0, 18));
                                                   });
}

bool Persons::has_labelled_name(std::u32string_view text) const {
  return !labelled_name(text).empty();
}

std::u32string Persons::labelled_name(std::u32string_view text) const {
  std::u32string found;
  std::size_t last = 0;
  const LetterSet there(text);
  for (const std::u32string& label : name_labels_) {
    if (!there.may_hold(label)) continue;
    for (std::size_t at = text.find(label); at != std::u32string_view::npos;
         at = text.find(label, at + 1)) {
      std::u32string_view rest = trim_left(text.substr(at + label.size()));
      const bool colon = !rest.empty() && (rest.front() == U':' || rest.front() == U'：');
      if (colon) rest = trim_left(rest.substr(1));
      std::size_t run = 0;
      while (run < rest.size() && (utf8::is_han(rest[run]) || rest[run] == U'·')) ++run;
      if (!colon || run > kLongestName || !is_name(to_utf8(rest.substr(0, run)))) continue;
      if (found.empty() || at > last) found = rest.substr(0, run);
      last = std::max(last, at);
    }
  }
  return found;
}

std::u32string Persons::name_near(const Hit& hit) const {
  if (hit.context.row != nullptr) {
    for (const std::string& cell : *hit.context.row) {
      if (is_name(cell)) return squeeze(to_u32(cell));
    }
  }
  const Window window = window_of(hit);
  const std::u32string labelled = labelled_name(window.before);
  if (!labelled.empty()) return labelled;
  // 张三 138…, 张三（341…: the last word, if it is a name.
  std::u32string_view before = window.before;
  while (!before.empty() &&
         (is_space(before.back()) || before.back() == U'(' || before.back() == U'（' ||
          before.back() == U',' || before.back() == U'，' || before.back() == U'、')) {
    before.remove_suffix(1);
  }
  std::size_t run = 0;
  while (run < before.size() && utf8::is_han(before[before.size() - 1 - run])) ++run;
  const std::u32string_view word = before.substr(before.size() - run);
  return is_name(to_utf8(word)) ? std::u32string(word) : std::u32string();
}

}  // namespace mishen::cn
