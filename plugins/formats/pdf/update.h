// Objects appended to a PDF as an incremental update (ISO 32000-1, 7.5.6): the input is a prefix of
// the result.
#pragma once

#include <optional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>
#include <vector>

namespace mishen::pdf {

// `changed` are indirect objects of `pdf`, new ones among them. Nothing when the input is not of
// the plain shape an update needs: it starts with its header and ends with a startxref that points
// to a cross-reference table or stream.
[[nodiscard]] std::optional<std::string> appended(std::string_view bytes, QPDF& pdf,
                                                  const std::vector<QPDFObjectHandle>& changed);

}  // namespace mishen::pdf
