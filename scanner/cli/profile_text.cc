#include "scanner/cli/profile_text.h"

#include <fmt/format.h>

#include <iterator>
#include <string_view>
#include <utility>

#include "scanner/report/escape.h"
#include "scanner/report/layout.h"
#include "scanner/report/width.h"

namespace mishen {
namespace {

using std::chrono::nanoseconds;

constexpr unsigned kColumns = 80;
constexpr std::size_t kLabel = 26;
constexpr std::size_t kCount = 8;
constexpr std::size_t kBytes = 9;
constexpr std::size_t kSeconds = 10;
constexpr std::size_t kShare = 8;

constexpr std::string_view kRunWords[] = {
    "profile.elsewhere", "profile.opening",  "profile.listing",   "profile.kept",
    "profile.reading",   "profile.warming",  "profile.starting",  "profile.waiting",
    "profile.taking",    "profile.checking", "profile.deciding",  "profile.compiling-ahead",
    "profile.settling",  "profile.drawing",  "profile.rendering", "profile.writing",
    "profile.copying"};
static_assert(std::size(kRunWords) == kRunStageCount);

constexpr std::string_view kDraftWords[] = {
    "profile.elsewhere", "profile.confining", "profile.identifying", "profile.normalising",
    "profile.matching",  "profile.compiling", "profile.judging",     "profile.encoding"};
static_assert(std::size(kDraftWords) == kDraftStageCount);

std::string pad_left(const std::string& text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return std::string(taken < width ? width - taken : 1, ' ') + text;
}

std::string pad_right(std::string text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return text + std::string(taken < width ? width - taken : 0, ' ');
}

std::string seconds(nanoseconds time) {
  constexpr double kHours = 10'000;  // nobody looks at milliseconds any more
  const double all = std::chrono::duration<double>(time).count();
  return all < kHours ? fmt::format("{:.3f}", all) : fmt::format("{:.0f}", all);
}

// Three digits and a unit.
std::string scaled(std::uint64_t value, std::string_view unit) {
  if (value < 10'000)
    return fmt::format("{}{}", value, unit.empty() ? "" : " " + std::string(unit));
  auto rest = static_cast<double>(value);
  std::string_view prefixes = "kMGTPE";
  for (rest /= 1000; rest >= 999.95; rest /= 1000) prefixes.remove_prefix(1);
  return fmt::format("{:.1f} {}{}", rest, prefixes.front(), unit);
}

std::string share(nanoseconds part, nanoseconds whole) {
  if (whole.count() <= 0) return "-";
  return fmt::format(
      "{:.1f} %", 100.0 * static_cast<double>(part.count()) / static_cast<double>(whole.count()));
}

// One part of the table: its rows, then what they add up to.
class Part {
 public:
  Part(Language language, nanoseconds Spent::*shared, const Spent& whole)
      : language_(language), shared_(shared), whole_(whole) {}

  // Of a stage that took any time.
  void stage(std::string_view words, const Spent& spent) {
    if (spent == Spent{}) return;
    row(text(language_, words), "", "", "", spent);
  }
  void format(const ProfileFigures::OfFormat& one) {
    if (one.times.files == 0 && one.times.own == Spent{}) return;
    row(text(language_, {"profile.format", {{"format", one.name}}}), scaled(one.times.files, ""),
        scaled(one.times.inside, ""), scaled(one.times.bytes, "B"), one.times.own);
  }
  void workers(std::string_view words, std::uint64_t count, const Spent& spent) {
    if (count == 0) return;
    row(text(language_, words), scaled(count, ""), "", "", spent);
  }
  void head(std::string_view words, bool with_files) {
    const auto word = [&](std::string_view id) {
      return with_files ? text(language_, id) : std::string();
    };
    line(text(language_, words), word("profile.files"), word("profile.inside"),
         word("profile.bytes"), text(language_, "profile.seconds"), text(language_, "profile.cpu"),
         "%");
  }
  void total() { row(text(language_, "profile.total"), "", "", "", whole_); }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void row(const std::string& label, const std::string& files, const std::string& inside,
           const std::string& bytes, const Spent& spent) {
    line("  " + label, files, inside, bytes, seconds(spent.wall), seconds(spent.cpu),
         share(spent.*shared_, whole_.*shared_));
  }
  void line(const std::string& label, const std::string& files, const std::string& inside,
            const std::string& bytes, const std::string& wall, const std::string& cpu,
            const std::string& percent) {
    out_ += pad_right(label, kLabel) + pad_left(files, kCount) + pad_left(inside, kCount) +
            pad_left(bytes, kBytes) + pad_left(wall, kSeconds) + pad_left(cpu, kSeconds) +
            pad_left(percent, kShare) + "\n";
  }

  Language language_;
  nanoseconds Spent::*shared_;
  Spent whole_;
  std::string out_;
};

Spent sum_of_run(const ProfileFigures& figures) {
  Spent sum;
  for (const Spent& stage : figures.run) sum += stage;
  return sum;
}

Spent sum_of_workers(const ProfileFigures& figures) {
  Spent sum = figures.of_silent;
  for (const Spent& stage : figures.drafts) sum += stage;
  for (const ProfileFigures::OfFormat& format : figures.formats) sum += format.times.own;
  sum += figures.of_others;
  return sum;
}

std::string run_part(const ProfileFigures& figures, const Spent& whole, Language language) {
  Part part(language, &Spent::wall, whole);
  part.head("profile.run", false);
  for (std::size_t i = 1; i < kRunStageCount; ++i) part.stage(kRunWords[i], figures.run[i]);
  part.stage(kRunWords[0], figures.run[0]);
  part.total();
  return part.take();
}

std::string worker_part(const ProfileFigures& figures, const Spent& whole, Language language) {
  constexpr auto kIdentifying = static_cast<std::size_t>(DraftStage::identifying);
  Part part(language, &Spent::cpu, whole);
  part.head("profile.workers", true);
  for (std::size_t i = 1; i < kDraftStageCount; ++i) {
    part.stage(kDraftWords[i], figures.drafts[i]);
    if (i != kIdentifying) continue;
    for (const ProfileFigures::OfFormat& format : figures.formats) part.format(format);
  }
  part.stage(kDraftWords[0], figures.drafts[0]);
  part.workers("profile.silent", figures.silent, figures.of_silent);
  part.workers("profile.others", figures.others, figures.of_others);
  part.total();
  return part.take();
}

std::string slowest_part(const ProfileFigures& figures, Language language) {
  std::string out = text(language, "profile.slowest") + "\n";
  for (const ProfileFigures::OfDraft& one : figures.slowest) {
    const std::string head = pad_left(seconds(one.spent.wall), kSeconds) +
                             pad_left(seconds(one.spent.cpu), kSeconds) + "  ";
    out += head + shorten_middle(terminal_escape(one.path), kColumns - display_width(head)) + "\n";
  }
  return out;
}

std::string paragraph(Language language, const Message& message) {
  Sheet sheet(kColumns, false);
  sheet.paragraph(0, 2, {{text(language, message)}});
  return sheet.take();
}

}  // namespace

std::string profile_text(const ProfileFigures& figures, Language language) {
  const Spent run = sum_of_run(figures);
  const Spent workers = sum_of_workers(figures);
  const std::uint64_t count = figures.told + figures.silent + figures.others;
  std::string out = paragraph(language, {"profile.head",
                                         {{"seconds", seconds(run.wall)},
                                          {"cpu", seconds(run.cpu + workers.cpu)},
                                          {"run-cpu", seconds(run.cpu)},
                                          {"count", std::to_string(count)},
                                          {"workers-cpu", seconds(workers.cpu)}}});
  out += "\n" + run_part(figures, run, language);
  if (count > 0) {
    out += "\n" + worker_part(figures, workers, language);
    if (!figures.slowest.empty()) out += "\n" + slowest_part(figures, language);
    out += "\n" + paragraph(language, {"profile.note", {}});
  }
  return out;
}

}  // namespace mishen
