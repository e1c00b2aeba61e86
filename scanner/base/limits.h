// Every budget mishen works within: one field, one unit, one default, one reason. Reaching a limit
// is a coverage gap (the draft is `incomplete`), never a silent cut.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "scanner/base/result.h"

namespace mishen {

struct Limits {
  std::uint64_t max_draft_bytes = 512ULL << 20;
  std::uint64_t max_inflated_bytes = 1ULL << 30;
  std::uint64_t max_part_bytes = 256ULL << 20;
  std::uint64_t max_inflate_ratio = 2000;
  std::uint64_t max_parts = 20'000;
  std::uint64_t max_xml_depth = 512;
  std::uint64_t max_attribute_bytes = 16ULL << 20;
  std::uint64_t max_nesting = 8;
  std::uint64_t max_pages = 20'000;
  std::uint64_t max_page_characters = 200'000;
  std::uint64_t max_images = 200'000;
  std::uint64_t max_objects = 2'000'000;
  std::uint64_t max_characters = 100'000'000;
  std::uint64_t max_passages = 5'000'000;
  std::uint64_t max_rule_matches = 200'000;
  std::uint64_t max_memory_bytes = 2ULL << 30;
  std::uint64_t max_cpu_seconds = 60;
  std::uint64_t max_wall_seconds = 120;
  std::uint64_t max_report_bytes = 256ULL << 20;
};

// One row of the limits table: what --help, README and messages print.
struct LimitSpec {
  std::string_view name;    // option name without dashes, e.g. "max-pages"
  std::string_view unit;    // "bytes", "pages", "seconds", "count", "ratio"
  std::string_view reason;  // catalogue id of why it exists
  std::uint64_t Limits::*field;
};

// The complete table, in the order of the fields.
[[nodiscard]] std::span<const LimitSpec> limit_specs();

// Sets the limit called `name` from text such as "64", "64MiB" or "2GiB" (suffixes only for bytes).
// Error kind: usage.
Status set_limit(Limits& limits, std::string_view name, std::string_view text);

}  // namespace mishen
