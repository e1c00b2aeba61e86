#include "scanner/text/fold.h"

#include "scanner/base/utf8.h"
#include "scanner/text/compose.h"
#include "scanner/text/digits.h"
#include "scanner/text/fold_table.h"
#include "scanner/text/reading.h"
#include "scanner/text/rewrite.h"
#include "scanner/text/scan.h"

namespace mishen {
namespace {

constexpr char32_t kWingdingsStar = 0xF0AB;
constexpr std::string_view kStar = "★";

std::uint32_t size32(std::size_t n) { return static_cast<std::uint32_t>(n); }

bool ends_with_level(std::string_view text) {
  const auto strip = [&](std::string_view end) {
    if (!text.ends_with(end)) return false;
    text.remove_suffix(end.size());
    return true;
  };
  const auto strip_spaces = [&] {
    for (int i = 0; i < 8 && strip(" "); ++i) {
    }
  };
  strip_spaces();
  if (!strip("级")) strip("級");
  if (!strip("密")) return false;
  strip_spaces();
  for (const std::string_view first : {"绝", "机", "秘", "絕", "機", "祕"}) {
    if (text.ends_with(first)) return true;
  }
  return false;
}

class Folder {
 public:
  explicit Folder(std::string_view source) : in_(source) {}

  NormalText run() {
    std::size_t i = find_suspect(in_, 0);
    if (i < in_.size()) out_.text.reserve(in_.size());
    for (; i < in_.size(); i = find_suspect(in_, i)) {
      i = is_usual(i) ? i + 3 : full_width(i) ? next_ : other(i);
    }
    flush(in_.size());
    return std::move(out_);
  }

  [[nodiscard]] bool composing() const { return composing_; }

  // Surely folds to itself; false says nothing.
  static bool is_folded(std::string_view text) { return find_suspect(text, 0) == text.size(); }

 private:
  // Bytes that can begin a character that folds. ASCII, the leads of U+4000-9FFF and continuation
  // bytes cannot, and of the rest Chinese text has few. \v \f \r are line ends.
  static std::size_t find_suspect(std::string_view text, std::size_t from) {
    return find_byte<ByteRange<0xC0, 0xE3>, ByteRange<0xEA, 0xFF>, ByteRange<0x0B, 0x0D>>(text,
                                                                                          from);
  }

  [[nodiscard]] unsigned char at(std::size_t i) const { return static_cast<unsigned char>(in_[i]); }

  // U+3001-3020: 、。《》and their like, in every sentence.
  [[nodiscard]] bool is_usual(std::size_t i) const {
    return at(i) == 0xE3 && i + 2 < in_.size() && at(i + 1) == 0x80 && at(i + 2) > 0x80 &&
           at(i + 2) <= 0xA0;
  }

  // U+FF01-FF5E without a look into the table: commas and brackets are in every sentence too.
  bool full_width(std::size_t i) {
    if (at(i) != 0xEF || i + 2 >= in_.size() || (at(i + 1) & 0xFEU) != 0xBCU) return false;
    const unsigned last = at(i + 2);
    if ((last & 0xC0U) != 0x80U) return false;
    const unsigned ascii = (at(i + 1) & 1U) * 64U + (last & 0x3FU) + 0x20U;
    if (ascii < 0x21 || ascii > 0x7E) return false;
    flush(i);
    const char folded = static_cast<char>(ascii);
    put(i, 3, {&folded, 1});
    return true;
  }

  // Any other character that may fold; returns where to go on.
  std::size_t other(std::size_t i) {
    const utf8::Decoded d = utf8::decode(in_, i);
    const FoldEntry& entry = fold_entry(d.code_point);
    switch (entry.kind) {
      case FoldKind::keep:
        if (d.code_point == kWingdingsStar) star(i, d.bytes);
        break;
      case FoldKind::compose:
        composing_ = true;
        break;
      case FoldKind::drop:
        flush(i);
        put(i, d.bytes, {});
        break;
      case FoldKind::replace:
        flush(i);
        put(i, d.bytes, ends_line_twice(i) ? std::string_view() : entry.target());
        composing_ |=
            fold_entry(utf8::decode(entry.target(), 0).code_point).kind == FoldKind::compose;
        break;
      case FoldKind::ornate:
        return ornate_run(i);
    }
    return i + d.bytes;
  }

  // "\r\n" is one line end.
  [[nodiscard]] bool ends_line_twice(std::size_t i) const {
    return at(i) == '\r' && i + 1 < in_.size() && at(i + 1) == '\n';
  }

  void star(std::size_t i, std::uint32_t bytes) {
    flush(i);
    if (ends_with_level(out_.text)) put(i, bytes, kStar);
  }

  struct Run {
    std::size_t end = 0;     // behind its last digit
    std::size_t digits = 0;  // ornate ones
    bool touched = false;    // a plain digit follows
  };
  [[nodiscard]] Run measure(std::size_t i) const {
    Run run;
    while (i < in_.size()) {
      const utf8::Decoded d = utf8::decode(in_, i);
      const FoldEntry& entry = fold_entry(d.code_point);
      i += d.bytes;
      if (entry.kind == FoldKind::drop) continue;
      if (entry.kind == FoldKind::ornate) {
        run.end = i;
        ++run.digits;
        continue;
      }
      const char first = entry.kind == FoldKind::replace ? entry.target()[0] : in_[i - d.bytes];
      run.touched = is_digit(static_cast<unsigned char>(first));
      break;
    }
    return run;
  }

  std::size_t ornate_run(std::size_t i) {
    flush(i);
    const Run run = measure(i);
    const bool after_digit =
        !out_.text.empty() && is_digit(static_cast<unsigned char>(out_.text.back()));
    const bool folds = run.digits >= 2 && !run.touched && !after_digit;
    while (i < run.end) {
      const utf8::Decoded d = utf8::decode(in_, i);
      const FoldEntry& entry = fold_entry(d.code_point);
      if (entry.kind == FoldKind::drop || folds) {
        flush(i);
        put(i, d.bytes, entry.target());
      }
      i += d.bytes;
    }
    return i;
  }

  // Copies what is pending before `end`.
  void flush(std::size_t end) {
    out_.text.append(in_, copied_, end - copied_);
    out_.map.copy(size32(end - copied_));
    copied_ = end;
  }

  // Puts `folded` for the `bytes` at `i`; everything before is flushed.
  void put(std::size_t i, std::uint32_t bytes, std::string_view folded) {
    out_.text += folded;
    out_.map.replace(bytes, size32(folded.size()));
    copied_ = next_ = i + bytes;
  }

  std::string_view in_;
  NormalText out_;
  std::size_t copied_ = 0;
  std::size_t next_ = 0;
  bool composing_ = false;
};

}  // namespace

NormalText normalise(std::string_view source) {
  Folder folder(source);
  NormalText folded = folder.run();
  if (!folder.composing()) return folded;
  return rewrite(folded, composition_edits(folded.text));
}

std::string fold(std::string_view text) {
  if (Folder::is_folded(text)) return std::string(text);
  return normalise(text).text;
}

}  // namespace mishen
