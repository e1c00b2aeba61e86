#include "scanner/report/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "scanner/base/secret.h"
#include "scanner/base/utf8.h"
#include "scanner/judge/scrub.h"
#include "scanner/report/escape.h"
#include "scanner/report/facts.h"
#include "scanner/report/width.h"

namespace mishen {
namespace {

using Json = nlohmann::ordered_json;

// What is read on one kind of place.
struct SurfaceCount {
  std::uint64_t passages = 0, characters = 0, traces = 0;
};
using SurfaceCounts = std::map<std::pair<Surface, Visibility>, SurfaceCount>;

SurfaceCounts count_surfaces(const Document& document) {
  SurfaceCounts out;
  for (const Passage& passage : document.passages) {
    SurfaceCount& count = out[{passage.surface, passage.visibility}];
    ++count.passages;
    count.characters += utf8::length(passage.text);
    count.traces += passage.traces.size();
  }
  return out;
}

// The stretches of a passage that its author meant to be gone, merged.
std::vector<SourceSpan> redacted(const Passage& passage) {
  const auto size = static_cast<std::uint32_t>(passage.text.size());
  std::vector<SourceSpan> spans;
  for (const Trace& trace : passage.traces) {
    if (trace.kind != TraceKind::covered_text && trace.kind != TraceKind::unapplied_redaction) {
      continue;
    }
    const SourceSpan span = trace.span.empty() ? SourceSpan{0, size} : trace.span;
    spans.push_back({std::min(span.begin, size), std::min(span.end, size)});
  }
  std::sort(spans.begin(), spans.end(),
            [](SourceSpan a, SourceSpan b) { return a.begin < b.begin; });
  std::vector<SourceSpan> merged;
  for (const SourceSpan span : spans) {
    if (!merged.empty() && span.begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, span.end);
    } else {
      merged.push_back(span);
    }
  }
  return merged;
}

std::string name_shown(const std::string& name, bool reveal) {
  return reveal ? utf8::sanitise(name) : mask_digit_runs(utf8::sanitise(name));
}

std::string path_shown(const Provenance& where, bool reveal) {
  return reveal ? path(where) : masked_path(where);
}

// "tracked-change:deleted, comment"
std::string traces_in_short(const Passage& passage) {
  std::string out;
  for (const Trace& trace : passage.traces) {
    out += (out.empty() ? "" : ", ") + std::string(name(trace.kind));
    if (!trace.what.empty()) out += ":" + trace.what;
  }
  return out;
}

std::string passage_lines(const Document& document, const LedgerOptions& options) {
  std::string out;
  for (const Passage& passage : document.passages) {
    out += fmt::format("{}\t{}\t{}\t{}\t{}\n", name(passage.surface), name(passage.visibility),
                       terminal_escape(path_shown(passage.where, options.reveal)),
                       terminal_escape(shown_text(passage, options.reveal)),
                       terminal_escape(traces_in_short(passage)));
  }
  for (const Gap& gap : document.coverage.gaps) {
    out += fmt::format("gap\t{}\t{}\t{}\n", name(gap.cause),
                       terminal_escape(path_shown(gap.where, options.reveal)),
                       terminal_escape(gap_text(options.language, gap)));
  }
  return out;
}

// `cells` of each row under one another: the first two from the left, numbers from the right.
std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  }
  std::string out;
  for (const auto& row : rows) {
    out += " ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string fill(widths[i] - display_width(row[i]), ' ');
      out += i < 2 ? " " + row[i] + fill : "  " + fill + row[i];
    }
    out += "\n";
  }
  return out;
}

std::string surface_table(const Document& document, Language language) {
  std::vector<std::vector<std::string>> rows = {{}};
  for (const char* head : {"surface", "visibility", "passages", "characters", "traces"}) {
    rows.front().push_back(text(language, "ledger." + std::string(head)));
  }
  for (const auto& [key, count] : count_surfaces(document)) {
    rows.push_back({text(language, "surface." + std::string(name(key.first))),
                    text(language, "visibility." + std::string(name(key.second))),
                    std::to_string(count.passages), std::to_string(count.characters),
                    std::to_string(count.traces)});
  }
  return rows.size() == 1 ? "" : table(rows);
}

std::string coverage_lines(std::string_view path, const Document& document,
                           const LedgerOptions& options) {
  const Coverage& coverage = document.coverage;
  const std::string format =
      document.format.empty() ? text(options.language, "ledger.no-format") : document.format;
  std::string out = fmt::format(
      "{}  {}\n", terminal_escape(name_shown(std::string(path), options.reveal)), format);
  out += "  " +
         text(options.language,
              {"ledger.read",
               {{"passages", std::to_string(coverage.passages)},
                {"characters", std::to_string(coverage.characters)},
                {"unmapped", std::to_string(coverage.unmapped)},
                {"pictures", std::to_string(coverage.pictures)},
                {"pages", coverage.pages ? std::to_string(*coverage.pages) : "-"}}}) +
         "\n";
  out += surface_table(document, options.language);
  for (const Gap& gap : coverage.gaps) {
    const bool accepted = options.accepted_gaps.contains(gap.cause);
    const std::string at = gap.where.empty() ? text(options.language, "ledger.whole-draft")
                                             : path_shown(gap.where, options.reveal);
    out += fmt::format("  [{}] {}  {}  {}\n", accepted ? "-" : "~", name(gap.cause),
                       terminal_escape(at), terminal_escape(gap_text(options.language, gap)));
  }
  return out;
}

Json surfaces_json(const Document& document) {
  Json out = Json::array();
  for (const auto& [key, count] : count_surfaces(document)) {
    out.push_back({{"surface", name(key.first)},
                   {"visibility", name(key.second)},
                   {"passages", count.passages},
                   {"characters", count.characters},
                   {"traces", count.traces}});
  }
  return out;
}

Json coverage_json(const Document& document, const LedgerOptions& options) {
  const Coverage& coverage = document.coverage;
  Json gaps = Json::array();
  for (const Gap& gap : coverage.gaps) {
    const std::string at = place_of_gap(gap, options.language);
    gaps.push_back(
        {{"cause", name(gap.cause)},
         {"where", gap.where.empty() ? Json() : Json(path_shown(gap.where, options.reveal))},
         {"place", at.empty() ? Json() : Json(at)},
         {"accepted", options.accepted_gaps.contains(gap.cause)},
         {"id", gap.detail.id},
         {"detail", gap_text(options.language, gap)}});
  }
  return {{"passages", coverage.passages},
          {"characters", coverage.characters},
          {"unmapped", coverage.unmapped},
          {"pictures", coverage.pictures},
          {"pages", coverage.pages ? Json(*coverage.pages) : Json()},
          {"surfaces", surfaces_json(document)},
          {"gaps", std::move(gaps)}};
}

Json traces_json(const Passage& passage, bool reveal) {
  Json out = Json::array();
  const auto or_null = [](std::string text) { return text.empty() ? Json() : Json(text); };
  for (const Trace& trace : passage.traces) {
    out.push_back({{"kind", name(trace.kind)},
                   {"what", or_null(trace.what)},
                   {"author", or_null(name_shown(trace.author, reveal))},
                   {"date", or_null(name_shown(trace.date, reveal))}});
  }
  return out;
}

Json passages_json(const Document& document, bool reveal) {
  Json out = Json::array();
  for (const Passage& passage : document.passages) {
    out.push_back({{"surface", name(passage.surface)},
                   {"visibility", name(passage.visibility)},
                   {"path", path_shown(passage.where, reveal)},
                   {"page", passage.page == 0 ? Json() : Json(passage.page)},
                   {"text", reveal ? passage.text : shown_text(passage, false)},
                   {"traces", traces_json(passage, reveal)}});
  }
  return out;
}

std::string dump(const Json& json, int indent) {
  return json_escape_unseen(json.dump(indent, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

std::string shown_text(const Passage& passage, bool reveal) {
  if (reveal) return passage.text;
  const std::string_view text = passage.text;
  std::string out;
  std::uint32_t at = 0;
  for (const SourceSpan span : redacted(passage)) {
    out += scrub(text.substr(at, span.begin - at));
    out += mask(without_controls(text.substr(span.begin, span.size())), {1, 1, false});
    at = span.end;
  }
  return out + scrub(text.substr(at));
}

std::string ledger_text(std::string_view path, const Document& document,
                        const LedgerOptions& options) {
  return options.coverage ? coverage_lines(path, document, options)
                          : passage_lines(document, options);
}

std::string ledger_json(std::string_view path, const Document& document,
                        const LedgerOptions& options) {
  return dump({{"path", name_shown(std::string(path), options.reveal)},
               {"format", document.format.empty() ? Json() : Json(document.format)},
               {"coverage", coverage_json(document, options)},
               {"passages", options.coverage ? Json() : passages_json(document, options.reveal)}},
              -1);
}

std::optional<std::string> ledger_report(std::span<const std::string> elements) {
  Json drafts = Json::array();
  for (const std::string& element : elements) {
    Json one = Json::parse(element, nullptr, false);
    if (!one.is_object()) return std::nullopt;
    drafts.push_back(std::move(one));
  }
  return dump({{"schema", "mishen.text/1"}, {"drafts", std::move(drafts)}}, 2) + "\n";
}

std::string safe_lines(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    // Tabs part the columns; everything else is made harmless cell by cell.
    for (std::string_view line = text.substr(0, end); !line.empty();) {
      const std::size_t tab = std::min(line.find('\t'), line.size());
      out += terminal_escape(line.substr(0, tab));
      if (tab < line.size()) out += '\t';
      line.remove_prefix(std::min(tab + 1, line.size()));
    }
    out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace mishen
