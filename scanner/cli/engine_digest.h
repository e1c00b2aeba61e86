// What of an installation stands behind an examination, in one digest.
#pragma once

#include <string>

#include "scanner/base/result.h"
#include "scanner/cli/options.h"
#include "scanner/cli/session.h"

namespace mishen {

// "sha256:…" over the files that rules and validators look things up in, by name and content.
// Error kinds: rule, io.
Result<std::string> data_digest(const Options& options);

// Stands for everything besides the draft that its examination depends on, except the day: this
// very program and its plug-ins (by size and time of change), rules, data, limits, the key of the
// ids, what was asked for. Another one: the examination may be another.
Result<std::string> engine_digest(const Session& session, const Options& options);

}  // namespace mishen
