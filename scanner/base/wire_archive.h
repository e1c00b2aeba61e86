// Values as bytes, for the worker protocol and for packs read when mishen was built: fixed-width
// little-endian numbers, texts and lists with their length in front, so that a value has one
// spelling only. Writer and Reader have the same calls; a shape (worker/wire_shape.h,
// rulebook/packed.cc) describes each type once for both.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "scanner/base/shared_text.h"

namespace mishen {

class WireWriter {
 public:
  template <class T>
  void number(const char*, const T& value) {
    put(static_cast<std::uint64_t>(value), sizeof(T));
  }
  void real(const char*, const double& value) { put(std::bit_cast<std::uint64_t>(value), 8); }
  // An enum with `count` members from 0.
  template <class T>
  void choice(const char*, const T& value, int) {
    put(static_cast<std::uint64_t>(value), 1);
  }
  void text(const char*, const std::string& value) {
    put(value.size(), 4);
    bytes_ += value;
  }
  void text(const char*, const SharedText& value) {
    put(value.size(), 4);
    bytes_ += value.view();
  }
  // `each(element)` writes one.
  template <class List, class Each>
  void list(const char*, const List& values, std::size_t, Each each) {
    put(values.size(), 4);
    for (const auto& value : values) each(value);
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  void put(std::uint64_t value, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) {
      bytes_ += static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
    }
  }
  std::string bytes_;
};

// Reads what may be anything. The first thing that does not hold is remembered by its field's name;
// from then on every call gives zeros and empties, and no list grows.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  void number(const char* field, T& value) {
    value = static_cast<T>(take(field, sizeof(T)));
  }
  void real(const char* field, double& value) { value = std::bit_cast<double>(take(field, 8)); }
  template <class T>
  void choice(const char* field, T& value, int count) {
    const std::uint64_t got = take(field, 1);
    if (got >= static_cast<std::uint64_t>(count)) return fail(field);
    value = static_cast<T>(got);
  }
  void text(const char* field, std::string& value) {
    const std::uint64_t size = take(field, 4);
    if (size > bytes_.size()) return fail(field);
    value.assign(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
  }
  void text(const char* field, SharedText& value) {
    std::string read;
    text(field, read);
    value = SharedText(std::move(read));
  }
  // `least` is the fewest bytes an element takes: a count the rest cannot hold is refused before
  // anything is reserved for it.
  template <class List, class Each>
  void list(const char* field, List& values, std::size_t least, Each each) {
    const std::uint64_t count = take(field, 4);
    if (count > bytes_.size() / least) return fail(field);
    for (std::uint64_t i = 0; i < count && !failed(); ++i) each(values.emplace_back());
  }

  void fail(const char* field) {
    if (failed_field_ == nullptr) failed_field_ = field;
    bytes_ = {};
  }
  [[nodiscard]] bool failed() const { return failed_field_ != nullptr; }
  // Null while all is well.
  [[nodiscard]] const char* failed_field() const { return failed_field_; }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  std::uint64_t take(const char* field, std::size_t width) {
    if (bytes_.size() < width) {
      fail(field);
      return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes_[i])) << (8 * i);
    }
    bytes_.remove_prefix(width);
    return value;
  }

  std::string_view bytes_;
  const char* failed_field_ = nullptr;
};

// A list of texts.
template <class Archive, class Texts>
void walk_texts(Archive& wire, const char* field, Texts& texts) {
  constexpr std::size_t kLeastText = 4;
  wire.list(field, texts, kLeastText, [&](auto& one) { wire.text(field, one); });
}

}  // namespace mishen
