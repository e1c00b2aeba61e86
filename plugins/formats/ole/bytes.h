// Little-endian numbers in untrusted bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace mishen::ole {

// Reads from the front; once something does not fit, everything is zero or empty and good() false.
class Bytes {
 public:
  explicit Bytes(std::string_view rest) : rest_(rest) {}

  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] std::string_view rest() const { return rest_; }

  [[nodiscard]] std::string_view take(std::size_t size) {
    if (size > rest_.size()) {
      good_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  [[nodiscard]] std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
  [[nodiscard]] std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
  void skip(std::size_t size) { (void)take(size); }
  // Up to a NUL, which is taken and not returned.
  [[nodiscard]] std::string_view zero_ended() {
    const std::size_t end = rest_.find('\0');
    if (end == std::string_view::npos) {
      good_ = false;
      return take(rest_.size());
    }
    const std::string_view text = take(end);
    skip(1);
    return text;
  }

 private:
  std::uint64_t number(std::size_t size) {
    const std::string_view bytes = take(size);
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i) {
      value = value << 8U | static_cast<unsigned char>(bytes[i - 1]);
    }
    return value;
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace mishen::ole
