// Reading a receipt's fields: each exactly once, of its kind, within its bounds. For receipt.cc.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "scanner/gate/receipt.h"

namespace mishen {

// The first field that is wrong, as a path ("drafts[3].sha256"); empty: none.
struct FieldTrouble {
  std::string field;
  void at(const std::string& path) {
    if (field.empty()) field = path.empty() ? "receipt" : path;
  }
};

// One object's fields. A wrong one leaves its path in the trouble and reads as nothing.
class FieldReader {
 public:
  FieldReader(const nlohmann::json& object, std::string path, FieldTrouble& trouble);

  // One line of text without invisible characters, at most kMaxReceiptText bytes, not empty.
  std::string text(const char* field);
  // The same, or null: empty.
  std::string text_or_null(const char* field);
  // Up to 2^53 - 1, what every reader of JSON can hold.
  std::uint64_t number(const char* field);
  std::optional<std::uint64_t> number_or_null(const char* field);
  bool flag(const char* field);
  // A member of any kind; null where it is missing.
  const nlohmann::json& member(const char* field);
  // Calls `each` with every element of the array and its path.
  void list(const char* field,
            const std::function<void(const nlohmann::json&, const std::string&)>& each);
  void wrong(const char* field);
  // Everything there was has been asked for.
  void finish();
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  [[nodiscard]] std::string path_of(const char* field) const;
  const nlohmann::json& object_;
  std::string path_;
  FieldTrouble& trouble_;
  std::set<std::string, std::less<>> asked_;
};

// The facts under "signed"; fields that contradict each other are trouble too.
[[nodiscard]] Receipt receipt_in(const nlohmann::json& value, FieldTrouble& trouble);

// Brackets outside strings nest no deeper than a receipt's: asked before anything is built of them.
[[nodiscard]] bool shallow_enough(std::string_view file);

}  // namespace mishen
