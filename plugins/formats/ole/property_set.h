// Property sets of old office files ([MS-OLEPS]): title, author, company ...
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mishen::ole {

struct Property {
  std::string name;  // "author"; "property-12" where it has none
  std::string text;
};

// The text properties of a \x05SummaryInformation or \x05DocumentSummaryInformation stream; what
// does not hold together is passed over.
[[nodiscard]] std::vector<Property> text_properties(std::string_view stream, bool document_summary);

}  // namespace mishen::ole
