// One more change to text that already has a map: the pieces alternate readings are made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/text/fold.h"

namespace mishen {

// Bytes `span` of a text become `text`.
struct Edit {
  NormSpan span;
  std::string text;
};

// In order and without overlap; spans are not empty.
using Edits = std::vector<Edit>;

// `in` with `edits` made and its map continued to the same source. An edit that cuts a unit of the
// map takes the whole unit with it. Linear but for a binary search for each edit.
[[nodiscard]] NormalText rewrite(const NormalText& in, const Edits& edits);

}  // namespace mishen
