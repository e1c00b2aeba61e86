// A value that must not be printed by accident: an identity number, a phone number. It has no
// operator<<, no formatter and no conversion to text; what may be shown of it is masked() and
// fingerprint(). reveal() is for `--reveal`, for the worker protocol and for validators only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mishen {

// How much of a value may be shown, in code points.
struct MaskShape {
  std::uint8_t keep_first = 3;
  std::uint8_t keep_last = 4;
  // The value says nothing about a person (a classification mark) and is shown whole.
  bool open = false;

  friend bool operator==(const MaskShape&, const MaskShape&) = default;
};

// `value` with everything but its ends replaced by '*', one for each code point. Never shows more
// than half of the value: short values are hidden whole.
[[nodiscard]] std::string mask(std::string_view value, MaskShape shape);

// `text` with every run of 7 or more digits (ASCII or full-width; single separators and '*' inside
// count as part of the run) hidden except its first three. For text that stands round a finding or
// comes from a draft and was not itself judged: names of columns, parts, files.
[[nodiscard]] std::string mask_digit_runs(std::string_view text);

// The project's key for fingerprints. Without one (empty) fingerprints of enumerable values would
// be reversible, so there are none: see fingerprint().
class FingerprintKey {
 public:
  FingerprintKey() = default;
  explicit FingerprintKey(std::string bytes) : bytes_(std::move(bytes)) {}
  [[nodiscard]] bool present() const { return !bytes_.empty(); }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}

  [[nodiscard]] std::string masked(MaskShape shape) const { return mask(value_, shape); }

  // HMAC-SHA-256 of `domain` and the value under `key`, as hex. An 11- or 18-digit value can be
  // enumerated, so without a key the *masked* value stands in for the value: such an id is as
  // stable, but cannot tell two values with the same mask apart, and gives nothing away.
  [[nodiscard]] std::string fingerprint(const FingerprintKey& key, std::string_view domain,
                                        MaskShape shape) const;

  [[nodiscard]] const std::string& reveal() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }

 private:
  std::string value_;
};

}  // namespace mishen
