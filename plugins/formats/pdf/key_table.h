// Keys of dictionaries as numbers: a walk over a long draft remembers one for each thing it meets,
// and there are few of them.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace mishen::pdf {

class KeyTable {
 public:
  KeyTable() = default;
  KeyTable(const KeyTable&) = delete;  // points into itself
  KeyTable& operator=(const KeyTable&) = delete;

  // 0 for the empty key.
  [[nodiscard]] std::uint32_t number_of(const std::string& key) {
    if (key.empty()) return 0;
    const auto [known, is_new] = numbers_.emplace(key, static_cast<std::uint32_t>(keys_.size()));
    if (is_new) keys_.push_back(&known->first);
    return known->second;
  }
  [[nodiscard]] const std::string& operator[](std::uint32_t number) const { return *keys_[number]; }

 private:
  std::string none_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> keys_ = {&none_};
};

}  // namespace mishen::pdf
