#include "scanner/base/secret.h"

#include <vector>

#include "scanner/base/digest.h"
#include "scanner/base/utf8.h"

namespace mishen {
namespace {

constexpr std::size_t kShortestHiddenRun = 7;
constexpr std::size_t kShownOfRun = 3;

bool is_digit(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

bool is_separator(char32_t c) {
  return c == ' ' || c == '-' || c == '.' || c == '*' || c == 0x3000 || c == 0xA0 || c == 0xB7 ||
         c == 0xFF0A || c == 0xFF0D;
}

struct CodePoint {
  char32_t value;
  std::size_t begin;
  std::size_t end;
};

std::vector<CodePoint> code_points(std::string_view text) {
  std::vector<CodePoint> out;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    out.push_back({d.code_point, i, i + d.bytes});
    i += d.bytes;
  }
  return out;
}

}  // namespace

std::string mask(std::string_view value, MaskShape shape) {
  if (shape.open) return std::string(value);
  const std::vector<CodePoint> points = code_points(value);
  const std::size_t kept = std::size_t{shape.keep_first} + shape.keep_last;
  const bool too_short = kept * 2 > points.size() + 4 || kept >= points.size();
  std::string out;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool shown = !too_short && (i < shape.keep_first || i >= points.size() - shape.keep_last);
    if (shown) {
      out.append(value.substr(points[i].begin, points[i].end - points[i].begin));
    } else {
      out += '*';
    }
  }
  return out;
}

std::string mask_digit_runs(std::string_view text) {
  const std::vector<CodePoint> points = code_points(text);
  std::string out;
  out.reserve(text.size());
  const auto keep = [&](std::size_t i) {
    out.append(text.substr(points[i].begin, points[i].end - points[i].begin));
  };
  for (std::size_t i = 0; i < points.size();) {
    if (!is_digit(points[i].value)) {
      keep(i++);
      continue;
    }
    // The run ends at its last digit: single separators count only between digits.
    std::size_t end = i + 1;
    std::size_t digits = 1;
    for (std::size_t j = i + 1; j < points.size(); ++j) {
      if (is_digit(points[j].value)) {
        ++digits;
        end = j + 1;
      } else if (!is_separator(points[j].value) ||
                 (points[j].value != '*' && j > end)) {  // two separators end it, stars do not
        break;
      }
    }
    std::size_t shown = 0;
    for (; i < end; ++i) {
      const bool digit = is_digit(points[i].value);
      if (digits < kShortestHiddenRun || !digit || shown < kShownOfRun) {
        keep(i);
        shown += digit ? 1 : 0;
      } else {
        out += '*';
      }
    }
  }
  return out;
}

std::string Secret::fingerprint(const FingerprintKey& key, std::string_view domain,
                                MaskShape shape) const {
  std::string message(domain);
  message += '\0';
  if (!key.present()) return sha256_hex(message + masked(shape));
  return hmac_sha256_hex(key.bytes(), message + value_);
}

}  // namespace mishen
