// One pattern as it is searched for, compiled when that first happens: of all rules a draft needs a
// few. Thread-safe.
#pragma once

#include <re2/re2.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "scanner/rulebook/rule.h"

namespace mishen {

struct PatternNode;

// How rules' patterns are read. UTF-8; quiet (RE2 logs patterns, and a pattern can itself be a
// secret: a code name); longest match, so that neither the order of alternatives nor a lazy
// quantifier decides how much of a number is found.
[[nodiscard]] re2::RE2::Options pattern_options();

// Memory for one pattern's program and automaton. An automaton grows with what it meets, up to this
// and then starts anew.
inline constexpr std::int64_t kPatternMemoryBytes = 16LL << 20U;

class SearchPattern {
 public:
  SearchPattern(std::string pattern, Edges edges) : pattern_(std::move(pattern)), edges_(edges) {}

  [[nodiscard]] const std::string& pattern() const { return pattern_; }
  [[nodiscard]] Edges edges() const { return edges_; }

  // What has been asked of it, as bits.
  static constexpr unsigned kPlain = 1;
  static constexpr unsigned kAnywhere = 2;
  static constexpr unsigned kEdged = 4;

  // As written, to be tried at a place. All three throw std::length_error when RE2 cannot compile
  // it, which compile.h has ruled out: a draft that meets one all the same is not reviewed.
  [[nodiscard]] const re2::RE2& plain() const;
  // The same, to be looked for anywhere: a second program tells where a hit begins.
  [[nodiscard]] const re2::RE2& anywhere() const;
  // With its edges: one code point before and one (or the text's end) after are part of the match.
  // Nothing stands before the text's very start; there, look with `plain`. Not for Edges::none.
  [[nodiscard]] const re2::RE2& edged() const;

  // What it has been compiled for.
  [[nodiscard]] unsigned compiled() const;
  // Compiles it for `which`, with all the programs that takes.
  void compile(unsigned which) const;

  // Goes over `text` as anywhere() and edged() are used, if they are among `which` and compiled,
  // hit by hit: an automaton is built as it meets text, and a worker forked afterwards finds what
  // this text has built of it.
  void rehearse(unsigned which, std::string_view text) const;

  // RE2's complaint about any of it, "" for none. Compiles all of it.
  [[nodiscard]] std::string fault() const;

 private:
  struct Lazy {
    std::once_flag once;
    std::unique_ptr<const re2::RE2> regex;
    std::atomic<bool> done = false;
  };
  [[nodiscard]] const re2::RE2& compile_plain() const;
  [[nodiscard]] const re2::RE2& compile_edged() const;

  std::string pattern_;
  Edges edges_;
  mutable Lazy plain_;
  mutable Lazy edged_;
  mutable std::atomic<bool> anywhere_ = false;
};

// True when the program of a pattern with this structure, which RE2 parses, is far below what it
// may take. False tells nothing.
[[nodiscard]] bool surely_compiles(const PatternNode& node);

}  // namespace mishen
