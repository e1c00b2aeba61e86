#include "scanner/cli/page_images.h"

#include <algorithm>
#include <utility>

#include "scanner/base/digest.h"
#include "scanner/base/io.h"
#include "scanner/cli/run.h"
#include "scanner/cli/run_profile.h"
#include "scanner/pictures.h"
#include "scanner/worker/wire_pictures.h"

namespace mishen {
namespace {

// Pages one worker draws: what comes back stays far below max_report_bytes, and two workers share
// a long draft.
constexpr std::size_t kPagesOfJob = 8;

struct Job {
  std::size_t draft = 0;
  std::vector<std::uint32_t> pages;
};

class Drawing {
 public:
  Drawing(std::span<const DraftItem> items, std::span<const Review> reviews, const Session& session,
          const Options& options, RunProfile* profile)
      : items_(items),
        reviews_(reviews),
        session_(session),
        options_(options),
        profile_(profile),
        images_(reviews.size()) {
    for (std::size_t i = 0; i < reviews.size(); ++i) {
      if (!reviews[i].view) continue;
      const std::vector<ViewPage>& pages = reviews[i].view->pages;
      const std::size_t count = std::min(pages.size(), kMostPictures);
      for (std::size_t at = 0; at < count; at += kPagesOfJob) {
        Job job{i, {}};
        for (std::size_t p = at; p < std::min(count, at + kPagesOfJob); ++p) {
          job.pages.push_back(pages[p].page);
        }
        jobs_.push_back(std::move(job));
      }
    }
    bytes_.resize(jobs_.size());
  }

  [[nodiscard]] std::size_t jobs() const { return jobs_.size(); }

  std::optional<std::string_view> prepare(std::size_t job) {
    const std::size_t draft = jobs_[job].draft;
    Result<std::string> bytes = items_[draft].read();
    if (!bytes || sha256_hex(*bytes) != reviews_[draft].sha256) return std::nullopt;
    bytes_[job] = *std::move(bytes);
    return bytes_[job];
  }

  [[nodiscard]] std::string work(std::size_t job, std::string_view bytes) const {
    const Draft draft{items_[jobs_[job].draft].name, bytes};
    return encode_pictures(draw_pages(draft, jobs_[job].pages, session_.engine(), style_));
  }

  void done(std::size_t job, const WorkerOutcome& outcome) {
    bytes_[job] = {};
    if (profile_ != nullptr) profile_->other_ended(outcome);
    if (outcome.end != WorkerEnd::answered) return;
    Result<std::vector<PagePicture>> pictures =
        decode_pictures(outcome.answer, jobs_[job].pages, style_, options_.limits);
    if (!pictures) return;
    const std::size_t draft = jobs_[job].draft;
    for (PagePicture& picture : *pictures) {
      const std::vector<ViewPage>& pages = reviews_[draft].view->pages;
      const auto page = std::find_if(pages.begin(), pages.end(),
                                     [&](const ViewPage& one) { return one.page == picture.page; });
      if (page == pages.end()) continue;
      PageImage image = image_of(std::move(picture), page->hidden);
      if (!image.png.empty()) images_[draft].push_back(std::move(image));
    }
  }

  // In the order of the pages, the first that fit.
  [[nodiscard]] std::vector<std::vector<PageImage>> take() {
    for (std::vector<PageImage>& images : images_) {
      std::sort(images.begin(), images.end(),
                [](const PageImage& a, const PageImage& b) { return a.page < b.page; });
      std::size_t bytes = 0;
      const auto over = std::find_if(images.begin(), images.end(), [&](const PageImage& image) {
        bytes += image.png.size();
        return bytes > kMostPictureBytes;
      });
      images.erase(over, images.end());
    }
    return std::move(images_);
  }

 private:
  std::span<const DraftItem> items_;
  std::span<const Review> reviews_;
  const Session& session_;
  const Options& options_;
  RunProfile* profile_;
  DrawStyle style_;
  std::vector<Job> jobs_;
  std::vector<std::string> bytes_;
  std::vector<std::vector<PageImage>> images_;
};

}  // namespace

std::vector<std::vector<PageImage>> draw_all(std::span<const DraftItem> items,
                                             std::span<const Review> reviews,
                                             const Session& session, const Options& options,
                                             RunProfile* profile) {
  Drawing drawing(items, reviews, session, options, profile);
  run_pool(
      drawing.jobs(), pool_options(options), [&](std::size_t job) { return drawing.prepare(job); },
      [&](std::size_t job, std::string_view bytes) { return drawing.work(job, bytes); },
      [&](std::size_t job, WorkerOutcome outcome) { drawing.done(job, outcome); });
  return drawing.take();
}

}  // namespace mishen
