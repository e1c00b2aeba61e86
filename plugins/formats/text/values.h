// Lists of values (CSV and its kin).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mishen::plain {

// The separator of a text that is a list of values: the one of ",\t;" that the first lines all have
// equally often (quoted ones do not count). 0: it is none.
[[nodiscard]] char separator_of(std::string_view text);

// Calls `take` with the values of each record (RFC 4180, with any separator) until it returns
// false.
void each_record(std::string_view text, char separator,
                 const std::function<bool(const std::vector<std::string>&)>& take);

}  // namespace mishen::plain
