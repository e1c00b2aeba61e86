#include "plugins/validators/cn/person.h"

#include <algorithm>

#include "plugins/validators/cn/table.h"
#include "plugins/validators/cn/window.h"
#include "scanner/base/utf8.h"

namespace mishen::cn {
namespace {

bool contains_any(std::u32string_view text, const std::vector<std::u32string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::u32string& word) {
    return text.find(word) != std::u32string_view::npos;
  });
}

}  // namespace

Result<Persons> Persons::load(const std::string& data_folder) {
  Result<std::vector<Row>> rows = read_table(data_folder, "cn-person-words.tsv", "kind\twords");
  if (!rows) return rows.error();
  Persons out;
  for (const Row& row : *rows) {
    auto& list = row[0] == "surname" ? out.surnames_
                 : row[0] == "role"  ? out.roles_
                                     : out.not_names_;
    // Words of a row are separated by spaces.
    std::u32string word;
    for (const char32_t c : to_u32(row[1]) + U' ') {
      if (c != U' ') {
        word += c;
      } else if (!word.empty()) {
        list.push_back(std::move(word));
        word.clear();
      }
    }
  }
  if (out.surnames_.empty() || out.roles_.empty()) {
    return Error{
        ErrorKind::rule, data_folder + "/cn-person-words.tsv", {"error.rule-data-damaged", {}}};
  }
  return out;
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
  const std::u32string_view surname = leading(name, surnames_);
  if (surname.empty() || surname.size() == name.size()) return false;
  if (name.size() == 4 && surname.size() < 2) return false;
  return !contains_any(name, not_names_);
}

PersonSign Persons::near(const Hit& hit) const {
  const LineContext& context = hit.context;
  const Window window = window_of(hit);
  if (contains_any(window.before, roles_) || contains_any(window.after, roles_)) {
    return PersonSign::role;
  }
  if (!context.in_cell && !window.tabbed) return PersonSign::none;
  for (const std::string_view line :
       {context.before[0], context.before[1], context.after[0], context.after[1]}) {
    if (is_name(line)) return PersonSign::name_in_row;
  }
  return PersonSign::none;
}

}  // namespace mishen::cn
