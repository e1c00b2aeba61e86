#include "scanner/rulebook/table_reader.h"

#include <algorithm>

#include "scanner/base/nearest.h"

namespace mishen {
namespace {

std::string placed(const std::string& file, const toml::source_region& source) {
  return file + ":" + std::to_string(source.begin.line);
}

// Space and control characters only: as good as nothing.
bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' '; });
}

}  // namespace

std::string TableReader::place_of(const toml::node& node) const {
  return placed(*file_, node.source());
}

std::string TableReader::place_of(std::string_view key) const {
  const toml::node* node = table_->get(key);
  return node == nullptr ? place() : place_of(*node);
}

const toml::node* TableReader::find(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.push_back(key);
  return table_->get(key);
}

void TableReader::wrong_type(const toml::node& node, std::string_view key,
                             std::string_view message) {
  problems_->add(place_of(node), std::string(message), {{"key", qualified(key)}});
}

void TableReader::missing(std::string_view key) {
  problems_->add(place(), "error.rule-missing-key",
                 {{"key", std::string(key)}, {"table", table_name()}});
}

std::optional<std::string> TableReader::text(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const std::optional<std::string> value = node->value_exact<std::string>();
  if (!value || is_blank(*value)) {
    wrong_type(*node, key, "error.rule-wants-text");
    return std::nullopt;
  }
  return value;
}

std::string TableReader::required_text(std::string_view key) {
  if (!has(key)) missing(key);
  return text(key).value_or("");
}

std::optional<Words> TableReader::words(std::string_view key) {
  std::optional<TableReader> both = table(key);
  if (!both) return std::nullopt;
  Words words{both->required_text("zh-CN"), both->required_text("en")};
  both->finish();
  return words;
}

Words TableReader::required_words(std::string_view key) {
  if (!has(key)) missing(key);
  return words(key).value_or(Words{});
}

std::vector<PlacedText> TableReader::texts(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return {};
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    wrong_type(*node, key, "error.rule-wants-texts");
    return {};
  }
  std::vector<PlacedText> texts;
  for (const toml::node& element : *array) {
    const std::optional<std::string> value = element.value_exact<std::string>();
    if (value && !is_blank(*value)) {
      texts.push_back({*value, place_of(element)});
    } else {
      wrong_type(element, key, "error.rule-wants-texts");
    }
  }
  return texts;
}

std::vector<PlacedText> TableReader::required_texts(std::string_view key) {
  std::vector<PlacedText> texts = this->texts(key);
  const toml::node* node = find(key);
  if (node == nullptr) {
    missing(key);
  } else if (const toml::array* array = node->as_array(); array != nullptr && array->empty()) {
    wrong_type(*node, key, "error.rule-wants-texts");
  }
  return texts;
}

std::optional<int> TableReader::number(std::string_view key, int least, int most) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const std::optional<std::int64_t> value = node->value_exact<std::int64_t>();
  if (value && *value >= least && *value <= most) return static_cast<int>(*value);
  problems_->add(
      place_of(*node), "error.rule-wants-number",
      {{"key", qualified(key)}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
  return std::nullopt;
}

bool TableReader::flag(std::string_view key, bool otherwise) {
  const toml::node* node = find(key);
  if (node == nullptr) return otherwise;
  const std::optional<bool> value = node->value_exact<bool>();
  if (!value) wrong_type(*node, key, "error.rule-wants-flag");
  return value.value_or(otherwise);
}

std::optional<TableReader> TableReader::table(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (const toml::table* table = node->as_table()) {
    return TableReader(*table, qualified(key), *file_, *problems_);
  }
  wrong_type(*node, key, "error.rule-wants-table");
  return std::nullopt;
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return {};
  std::vector<TableReader> readers;
  const auto add = [&](const toml::node& element) {
    if (const toml::table* table = element.as_table()) {
      readers.emplace_back(*table, qualified(key), *file_, *problems_);
    } else {
      wrong_type(element, key, "error.rule-wants-table");
    }
  };
  if (const toml::array* array = node->as_array()) {
    for (const toml::node& element : *array) add(element);
  } else {
    add(*node);
  }
  return readers;
}

void TableReader::report_choice(std::string_view word, std::string_view key, std::string place,
                                std::span<const std::string_view> names) {
  std::string allowed;
  for (const std::string_view name : names) {
    if (!allowed.empty()) allowed += ", ";
    allowed += name;
  }
  problems_->add(
      std::move(place), "error.rule-bad-choice",
      {{"key", qualified(key)}, {"value", std::string(word)}, {"allowed", std::move(allowed)}});
}

void TableReader::refuse(std::string_view key, std::string_view message) {
  if (const toml::node* node = find(key)) wrong_type(*node, key, message);
}

void TableReader::finish() {
  for (const auto& [key, node] : *table_) {
    if (std::find(known_.begin(), known_.end(), key.str()) != known_.end()) continue;
    const std::string_view near = nearest(key.str(), known_);
    Problems::Args args = {{"key", std::string(key.str())}, {"table", table_name()}};
    if (!near.empty()) args.emplace_back("near", near);
    problems_->add(placed(*file_, key.source()),
                   near.empty() ? "error.rule-unknown-key" : "error.rule-unknown-key-near",
                   std::move(args));
  }
}

}  // namespace mishen
