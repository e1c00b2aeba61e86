#include "scanner/report/notes.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "scanner/base/utf8.h"
#include "scanner/report/escape.h"
#include "scanner/report/facts.h"

namespace mishen {
namespace {

NoteTone tone_of(Severity severity) {
  switch (severity) {
    case Severity::block:
      return NoteTone::block;
    case Severity::review:
      return NoteTone::review;
    case Severity::notice:
      break;
  }
  return NoteTone::notice;
}

// Inside a file of its own within the draft: its parts and pages are not the draft's.
bool is_nested(const Provenance& where) {
  const auto holders = std::count_if(where.begin(), where.end(), [](const Step& step) {
    return step.kind == StepKind::attachment || step.kind == StepKind::part;
  });
  const bool attached = std::any_of(where.begin(), where.end(), [](const Step& step) {
    return step.kind == StepKind::attachment || step.kind == StepKind::revision;
  });
  return holders > 1 || attached;
}

class NoteMaker {
 public:
  NoteMaker(const Document* document, const ReportContext& context)
      : document_(document), language_(context.language), rules_(context.rules) {}

  Note note(const DecidedFinding& decided) const {
    const Finding& finding = decided.finding;
    const Rule* rule = rules_.find(finding.rule);
    Note out;
    out.id = finding.id;
    out.tone = tone_of(decided.severity);
    const auto title = [&](const std::string& masked) {
      return line("note.title", {{"severity", severity(decided.severity)},
                                 {"title", rule ? in(language_, rule->title) : finding.rule},
                                 {"masked", masked}});
    };
    out.title = title(finding.masked);
    if (rule != nullptr) {
      add(out, "label.stake", in(language_, rule->why));
      add(out, "label.basis", rule->basis);
      add(out, "label.remedy", in(language_, rule->remedy));
    }
    if (finding.group.count > 1) {
      const std::string count = std::to_string(finding.group.count);
      out.lines.push_back(
          is_column(finding)
              ? line("note.column",
                     {{"count", count}, {"place", column_place(finding.places.front(), language_)}})
              : line("note.group", {{"count", count}}));
    }
    add(out, "label.id", finding.id);
    const std::vector<FindingPlace>& places =
        finding.group.places.empty() ? finding.places : finding.group.places;
    for (const FindingPlace& at : places) out.places.push_back(place_of(at));
    for (std::size_t i = 0; i < finding.group.values.size(); ++i) {
      out.places[i].title = title(finding.group.values[i].masked);
    }
    return out;
  }

  // What a reader of the page does not see, counted by surface.
  std::vector<Note> summary(const Review& review) const {
    std::map<Surface, std::size_t> counts;
    NoteTone tone = NoteTone::notice;
    for (const DecidedFinding& decided : review.findings) {
      const FindingPlace& at = decided.finding.places.front();
      if (at.visibility != Visibility::recoverable) continue;
      counts[at.surface] += is_column(decided.finding) ? decided.finding.group.count : 1;
      tone = std::max(tone, tone_of(decided.severity));
    }
    if (counts.empty()) return {};
    Note out;
    out.tone = tone;
    out.title = line("note.recoverable", {});
    for (const auto& [surface, count] : counts) {
      out.lines.push_back(
          line("note.recoverable-on",
               {{"surface", text(language_, "surface." + std::string(name(surface)))},
                {"count", std::to_string(count)}}));
    }
    return {std::move(out)};
  }

 private:
  std::string line(std::string_view id,
                   std::vector<std::pair<std::string, std::string>> args) const {
    return terminal_escape(text(language_, Message{std::string(id), std::move(args)}));
  }
  std::string severity(Severity severity) const {
    return text(language_, "severity." + std::string(name(severity)));
  }
  // A label stands before its value as the language has it; on a terminal it is also a column.
  void add(Note& note, std::string_view label, const std::string& value) const {
    if (value.empty()) return;
    std::string head = text(language_, label);
    head.erase(head.find_last_not_of(' ') + 1);
    note.lines.push_back(line("note.line", {{"label", head}, {"value", value}}));
  }

  NotePlace place_of(const FindingPlace& at) const {
    NotePlace out;
    out.words = terminal_escape(place(at, language_));
    if (is_nested(at.where)) return out;
    out.page = at.page;
    out.quads = at.quads;
    if (document_ == nullptr || at.passage >= document_->passages.size()) return out;
    const Passage& passage = document_->passages[at.passage];
    const auto* anchors = std::get_if<MarkupAnchors>(&passage.anchors);
    if (anchors == nullptr) return out;
    out.part = anchors->part;
    out.paragraph = anchors->paragraph;
    out.pieces = pieces_of(passage, at.range);
    return out;
  }

  const Document* document_;
  Language language_;
  RuleIndex rules_;
};

}  // namespace

std::vector<MarkupPiece> pieces_of(const Passage& passage, Utf16Range range) {
  const auto* anchors = std::get_if<MarkupAnchors>(&passage.anchors);
  if (anchors == nullptr) return {};
  std::vector<MarkupPiece> out;
  const std::string_view whole = passage.text;
  std::uint32_t begin = 0;  // of the run, in UTF-16 units of the passage
  for (std::size_t i = 0; i < anchors->runs.size() && begin < range.end; ++i) {
    const MarkupRun& run = anchors->runs[i];
    const std::size_t stop =
        i + 1 < anchors->runs.size() ? anchors->runs[i + 1].text_begin : whole.size();
    const auto units = static_cast<std::uint32_t>(
        utf8::utf16_length(whole.substr(run.text_begin, stop - run.text_begin)));
    const std::uint32_t from = std::max(begin, range.begin);
    const std::uint32_t to = std::min(begin + units, range.end);
    if (from < to) {
      out.push_back({run.node, run.utf16_offset + (from - begin), run.utf16_offset + (to - begin),
                     run.verbatim});
    }
    begin += units;
  }
  return out;
}

std::vector<Note> notes_of(const Review& review, const Document* document,
                           const ReportContext& context) {
  const NoteMaker maker(document, context);
  std::vector<Note> notes = maker.summary(review);
  for (const DecidedFinding& decided : review.findings) notes.push_back(maker.note(decided));
  return notes;
}

}  // namespace mishen
