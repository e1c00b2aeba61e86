// Makes small ZIP archives in memory, well-formed ones by libzip.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mishen::test {

class ZipBuilder {
 public:
  // Adds an entry; a name may be added twice (libzip would not: the second is renamed afterwards).
  ZipBuilder& add(std::string name, std::string content);
  // Added without compression.
  ZipBuilder& store(std::string name, std::string content);
  // Encrypted with AES.
  ZipBuilder& lock(std::string name, std::string content, std::string password);

  // The archive; always the same bytes for the same entries.
  [[nodiscard]] std::string bytes() const;

 private:
  struct Entry {
    std::string name;
    std::string content;
    bool compressed = true;
    std::string password;
  };
  std::vector<Entry> entries_;
};

// `text` with every occurrence of `from` replaced by `to` of the same length: for archives whose
// entry names must lie.
[[nodiscard]] std::string replace_all(std::string text, std::string_view from, std::string_view to);

}  // namespace mishen::test
