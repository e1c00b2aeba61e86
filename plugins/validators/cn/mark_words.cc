#include "plugins/validators/cn/mark_words.h"

#include <array>
#include <utility>

#include "plugins/validators/cn/table.h"
#include "plugins/validators/cn/window.h"

namespace mishen::cn {
namespace {

constexpr std::string_view kFile = "cn-mark-words.tsv";

constexpr std::array<std::pair<std::string_view, MarkWords::List MarkWords::*>, 20> kLists = {{
    {"label", &MarkWords::label},
    {"handling", &MarkWords::handling},
    {"urgency", &MarkWords::urgency},
    {"document", &MarkWords::document},
    {"issuer_end", &MarkWords::issuer_end},
    {"before_mention", &MarkWords::before_mention},
    {"before_example", &MarkWords::before_example},
    {"stamp", &MarkWords::stamp},
    {"training_title", &MarkWords::training_title},
    {"internal_strong", &MarkWords::internal_strong},
    {"internal_weak", &MarkWords::internal_weak},
    {"internal_care", &MarkWords::internal_care},
    {"internal_neutral", &MarkWords::internal_neutral},
    {"internal_forbidden_care", &MarkWords::internal_forbidden_care},
    {"internal_forbid", &MarkWords::internal_forbid},
    {"internal_forbidden", &MarkWords::internal_forbidden},
    {"internal_reader", &MarkWords::internal_reader},
    {"document_type", &MarkWords::document_type},
    {"business", &MarkWords::business},
    {"business_english", &MarkWords::business_english},
}};

Error damaged(const std::string& data_folder) {
  return {ErrorKind::rule, data_folder + "/" + std::string(kFile), {"error.rule-data-damaged", {}}};
}

}  // namespace

Result<MarkWords> MarkWords::load(const std::string& data_folder) {
  Result<std::vector<Row>> rows = read_table(data_folder, std::string(kFile), "kind\tword");
  if (!rows) return rows.error();
  MarkWords words;
  for (const Row& row : *rows) {
    bool taken = false;
    for (const auto& [kind, list] : kLists) {
      if (row[0] != kind || row[1].empty()) continue;
      (words.*list).push_back(to_u32(row[1]));
      taken = true;
    }
    if (!taken) return damaged(data_folder);
  }
  for (const auto& [kind, list] : kLists) {
    if ((words.*list).empty()) return damaged(data_folder);
  }
  return words;
}

}  // namespace mishen::cn
