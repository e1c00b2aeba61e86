// A table that goes on on the next page without its heads: its columns keep the heads they had.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "plugins/formats/pdf/layout.h"

namespace mishen::pdf {

class TableOverPages {
 public:
  // To be called with the shown layer of each page, in order. When the page's first table stands at
  // its top, begins with data and has the columns of the last page's last table, its cells get the
  // heads of that one. `blocks` are in reading order.
  void next_page(std::uint32_t page, std::vector<LaidBlock>& blocks);

 private:
  struct Column {
    double left = 0, right = 0;  // of its texts, user space
    std::string header;
  };
  struct Table {
    std::uint32_t number = 0;
    std::map<std::uint32_t, Column> columns;
    [[nodiscard]] bool goes_on_in(const Table& other) const;
  };
  static Table table_of(const std::vector<LaidBlock>& blocks, std::uint32_t number);

  std::uint32_t page_ = 0;
  Table last_;  // of page_; number 0: none, or something stands below it
};

}  // namespace mishen::pdf
