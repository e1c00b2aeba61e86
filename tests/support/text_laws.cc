#include "tests/support/text_laws.h"

#include <algorithm>
#include <random>

#include "scanner/base/utf8.h"
#include "scanner/text/reading.h"
#include "tests/support/slow_fold.h"

namespace mishen {
namespace {

std::string source_text(const Document& document, const Reading& reading) {
  std::string out;
  for (const std::uint32_t passage : reading.passages) out += document.passages[passage].text;
  return out;
}

bool starts_character(std::string_view text, std::uint32_t i) {
  return i >= text.size() || (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
}

class Check {
 public:
  Check(const Document& document, unsigned seed) : document_(document), random_(seed) {}

  std::string run() {
    for (std::uint32_t i = 0; i < document_.passages.size() && fault_.empty(); ++i) passage(i);
    if (fault_.empty()) joined();
    return fault_;
  }

 private:
  void require(bool holds, const char* law) {
    if (!holds && fault_.empty()) fault_ = law;
  }

  void passage(std::uint32_t index) {
    const std::string& text = document_.passages[index].text;
    const std::vector<Reading> readings = readings_of(document_, index);
    require(!readings.empty() && readings.size() <= kMostReadings, "bounded number of readings");
    if (!fault_.empty()) return;
    const Reading& primary = readings.front();
    require(primary.kind == ReadingKind::primary, "the first reading is the primary");
    require(primary.text == fold(text), "fold gives the primary text");
    for (const Reading& reading : readings) {
      const bool is_first = &reading == &primary;
      require(is_first || reading.kind != ReadingKind::primary, "one primary");
      require(is_first || reading.text != primary.text, "no alternate equals the primary");
      require(reading.passages == std::vector<std::uint32_t>{index}, "of this passage");
      require(reading.text.size() <= primary.text.size(), "no alternate is longer");
      map(reading);
    }
    if (!utf8::is_valid(text)) return;
    require(fold(primary.text) == primary.text, "folding twice changes nothing");
    require(has_endless_marks(text) || primary.text == slow_fold(text),
            "agrees with the slow fold");
    behind_a_line(text, readings);
  }

  // The same text with a line before it reads the same, only later.
  void behind_a_line(const std::string& text, const std::vector<Reading>& readings) {
    const std::string before = "前文。\n";
    Document longer;
    longer.passages.emplace_back();
    longer.passages[0].text = before + text;
    const std::vector<Reading> shifted = readings_of(longer, 0);
    require(shifted.size() == readings.size(), "a line before changes no reading (number)");
    for (std::size_t i = 0; i < readings.size() && fault_.empty(); ++i) {
      require(shifted[i].kind == readings[i].kind, "a line before changes no reading (kind)");
      require(shifted[i].text == before + readings[i].text,
              "a line before changes no reading (text)");
    }
  }

  void joined() {
    for (const Reading& reading : joined_readings(document_)) {
      require(reading.kind == ReadingKind::cell_joined, "joined readings say so");
      require(reading.passages.size() >= 2, "joined from several passages");
      require(reading.text.size() >= 11 && reading.text.size() <= 27, "of the length of a number");
      map(reading);
    }
  }

  void map(const Reading& reading) {
    const std::string source = source_text(document_, reading);
    const OffsetMap& map = reading.map;
    require(map.norm_size() == reading.text.size(), "the map covers the text");
    require(map.source_size() == source.size(), "the map covers the source");
    if (!fault_.empty()) return;
    unchanged(reading, source);
    SourceSpan last{};
    for (std::uint32_t i = 0; i < map.norm_size(); ++i) {
      const SourceSpan span = map.to_source({i, i + 1});
      require(!span.empty() && span.end <= source.size(), "every byte has an image");
      require(span.begin >= last.begin && span.end >= last.end, "the map is monotone");
      last = span;
    }
    for (int i = 0; i < 8; ++i) spans(reading, source);
  }

  // Outside the changed stretches the text is the source, byte for byte.
  void unchanged(const Reading& reading, const std::string& source) {
    std::uint32_t norm = 0;
    std::uint32_t at = 0;
    const auto copied = [&](std::uint32_t norm_end, std::uint32_t source_end) {
      require(norm_end >= norm && norm_end - norm == source_end - at &&
                  reading.text.compare(norm, norm_end - norm, source, at, source_end - at) == 0,
              "what is not changed is the source");
    };
    for (const OffsetMap::Stretch& s : reading.map.stretches()) {
      copied(s.norm_begin, s.source_begin);
      norm = s.norm_end();
      at = s.source_end();
    }
    copied(reading.map.norm_size(), reading.map.source_size());
  }

  std::uint32_t random_to(std::size_t most) {
    return std::uniform_int_distribution<std::uint32_t>(0,
                                                        static_cast<std::uint32_t>(most))(random_);
  }

  void spans(const Reading& reading, const std::string& source) {
    const std::uint32_t a = random_to(reading.text.size());
    const std::uint32_t b = random_to(reading.text.size());
    const NormSpan norm = {std::min(a, b), std::max(a, b)};
    const SourceSpan image = reading.map.to_source(norm);
    require(image.begin <= image.end && image.end <= source.size(), "images are spans");
    require(norm.empty() || reading.map.to_norm(image).contains(norm), "there and back covers");
    pieces(reading, norm);
    const std::uint32_t c = random_to(source.size());
    const SourceSpan from = {c, c + random_to(source.size() - c)};
    const NormSpan forward = reading.map.to_norm(from);
    require(forward.begin <= forward.end && forward.end <= reading.text.size(),
            "forward is a span");
  }

  void pieces(const Reading& reading, NormSpan span) {
    const auto pieces = pieces_of(document_, reading, span);
    require(pieces.empty() == span.empty() || !pieces.empty(), "what is found has a place");
    const bool whole =
        starts_character(reading.text, span.begin) && starts_character(reading.text, span.end);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const std::string& text = document_.passages[pieces[i].passage].text;
      require(!pieces[i].span.empty() && pieces[i].span.end <= text.size(), "pieces lie inside");
      require(i == 0 || pieces[i - 1].passage < pieces[i].passage, "pieces are in order");
      require(!whole || !utf8::is_valid(text) ||
                  (starts_character(text, pieces[i].span.begin) &&
                   starts_character(text, pieces[i].span.end)),
              "pieces cut no character");
    }
    const Disguise disguises = disguises_of(document_, reading, span);
    require(!span.empty() || disguises == Disguise::none || !pieces.empty(),
            "an empty span hides nothing");
    require(
        !reading.map.is_identity() || reading.passages.size() > 1 || disguises == Disguise::none,
        "unchanged text hides nothing");
  }

  const Document& document_;
  std::mt19937 random_;
  std::string fault_;
};

}  // namespace

std::string broken_law(const Document& document, unsigned seed) {
  return Check(document, seed).run();
}

}  // namespace mishen
