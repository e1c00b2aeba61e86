// Reading bytes with one format in tests, and looking at what came out.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/intake/format.h"

namespace mishen::test {

using Strings = std::vector<std::string>;

// With `format` alone; files inside become the passages "name:size" at their places.
inline Document read_with(const Format& format, std::string_view bytes, const Limits& limits = {}) {
  DocumentBuilder builder(limits);
  builder.set_embedded_reader([](const EmbeddedFile& file, DocumentBuilder& out) {
    DocumentBuilder inner = out.inside();
    Passage passage;
    passage.text = file.name + ":" + std::to_string(file.bytes.size());
    inner.add(std::move(passage));
    out.adopt(std::move(inner), file);
  });
  format.read(bytes, builder);
  return builder.finish();
}

// "surface path | text | trace(what) ..." of each passage, in order.
inline Strings told(const Document& document) {
  Strings out;
  for (const Passage& passage : document.passages) {
    std::string line =
        std::string(name(passage.surface)) + " " + path(passage.where) + " | " + passage.text;
    for (const Trace& trace : passage.traces) {
      line += " | " + std::string(name(trace.kind));
      if (!trace.what.empty()) line += "(" + trace.what + ")";
      if (!trace.author.empty()) line += " by " + trace.author;
    }
    out.push_back(std::move(line));
  }
  return out;
}

// "cause path" of each gap, in order.
inline Strings gaps_told(const Document& document) {
  Strings out;
  for (const Gap& gap : document.coverage.gaps) {
    out.push_back(std::string(name(gap.cause)) + " " + path(gap.where));
  }
  return out;
}

// Reads every one of 64 truncations and of 400 files with some bytes flipped; what a format throws
// goes to the test. What `bytes` holds must come back as valid passages, whatever is lost.
inline void read_damaged(const Format& format, const std::string& bytes) {
  const Limits limits;
  const auto read = [&](const std::string& damaged) {
    DocumentBuilder builder(limits);
    format.read(damaged, builder);
    (void)builder.finish();
  };
  for (std::size_t part = 0; part < 64; ++part) read(bytes.substr(0, bytes.size() * part / 64));
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i < 1 + round % 8; ++i) {
      damaged[random() % damaged.size()] = static_cast<char>(random());
    }
    read(damaged);
  }
}

}  // namespace mishen::test
