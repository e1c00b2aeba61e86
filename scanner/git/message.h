// What a commit or a tag says, as one text. Inside scanner/git only.
#pragma once

#include <string>
#include <string_view>

namespace mishen::git {

// `raw` is the object as stored. The message first, so that its lines have their numbers; then the
// names of author, committer or tagger (once each) and every other header as it stands: signatures,
// a merged tag with its message, what anybody may have put there. Left out are only ids of objects,
// dates, and the address between < and > that people commit by. Bytes as they are, in whatever
// encoding; empty when there is nothing but names.
[[nodiscard]] std::string said_by(std::string_view raw);

}  // namespace mishen::git
