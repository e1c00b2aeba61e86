#include "plugins/formats/text/values.h"

namespace mishen::plain {
namespace {

constexpr std::size_t kLinesLooked = 40;
constexpr std::size_t kBytesLooked = 64U << 10U;

}  // namespace

void each_record(std::string_view text, char separator,
                 const std::function<bool(const std::vector<std::string>&)>& take) {
  std::vector<std::string> record(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      const bool doubled = c == '"' && i + 1 < text.size() && text[i + 1] == '"';
      if (c == '"' && !doubled) {
        quoted = false;
      } else {
        record.back() += c;
        i += doubled ? 1 : 0;
      }
    } else if (c == '"' && record.back().empty()) {
      quoted = true;
    } else if (c == separator) {
      record.emplace_back();
    } else if (c == '\n') {
      if (!take(record)) return;
      record.assign(1, {});
    } else if (c != '\r') {
      record.back() += c;
    }
  }
  if (record.size() > 1 || !record[0].empty()) take(record);
}

char separator_of(std::string_view text) {
  const std::string_view head = text.substr(0, kBytesLooked);
  const bool cut = head.size() < text.size();
  for (const char separator : {'\t', ',', ';'}) {
    std::vector<std::size_t> counts;
    each_record(head, separator, [&](const std::vector<std::string>& record) {
      if (record.size() > 1 || !record[0].empty()) counts.push_back(record.size());
      return counts.size() < kLinesLooked;
    });
    if (cut && counts.size() < kLinesLooked && !counts.empty()) counts.pop_back();
    if (counts.size() < 2 || counts[0] < 2) continue;
    bool even = true;
    for (const std::size_t count : counts) even = even && count == counts[0];
    if (even) return separator;
  }
  return 0;
}

}  // namespace mishen::plain
