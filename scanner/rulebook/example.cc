#include "scanner/rulebook/example.h"

#include <array>
#include <utility>

namespace mishen {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 3> kEscapes = {
    {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}}};

// The escape at the start of `text`, or nullptr.
const std::pair<std::string_view, char>* escape_at(std::string_view text) {
  for (const auto& escape : kEscapes) {
    if (text.starts_with(escape.first)) return &escape;
  }
  return nullptr;
}

}  // namespace

MarkedText read_marks(std::string_view written) {
  MarkedText out;
  bool open = false;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const auto here = static_cast<std::uint32_t>(out.text.size());
    if (written[i] == '<') {
      if (open || out.has_span) out.fault = MarkFault::unbalanced;
      open = true;
      out.span.begin = here;
    } else if (written[i] == '>') {
      if (!open) out.fault = MarkFault::unbalanced;
      open = false;
      out.has_span = true;
      out.span.end = here;
    } else if (const auto* escape = escape_at(written.substr(i))) {
      out.text += escape->second;
      i += escape->first.size() - 1;
    } else {
      out.text += written[i];
    }
  }
  if (open) out.fault = MarkFault::unbalanced;
  if (out.fault == MarkFault::none && out.has_span && out.span.empty()) {
    out.fault = MarkFault::empty_span;
  }
  return out;
}

}  // namespace mishen
