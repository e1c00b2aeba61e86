// What is where in a document, for judging one place by its surroundings. Each index is built when
// it is first asked for, in one pass over the document; a document nobody asks about costs nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/document/document.h"

namespace mishen {

// "2024-05-06" of a line that is a Chinese date and nothing else (2024年5月6日,
// 二〇二四年五月六日).
[[nodiscard]] std::string day_of_line(std::string_view folded);

// Not thread-safe (indexes are lazy). `document` must outlive it.
class Outline {
 public:
  explicit Outline(const Document& document) : document_(&document) {}

  [[nodiscard]] const Document& document() const { return *document_; }

  // Up to two non-empty lines before (after) the place, nearest first: raw, views into passages.
  // They come from the passage itself, then from its neighbours of the same surface and the same
  // part or page.
  struct Pair {
    std::string_view line[2];
  };
  [[nodiscard]] Pair lines_before(std::uint32_t passage, std::uint32_t line_begin);
  [[nodiscard]] Pair lines_after(std::uint32_t passage, std::uint32_t line_end);

  // Non-empty lines before this place on its page, or in its part when it is on no page.
  // Asking in ascending order within a passage is linear in the passage.
  [[nodiscard]] std::uint32_t line_ordinal(std::uint32_t passage, std::uint32_t line_begin);

  // `line` stands on at least two pages.
  [[nodiscard]] bool repeats(std::string_view line);

  // The first line that looks like a heading, folded; empty when there is none.
  [[nodiscard]] std::string_view title();

  // The last line of the body that is a date and nothing else, "2024-05-06"; empty: none.
  [[nodiscard]] std::string_view date();

  // The end, at most `bytes` long, of the nearest cell to the left in the same row that is not
  // empty: raw.
  [[nodiscard]] std::string left_cell(std::uint32_t passage, std::size_t bytes);

  // The passages of the other cells of the row that hold text, from left to right, at most `most`
  // of the nearest; empty outside tables.
  [[nodiscard]] std::vector<std::uint32_t> row_of(std::uint32_t passage, std::size_t most);

 private:
  struct Flow {
    std::uint32_t previous;  // passage of the same surface and part or page; kNone: none
    std::uint32_t next;
    std::uint32_t lines_before;  // non-empty lines of the page or part before this passage
  };
  struct Cell {
    std::uint32_t column;
    std::uint32_t passage;
  };

  void index_flow();
  void index_repeats();
  void index_rows();
  void find_title();

  const Document* document_;
  std::vector<Flow> flow_;
  bool repeats_known_ = false;
  std::unordered_map<std::size_t, std::uint32_t> page_of_line_;
  bool rows_known_ = false;
  std::unordered_map<std::uint64_t, std::vector<Cell>> rows_;
  std::optional<std::string> title_;
  std::optional<std::string> date_;
  // Where counting lines in a passage got to.
  struct Cursor {
    std::uint32_t passage = UINT32_MAX;
    std::uint32_t offset = 0;
    std::uint32_t lines = 0;
  } cursor_;
};

}  // namespace mishen
