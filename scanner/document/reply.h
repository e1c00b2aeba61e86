// What people wrote under notes in a draft: comments that answer comments, notes that answer notes.
#pragma once

#include <cstddef>
#include <string>

namespace mishen {

// Everything in it is the draft's and untrusted. UTF-8.
struct Reply {
  // The text and the name of the note at the root of the thread; of one that answers none, its own.
  std::string to;
  bool answers_note = false;  // false: `to` is its own text
  std::string text;           // paragraphs with line feeds between them
  std::string author;         // as the file has it; may be empty
  std::string date;           // as the file has it; may be empty

  friend bool operator==(const Reply&, const Reply&) = default;
};

// The most replies that are taken from one draft.
inline constexpr std::size_t kMostReplies = 100'000;

}  // namespace mishen
