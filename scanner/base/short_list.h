// A vector that is nearly always short: as many elements as are usual stand in the list itself, and
// take no memory that must be got and given back.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <type_traits>
#include <utility>

namespace mishen {

template <class T, std::uint32_t kUsual>
class ShortList {
  static_assert(std::is_nothrow_move_constructible_v<T> && std::is_nothrow_destructible_v<T>);

 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;

  ShortList() noexcept {}  // NOLINT: what stands in here_ begins where it is added
  ShortList(std::initializer_list<T> all) { insert(end(), all.begin(), all.end()); }
  template <class From>
  ShortList(From first, From last) {
    insert(end(), first, last);
  }
  ShortList(const ShortList& other) { add_copies(other); }
  ShortList(ShortList&& other) noexcept { take(other); }
  ShortList& operator=(const ShortList& other) {
    if (this == &other) return *this;
    clear();
    add_copies(other);
    return *this;
  }
  ShortList& operator=(ShortList&& other) noexcept {
    if (this == &other) return *this;
    clear();
    give_back();
    take(other);
    return *this;
  }
  ~ShortList() {
    clear();
    give_back();
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] T* data() { return is_here() ? reinterpret_cast<T*>(here_) : elsewhere_; }
  [[nodiscard]] const T* data() const {
    return is_here() ? reinterpret_cast<const T*>(here_) : elsewhere_;
  }
  [[nodiscard]] T* begin() { return data(); }
  [[nodiscard]] T* end() { return data() + size_; }
  [[nodiscard]] const T* begin() const { return data(); }
  [[nodiscard]] const T* end() const { return data() + size_; }
  [[nodiscard]] T& operator[](std::size_t index) { return data()[index]; }
  [[nodiscard]] const T& operator[](std::size_t index) const { return data()[index]; }
  [[nodiscard]] T& front() { return *data(); }
  [[nodiscard]] const T& front() const { return *data(); }
  [[nodiscard]] T& back() { return data()[size_ - 1]; }
  [[nodiscard]] const T& back() const { return data()[size_ - 1]; }

  void reserve(std::size_t count) {
    if (count > room_) move_to(count);
  }
  template <class... Of>
  T& emplace_back(Of&&... of) {
    if (size_ == room_) {
      T made(std::forward<Of>(of)...);  // of an element, maybe, which moves
      move_to(2 * std::size_t{room_});
      return *std::construct_at(data() + size_++, std::move(made));
    }
    T* const made = std::construct_at(data() + size_, std::forward<Of>(of)...);
    ++size_;
    return *made;
  }
  void push_back(T value) { emplace_back(std::move(value)); }
  void pop_back() { std::destroy_at(data() + --size_); }
  void clear() {
    std::destroy_n(data(), size_);
    size_ = 0;
  }
  // What is inserted does not stand in this list.
  template <class From>
  T* insert(const T* at, From first, From last) {
    const std::ptrdiff_t index = at - begin();
    const std::ptrdiff_t old_end = end() - begin();
    for (; first != last; ++first) emplace_back(*first);
    std::rotate(begin() + index, begin() + old_end, end());
    return begin() + index;
  }
  T* insert(const T* at, T value) {
    const std::ptrdiff_t index = at - begin();
    emplace_back(std::move(value));
    std::rotate(begin() + index, end() - 1, end());
    return begin() + index;
  }
  T* erase(const T* at) {
    T* const gone = begin() + (at - begin());
    std::move(gone + 1, end(), gone);
    pop_back();
    return gone;
  }

  friend bool operator==(const ShortList& a, const ShortList& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  [[nodiscard]] bool is_here() const { return room_ == kUsual; }

  void add_copies(const ShortList& other) {
    reserve(other.size_);
    std::uninitialized_copy_n(other.data(), other.size_, data());
    size_ = other.size_;
  }
  // More than are usual.
  void move_to(std::size_t room) {
    T* const more = std::allocator<T>().allocate(room);
    std::uninitialized_move_n(data(), size_, more);
    std::destroy_n(data(), size_);
    give_back();
    elsewhere_ = more;
    room_ = static_cast<std::uint32_t>(room);
  }
  // All that `other` has, which is empty then; this one is, and has no memory elsewhere.
  void take(ShortList& other) noexcept {
    if (other.is_here()) {
      std::uninitialized_move_n(other.data(), other.size_, data());
      size_ = other.size_;
      other.clear();
      return;
    }
    elsewhere_ = other.elsewhere_;
    room_ = std::exchange(other.room_, kUsual);
    size_ = std::exchange(other.size_, 0);
  }
  void give_back() {
    if (!is_here()) std::allocator<T>().deallocate(elsewhere_, room_);
    room_ = kUsual;
  }

  std::uint32_t size_ = 0;
  std::uint32_t room_ = kUsual;  // more: they stand elsewhere
  union {
    T* elsewhere_;
    alignas(T) std::byte here_[kUsual * sizeof(T)];
  };
};

}  // namespace mishen
