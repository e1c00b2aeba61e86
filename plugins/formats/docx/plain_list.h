// A vector of plain values, to which adding one is little more than storing it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

namespace mishen::docx {

template <class T>
class PlainList {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  // Room that is not used is never touched.
  void reserve(std::size_t count) {
    if (count > room_) make_room(count);
  }
  T& add(const T& value) {
    make_room_for_one();
    return add_to_room(value);
  }
  // Between the two nothing but one more may be added.
  void make_room_for_one() {
    if (size_ == room_) make_room(std::max<std::size_t>(2 * room_, kFirst));
  }
  T& add_to_room(const T& value) { return *new (all_.get() + size_++) T(value); }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T* data() const { return all_.get(); }
  [[nodiscard]] T& operator[](std::size_t index) { return all_.get()[index]; }
  [[nodiscard]] const T& operator[](std::size_t index) const { return all_.get()[index]; }

 private:
  static constexpr std::size_t kFirst = 64;
  struct Free {
    void operator()(T* memory) const { std::free(memory); }
  };

  void make_room(std::size_t count) {
    void* const more = std::realloc(static_cast<void*>(all_.get()), count * sizeof(T));
    if (more == nullptr) throw std::bad_alloc();
    static_cast<void>(all_.release());
    all_.reset(static_cast<T*>(more));
    room_ = count;
  }

  std::unique_ptr<T, Free> all_;
  std::size_t size_ = 0;
  std::size_t room_ = 0;
};

}  // namespace mishen::docx
