// Files inside files: read by content, placed behind the outer file, bounded.
#include <gtest/gtest.h>

#include <algorithm>

#include "scanner/intake/format.h"

namespace mishen {
namespace {

Passage passage_of(std::string text, Surface surface = Surface::body) {
  Passage passage;
  passage.text = std::move(text);
  passage.surface = surface;
  passage.where = {{StepKind::page, 3, {}}};
  passage.page = 3;
  return passage;
}

// A "pdf" that is a list of lines: "+text" a passage, "#" a table cell, "@name bytes" a file inside
// (the rest of the draft).
class ListFormat final : public Format {
 public:
  [[nodiscard]] std::string_view name() const override { return "list"; }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    bytes.remove_prefix(bytes.find('\n') + 1);
    std::uint32_t tables = 0;
    while (!bytes.empty()) {
      const std::string_view line = bytes.substr(0, bytes.find('\n'));
      if (line.starts_with('@')) {
        EmbeddedFile file;
        file.name = line.substr(1);
        file.where = {{StepKind::part, 0, "in/" + file.name}};
        file.bytes = bytes.substr(line.size() + 1);
        out.embed(file);
        out.embed(file);  // the same bytes at a second place are read again
        out.add(passage_of("after"));
        if (tables != 0) add_cell(out, ++tables);
        return;
      }
      if (line.starts_with('+')) out.add(passage_of(std::string(line.substr(1))));
      if (line.starts_with('!')) {
        out.add(passage_of(std::string(line.substr(1)), Surface::comment));
      }
      if (line == "#") add_cell(out, ++tables);
      bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
    }
  }

 private:
  static void add_cell(DocumentBuilder& out, std::uint32_t table) {
    Passage cell = passage_of("cell");
    cell.cell = CellPlace{table, 1, 1, {}, true};
    out.add(std::move(cell));
  }
};

Document read(const std::string& bytes, const Limits& limits = {}) {
  static const ListFormat format;
  static const FormatSet formats(
      {{"list", {FileKind::pdf}, [] { return Result<const Format*>(&format); }}});
  return read_draft(bytes, "a.pdf", formats, limits);
}

std::vector<std::string> paths(const Document& document) {
  std::vector<std::string> out;
  for (const Passage& one : document.passages) out.push_back(path(one.where) + "=" + one.text);
  return out;
}

TEST(Embedded, StandsBehindItsFileAndOnNoPageOfTheDraft) {
  const Document document = read("%PDF-\n+outer\n@b.pdf\n%PDF-\n+inner\n!note\n");
  EXPECT_EQ(paths(document),
            (std::vector<std::string>{"page[3]=outer", "in/b.pdf!page[3]=inner",
                                      "in/b.pdf!page[3]=note", "in/b.pdf!page[3]=inner",
                                      "in/b.pdf!page[3]=note", "page[3]=after"}));
  const Passage& inner = document.passages[1];
  EXPECT_EQ(inner.page, 0U);
  EXPECT_FALSE(page_of(inner.where).has_value());
  EXPECT_EQ(inner.surface, Surface::attachment);
  EXPECT_EQ(inner.visibility, Visibility::recoverable);
  EXPECT_EQ(document.passages[2].surface, Surface::comment);
  EXPECT_EQ(document.coverage.passages, document.passages.size());
  EXPECT_TRUE(document.coverage.gaps.empty());
  EXPECT_EQ(document.format, "list");
}

TEST(Embedded, TablesHaveOrdinalsOfTheirOwn) {
  const Document document = read("%PDF-\n#\n@b.pdf\n%PDF-\n#\n#\n");
  std::vector<std::uint32_t> tables;
  for (const Passage& one : document.passages) {
    if (one.cell) tables.push_back(one.cell->table);
  }
  // 1, then the files' (twice two), then the draft's second, which keeps its ordinal.
  EXPECT_EQ(tables, (std::vector<std::uint32_t>{1, 3, 4, 5, 6, 2}));
}

TEST(Embedded, UnknownLockedAndMisnamedFilesAreGapsWithTheirPlace) {
  const auto only_cause = [](const std::string& name, const std::string& bytes) {
    const Document document = read("%PDF-\n@" + name + "\n" + bytes);
    EXPECT_FALSE(document.coverage.gaps.empty());
    for (const Gap& gap : document.coverage.gaps) EXPECT_EQ(path(gap.where), "in/" + name);
    return document.coverage.gaps.at(0).cause;
  };
  EXPECT_EQ(only_cause("x", std::string("\x01\x02\x00", 3)), GapCause::unknown_format);
  EXPECT_EQ(only_cause("x", "PK\x05\x06"), GapCause::unsupported_format);
  EXPECT_EQ(only_cause("b.docx", "%PDF-\n"), GapCause::name_mismatch);
  EXPECT_EQ(only_cause("b.jpg", "\xFF\xD8\xFF"), GapCause::picture_not_read);
  std::string locked = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(512, '\0');
  for (const char c : std::string("EncryptedPackage")) locked.append({c, '\0'});
  EXPECT_EQ(only_cause("b.docx", locked), GapCause::password_protected);
}

std::string nested(int depth) {
  std::string bytes;
  for (int i = 0; i < depth; ++i) bytes += "%PDF-\n+level " + std::to_string(i) + "\n@x.pdf\n";
  return bytes + "%PDF-\n+innermost\n";
}

bool has_limit(const Document& document, const std::string& limit) {
  return std::any_of(
      document.coverage.gaps.begin(), document.coverage.gaps.end(), [&](const Gap& gap) {
        return gap.cause == GapCause::limit_reached && gap.detail.args.at(0).second == limit;
      });
}

TEST(Embedded, DepthAndBytesAreBounded) {
  Limits limits;
  limits.max_nesting = 3;
  EXPECT_FALSE(has_limit(read(nested(3), limits), "max-nesting"));
  EXPECT_TRUE(has_limit(read(nested(4), limits), "max-nesting"));
  // Each level is read twice: 2^12 files without the budget.
  limits = {};
  limits.max_nesting = 100;
  limits.max_inflated_bytes = 2000;
  const Document document = read(nested(12), limits);
  EXPECT_TRUE(has_limit(document, "max-inflated-bytes"));
  EXPECT_LT(document.passages.size(), 200U);
  limits.max_inflated_bytes = 1ULL << 30;
  limits.max_passages = 50;
  const Document cut = read(nested(12), limits);
  EXPECT_EQ(cut.passages.size(), 50U);
  EXPECT_TRUE(has_limit(cut, "max-passages"));
}

TEST(Embedded, WhatIsShownInTheOuterFileStaysShown) {
  const Limits limits;
  DocumentBuilder outer(limits);
  DocumentBuilder inner = outer.inside();
  inner.add(passage_of("text"));
  Passage hidden = passage_of("hidden", Surface::hidden_text);
  hidden.visibility = Visibility::recoverable;
  inner.add(hidden);
  outer.adopt(std::move(inner),
              {"c.html", {{StepKind::part, 0, "word/c.html"}}, {}, Surface::altchunk, true});
  const Document document = outer.finish();
  EXPECT_EQ(document.passages.at(0).surface, Surface::altchunk);
  EXPECT_EQ(document.passages.at(0).visibility, Visibility::shown);
  EXPECT_EQ(document.passages.at(1).surface, Surface::hidden_text);
  EXPECT_EQ(document.passages.at(1).visibility, Visibility::recoverable);
}

}  // namespace
}  // namespace mishen
