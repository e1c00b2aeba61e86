// Small documents for tests, and what their readings say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/document/document.h"
#include "scanner/text/reading.h"

namespace mishen {

inline Document document_of(std::string_view text) {
  Document document;
  document.passages.emplace_back();
  document.passages.back().text = text;
  return document;
}

// The texts of the readings of `kind` of a document's first passage.
inline std::vector<std::string> texts_of(const Document& document, ReadingKind kind) {
  std::vector<std::string> out;
  for (const Reading& reading : readings_of(document, 0)) {
    if (reading.kind == kind) out.push_back(reading.text);
  }
  return out;
}

inline std::vector<std::string> texts_of(std::string_view text, ReadingKind kind) {
  return texts_of(document_of(text), kind);
}

// The original text behind the first place where a reading of `kind` says `value`, passages parted
// by '|'; "-" if none does.
inline std::string source_of(const Document& document, const std::vector<Reading>& readings,
                             ReadingKind kind, std::string_view value) {
  for (const Reading& reading : readings) {
    const std::size_t at = reading.text.find(value);
    if (reading.kind != kind || at == std::string::npos) continue;
    const auto begin = static_cast<std::uint32_t>(at);
    std::string out;
    for (const SourcePiece& piece :
         pieces_of(document, reading, {begin, begin + static_cast<std::uint32_t>(value.size())})) {
      if (!out.empty()) out += '|';
      out.append(document.passages[piece.passage].text, piece.span.begin, piece.span.size());
    }
    return out;
  }
  return "-";
}

}  // namespace mishen
