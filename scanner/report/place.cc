// The way to a place in words: page, surface, the steps a person can follow, table and row.
#include <string>
#include <utility>
#include <vector>

#include "scanner/report/facts.h"
#include "scanner/report/report.h"
#include "scanner/report/width.h"

namespace mishen {
namespace {

constexpr std::size_t kNameColumns = 40;  // longer names are cut in their middle

// How a step is told to a person. A step without an id is for machines only (blocks) or told in
// another way (pages, tables, paragraphs).
struct StepWords {
  StepKind kind;
  const char* id;        // with {ordinal}
  const char* named_id;  // with {name} and {ordinal}, used when the step has a name
  Surface says;          // the surface that needs no further word after this step
};
constexpr StepWords kSteps[] = {
    {StepKind::attachment, "place.attachment", "place.attachment-named", Surface::attachment},
    {StepKind::text_box, "place.text-box", "place.text-box", Surface::text_box},
    {StepKind::content_control, "place.content-control", "place.content-control-named",
     Surface::sdt},
    {StepKind::comment, "place.comment", "place.comment-named", Surface::comment},
    {StepKind::footnote, "place.footnote", "place.footnote", Surface::footnote},
    {StepKind::endnote, "place.endnote", "place.endnote", Surface::endnote},
    {StepKind::hyperlink, "place.hyperlink", "place.hyperlink", Surface::hyperlink},
    {StepKind::field, "place.field", "place.field-named", Surface::form_field},
    {StepKind::annotation, "place.annotation", "place.annotation-named", Surface::annotation},
    {StepKind::property, "place.property", "place.property-named", Surface::metadata},
    {StepKind::object, "place.object", "place.object", Surface::unreferenced_object},
    {StepKind::revision, "place.revision", "place.revision", Surface::previous_revision},
    {StepKind::sheet, "place.sheet", "place.sheet-named", Surface::chart},
};

std::string shown_name(std::string_view name) {
  return shorten_middle(mask_digit_runs(name), kNameColumns);
}

// Collects the parts of a place and joins them as the language does.
class Way {
 public:
  explicit Way(Language language) : language_(language) {}

  void add(const char* id, std::vector<std::pair<std::string, std::string>> args = {}) {
    if (!words_.empty()) words_ += language_ == Language::zh_cn ? "，" : ", ";
    words_ += text(language_, Message{id, std::move(args)});
  }
  void add_page(std::uint32_t page) {
    if (page != 0) add("place.page", {{"page", std::to_string(page)}});
  }
  void add_surface(Surface surface) { add(("surface." + std::string(name(surface))).c_str()); }
  // The steps that have words; returns whether one of them says `surface` already.
  bool add_steps(const Provenance& where, Surface surface) {
    bool said = false;
    bool inside = false;  // a file inside the draft, whose pages are not the draft's
    for (const Step& step : where) {
      if (inside && step.kind == StepKind::page) add_page(step.ordinal);
      inside = inside || step.kind == StepKind::attachment;
      for (const StepWords& row : kSteps) {
        if (row.kind != step.kind) continue;
        const std::vector<std::pair<std::string, std::string>> args = {
            {"ordinal", std::to_string(step.ordinal)}, {"name", shown_name(step.name)}};
        add(step.name.empty() ? row.id : row.named_id, args);
        const bool property =
            step.kind == StepKind::property && surface == Surface::custom_property;
        said = said || row.says == surface || property;
      }
    }
    return said;
  }
  void add_sheet_cell(std::uint32_t row, std::uint32_t column, const std::string& header) {
    add(header.empty() ? "place.sheet-cell" : "place.sheet-cell-headed",
        {{"cell", cell_name(column, row)}, {"header", shown_name(header)}});
  }
  void add_cell(std::uint32_t table, std::uint32_t row, std::uint32_t column,
                const std::string& header) {
    const std::string numbers[] = {std::to_string(table), std::to_string(row),
                                   std::to_string(column)};
    add(header.empty() ? "place.cell" : "place.cell-headed", {{"table", numbers[0]},
                                                              {"row", numbers[1]},
                                                              {"column", numbers[2]},
                                                              {"header", shown_name(header)}});
  }
  void add_sheet_column(std::uint32_t column, const std::string& header) {
    std::string letters = cell_name(column, 1);
    letters.pop_back();
    add(header.empty() ? "place.sheet-column" : "place.sheet-column-headed",
        {{"column", letters}, {"header", shown_name(header)}});
  }
  void add_column(std::uint32_t table, std::uint32_t column, const std::string& header) {
    add(header.empty() ? "place.column" : "place.column-headed",
        {{"table", std::to_string(table)},
         {"column", std::to_string(column)},
         {"header", shown_name(header)}});
  }
  [[nodiscard]] bool empty() const { return words_.empty(); }
  [[nodiscard]] std::string take() { return std::move(words_); }

 private:
  Language language_;
  std::string words_;
};

const Step* last_of(const Provenance& where, StepKind kind) {
  const Step* last = nullptr;
  for (const Step& step : where) {
    if (step.kind == kind) last = &step;
  }
  return last;
}

std::uint32_t last_ordinal(const Provenance& where, StepKind kind) {
  const Step* last = last_of(where, kind);
  return last == nullptr ? 0 : last->ordinal;
}

const SharedText* part_of(const Provenance& where) {
  for (const Step& step : where) {
    if (step.kind == StepKind::part && !step.name.empty()) return &step.name;
  }
  return nullptr;
}

// In a file inside the draft a person counts the tables of that file.
std::uint32_t table_of(const FindingPlace& place) {
  const bool inside = last_of(place.where, StepKind::attachment) != nullptr;
  const std::uint32_t its_own = inside ? last_ordinal(place.where, StepKind::table) : 0;
  return its_own != 0 ? its_own : place.table;
}

// Page, the steps that have words, and the surface where it needs saying. Returns the page.
std::uint32_t begin_way(const FindingPlace& place, Way& way) {
  const std::uint32_t page = place.page != 0 ? place.page : page_of(place.where).value_or(0);
  way.add_page(page);
  const bool said = way.add_steps(place.where, place.surface);
  const bool plain = place.surface == Surface::body || place.surface == Surface::table_cell;
  if (!said && !plain) way.add_surface(place.surface);
  return page;
}

}  // namespace

std::string column_place(const FindingPlace& place, Language language) {
  Way way(language);
  begin_way(place, way);
  if (last_of(place.where, StepKind::sheet) != nullptr) {
    way.add_sheet_column(place.column, place.header);
  } else {
    way.add_column(table_of(place), place.column, place.header);
  }
  return way.take();
}

std::string place(const FindingPlace& place, Language language) {
  Way way(language);
  const std::uint32_t page = begin_way(place, way);
  const std::uint32_t paragraph = last_ordinal(place.where, StepKind::paragraph);
  if (place.row != 0 && last_of(place.where, StepKind::sheet) != nullptr) {
    way.add_sheet_cell(place.row, place.column, place.header);
  } else if (place.row != 0) {
    way.add_cell(table_of(place), place.row, place.column, place.header);
  } else if (page == 0 && paragraph != 0) {
    way.add("place.paragraph", {{"ordinal", std::to_string(paragraph)}});
  }
  if (way.empty()) way.add_surface(place.surface);
  return way.take();
}

std::string place_of_gap(const Gap& gap, Language language) {
  Way way(language);
  const std::uint32_t page = page_of(gap.where).value_or(0);
  way.add_page(page);
  const SharedText* part = part_of(gap.where);
  if (page == 0 && part != nullptr) way.add("place.part", {{"name", shown_name(*part)}});
  way.add_steps(gap.where, Surface::body);
  const std::uint32_t row = last_ordinal(gap.where, StepKind::row);
  if (row != 0 && last_of(gap.where, StepKind::sheet) != nullptr) {
    way.add_sheet_cell(row, last_ordinal(gap.where, StepKind::cell), "");
  } else if (row != 0) {
    way.add_cell(last_ordinal(gap.where, StepKind::table), row,
                 last_ordinal(gap.where, StepKind::cell), "");
  } else if (page == 0 && last_ordinal(gap.where, StepKind::paragraph) != 0) {
    way.add("place.paragraph",
            {{"ordinal", std::to_string(last_ordinal(gap.where, StepKind::paragraph))}});
  }
  return way.take();
}

}  // namespace mishen
