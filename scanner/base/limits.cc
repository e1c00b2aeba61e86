#include "scanner/base/limits.h"

#include <charconv>
#include <limits>
#include <optional>

namespace mishen {
namespace {

constexpr std::array kSpecs = {
    LimitSpec{"max-draft-bytes", "bytes", "limit.draft-bytes", &Limits::max_draft_bytes},
    LimitSpec{"max-inflated-bytes", "bytes", "limit.inflated-bytes", &Limits::max_inflated_bytes},
    LimitSpec{"max-part-bytes", "bytes", "limit.part-bytes", &Limits::max_part_bytes},
    LimitSpec{"max-inflate-ratio", "ratio", "limit.inflate-ratio", &Limits::max_inflate_ratio},
    LimitSpec{"max-parts", "count", "limit.parts", &Limits::max_parts},
    LimitSpec{"max-xml-depth", "count", "limit.xml-depth", &Limits::max_xml_depth},
    LimitSpec{"max-attribute-bytes", "bytes", "limit.attribute-bytes",
              &Limits::max_attribute_bytes},
    LimitSpec{"max-nesting", "count", "limit.nesting", &Limits::max_nesting},
    LimitSpec{"max-pages", "count", "limit.pages", &Limits::max_pages},
    LimitSpec{"max-page-characters", "count", "limit.page-characters",
              &Limits::max_page_characters},
    LimitSpec{"max-images", "count", "limit.images", &Limits::max_images},
    LimitSpec{"max-objects", "count", "limit.objects", &Limits::max_objects},
    LimitSpec{"max-characters", "count", "limit.characters", &Limits::max_characters},
    LimitSpec{"max-passages", "count", "limit.passages", &Limits::max_passages},
    LimitSpec{"max-rule-matches", "count", "limit.rule-matches", &Limits::max_rule_matches},
    LimitSpec{"max-memory-bytes", "bytes", "limit.memory-bytes", &Limits::max_memory_bytes},
    LimitSpec{"max-cpu-seconds", "seconds", "limit.cpu-seconds", &Limits::max_cpu_seconds},
    LimitSpec{"max-wall-seconds", "seconds", "limit.wall-seconds", &Limits::max_wall_seconds},
    LimitSpec{"max-report-bytes", "bytes", "limit.report-bytes", &Limits::max_report_bytes},
};

std::optional<std::uint64_t> multiplier(std::string_view suffix, bool in_bytes) {
  if (suffix.empty()) return 1;
  if (!in_bytes) return std::nullopt;
  if (suffix == "KiB") return 1ULL << 10U;
  if (suffix == "MiB") return 1ULL << 20U;
  if (suffix == "GiB") return 1ULL << 30U;
  return std::nullopt;
}

}  // namespace

std::span<const LimitSpec> limit_specs() { return kSpecs; }

Status set_limit(Limits& limits, std::string_view name, std::string_view text) {
  for (const LimitSpec& spec : kSpecs) {
    if (spec.name != name) continue;
    std::uint64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view suffix(end, static_cast<std::size_t>(text.data() + text.size() - end));
    const auto factor = multiplier(suffix, spec.unit == "bytes");
    const bool fits = factor && number <= std::numeric_limits<std::uint64_t>::max() / *factor;
    if (failed != std::errc{} || !fits || number == 0) {
      return Error{
          ErrorKind::usage,
          "--" + std::string(name),
          {"error.limit-value", {{"value", std::string(text)}, {"unit", std::string(spec.unit)}}}};
    }
    limits.*spec.field = number * *factor;
    return Done{};
  }
  return Error{ErrorKind::usage, "--" + std::string(name), {"error.unknown-limit", {}}};
}

}  // namespace mishen
