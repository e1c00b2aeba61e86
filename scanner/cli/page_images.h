// Pictures of the pages with findings, for the HTML report: drawn in workers, made fit to be shown
// by the parent.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "scanner/cli/options.h"
#include "scanner/cli/run.h"
#include "scanner/cli/session.h"
#include "scanner/report/picture.h"

namespace mishen {

// Of each draft its first kMostPictures pages with findings, as far as they can be drawn and
// together stay within kMostPictureBytes. `reviews[i]` is that of `items[i]` and has a view. A
// draft that changed since, or came from standard input, has none.
[[nodiscard]] std::vector<std::vector<PageImage>> draw_all(std::span<const DraftItem> items,
                                                           std::span<const Review> reviews,
                                                           const Session& session,
                                                           const Options& options,
                                                           RunProfile* profile = nullptr);

}  // namespace mishen
