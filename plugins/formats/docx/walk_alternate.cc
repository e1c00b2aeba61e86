// Walker: mc:AlternateContent says the same thing twice, for new and old readers. The first branch
// is read; of the others what differs from it, as text that only some see.
#include <algorithm>
#include <string>

#include "plugins/formats/docx/tree.h"
#include "plugins/formats/docx/walk.h"

namespace mishen::docx {
namespace {

// Without blanks: the branches break lines and paragraphs differently.
std::string ink_of(std::string_view text) {
  std::string ink;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') ink += c;
  }
  return ink;
}

}  // namespace

ParagraphText::Mark Walker::piece_mark() const {
  const Container& here = containers_.back();
  const bool open = paragraphs_.size() > here.paragraph_depth;
  return (open ? paragraphs_.back().text : here.loose).mark();
}

void Walker::begin_alternate() {
  reserve_slot();
  alternates_.emplace_back();
}

// True when what the branch holds is for some readers only: another branch was read before it and
// holds text.
bool Walker::begin_branch() {
  if (alternates_.empty()) return false;
  Alternate& alternate = alternates_.back();
  alternate.branch_begin = pending();
  alternate.piece_branch_begin = piece_mark();
  const bool is_second = alternate.has_choice && alternate.choice_has_text;
  if (is_second) ++alternate_;
  return is_second;
}

void Walker::end_branch(bool is_second) {
  if (alternates_.empty()) return;
  if (is_second) --alternate_;
  Alternate& alternate = alternates_.back();
  ParagraphText& text = target();
  const std::string pieces = ink_of(text.since(alternate.piece_branch_begin, text.mark()));
  const std::span<Passage> branch = out_.open_passages().subspan(alternate.branch_begin);
  if (!alternate.has_choice) {
    alternate.has_choice = true;
    alternate.choice_pieces = pieces;
    for (const Passage& passage : branch) alternate.choice.insert(ink_of(passage.text));
    alternate.choice.erase("");
    alternate.choice_has_text = !pieces.empty() || !alternate.choice.empty();
    return;
  }
  const auto is_repeated = [&](const Passage& passage) {
    const std::string ink = ink_of(passage.text);
    return ink.empty() || alternate.choice.contains(ink);
  };
  const auto kept = std::remove_if(branch.begin(), branch.end(), is_repeated);
  out_.drop_open_passages(alternate.branch_begin + static_cast<std::size_t>(kept - branch.begin()));
  if (pieces == alternate.choice_pieces) text.cut_back(alternate.piece_branch_begin);
}

}  // namespace mishen::docx
