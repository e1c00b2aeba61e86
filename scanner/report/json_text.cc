#include "scanner/report/json_text.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "scanner/report/escape.h"

namespace mishen {

void JsonText::member(std::string_view key, std::string_view text) {
  begin_member(key);
  put_text(text);
}

void JsonText::null(std::string_view key) {
  begin_member(key);
  out_ += "null";
}

void JsonText::element(std::string_view text) {
  begin_element();
  put_text(text);
}

void JsonText::element(double number) {
  begin_element();
  // The shortest digits that give the number back.
  out_ += nlohmann::json(number).dump();
}

std::string JsonText::take() {
  out_ += '\n';
  return std::move(out_);
}

void JsonText::put_text(std::string_view text) {
  out_ += '"';
  append_json_escaped(out_, text);
  out_ += '"';
}

void JsonText::begin_element() {
  if (!std::exchange(first_, false)) out_ += ',';
  if (depth_ > 0) feed();
}

void JsonText::begin_member(std::string_view key) {
  begin_element();
  put_text(key);
  out_ += indent_ < 0 ? ":" : ": ";
}

void JsonText::feed() {
  if (indent_ < 0) return;
  out_ += '\n';
  out_.append(static_cast<std::size_t>(indent_) * depth_, ' ');
}

}  // namespace mishen
