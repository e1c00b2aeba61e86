// A stack whose elements keep the memory of those that stood in their place before.
#pragma once

#include <cstddef>
#include <vector>

namespace mishen::docx {

// T::clear() makes of a used element a new one.
template <class T>
class Pile {
 public:
  // The new top.
  T& push() {
    if (size_ == all_.size()) {
      all_.emplace_back();
    } else {
      all_[size_].clear();
    }
    return all_[size_++];
  }
  void pop() { --size_; }

  [[nodiscard]] T& back() { return all_[size_ - 1]; }
  [[nodiscard]] const T& back() const { return all_[size_ - 1]; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::vector<T> all_;
  std::size_t size_ = 0;
};

}  // namespace mishen::docx
