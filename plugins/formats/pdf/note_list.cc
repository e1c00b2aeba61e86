#include "plugins/formats/pdf/note_list.h"

#include <cmath>

namespace mishen::pdf {
namespace {

QPDFObjectHandle destination(const Bookmark& bookmark) {
  QPDFObjectHandle out = QPDFObjectHandle::newArray();
  out.appendItem(bookmark.page);
  out.appendItem(QPDFObjectHandle::newName("/XYZ"));
  out.appendItem(QPDFObjectHandle::newInteger(std::llround(bookmark.left)));
  out.appendItem(QPDFObjectHandle::newInteger(std::llround(bookmark.top)));
  out.appendItem(QPDFObjectHandle::newNull());
  return out;
}

QPDFObjectHandle item(QPDF& pdf, const std::string& title, QPDFObjectHandle parent) {
  QPDFObjectHandle out = QPDFObjectHandle::newDictionary();
  out.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(title));
  out.replaceKey("/Parent", parent);
  return pdf.makeIndirectObject(out);
}

// Ties `next` behind `before`; both are of the same parent.
void tie(QPDFObjectHandle before, QPDFObjectHandle next) {
  before.replaceKey("/Next", next);
  next.replaceKey("/Prev", before);
}

// The root of the bookmarks, made when there is none; null when it is not to be touched.
QPDFObjectHandle root_of(QPDF& pdf, std::vector<QPDFObjectHandle>& changed) {
  QPDFObjectHandle catalog = pdf.getRoot();
  QPDFObjectHandle root = catalog.getKey("/Outlines");
  if (root.isDictionary()) return root.isIndirect() ? root : QPDFObjectHandle::newNull();
  if (!catalog.isIndirect()) return QPDFObjectHandle::newNull();
  root = pdf.makeIndirectObject(QPDFObjectHandle::parse("<< /Type /Outlines >>"));
  catalog.replaceKey("/Outlines", root);
  changed.push_back(catalog);
  return root;
}

}  // namespace

void add_bookmarks(QPDF& pdf, const std::vector<Bookmark>& bookmarks, const std::string& title,
                   std::vector<QPDFObjectHandle>& changed) {
  if (bookmarks.empty()) return;
  QPDFObjectHandle root = root_of(pdf, changed);
  if (!root.isDictionary()) return;
  QPDFObjectHandle last = root.getKey("/Last");
  const bool has_last = last.isDictionary() && last.isIndirect();
  if (!has_last && root.hasKey("/First")) return;
  QPDFObjectHandle head = item(pdf, title, root);
  if (has_last) {
    tie(last, head);
    changed.push_back(last);
  } else {
    root.replaceKey("/First", head);
  }
  root.replaceKey("/Last", head);
  QPDFObjectHandle count = root.getKey("/Count");
  const long long open = count.isInteger() && count.getIntValue() > 0 ? count.getIntValue() : 0;
  root.replaceKey("/Count", QPDFObjectHandle::newInteger(open + 1));
  changed.push_back(root);
  changed.push_back(head);
  QPDFObjectHandle before;
  std::size_t ordinal = 0;
  for (const Bookmark& bookmark : bookmarks) {
    QPDFObjectHandle one = item(pdf, std::to_string(++ordinal) + ". " + bookmark.title, head);
    one.replaceKey("/Dest", destination(bookmark));
    if (ordinal == 1) {
      head.replaceKey("/First", one);
    } else {
      tie(before, one);
    }
    before = one;
    changed.push_back(one);
  }
  head.replaceKey("/Last", before);
  head.replaceKey("/Dest", destination(bookmarks.front()));
  // Negative: closed.
  head.replaceKey("/Count",
                  QPDFObjectHandle::newInteger(-static_cast<long long>(bookmarks.size())));
}

}  // namespace mishen::pdf
