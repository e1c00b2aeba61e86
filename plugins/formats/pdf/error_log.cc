#include "plugins/formats/pdf/error_log.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mishen::pdf {
namespace {

// Beginnings of messages of poppler 22.12 that cost no text. Whatever is not listed counts.
constexpr std::array<std::string_view, 35> kLooksOnly = {
    "Mismatch between font type and embedded font file",
    "Could not find a font for",
    "Couldn't find a font for",
    "No display font for",
    "Can't get Fields array",
    "Bad annotation destination",
    "Bad named destination value",
    "Annotation destination",
    "Illegal URI-type link",
    "Illegal annotation destination",
    "Bad uncolored tiling pattern color",
    "Incorrect number of arguments in 'scn' command",
    "Incorrect number of arguments in 'SCN' command",
    "Bad color space",
    "ICCBased color space profile error",
    "read ICCBased color space profile error",
    "Can't create transform",
    "Invalid blend mode in ExtGState",
    "Unknown rendering intent",
    "Invalid Font Weight",
    "Invalid Font Stretch",
    "FontBBox",
    "Unimplemented shading type",
    "Missing or invalid",
    "Bad form border style",
    "Bad appearance for annotation",
    "Bad Annot Border",
    "Unknown Metadata type",
    "PageLabelInfo",
    "Outline",
    "Table isn't sorted",
    "May not be a PDF file",
    "Mismatched EMC operator",
    "DID NOT find",
    "Marked Content",
};

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// poppler-cpp hands messages on with "poppler/error (123): " before them.
std::string_view without_prefix(std::string_view message) {
  constexpr std::string_view kPrefix = "poppler/error";
  if (!starts_with(message, kPrefix)) return message;
  const std::size_t colon = message.find(": ");
  return colon == std::string_view::npos ? message : message.substr(colon + 2);
}

// The one piece of state beyond objects in this folder, forced by poppler's callback.
thread_local ErrorLog* current_log = nullptr;

}  // namespace

Listening::Listening(ErrorLog& log) : before_(std::exchange(current_log, &log)) {}
Listening::~Listening() { current_log = before_; }

void report_error(std::string_view message) {
  if (current_log != nullptr) current_log->add(message);
}

bool concerns_looks_only(std::string_view message) {
  return std::any_of(kLooksOnly.begin(), kLooksOnly.end(),
                     [&](std::string_view prefix) { return starts_with(message, prefix); });
}

std::string without_quotes(std::string_view message) {
  const auto quoted = [](char c) {
    return c == '\'' || c == '"' || c == '`' || c == '<' || (c >= '0' && c <= '9') || c == ':' ||
           static_cast<unsigned char>(c) >= 0x7F || static_cast<unsigned char>(c) < 0x20;
  };
  // "Couldn't" and its kin hold an apostrophe between letters, which quotes nothing.
  std::size_t end = 0;
  while (end < message.size()) {
    const bool inside_word = message[end] == '\'' && end > 0 && end + 1 < message.size() &&
                             message[end - 1] != ' ' && message[end + 1] == 't';
    if (quoted(message[end]) && !inside_word) break;
    ++end;
  }
  while (end > 0 && (message[end - 1] == ' ' || message[end - 1] == '(')) --end;
  return std::string(message.substr(0, end));
}

void ErrorLog::add(std::string_view message) {
  constexpr std::size_t kKeep = 16;
  message = without_prefix(message);
  if (errors_.size() >= kKeep || concerns_looks_only(message)) return;
  PageError error{without_quotes(message)};
  const auto same = [&](const PageError& other) { return other.what == error.what; };
  if (std::none_of(errors_.begin(), errors_.end(), same)) errors_.push_back(std::move(error));
}

std::vector<PageError> ErrorLog::take() { return std::exchange(errors_, {}); }

}  // namespace mishen::pdf
