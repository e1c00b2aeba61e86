// Text that many values share: a copy costs no more than one of a pointer, whatever its length.
// Nobody can change it; who wants another text assigns one.
#pragma once

#include <sys/single_threaded.h>

#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace mishen {

class SharedText {
 public:
  SharedText() = default;
  // As implicit as those of a std::string, whose place it takes.
  SharedText(std::string_view text) : SharedText(std::string(text)) {}  // NOLINT
  SharedText(const char* text) : SharedText(std::string(text)) {}       // NOLINT
  SharedText(std::string text)                                          // NOLINT
      : text_(text.empty() ? nullptr : new Text{1, std::move(text)}) {}

  SharedText(const SharedText& other) : text_(other.text_) { join(); }
  SharedText(SharedText&& other) noexcept : text_(std::exchange(other.text_, nullptr)) {}
  SharedText& operator=(SharedText other) noexcept {
    std::swap(text_, other.text_);
    return *this;
  }
  ~SharedText() { leave(); }

  [[nodiscard]] std::string_view view() const {
    return text_ == nullptr ? std::string_view() : std::string_view(text_->text);
  }
  operator std::string_view() const { return view(); }  // NOLINT
  [[nodiscard]] bool empty() const { return text_ == nullptr; }
  [[nodiscard]] std::size_t size() const { return view().size(); }

  friend bool operator==(const SharedText& a, const SharedText& b) {
    return a.text_ == b.text_ || a.view() == b.view();
  }
  template <class Other>
  requires(std::convertible_to<const Other&, std::string_view> &&
           !std::same_as<Other, SharedText>) friend bool
  operator==(const SharedText& a, const Other& b) {
    return a.view() == std::string_view(b);
  }

 private:
  struct Text {
    std::atomic<std::uint32_t> owners;
    const std::string text;
  };

  // As long as there is one thread, as nearly always, the count need not be locked.
  void join() const {
    if (text_ == nullptr) return;
    if (__libc_single_threaded != 0) {
      text_->owners.store(text_->owners.load(std::memory_order_relaxed) + 1,
                          std::memory_order_relaxed);
    } else {
      text_->owners.fetch_add(1, std::memory_order_relaxed);
    }
  }
  void leave() {
    if (text_ == nullptr) return;
    std::uint32_t left = 0;
    if (__libc_single_threaded != 0) {
      left = text_->owners.load(std::memory_order_relaxed) - 1;
      text_->owners.store(left, std::memory_order_relaxed);
    } else {
      left = text_->owners.fetch_sub(1, std::memory_order_acq_rel) - 1;
    }
    if (left == 0) delete text_;
  }

  Text* text_ = nullptr;  // null: empty
};

}  // namespace mishen
