// One escaper for each target. Text from a draft, a file's name or a library reaches a reader only
// through one of these: it can neither drive a terminal nor reorder or hide what stands beside it.
#pragma once

#include <string>
#include <string_view>

namespace mishen {

// Controls, format characters (directional overrides, zero-width, tags), line and paragraph
// separators: whatever changes how its neighbours are shown, or is not seen itself.
[[nodiscard]] bool is_unseen(char32_t c);

// For a terminal: one line of valid UTF-8. Unseen characters are written as "\u{202E}"; a line feed
// as "↵", a tab as a space; undecodable bytes as U+FFFD.
[[nodiscard]] std::string terminal_escape(std::string_view text);

// Finished JSON with the unseen characters in its strings written as \uXXXX: the same document to
// every parser, and safe to look at.
[[nodiscard]] std::string json_escape_unseen(std::string_view json);

// Appends `text` as the inside of a JSON string: quotes, backslashes, controls and unseen
// characters escaped; undecodable bytes as U+FFFD.
void append_json_escaped(std::string& out, std::string_view text);

// For XML and HTML, in text and in attributes of either quote. Unseen characters are written as
// "\u{202E}", but for line feeds; undecodable bytes as U+FFFD.
[[nodiscard]] std::string xml_escape(std::string_view text);

// Raw bytes of a path, exactly: control characters, '%' and bytes that are not UTF-8 as "%1B".
[[nodiscard]] std::string percent_path(std::string_view bytes);

}  // namespace mishen
