// The status line of a run over many drafts, rewritten in place on a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "scanner/cli/run.h"
#include "scanner/report/catalogue.h"

namespace mishen {

// What the line says: how many are done, how much time is left, and the last draft, whose name is
// cut in its middle so that the whole takes less than `columns`. The time is left out while nobody
// can tell (`elapsed` below two seconds) and when all are done.
[[nodiscard]] std::string progress_text(std::size_t done, std::size_t count,
                                        std::chrono::seconds elapsed, const std::string& path,
                                        unsigned columns, Language language);

// Writes that line to standard error, and clears it after the last draft.
[[nodiscard]] Progress progress_line(std::size_t count, unsigned columns, Language language);

}  // namespace mishen
