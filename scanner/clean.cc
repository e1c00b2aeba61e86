#include "scanner/clean.h"

#include <algorithm>
#include <exception>
#include <map>
#include <new>
#include <string>
#include <unordered_set>
#include <utility>

namespace mishen {
namespace {

// An attachment itself is the draft's; what stands in it is not.
bool is_inside_attachment(const Passage& passage) {
  return !passage.where.empty() &&
         std::any_of(passage.where.begin(), passage.where.end() - 1,
                     [](const Step& step) { return step.kind == StepKind::attachment; });
}

bool is_whole_part(TraceKind kind) {
  return kind == TraceKind::attachment || kind == TraceKind::script ||
         kind == TraceKind::unreferenced || kind == TraceKind::maker_data;
}

bool is_changed(const Passage& passage) {
  return std::any_of(passage.traces.begin(), passage.traces.end(),
                     [](const Trace& trace) { return trace.kind == TraceKind::tracked_change; });
}

// Every trace of the draft itself that is of a chosen kind.
template <class Visit>
void each_trace(const Document& document, const CleanOptions& options, Visit visit) {
  for (const Passage& passage : document.passages) {
    if (is_inside_attachment(passage)) continue;
    for (const Trace& trace : passage.traces) {
      if (options.kinds.contains(trace.kind)) visit(passage, trace);
    }
  }
}

// What a reader sees, in order.
std::vector<const Passage*> shown(const Document& document) {
  std::vector<const Passage*> out;
  for (const Passage& passage : document.passages) {
    const bool blank = passage.text.find_first_not_of(" \t\r\n") == std::string::npos;
    if (passage.visibility != Visibility::shown || blank || is_inside_attachment(passage)) continue;
    out.push_back(&passage);
  }
  return out;
}

bool same(const Passage& a, const Passage& b) { return a.surface == b.surface && a.text == b.text; }

// Rejecting changes what a changed passage shows; all others must still stand, in their order.
bool shows_the_same(const Document& before, const Document& after, const CleanOptions& options) {
  std::vector<const Passage*> was = shown(before);
  const std::vector<const Passage*> is = shown(after);
  if (options.revisions != Revisions::reject ||
      !options.kinds.contains(TraceKind::tracked_change)) {
    return std::equal(was.begin(), was.end(), is.begin(), is.end(),
                      [](const Passage* a, const Passage* b) { return same(*a, *b); });
  }
  auto at = is.begin();
  return std::all_of(was.begin(), was.end(), [&](const Passage* one) {
    if (is_changed(*one)) return true;
    at = std::find_if(at, is.end(), [&](const Passage* other) { return same(*one, *other); });
    return at != is.end() && (++at, true);
  });
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') out += c;
  }
  return out;
}

// The first passage of `after` that says what nothing in `before` said: what went in one place may
// come to light in another, where it was taken for a copy.
const Passage* newly_said(const Document& before, const Document& after) {
  std::string all;
  std::unordered_set<std::string> known;
  for (const Passage& passage : before.passages) {
    std::string text = without_blanks(passage.text);
    all += text + "\n";
    known.insert(std::move(text));
  }
  for (const Passage& passage : after.passages) {
    if (passage.visibility == Visibility::shown || is_inside_attachment(passage)) continue;
    const std::string text = without_blanks(passage.text);
    // Laid out without what went, a part may stand alone.
    if (!known.contains(text) && all.find(text) == std::string::npos) return &passage;
  }
  return nullptr;
}

// True for the same kind of thing at the same place, whatever number an object has in one file or
// the other, and of however many glyphs it tells.
bool same_gap(const Gap& a, const Gap& b) {
  const auto same_step = [](const Step& x, const Step& y) {
    return x.kind == StepKind::object ? y.kind == StepKind::object : x == y;
  };
  return a.cause == b.cause && a.detail.id == b.detail.id &&
         std::equal(a.where.begin(), a.where.end(), b.where.begin(), b.where.end(), same_step);
}

Status check(const Document& before, const Document& after, const CleanOptions& options) {
  std::string left;
  std::string where;
  each_trace(after, options, [&](const Passage& passage, const Trace& trace) {
    if (!left.empty()) return;
    left = name(trace.kind);
    where = path(passage.where);
  });
  if (!left.empty()) {
    return Error{ErrorKind::input, "", {"clean.left", {{"kind", left}, {"where", where}}}};
  }
  if (!shows_the_same(before, after, options)) {
    return Error{ErrorKind::input, "", {"clean.text-differs", {}}};
  }
  if (const Passage* said = newly_said(before, after)) {
    return Error{ErrorKind::input, "", {"clean.surfaced", {{"where", path(said->where)}}}};
  }
  for (const Gap& gap : after.coverage.gaps) {
    const auto& known = before.coverage.gaps;
    if (std::none_of(known.begin(), known.end(),
                     [&](const Gap& other) { return same_gap(gap, other); })) {
      return Error{ErrorKind::input, "", {"clean.damaged", {{"where", path(gap.where)}}}};
    }
  }
  return Done{};
}

// What is there, hidden or left over, and cannot be taken out of this format; one message a kind.
std::vector<Message> what_stays(const Document& document, const Format& format) {
  CleanOptions fixed;
  for (int i = 0; i < kTraceKindCount; ++i) {
    const auto kind = static_cast<TraceKind>(i);
    const bool cleaned = cleanable_kinds().contains(kind) && format.cleans(kind);
    if (!cleaned && kind != TraceKind::ocr_layer) fixed.kinds.insert(kind);
  }
  std::map<TraceKind, std::size_t> counts;
  each_trace(document, fixed, [&](const Passage&, const Trace& trace) { ++counts[trace.kind]; });
  std::vector<Message> out;
  for (const auto& [kind, count] : counts) {
    out.push_back(
        {"clean.stays", {{"kind", std::string(name(kind))}, {"count", std::to_string(count)}}});
  }
  return out;
}

// Gaps behind which there may be something to clean.
std::size_t unread(const Document& document) {
  const auto hides = [](const Gap& gap) {
    return gap.cause != GapCause::picture_not_read && gap.cause != GapCause::image_only_page &&
           gap.cause != GapCause::page_without_text && gap.cause != GapCause::unmapped_glyphs &&
           gap.cause != GapCause::name_mismatch;
  };
  const auto& gaps = document.coverage.gaps;
  return static_cast<std::size_t>(std::count_if(gaps.begin(), gaps.end(), hides));
}

// Why there is no copy of a draft in which nothing goes.
Error nothing_goes(const Document& before, const std::vector<Message>& stays) {
  if (const std::size_t gaps = unread(before); gaps != 0) {
    return {ErrorKind::input, "", {"clean.unread", {{"count", std::to_string(gaps)}}}};
  }
  if (stays.empty()) return {ErrorKind::input, "", {"clean.nothing", {}}};
  return {ErrorKind::input, "", {"clean.only-stays", stays.front().args}};
}

Result<AnnotatedCopy> clean_with(const Format& format, const Draft& draft,
                                 const CleanOptions& wanted, const Engine& engine) {
  CleanOptions options = wanted;
  std::erase_if(options.kinds, [&](TraceKind kind) { return !format.cleans(kind); });
  const Document before = read_draft(draft.bytes, draft.name, *engine.formats, engine.limits);
  AnnotatedCopy copy;
  copy.remarks = what_goes(before, options);
  bool changes = false;
  each_trace(before, options, [&](const Passage&, const Trace& trace) {
    changes = changes || trace.kind == TraceKind::tracked_change;
  });
  if (changes && !options.revisions) return Error{ErrorKind::input, "", {"clean.revisions", {}}};
  std::vector<Message> stays = what_stays(before, format);
  if (copy.remarks.empty()) return nothing_goes(before, stays);
  // What stood behind something that went may come to light: a text that was written twice.
  constexpr int kMostPasses = 3;
  Document now = before;
  copy.bytes = draft.bytes;
  for (int pass = 0; pass < kMostPasses; ++pass) {
    Result<std::string> cleaned = format.clean(copy.bytes, options, now, engine.limits);
    if (!cleaned) return cleaned.error();
    copy.bytes = *std::move(cleaned);
    now = read_draft(copy.bytes, draft.name, *engine.formats, engine.limits);
    if (what_goes(now, options).empty()) break;
  }
  if (Status good = check(before, now, options); !good) return good.error();
  std::move(stays.begin(), stays.end(), std::back_inserter(copy.remarks));
  return copy;
}

}  // namespace

std::vector<Message> what_goes(const Document& document, const CleanOptions& options) {
  std::map<TraceKind, std::size_t> counts;
  std::vector<Message> parts;
  each_trace(document, options, [&](const Passage& passage, const Trace& trace) {
    ++counts[trace.kind];
    if (!is_whole_part(trace.kind)) return;
    parts.push_back({"clean.goes-part",
                     {{"kind", std::string(name(trace.kind))}, {"name", path(passage.where)}}});
  });
  std::vector<Message> out;
  for (const auto& [kind, count] : counts) {
    out.push_back(
        {"clean.goes", {{"kind", std::string(name(kind))}, {"count", std::to_string(count)}}});
  }
  out.insert(out.end(), parts.begin(), parts.end());
  return out;
}

Result<AnnotatedCopy> clean(const Draft& draft, const CleanOptions& options, const Engine& engine) {
  const FileKind kind = identify(draft.bytes);
  const FormatEntry* entry = engine.formats->find(kind);
  if (entry == nullptr) {
    return Error{ErrorKind::input, "", {"clean.format", {{"format", std::string(name(kind))}}}};
  }
  const Result<const Format*> format = entry->get();
  if (!format) return format.error();
  try {
    return clean_with(**format, draft, options, engine);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    // What a library says may quote the draft.
    return Error{ErrorKind::input, "", {"clean.failed", {}}};
  }
}

}  // namespace mishen
