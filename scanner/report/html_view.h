// The part of the HTML report that shows the draft itself: its pages as pictures with a frame round
// each finding, and its text as it runs with the findings marked.
#pragma once

#include <set>
#include <span>
#include <string>

#include "scanner/report/picture.h"
#include "scanner/report/report.h"

namespace mishen {

// The id of an element of the draft at `draft` (from 0): 'f' a finding, 'p' its place, 'g' a gap,
// 'r' a group; `ordinal` from 0.
[[nodiscard]] std::string html_id(char kind, std::size_t draft, std::size_t ordinal);

// A sign that needs no colour.
[[nodiscard]] const char* html_sign(Severity severity);

struct HtmlView {
  std::string markup;
  std::set<std::size_t> placed;  // findings, by index, that have an element html_id('p', ...) in it
};

// `review.view` must be there.
[[nodiscard]] HtmlView html_view(const Review& review, std::size_t draft,
                                 std::span<const PageImage> images, const ReportContext& context);

}  // namespace mishen
