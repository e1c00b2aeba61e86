// The list of notes among a PDF's bookmarks: one entry at the end, closed, with all of them in it.
#pragma once

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

namespace mishen::pdf {

struct Bookmark {
  std::string title;
  QPDFObjectHandle page;
  double left = 0, top = 0;  // where the viewer goes, in the page's user space
};

// Adds them under an entry called `title`; what is new or changed is added to `changed`. Bookmarks
// that are not of the shape ISO 32000-1 gives them stay alone, and none are added.
void add_bookmarks(QPDF& pdf, const std::vector<Bookmark>& bookmarks, const std::string& title,
                   std::vector<QPDFObjectHandle>& changed);

}  // namespace mishen::pdf
