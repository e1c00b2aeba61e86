#include "scanner/cli/run.h"

#include <csignal>
#include <cstring>
#include <map>
#include <thread>
#include <utility>

#include "plugins/loaded_format.h"
#include "scanner/base/digest.h"
#include "scanner/base/io.h"
#include "scanner/cli/run_profile.h"
#include "scanner/worker/common_texts.h"
#include "scanner/worker/pool.h"
#include "scanner/worker/wire.h"

namespace mishen {
namespace {

// The gap that stands for a worker's bad end.
Gap gap_of(const WorkerOutcome& outcome) {
  switch (outcome.end) {
    case WorkerEnd::timed_out:
      return {GapCause::worker_timed_out, {}, {"gap.worker-timed-out", {}}};
    case WorkerEnd::out_of_memory:
      return {GapCause::worker_out_of_memory, {}, {"gap.worker-out-of-memory", {}}};
    case WorkerEnd::flooded:
      return {GapCause::worker_answer_invalid, {}, {"gap.worker-flooded", {}}};
    case WorkerEnd::not_started:
      return {GapCause::worker_crashed, {}, {"gap.worker-not-started", {}}};
    case WorkerEnd::crashed:
    case WorkerEnd::answered:
      break;
  }
  if (outcome.signal == SIGSYS) {
    return {GapCause::worker_crashed, {}, {"gap.worker-forbidden-call", {}}};
  }
  if (outcome.signal != 0) {
    return {GapCause::worker_crashed,
            {},
            {"gap.worker-signal", {{"signal", ::strsignal(outcome.signal)}}}};
  }
  return {GapCause::worker_crashed,
          {},
          {"gap.worker-exit", {{"status", std::to_string(outcome.exit_status)}}}};
}

// The gap that stands for bytes that could not be had.
Gap gap_of(const Error& error) {
  const std::string& id = error.message.id;
  const GapCause cause = id == "error.draft-too-large" ? GapCause::limit_reached
                         : id == "error.git-submodule" ? GapCause::submodule
                                                       : GapCause::unreadable_file;
  return {cause, {}, error.message};
}

constexpr std::size_t kKinds = static_cast<std::size_t>(FileKind::text) + 1;
enum class WarmUp : char { none, load, warm };

// What a worker calls each draft.
CommonTexts draft_names(std::span<const DraftItem> items) {
  std::vector<std::string_view> names;
  names.reserve(items.size());
  for (const DraftItem& item : items) {
    names.emplace_back(item.published ? *item.published : item.name);
  }
  return CommonTexts(names);
}

// A draft between its reading and its review.
struct InFlight {
  std::string bytes;
  std::string sha256;
  std::uint64_t size = 0;
};

// One run's state: what is in flight, and what is done but waits for a draft before it.
class Run {
 public:
  Run(std::span<const DraftItem> items, std::span<const Policy> policies, const Session& session,
      const Options& options, unsigned threads, const Progress& progress, AnswerCache* cache,
      RunProfile* profile, const ReviewTaker& take)
      : items_(items),
        policies_(policies),
        session_(session),
        engine_(session.engine()),
        limits_(options.limits),
        progress_(progress),
        cache_(cache),
        profile_(profile),
        watch_(profile != nullptr ? profile->watch() : nullptr),
        take_(take),
        names_(draft_names(items)),
        lesson_(kKinds + session.rules().searches().size(), '\0') {
    engine_.threads = threads;
    in_repository_.reserve(items.size());
    for (const DraftItem& item : items) in_repository_.push_back(item.published.has_value());
  }

  // Loads the draft; whatever every draft of its format needs is loaded too, before the fork.
  std::optional<std::string_view> prepare(std::size_t job) {
    if (unwanted_ || is_answered(job)) return std::nullopt;
    const Lap lap(watch_, RunStage::reading);
    Result<std::string> bytes = items_[job].read();
    if (!bytes) {
      fail(job, gap_of(bytes.error()));
      return std::nullopt;
    }
    note_kind(identify(*bytes));
    std::string sha256 = sha256_hex(*bytes);
    const std::uint64_t size = bytes->size();
    InFlight& kept = in_flight_[job] = {*std::move(bytes), std::move(sha256), size};
    if (profile_ != nullptr) profile_->forking();
    return kept.bytes;
  }

  // Before the answer stands which patterns it took, so that the workers to come find them
  // compiled. Looks at no item: where this runs they are forgotten.
  [[nodiscard]] std::string work(std::size_t job, std::string_view bytes) {
    const Draft draft{names_[job], bytes, in_repository_[job]};
    const auto answer = [&](const Examination& examination) {
      return compiled_searches(session_.rules()) + encode(examination);
    };
    if (profile_ != nullptr) return profile_->answer(draft, engine_, answer);
    // It stays: with the worker's end all of it is given back at once, and not piece by piece.
    document_ = document_of(draft, engine_);
    return answer(examine(*document_, engine_));
  }

  void done(std::size_t job, const WorkerOutcome& outcome) {
    const Lap lap(watch_, RunStage::checking);
    in_flight_[job].bytes = {};
    std::string_view said = outcome.answer;
    if (profile_ != nullptr) said = profile_->ended(outcome);
    if (outcome.end != WorkerEnd::answered) return fail(job, gap_of(outcome));
    missing_.system_calls |= !outcome.layers.system_calls;
    missing_.files |= !outcome.layers.files;
    missing_.network |= !outcome.layers.network;
    const std::string_view compiled = said.substr(0, session_.rules().searches().size());
    said.remove_prefix(compiled.size());
    Result<Examination> answer = decode(said, session_.rules().book(), limits_);
    if (!answer) {
      return fail(job, {GapCause::worker_answer_invalid, {}, answer.error().message});
    }
    note_compiled(compiled);
    if (cache_ != nullptr && !items_[job].blob.empty()) {
      cache_->keep(question(job), {*answer, in_flight_[job].sha256, in_flight_[job].size});
    }
    finish(job, *std::move(answer));
  }

  [[nodiscard]] CageLayers missing() const { return missing_; }

  // For each kind of file what its plug-in should be ready for (a WarmUp), then the searches that
  // were compiled.
  [[nodiscard]] std::string_view lesson() const { return lesson_; }

  void learn(std::string_view lesson) {
    {
      const Lap lap(watch_, RunStage::warming);
      for (std::size_t kind = 0; kind < kKinds; ++kind) {
        warm(static_cast<FileKind>(kind), static_cast<WarmUp>(lesson[kind]));
      }
    }
    const Lap lap(watch_, RunStage::compiling);
    compile_searches(session_.rules(), lesson.substr(kKinds));
  }

 private:
  [[nodiscard]] CacheQuestion question(std::size_t job) const {
    return {items_[job].blob, items_[job].published.value_or(items_[job].name)};
  }

  // By an earlier run, about the same bytes under the same name.
  bool is_answered(std::size_t job) {
    if (cache_ == nullptr || items_[job].blob.empty()) return false;
    const Lap lap(watch_, RunStage::kept);
    std::optional<CachedAnswer> answer =
        cache_->find(question(job), session_.rules().book(), limits_);
    if (!answer) return false;
    in_flight_[job] = {{}, std::move(answer->sha256), answer->bytes};
    finish(job, std::move(answer->examination));
    return true;
  }

  // The plug-in of a kind is loaded for its first draft. What warms it is a multiple of what one
  // draft takes, so the first loads for itself what it needs of that.
  void note_kind(FileKind kind) {
    char& wanted = lesson_[static_cast<std::size_t>(kind)];
    wanted = static_cast<char>(wanted == 0 ? WarmUp::load : WarmUp::warm);
  }

  // Whatever a hostile draft made its worker say, it costs no more than compiling all, once.
  void note_compiled(std::string_view compiled) {
    for (std::size_t i = 0; i < compiled.size(); ++i) {
      char& known = lesson_[kKinds + i];
      known = static_cast<char>(static_cast<unsigned char>(known) |
                                static_cast<unsigned char>(compiled[i]));
    }
  }

  void warm(FileKind kind, WarmUp wanted) {
    const FormatEntry* entry = engine_.formats->find(kind);
    const unsigned bit = 1U << static_cast<unsigned>(kind);
    if (entry == nullptr || wanted == WarmUp::none || (warmed_ & bit) != 0) return;
    // A plug-in that cannot be loaded is reported by the worker, draft by draft.
    const Result<const Format*> format = entry->get();
    if (wanted != WarmUp::warm) return;
    warmed_ |= bit;
    if (format) (*format)->warm();
  }

  void fail(std::size_t job, Gap gap) {
    Examination nothing;
    nothing.coverage.gaps.push_back(std::move(gap));
    finish(job, std::move(nothing));
  }

  void finish(std::size_t job, Examination examination) {
    const Lap lap(watch_, RunStage::deciding);
    Review review = decide(std::move(examination), session_.rules().book(), policies_[job]);
    review.path = shown_path(items_[job].name, review);
    if (const auto read = in_flight_.extract(job)) {
      review.sha256 = std::move(read.mapped().sha256);
      review.bytes = read.mapped().size;
    }
    ++finished_;
    if (profile_ != nullptr) profile_->name_draft(review.path);
    if (progress_) progress_(finished_, review.path);
    waiting_.emplace(job, std::move(review));
    hand_over();
  }

  // A draft that takes long holds back those after it, for its deadline at most.
  void hand_over() {
    while (!waiting_.empty() && waiting_.begin()->first == handed_over_) {
      Review review = std::move(waiting_.extract(waiting_.begin()).mapped());
      ++handed_over_;
      if (!unwanted_) unwanted_ = !take_(std::move(review));
    }
  }

  // A number found in the file's name must not get into the report by way of its path.
  static std::string shown_path(const std::string& path, const Review& review) {
    for (const DecidedFinding& decided : review.findings) {
      for (const FindingPlace& place : decided.finding.places) {
        if (place.surface == Surface::file_name) return mask_digit_runs(path);
      }
    }
    return path;
  }

  const std::span<const DraftItem> items_;
  const std::span<const Policy> policies_;
  const Session& session_;
  Engine engine_;
  const Limits limits_;
  const Progress& progress_;
  AnswerCache* cache_;
  RunProfile* profile_;
  Stopwatch* watch_;
  const ReviewTaker& take_;
  const CommonTexts names_;
  std::vector<bool> in_repository_;
  std::map<std::size_t, InFlight> in_flight_;
  std::map<std::size_t, Review> waiting_;
  std::size_t handed_over_ = 0;
  bool unwanted_ = false;
  std::size_t finished_ = 0;
  unsigned warmed_ = 0;  // kinds, as bits
  std::string lesson_;
  std::optional<Document> document_;  // in a worker: of its draft
  CageLayers missing_;
};

// Where there are fewer drafts than cores, each may use several.
unsigned threads_each(std::size_t drafts, unsigned cores) {
  return drafts >= cores ? 1 : cores / std::max(1U, static_cast<unsigned>(drafts));
}

}  // namespace

PoolOptions pool_options(const Options& options) {
  PoolOptions pool;
  pool.workers =
      options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  pool.limits = options.limits;
  pool.readable = {format_folder()};
  pool.require_cage = options.require_sandbox;
  return pool;
}

std::vector<DraftItem> file_items(const std::vector<std::string>& paths, const Options& options) {
  std::vector<DraftItem> items;
  items.reserve(paths.size());
  for (const std::string& path : paths) {
    const std::uint64_t most = options.limits.max_draft_bytes;
    items.push_back({path, [path, most] { return read_file(path, most); }, {}, {}, {}});
  }
  return items;
}

CageLayers review_each(std::span<const DraftItem> items, std::span<const Policy> policies,
                       const Session& session, const Options& options, const Progress& progress,
                       AnswerCache* cache, RunProfile* profile, const ReviewTaker& take,
                       const std::function<void()>& forget) {
  PoolOptions pool = pool_options(options);
  if (profile != nullptr) {
    profile->expect(*session.engine().formats, options.limits);
    pool.watch = profile->watch();
  }
  const Lap lap(pool.watch, RunStage::taking);
  pool.threads = threads_each(items.size(), pool.workers);
  Run run(items, policies, session, options, pool.threads, progress, cache, profile, take);
  pool.lesson = [&run] { return run.lesson(); };
  pool.learn = [&run](std::string_view lesson) { run.learn(lesson); };
  pool.forget = forget;
  run_pool(
      items.size(), pool, [&](std::size_t job) { return run.prepare(job); },
      [&](std::size_t job, std::string_view bytes) { return run.work(job, bytes); },
      [&](std::size_t job, const WorkerOutcome& outcome) { run.done(job, outcome); });
  return run.missing();
}

}  // namespace mishen
