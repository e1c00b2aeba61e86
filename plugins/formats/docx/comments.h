// The comments part: its text, with comments added.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/base/result.h"
#include "scanner/document/note.h"

namespace mishen::docx {

// How WordprocessingML is spelt in one part.
struct Spelling {
  std::string prefix;       // "w:"
  std::string declaration;  // ` xmlns:w="…"`, to stand on inserted elements; empty: the root has it
  std::string uri;
  bool strict = false;
};

// From the root element as the raw text has it. The root must be WordprocessingML.
[[nodiscard]] Spelling spelling_of(std::string_view root_name, std::string_view uri);

// Comments with ids from `first_id` on, and the marks for the main part.
class CommentWriter {
 public:
  CommentWriter(const NoteStyle& style, std::uint32_t first_id)
      : style_(style), next_id_(first_id) {}

  // Adds a comment whose first line is the note's title at `at` (null: anywhere), with the words of
  // the place in front if `say_where`. Returns its id.
  std::uint32_t add(const Note& note, const NotePlace* at, bool say_where);

  // <w:comment> elements in `spelling`.
  [[nodiscard]] std::string elements(const Spelling& spelling) const;
  [[nodiscard]] bool empty() const { return comments_.empty(); }

 private:
  struct Comment {
    std::uint32_t id = 0;
    std::vector<std::string> lines;
  };
  const NoteStyle& style_;
  std::uint32_t next_id_;
  std::vector<Comment> comments_;
};

// The most comments a part may have so that Word opens the file.
inline constexpr std::uint32_t kMostComments = 32'000;

// The comments part `raw` with `writer`'s comments at its end; nothing when its root is not found.
[[nodiscard]] std::string with_comments(const std::string& raw, std::string_view root_name,
                                        const std::string& elements);
// A comments part of its own.
[[nodiscard]] std::string new_comments_part(const Spelling& spelling, const std::string& elements);

}  // namespace mishen::docx
