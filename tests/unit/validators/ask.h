// Asks a validator of this build about one candidate, marked «so» in its line.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/validators/cn/validators.h"
#include "tests/support/places.h"

namespace mishen::test {

inline std::string data_folder() { return source_dir() + "/rules/data"; }

inline std::unique_ptr<const Validator> make(std::string_view name) {
  RuleData data(data_folder());
  for (const ValidatorEntry& entry : cn_validators()) {
    if (entry.name != name) continue;
    auto made = entry.make(data);
    EXPECT_TRUE(made.ok()) << made.error().place;
    return std::move(made).value();
  }
  ADD_FAILURE() << "no validator " << name;
  return nullptr;
}

// What stands round the line.
struct Setting {
  std::string header;
  bool in_cell = false;
  std::string above, below;
  std::uint32_t ordinal = 20;  // not at the head
  Surface surface = Surface::body;
  Emphasis emphasis;
  std::string title;
  bool repeats = false;
  std::string date, today;                    // of the document, of the review
  std::vector<std::string> row, row_headers;  // the other cells
};

inline Assessment ask(const Validator& validator, std::string_view marked,
                      const Setting& setting = {}) {
  constexpr std::string_view kOpen = "«", kClose = "»";
  std::string line(marked);
  const std::size_t begin = line.find(kOpen);
  line.erase(begin, kOpen.size());
  const std::size_t end = line.find(kClose);
  line.erase(end, kClose.size());
  Passage passage;
  passage.text = line;
  passage.surface = setting.surface;
  passage.emphasis = setting.emphasis;
  Hit hit;
  hit.value = std::string_view(line).substr(begin, end - begin);
  hit.passage = &passage;
  hit.context.line = line;
  hit.context.begin = static_cast<std::uint32_t>(begin);
  hit.context.end = static_cast<std::uint32_t>(end);
  hit.context.header = setting.header;
  hit.context.in_cell = setting.in_cell;
  hit.context.before[0] = setting.above;
  hit.context.after[0] = setting.below;
  hit.context.line_ordinal = setting.ordinal;
  hit.context.document_title = setting.title;
  hit.context.repeats_on_pages = setting.repeats;
  hit.context.document_date = setting.date;
  hit.context.today = setting.today;
  hit.context.row = &setting.row;
  hit.context.row_headers = &setting.row_headers;
  Assessment said = validator.assess(hit);
  if (said.standing != Standing::no) {
    const NormSpan there{hit.context.begin, hit.context.end};
    EXPECT_TRUE(validator.can_be(hit.value) && validator.can_stand(line, there)) << marked;
  }
  return said;
}

inline int points(const Assessment& assessment) {
  int sum = 0;
  for (const Reason& reason : assessment.reasons) sum += reason.points;
  return sum;
}

inline bool has_reason(const Assessment& assessment, std::string_view id) {
  for (const Reason& reason : assessment.reasons) {
    if (reason.id == id) return true;
  }
  return false;
}

inline std::string attribute(const Assessment& assessment, std::string_view key) {
  for (const auto& [name, value] : assessment.attributes) {
    if (name == key) return value;
  }
  return {};
}

}  // namespace mishen::test
