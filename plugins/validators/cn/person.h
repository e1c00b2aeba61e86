// Whether a number stands with a private person: the weak signs DOMAIN 11 asks for, from surnames
// and labels of roles (rules/data/cn-person-words.tsv).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/judge/validator.h"

namespace mishen::cn {

enum class PersonSign {
  none,
  name_in_row,  // in a table, a neighbouring cell that is nothing but a name or an identity number
  role,         // in the line, a label of a private role: 户主, 患者, 学生, 家长, 身份证
};

class Persons {
 public:
  static Result<Persons> load(const std::string& data_folder);
  [[nodiscard]] PersonSign near(const Hit& hit) const;
  // A cell of the row is nothing but a name.
  [[nodiscard]] bool has_name_in_row(const Hit& hit) const;
  // Whose number it is: the name that fills a cell of its row, that a label before it gives, or
  // that stands right before it (张三 138…); empty if none does.
  [[nodiscard]] std::u32string name_near(const Hit& hit) const;
  // 姓名:张三, 户名:李四 somewhere in `text`; an anonymised name (张某) is none.
  [[nodiscard]] bool has_labelled_name(std::u32string_view text) const;
  // 2 to 4 Han characters that begin with a surname (· allowed for longer names), nothing else.
  [[nodiscard]] bool is_name(std::string_view text) const;

 private:
  // The last labelled name in `text`.
  [[nodiscard]] std::u32string labelled_name(std::u32string_view text) const;
  [[nodiscard]] bool has_role(std::u32string_view before, std::u32string_view after) const;

  [[nodiscard]] std::u32string_view surname_of(std::u32string_view name) const;

  std::vector<std::u32string> surnames_;  // sorted
  std::vector<std::u32string> roles_;
  std::vector<std::u32string> name_labels_;  // 姓名 户名: what follows their colon is a name
  std::vector<std::u32string> calls_;        // 拨打 咨询: the text invites a call
  std::vector<std::u32string> not_names_;  // 高中 王府: begin like names, are words of headers
};

}  // namespace mishen::cn
