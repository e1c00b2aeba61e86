// The pages of one PDF in their order, read ahead by several threads.
//
// Each thread opens the file for itself and reads stretches of pages as they come. On a sound file
// it does not matter who reads a page, nor what was read before it; where poppler has had to
// complain it may, since it mends a file once and complains of some things once. So from the first
// page with a complaint on, pages are read one after the other, by a source that has read all pages
// before it: what is handed out never depends on the number of threads or on their pace.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include "plugins/formats/pdf/reader.h"

namespace mishen::pdf {

// Threads beyond these would wait for the one that lays out what they read.
inline constexpr unsigned kMostReaders = 4;
// Fewer pages are read before a further thread has opened the file and read its fonts.
inline constexpr std::uint32_t kPagesForHelp = 64;
// Of max_memory_bytes: glibc sets aside up to 128 MiB of addresses for each further thread and its
// stack, which count whether they are used or not.
inline constexpr std::uint64_t kMemoryForHelp = 1ULL << 30;

// How the file is opened once more.
struct PdfFile {
  std::string_view bytes;  // must outlive the queue
  OpenPdf open = nullptr;
  const Limits* limits = nullptr;
};

// Used by one thread; its helpers end with it.
class PageQueue {
 public:
  // Pages 1 to `last` of `file`, opened as `source`, which has read none yet. `readers`: the most
  // threads, with the caller's own; where fewer can be had, fewer read.
  PageQueue(std::unique_ptr<GlyphSource> source, const PdfFile& file, std::uint32_t last,
            unsigned readers);
  ~PageQueue();
  PageQueue(const PageQueue&) = delete;
  PageQueue& operator=(const PageQueue&) = delete;

  // The next page, as ready_page() gives it; `last` times. Throws what reading it threw.
  [[nodiscard]] PageContent next();

  // The forms that the pages draw, once all were handed out; nothing where the source cannot tell.
  // Ends the helpers.
  [[nodiscard]] std::optional<FormIds> drawn_forms();

 private:
  struct Batch {
    std::vector<PageContent> pages;
    std::exception_ptr failure;  // thrown behind them
    bool done = false;
  };

  void help();
  void read_batch(GlyphSource& source, std::uint32_t number);
  [[nodiscard]] bool may_claim() const {
    return claimed_ < batches_ && claimed_ < taken_ + window_;
  }
  void take_batch();
  void end_helpers();
  [[nodiscard]] PageContent read_alone(std::uint32_t number);

  std::unique_ptr<GlyphSource> source_;
  PdfFile file_;
  std::uint32_t last_;
  std::uint32_t next_ = 1;
  bool alone_;
  Batch batch_;  // that is being handed out
  std::size_t at_ = 0;

  std::mutex mutex_;  // of all below
  std::condition_variable changed_;
  std::uint32_t batches_;
  std::uint32_t window_;
  std::uint32_t claimed_ = 0;  // so many batches are read or being read
  std::uint32_t taken_ = 0;    // and so many handed out
  std::vector<Batch> ready_;   // by number, modulo the window
  bool ending_ = false;
  std::optional<FormIds> drawn_;  // by helpers that have ended
  std::vector<std::thread> helpers_;
};

}  // namespace mishen::pdf
