#include "plugins/formats/pdf/value_traces.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "scanner/base/utf8.h"

namespace mishen::pdf {
namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_alnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// True when a path begins at `at`.
bool path_begins(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const bool edge = at == 0 || !is_alnum(text[at - 1]);
  if (rest.size() > 3 && edge && is_letter(rest[0]) && rest[1] == ':' &&
      (rest[2] == '\\' || rest[2] == '/') && rest[3] != '/') {
    return true;
  }
  if (rest.size() > 3 && edge && rest[0] == '\\' && rest[1] == '\\' && is_alnum(rest[2]))
    return true;
  constexpr std::array<std::string_view, 5> kBegins = {"file:", "/home/", "/Users/", "/Volumes/",
                                                       "/root/"};
  const auto begins = [&](std::string_view mark) {
    return rest.size() > mark.size() && rest.substr(0, mark.size()) == mark;
  };
  // PDF's own spelling of a drive: /C/Documents and Settings/...
  const bool drive = at == 0 && rest.size() > 3 && rest[0] == '/' && is_letter(rest[1]) &&
                     std::isupper(static_cast<unsigned char>(rest[1])) != 0 && rest[2] == '/';
  return drive || (edge && std::any_of(kBegins.begin(), kBegins.end(), begins));
}

}  // namespace

void trace_paths(std::string_view text, std::vector<Trace>& traces) {
  for (std::size_t at = text.find_first_of(":\\/"); at != std::string_view::npos;
       at = text.find_first_of(":\\/", at + 1)) {
    std::size_t begin = at;
    if (text[at] == ':') {
      while (begin > 0 && is_letter(text[begin - 1])) --begin;
    }
    if (!path_begins(text, begin)) continue;
    const std::size_t end = std::min(text.find_first_of("\r\n\"<>|", at), text.size());
    Trace trace;
    trace.kind = TraceKind::machine_path;
    trace.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    traces.push_back(std::move(trace));
    if (end == text.size()) return;
    at = end;
  }
}

bool names_a_person(std::string_view key) {
  std::string plain;
  for (const char c : key.substr(key.rfind(':') + 1)) {
    if (is_letter(c)) plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  constexpr std::array<std::string_view, 14> kKeys = {
      "author",      "creator",    "lastmodifiedby", "lastsavedby", "manager",
      "owner",       "authors",    "username",       "checkedby",   "editor",
      "contributor", "modifiedby", "user",           "lastauthor"};
  return std::find(kKeys.begin(), kKeys.end(), plain) != kKeys.end();
}

bool looks_like_chinese_name(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded one = utf8::decode(text, i);
    if (!utf8::is_han(one.code_point) || ++count > 4) return false;
    i += one.bytes;
  }
  return count >= 2;
}

bool is_date(std::string_view text) {
  if (text.substr(0, 2) == "D:") text.remove_prefix(2);
  constexpr std::size_t kLongest = 32;
  if (text.size() < 4 || text.size() > kLongest) return false;
  if (text.find_first_not_of("0123456789TZ:+-.' ") != std::string_view::npos) return false;
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  // Year, month, day; with hour and minute, with seconds, with a time zone. Telephone numbers have
  // eleven digits.
  constexpr std::array<std::size_t, 8> kCounts = {4, 6, 8, 12, 14, 16, 17, 18};
  if (std::find(kCounts.begin(), kCounts.end(), digits.size()) == kCounts.end()) return false;
  if (digits.substr(0, 2) != "19" && digits.substr(0, 2) != "20") return false;
  if (digits.size() > 4 && (digits[4] > '1' || (digits[4] == '1' && digits[5] > '2'))) return false;
  return digits.size() <= 14 || text.find_first_of("TZ:+-'") != std::string_view::npos;
}

}  // namespace mishen::pdf
