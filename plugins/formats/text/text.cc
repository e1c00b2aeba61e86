#include "plugins/formats/text/text.h"

#include <algorithm>
#include <utility>

#include "plugins/formats/support/decode.h"
#include "plugins/formats/text/values.h"

namespace mishen {
namespace plain {
namespace {

constexpr std::size_t kLongestParagraph = 64U << 10U;  // bytes; longer ones end at a line

void read_table(std::string_view text, char separator, DocumentBuilder& out) {
  std::vector<std::string> header;
  std::uint32_t row = 0;
  each_record(text, separator, [&](const std::vector<std::string>& record) {
    ++row;
    if (row == 1) header = record;
    for (std::uint32_t column = 1; column <= record.size(); ++column) {
      Passage cell;
      cell.text = record[column - 1];
      cell.surface = Surface::table_cell;
      std::string head = row > 1 && column <= header.size() ? header[column - 1] : std::string();
      cell.where = {
          {StepKind::table, 1, {}}, {StepKind::row, row, {}}, {StepKind::cell, column, head}};
      cell.cell = CellPlace{1, row, column, std::move(head), true};
      if (!out.add(std::move(cell))) return false;
    }
    return true;
  });
}

void read_paragraphs(std::string_view text, DocumentBuilder& out) {
  std::uint32_t number = 0;
  std::string paragraph;
  const auto close = [&] {
    if (paragraph.empty()) return true;
    paragraph.pop_back();  // the last line's end
    Passage passage;
    passage.text = std::exchange(paragraph, {});
    passage.where = {{StepKind::paragraph, ++number, {}}};
    return out.add(std::move(passage));
  };
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool blank = line.find_first_not_of(" \t\r\f") == std::string_view::npos;
    if ((blank || paragraph.size() > kLongestParagraph) && !close()) return;
    if (!blank) (paragraph += line) += '\n';
    begin = end + 1;
  }
  close();
}

class TextFormat final : public Format {
 public:
  [[nodiscard]] std::string_view name() const override { return "text"; }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    const Decoded decoded = decode_unknown(bytes);
    if (!decoded.complete) out.add_gap(GapCause::damaged, {}, {"gap.text.encoding", {}});
    if (const char separator = separator_of(decoded.text)) {
      read_table(decoded.text, separator, out);
    } else {
      read_paragraphs(decoded.text, out);
    }
  }
};

}  // namespace
}  // namespace plain

const Format& text_format() {
  static const plain::TextFormat format;
  return format;
}

}  // namespace mishen
