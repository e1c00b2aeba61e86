// What was read of a draft, passage by passage, and the ledger by surface: `mishen text`. Written
// inside the worker that read the draft; whoever prints it takes it for untrusted.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "scanner/document/document.h"
#include "scanner/report/catalogue.h"

namespace mishen {

struct LedgerOptions {
  bool coverage = false;  // the ledger instead of the passages
  bool reveal = false;    // texts and names as they are; otherwise see shown_text()
  Language language = Language::en;
  std::set<GapCause> accepted_gaps;  // that do not make a draft incomplete
};

// A passage's text in one line with its long numbers hidden, and all but the ends of what was to be
// redacted; with `reveal` as it is. Escape it for its target all the same.
[[nodiscard]] std::string shown_text(const Passage& passage, bool reveal);

// Passages: a line each, tab-separated: surface, visibility, path, text, traces; then a line for
// each gap that starts with "gap". The ledger: sentences and a table in the language.
[[nodiscard]] std::string ledger_text(std::string_view path, const Document& document,
                                      const LedgerOptions& options);

// One element of the `drafts` of ledger_report(): path, format, coverage (as in review.schema.json,
// with `surfaces`), and passages (null with options.coverage).
[[nodiscard]] std::string ledger_json(std::string_view path, const Document& document,
                                      const LedgerOptions& options);

// `schema` mishen.text/1 around the elements; nothing when one of them is no JSON object.
[[nodiscard]] std::optional<std::string> ledger_report(std::span<const std::string> elements);

// Lines from a worker, fit for a terminal whatever it sent.
[[nodiscard]] std::string safe_lines(std::string_view text);

}  // namespace mishen
