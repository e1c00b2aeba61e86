// How far the characters of drawn lines reach. A long draft has millions of them, and all are kept
// until it is judged: characters of one width that follow each other are kept as one run, in one to
// six bytes together, others in some three bytes each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mishen {

// How far along its line something reaches: distances from GlyphLine::origin in PDF points,
// begin <= end. Multiples of 1/256 point, a hundredth of what a printer can place.
struct Extent {
  double begin = 0;
  double end = 0;
};

// The extents of all lines of a passage, in order. A value; written by ExtentsWriter.
class Extents {
 public:
  Extents() = default;

  // What the characters [first, last) of the line reach over together; nothing where there are
  // none. `line` is what ExtentsWriter::begin_line() said. Costs what stands between `first` and
  // `last`, and little of what stands before.
  [[nodiscard]] std::optional<Extent> reach(std::uint32_t line, std::uint64_t first,
                                            std::uint64_t last) const;

  // Of each of the first `count` characters of the line.
  [[nodiscard]] std::vector<Extent> characters(std::uint32_t line, std::uint64_t count) const;

  // The bytes of the lines [from, to) for ExtentsWriter::add_line(); `to` may be size().
  [[nodiscard]] std::string_view bytes_of(std::uint32_t from, std::uint32_t to) const {
    return std::string_view(bytes_).substr(from, to - from);
  }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size()); }

 private:
  friend class ExtentsWriter;
  explicit Extents(std::string bytes) : bytes_(std::move(bytes)) {}

  // Lines one after another, each of blocks of kBlock characters (the last has fewer): how many
  // bytes follow; where it begins, counted from the line's origin; its runs. A run: four times the
  // width, 1 more if it has a gap, 2 more if it has several characters; the gap before each; how
  // many more than two. Numbers in groups of seven bits, the lowest first; those that may be
  // negative in zigzag.
  std::string bytes_;
};

// Not thread-safe. Forgets all at take().
class ExtentsWriter {
 public:
  // What is added from now on is of the next line. Returns the line's place in the extents.
  std::uint32_t begin_line();
  // The next character. Of what is no number, or out of all reason, the nearest that is not.
  void add(double begin, double end);
  // A character that takes no room, where the last one ends.
  void add_end();
  // Adds a whole line of other extents and returns its place.
  std::uint32_t add_line(std::string_view bytes);

  [[nodiscard]] Extents take();

 private:
  struct Run {
    std::int64_t gap = 0;
    std::uint64_t width = 0;
    std::uint64_t count = 0;
  };
  void add_units(std::int64_t begin, std::int64_t end);
  void end_run();
  void end_block();

  std::string bytes_;
  std::string block_;         // of the block at hand
  std::int64_t start_ = 0;    // of it
  std::int64_t before_ = 0;   // where the last character ends
  std::uint64_t inside_ = 0;  // characters in it
  Run run_;                   // not yet in block_
};

}  // namespace mishen
