// Where in a file the strings stand that a page shows, in the order in which they are drawn.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <string>
#include <vector>

#include "plugins/formats/pdf/content_edit.h"
#include "scanner/base/limits.h"

namespace mishen::pdf {

struct StringPlace {
  QPDFObjGen form;            // of the form XObject; 0 0: the page's own content
  std::uint32_t ordinal = 0;  // of the string in that stream
  std::string bytes;
};

class ContentStrings {
 public:
  explicit ContentStrings(const Limits& limits) : limits_(&limits) {}

  // All strings of `page`, of the looks of its annotations and of the forms these draw, as often as
  // they draw them. Throws
  // std::length_error where they are too many, std::runtime_error where a stream has no data.
  [[nodiscard]] std::vector<StringPlace> of_page(QPDFPageObjectHelper& page);

  // The content of a page, all its streams together.
  [[nodiscard]] std::string data_of_page(QPDFPageObjectHelper& page) const;
  [[nodiscard]] const ContentEdit& form(QPDFObjectHandle form);

 private:
  void walk_form(QPDFObjectHandle form, QPDFObjectHandle resources, int depth,
                 std::vector<StringPlace>& out);
  void walk(const ContentEdit& content, QPDFObjGen form, QPDFObjectHandle resources, int depth,
            std::vector<StringPlace>& out);

  const Limits* limits_;
  std::map<QPDFObjGen, std::unique_ptr<ContentEdit>> forms_;
  std::vector<QPDFObjGen> open_;  // forms being walked
};

}  // namespace mishen::pdf
