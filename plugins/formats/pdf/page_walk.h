// The pages of a document one by one. qpdf's own list reads all of them first and keeps them, 3 KB
// each.
#pragma once

#include <cstddef>
#include <functional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace mishen::pdf {

// `may_go`: the page may be replaced by null, for it is not met again.
using TakePage = std::function<void(QPDFObjectHandle page, bool may_go)>;

// Calls `take` for each page in order. A page of a draft of `many_pages` and more is only looked at
// when it is its turn, and may go; one that stands in several nodes of the tree is null the second
// time. Throws where the tree has a loop, as qpdf does.
void each_page(QPDF& pdf, std::size_t many_pages, const TakePage& take);

}  // namespace mishen::pdf
