#include "plugins/formats/pdf/page_queue.h"

#include <malloc.h>

#include <algorithm>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace mishen::pdf {
namespace {

// Few, for a page may hold a megabyte of glyphs, and all that are being read or wait to be laid out
// are in memory at the same time.
constexpr std::uint32_t kPagesOfBatch = 2;
// Batches that may wait while each reader reads one.
constexpr std::uint32_t kWaiting = 1;

bool is_sound(const PageContent& page) { return !page.failed && page.errors.empty(); }

}  // namespace

PageQueue::PageQueue(std::unique_ptr<GlyphSource> source, const PdfFile& file, std::uint32_t last,
                     unsigned readers)
    : source_(std::move(source)),
      file_(file),
      last_(last),
      alone_(readers < 2),
      batches_((last + kPagesOfBatch - 1) / kPagesOfBatch),
      window_(readers + kWaiting) {
  if (alone_) return;
  ready_.resize(window_);
  try {
    for (unsigned i = 1; i < readers; ++i) helpers_.emplace_back([this] { help(); });
  } catch (const std::system_error&) {
    // No further thread is to be had.
  }
}

PageQueue::~PageQueue() { end_helpers(); }

PageContent PageQueue::next() {
  const std::uint32_t number = next_++;
  if (alone_) return ready_page(*source_, number);
  if (at_ == batch_.pages.size() && !batch_.failure) take_batch();
  if (at_ == batch_.pages.size()) std::rethrow_exception(batch_.failure);
  PageContent page = std::move(batch_.pages[at_++]);
  return is_sound(page) ? std::move(page) : read_alone(number);
}

// Reads whatever nobody has begun while the batch that comes next is not there.
void PageQueue::take_batch() {
  std::unique_lock lock(mutex_);
  if (batch_.done) ++taken_;
  Batch& wanted = ready_[taken_ % window_];
  changed_.notify_all();
  while (!wanted.done) {
    if (may_claim()) {
      const std::uint32_t number = claimed_++;
      lock.unlock();
      read_batch(*source_, number);
      lock.lock();
    } else {
      changed_.wait(lock);
    }
  }
  batch_ = std::exchange(wanted, {});
  at_ = 0;
}

void PageQueue::read_batch(GlyphSource& source, std::uint32_t number) {
  Batch batch;
  const std::uint32_t first = number * kPagesOfBatch + 1;
  const std::uint32_t end = std::min(first + kPagesOfBatch, last_ + 1);
  try {
    for (std::uint32_t page = first; page < end; ++page) {
      batch.pages.push_back(ready_page(source, page));
      if (!is_sound(batch.pages.back())) break;
    }
  } catch (...) {
    batch.failure = std::current_exception();
  }
  batch.done = true;
  const std::lock_guard lock(mutex_);
  ready_[number % window_] = std::move(batch);
  changed_.notify_all();
}

// A thread's life. Nothing is claimed before the file is open, so that nothing is lost where it
// cannot be opened once more.
void PageQueue::help() {
  OpenedPdf opened;
  try {
    opened = file_.open(file_.bytes, *file_.limits);
  } catch (...) {
    return;
  }
  if (opened.state != OpenState::open) return;
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return ending_ || claimed_ == batches_ || may_claim(); });
    if (ending_ || claimed_ == batches_) break;
    const std::uint32_t number = claimed_++;
    lock.unlock();
    read_batch(*opened.source, number);
    lock.lock();
  }
  if (const FormIds* drawn = opened.source->drawn_forms()) {
    if (!drawn_) drawn_.emplace();
    drawn_->insert(drawn->begin(), drawn->end());
  }
}

void PageQueue::end_helpers() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    changed_.notify_all();
  }
  if (helpers_.empty()) return;
  for (std::thread& helper : helpers_) helper.join();
  helpers_.clear();
  // What they had is free, but only to threads.
  ::malloc_trim(0);
}

// Page `number` and all behind it are read by a source of their own from now on.
PageContent PageQueue::read_alone(std::uint32_t number) {
  end_helpers();
  alone_ = true;
  ready_.clear();
  batch_ = {};
  drawn_.reset();
  source_.reset();
  OpenedPdf again = file_.open(file_.bytes, *file_.limits);
  if (again.state != OpenState::open) throw std::runtime_error("opened once, and not again");
  source_ = std::move(again.source);
  for (std::uint32_t page = 1; page < number; ++page) static_cast<void>(source_->read(page));
  return ready_page(*source_, number);
}

std::optional<FormIds> PageQueue::drawn_forms() {
  end_helpers();
  const FormIds* own = source_->drawn_forms();
  if (own == nullptr) return {};
  FormIds all = *own;
  if (drawn_) all.insert(drawn_->begin(), drawn_->end());
  return all;
}

}  // namespace mishen::pdf
