// One TOML table, read key by key, so that what nobody asked for is an unknown key. The only file
// beside parse_rule and load that sees toml++; for this stage and for the policy, whose files are
// read the same way.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/rulebook/load.h"

namespace mishen {

// Where problems go: all of them, in the order they are met.
class Problems {
 public:
  using Args = std::vector<std::pair<std::string, std::string>>;
  explicit Problems(RuleErrors& errors) : errors_(&errors) {}

  void add(std::string place, std::string id, Args args = {}) {
    errors_->errors.push_back(
        {ErrorKind::rule, std::move(place), {std::move(id), std::move(args)}});
  }
  [[nodiscard]] std::size_t count() const { return errors_->errors.size(); }

 private:
  RuleErrors* errors_;
};

// A text and the place it was read at.
struct PlacedText {
  std::string text;
  std::string place;
};

class TableReader {
 public:
  // `name` is how messages call the table ("rule", "rule.example"); empty: the file's top level,
  // called by the file's name. All must outlive the reader.
  TableReader(const toml::table& table, std::string name, const std::string& file,
              Problems& problems)
      : table_(&table), name_(std::move(name)), file_(&file), problems_(&problems) {}

  // Each marks its key as known and reports a missing or misshapen value, for which it returns
  // an empty one.
  std::string required_text(std::string_view key);
  std::optional<std::string> text(std::string_view key);
  Words required_words(std::string_view key);
  std::optional<Words> words(std::string_view key);
  std::vector<PlacedText> texts(std::string_view key);
  std::vector<PlacedText> required_texts(std::string_view key);
  std::optional<int> number(std::string_view key, int least, int most);
  bool flag(std::string_view key, bool otherwise);
  std::optional<TableReader> table(std::string_view key);
  // A table, or an array of tables.
  std::vector<TableReader> tables(std::string_view key);

  // One of `choices` by its name.
  template <class T>
  using Choices = std::span<const std::pair<std::string_view, T>>;
  template <class T>
  std::optional<T> choice(std::string_view key, std::type_identity_t<Choices<T>> choices) {
    const std::optional<std::string> word = text(key);
    if (!word) return std::nullopt;
    return pick<T>(*word, key, place_of(key), choices);
  }
  template <class T>
  std::optional<T> pick(std::string_view word, std::string_view key, std::string place,
                        std::type_identity_t<Choices<T>> choices) {
    std::vector<std::string_view> names;
    for (const auto& [name, value] : choices) {
      if (name == word) return value;
      names.push_back(name);
    }
    report_choice(word, key, std::move(place), names);
    return std::nullopt;
  }

  [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }
  [[nodiscard]] bool is_text(std::string_view key) const { return (*table_)[key].is_string(); }
  // Reports that `key` is missing.
  void missing(std::string_view key);
  // Reports `key`, if it is there, as one that does not go with the table's others.
  void refuse(std::string_view key, std::string_view message);
  // Reports every key that was never asked for. Call last.
  void finish();

  [[nodiscard]] std::string place() const { return place_of(*table_); }
  [[nodiscard]] std::string place_of(std::string_view key) const;
  [[nodiscard]] const std::string& file() const { return *file_; }
  [[nodiscard]] Problems& problems() { return *problems_; }

 private:
  // The value of `key`, or nullptr; marks the key as known.
  const toml::node* find(std::string_view key);
  [[nodiscard]] std::string place_of(const toml::node& node) const;
  // "rule.example.text"; "rule" at the top level.
  [[nodiscard]] std::string qualified(std::string_view key) const {
    return name_.empty() ? std::string(key) : name_ + "." + std::string(key);
  }
  [[nodiscard]] std::string table_name() const { return name_.empty() ? *file_ : name_; }
  void wrong_type(const toml::node& node, std::string_view key, std::string_view message);
  void report_choice(std::string_view word, std::string_view key, std::string place,
                     std::span<const std::string_view> names);

  const toml::table* table_;
  std::string name_;
  const std::string* file_;
  Problems* problems_;
  std::vector<std::string_view> known_;
};

}  // namespace mishen
