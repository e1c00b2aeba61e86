#include "plugins/formats/support/decode.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "scanner/base/utf8.h"

namespace mishen {
namespace {

struct Close {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

constexpr std::size_t kLook = 4096;

// The encoding of text without a byte order mark whose ASCII characters alternate with NULs.
const char* utf16_without_mark(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kLook);
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  if (odd > 0 && even == 0) return "UTF-16LE";
  if (even > 0 && odd == 0) return "UTF-16BE";
  return nullptr;
}

// Traditional Chinese in Big5 is valid GB18030 too, as nonsense. Its second bytes are below 0x7F
// for about two in five characters and never in 0x80 to 0xA0; those of GB 2312 are above 0xA0 all,
// and traditional characters in GBK lie in 0x80 to 0xA0 as often as below. Its commonest 5,401
// characters have first bytes 0xA4 to 0xC6, where they are nearly all.
bool looks_like_big5(std::string_view bytes) {
  constexpr std::size_t kFew = 4;  // pairs that prove nothing
  std::size_t pairs = 0;
  std::size_t low = 0;
  std::size_t common = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    if (first < 0x80) continue;
    if (++i == bytes.size()) return false;
    const auto second = static_cast<unsigned char>(bytes[i]);
    const bool is_low = second >= 0x40 && second <= 0x7E;
    if (first < 0xA1 || first > 0xF9 || (!is_low && (second < 0xA1 || second == 0xFF)))
      return false;
    ++pairs;
    if (is_low) ++low;
    if (first >= 0xA1 && first <= 0xC6) ++common;
  }
  return pairs >= kFew && low * 6 >= pairs && common * 10 >= pairs * 9;
}

}  // namespace

std::optional<Decoded> decode(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, Close> converter(ucnv_open(charset.c_str(), &status));
  if (U_FAILURE(status) || bytes.size() > std::numeric_limits<std::int32_t>::max() / 4) {
    return std::nullopt;
  }
  icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(),
                          status);
  if (U_FAILURE(status)) return std::nullopt;
  Decoded out;
  text.toUTF8String(out.text);
  out.complete = out.text.find("\xEF\xBF\xBD") == std::string::npos;
  if (!utf8::is_valid(out.text)) out.text = utf8::sanitise(out.text);
  return out;
}

std::string charset_of_code_page(std::uint32_t code_page) {
  switch (code_page) {
    case 936:
    case 54936:
      return "GB18030";
    case 950:
      return "Big5";
    case 932:
      return "Shift_JIS";
    case 949:
      return "EUC-KR";
    case 1200:
      return "UTF-16LE";
    case 1201:
      return "UTF-16BE";
    case 10000:
      return "macintosh";
    case 65001:
      return "UTF-8";
    default:
      break;
  }
  if (code_page >= 1250 && code_page <= 1258) return "windows-" + std::to_string(code_page);
  if (code_page >= 437 && code_page <= 874) return "ibm-" + std::to_string(code_page);
  return {};
}

Decoded decode_unknown(std::string_view bytes) {
  const auto as = [](std::string_view rest, const char* charset) {
    return decode(rest, charset).value_or(Decoded{utf8::sanitise(rest), false});
  };
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4))) {
    return as(bytes.substr(4), "UTF-32LE");
  }
  if (bytes.starts_with("\xFF\xFE")) return as(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF")) return as(bytes.substr(2), "UTF-16BE");
  if (const char* charset = utf16_without_mark(bytes)) return as(bytes, charset);
  if (utf8::is_valid(bytes)) return {std::string(bytes), true};
  return as(bytes, looks_like_big5(bytes) ? "Big5" : "GB18030");
}

std::string from_utf16le(std::string_view bytes) {
  const auto decoded = decode(bytes, "UTF-16LE");
  return decoded ? decoded->text : std::string();
}

}  // namespace mishen
