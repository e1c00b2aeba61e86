#include "scanner/cli/copies.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

#include "scanner/annotate.h"
#include "scanner/base/digest.h"
#include "scanner/base/io.h"
#include "scanner/cli/clock.h"
#include "scanner/cli/run.h"
#include "scanner/cli/run_profile.h"
#include "scanner/worker/pool.h"
#include "scanner/worker/wire_copy.h"

namespace mishen {
namespace {

std::string date_of_notes() {
  const std::optional<std::tm> parts = run_time();
  if (!parts) return {};
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &*parts);
  return {text, size};
}

class Copies {
 public:
  Copies(std::span<const DraftItem> items, std::span<const Review> reviews, const Session& session,
         const Options& options, const ReportContext& report, RunProfile* profile)
      : items_(items),
        reviews_(reviews),
        session_(session),
        options_(options),
        report_(report),
        profile_(profile),
        drafts_(items.size()) {
    style_.date = date_of_notes();
  }

  std::optional<std::string_view> prepare(std::size_t job) {
    if (reviews_[job].findings.empty()) return std::nullopt;
    Result<std::string> bytes = items_[job].read();
    if (!bytes) {
      tell(job, bytes.error().message);
      return std::nullopt;
    }
    // Standard input cannot be read twice; a file may have been saved in the meantime.
    if (sha256_hex(*bytes) != reviews_[job].sha256) {
      tell(job, {"annotate.changed", {}});
      return std::nullopt;
    }
    drafts_[job] = *std::move(bytes);
    return drafts_[job];
  }

  [[nodiscard]] std::string work(std::size_t job, std::string_view draft) const {
    return encode_copy(
        annotate({items_[job].name, draft}, reviews_[job], session_.engine(), report_, style_));
  }

  void done(std::size_t job, const WorkerOutcome& outcome) {
    const FileKind kind = identify(drafts_[job]);
    drafts_[job] = {};
    if (profile_ != nullptr) profile_->other_ended(outcome);
    if (outcome.end != WorkerEnd::answered) {
      tell(job, {"annotate.worker-ended", {}});
      return;
    }
    const Result<AnnotatedCopy> copy = decode_copy(outcome.answer, options_.limits);
    if (!copy) {
      tell(job, copy.error().message);
    } else if (identify(copy->bytes) != kind) {
      tell(job, {"annotate.answer-invalid", {}});
    } else {
      write(job, *copy);
    }
  }

  [[nodiscard]] bool good() const { return good_; }

 private:
  void tell(std::size_t job, Message message) const {
    print_error({ErrorKind::input, reviews_[job].path, std::move(message)}, report_.language);
  }

  void write(std::size_t job, const AnnotatedCopy& copy) {
    const std::string file = options_.output + "/" + name_of(job);
    if (const Status written = write_file_atomically(file, copy.bytes); !written) {
      print_error(written.error(), report_.language);
      good_ = false;
      return;
    }
    print_error({ErrorKind::input, reviews_[job].path, {"annotate.written", {{"file", file}}}},
                report_.language);
    for (const Message& remark : copy.remarks) tell(job, remark);
  }

  // Not the same for two drafts of a run; from the path as reports show it, so that a number in it
  // stays masked.
  std::string name_of(std::size_t job) {
    const std::filesystem::path path(reviews_[job].path);
    std::string stem = path.stem().string();
    std::replace(stem.begin(), stem.end(), '*', '_');
    const std::string ending = ".annotated." + reviews_[job].format;
    std::string name = stem + ending;
    for (int i = 2; !names_.insert(name).second; ++i) {
      name = stem + "-" + std::to_string(i) + ending;
    }
    return name;
  }

  std::span<const DraftItem> items_;
  std::span<const Review> reviews_;
  const Session& session_;
  const Options& options_;
  const ReportContext& report_;
  RunProfile* profile_;
  NoteStyle style_;
  std::vector<std::string> drafts_;
  std::set<std::string> names_;
  bool good_ = true;
};

}  // namespace

bool write_copies(std::span<const DraftItem> items, std::span<const Review> reviews,
                  const Session& session, const Options& options, const ReportContext& report,
                  RunProfile* profile) {
  Copies copies(items, reviews, session, options, report, profile);
  PoolOptions pool = pool_options(options);
  // One at a time: names and messages then come in the order of the drafts.
  pool.workers = 1;
  run_pool(
      items.size(), pool, [&](std::size_t job) { return copies.prepare(job); },
      [&](std::size_t job, std::string_view draft) { return copies.work(job, draft); },
      [&](std::size_t job, WorkerOutcome outcome) { copies.done(job, outcome); });
  return copies.good();
}

}  // namespace mishen
