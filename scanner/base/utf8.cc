#include "scanner/base/utf8.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mishen::utf8 {
namespace {

constexpr bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

// Bytes a lead byte announces; 0 for one that cannot lead.
constexpr std::uint32_t announced(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

constexpr bool is_scalar(char32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

}  // namespace

Decoded decode_any(std::string_view text, std::size_t offset) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const unsigned char lead = at(0);
  const std::uint32_t size = announced(lead);
  if (size == 0 || text.size() - offset < size) return {kReplacement, 1};
  char32_t c = lead & (0xFFU >> (size + 1));
  for (std::uint32_t i = 1; i < size; ++i) {
    if (!is_continuation(at(i))) return {kReplacement, 1};
    c = (c << 6U) | (at(i) & 0x3FU);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (c < kSmallest[size] || !is_scalar(c)) return {kReplacement, 1};
  return {c, size};
}

Decoded decode_before(std::string_view text, std::size_t offset) {
  if (offset == 0) return {kReplacement, 1};
  // At a glance what Chinese lines are full of: ASCII, and three bytes.
  const auto last = static_cast<unsigned char>(text[offset - 1]);
  if (last < 0x80) return {last, 1};
  if (offset >= 3) {
    const auto lead = static_cast<unsigned char>(text[offset - 3]);
    const auto middle = static_cast<unsigned char>(text[offset - 2]);
    const char32_t c = (lead & 0xFU) << 12U | (middle & 0x3FU) << 6U | (last & 0x3FU);
    if ((lead & 0xF0U) == 0xE0U && is_continuation(middle) && is_continuation(last) && c >= 0x800 &&
        is_scalar(c)) {
      return {c, 3};
    }
  }
  // The nearest byte that does not continue one is the only one that can have begun it.
  const std::size_t reach = offset < 4 ? offset : 4;
  std::size_t back = 1;
  while (back < reach && is_continuation(static_cast<unsigned char>(text[offset - back]))) ++back;
  const Decoded found = decode(text, offset - back);
  const bool whole = found.bytes == back && !(found.code_point == kReplacement && back == 1);
  return whole ? found : Decoded{kReplacement, 1};
}

void append(std::string& out, char32_t c) {
  if (!is_scalar(c)) c = kReplacement;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

namespace {

// True when decode() at `offset` met a damaged byte rather than a real U+FFFD.
bool is_damage(const Decoded& d) { return d.code_point == kReplacement && d.bytes == 1; }

// A stretch that can be passed over without decoding: ASCII, and the three-byte characters whose
// lead byte says all (Han, kana, full width; neither E0 nor ED). Markup and Chinese text are little
// else.
struct Plain {
  std::size_t bytes = 0;
  std::size_t code_points = 0;
};

constexpr bool is_plain_wide(unsigned char lead) {
  return lead > 0xE0 && lead <= 0xEF && lead != 0xED;
}

#if defined(__SSE2__)
constexpr std::size_t kBlock = 16;

// Of the 16 bytes at `at` the first that are plain: of one kind, whole characters, maybe none.
Plain plain_in_block(const char* at) {
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const auto wide = static_cast<unsigned>(_mm_movemask_epi8(block));
  if (wide == 0) return {kBlock, kBlock};
  if (const auto ascii = static_cast<std::size_t>(std::countr_zero(wide)); ascii != 0) {
    return {ascii, ascii};
  }
  // Lead, continuation, continuation: five times, and a byte that says nothing.
  constexpr char kF = static_cast<char>(0xF0);
  constexpr char kE = static_cast<char>(0xE0);
  constexpr char kC = static_cast<char>(0xC0);
  constexpr char k8 = static_cast<char>(0x80);
  constexpr unsigned kLeads = 0x1249;
  const __m128i marks =
      _mm_setr_epi8(kF, kC, kC, kF, kC, kC, kF, kC, kC, kF, kC, kC, kF, kC, kC, 0);
  const __m128i three =
      _mm_setr_epi8(kE, k8, k8, kE, k8, k8, kE, k8, k8, kE, k8, k8, kE, k8, k8, 0);
  const __m128i shaped = _mm_cmpeq_epi8(_mm_and_si128(block, marks), three);
  const __m128i closer =
      _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8(kE)),
                   _mm_cmpeq_epi8(block, _mm_set1_epi8(static_cast<char>(0xED))));
  const unsigned good = static_cast<unsigned>(_mm_movemask_epi8(shaped)) &
                        ~(static_cast<unsigned>(_mm_movemask_epi8(closer)) & kLeads);
  const auto characters = static_cast<std::size_t>(std::countr_one(good)) / 3;
  return {characters * 3, characters};
}
#else
constexpr std::size_t kBlock = 8;

Plain plain_in_block(const char* at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
  std::uint64_t block = 0;
  std::memcpy(&block, at, kBlock);
  if ((block & kHighBits) == 0) return {kBlock, kBlock};
  return {};
}
#endif

Plain plain_from(std::string_view text, std::size_t offset) {
  const char* at = text.data() + offset;
  const char* const end = text.data() + text.size();
  Plain all;
  const auto take = [&](std::size_t bytes, std::size_t code_points) {
    at += bytes;
    all.bytes += bytes;
    all.code_points += code_points;
  };
  while (at < end) {
    if (static_cast<std::size_t>(end - at) >= kBlock) {
      if (const Plain some = plain_in_block(at); some.bytes != 0) {
        take(some.bytes, some.code_points);
        continue;
      }
    }
    const auto lead = static_cast<unsigned char>(*at);
    if (lead < 0x80) {
      take(1, 1);
      continue;
    }
    if (!is_plain_wide(lead) || end - at < 3 ||
        !is_continuation(static_cast<unsigned char>(at[1])) ||
        !is_continuation(static_cast<unsigned char>(at[2]))) {
      break;
    }
    take(3, 1);
  }
  return all;
}

// Code points of `text`; a damaged byte is one, or else there is nothing to be said.
std::optional<std::size_t> count(std::string_view text, bool damaged_too) {
  std::size_t all = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (const Plain plain = plain_from(text, i); plain.bytes != 0) {
      i += plain.bytes;
      all += plain.code_points;
      continue;
    }
    const Decoded d = decode(text, i);
    if (!damaged_too && is_damage(d)) return std::nullopt;
    i += d.bytes;
    ++all;
  }
  return all;
}

}  // namespace

#if defined(__SSE2__)
namespace {

// Of a stretch of bytes, a bit for each.
struct Shapes {
  std::uint32_t wide = 0;   // not ASCII
  std::uint32_t leads = 0;  // of plain characters
  std::uint32_t goes_on = 0;
};

Shapes shapes_of(const char* at) {
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  // E1 to EF, brought down to 0 to E; all other bytes are more.
  const __m128i lead = _mm_sub_epi8(block, _mm_set1_epi8(static_cast<char>(0xE1)));
  const __m128i leads = _mm_cmpeq_epi8(_mm_min_epu8(lead, _mm_set1_epi8(0xE)), lead);
  const __m128i closer = _mm_cmpeq_epi8(block, _mm_set1_epi8(static_cast<char>(0xED)));
  // As signed numbers 80 to BF are the least of all.
  const __m128i goes_on = _mm_cmplt_epi8(block, _mm_set1_epi8(static_cast<char>(0xC0)));
  return {static_cast<std::uint32_t>(_mm_movemask_epi8(block)),
          static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_andnot_si128(closer, leads))),
          static_cast<std::uint32_t>(_mm_movemask_epi8(goes_on))};
}

constexpr std::size_t kStretch = 2 * kBlock;

// Of the stretch at `at`, where a character begins, the whole characters at its beginning, if all
// in it are plain; 0 if one is not.
std::size_t plain_in_stretch(const char* at) {
  const Shapes one = shapes_of(at);
  const Shapes two = shapes_of(at + kBlock);
  const std::uint32_t wide = one.wide | two.wide << kBlock;
  if (wide == 0) return kStretch;
  const std::uint32_t leads = one.leads | two.leads << kBlock;
  const std::uint32_t goes_on = one.goes_on | two.goes_on << kBlock;
  if ((leads << 1U | leads << 2U) != goes_on || (leads | goes_on) != wide) return 0;
  // The last character may reach beyond the stretch.
  if (leads >> (kStretch - 1) != 0) return kStretch - 1;
  return leads >> (kStretch - 2) != 0 ? kStretch - 2 : kStretch;
}

}  // namespace

bool is_valid(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const bool is_long = text.size() - i >= kStretch;
    if (const std::size_t plain = is_long ? plain_in_stretch(text.data() + i) : 0; plain != 0) {
      i += plain;
      continue;
    }
    // One by one: of a stretch all that begin in it.
    for (const std::size_t end = std::min(i + kStretch, text.size()); i < end;) {
      const Decoded d = decode(text, i);
      if (is_damage(d)) return false;
      i += d.bytes;
    }
  }
  return true;
}
#else
bool is_valid(std::string_view text) { return valid_length(text).has_value(); }
#endif

std::optional<std::size_t> valid_length(std::string_view text) { return count(text, false); }

std::string sanitise(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    append(out, d.code_point);
    i += d.bytes;
  }
  return out;
}

std::size_t length(std::string_view text) { return *count(text, true); }

// All bytes but those that continue a character, 10xxxxxx, a block at once.
std::size_t length_of_valid(std::string_view text) {
  std::size_t continuations = 0;
  std::size_t i = 0;
#if defined(__SSE2__)
  while (text.size() - i >= kBlock) {
    constexpr std::size_t kMost = 255;  // that a byte can count
    __m128i counts = _mm_setzero_si128();
    const std::size_t end = i + std::min((text.size() - i) / kBlock, kMost) * kBlock;
    for (; i < end; i += kBlock) {
      const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + i));
      // As signed numbers 80 to BF are the least of all; true is -1.
      const __m128i goes_on = _mm_cmplt_epi8(block, _mm_set1_epi8(static_cast<char>(0xC0)));
      counts = _mm_sub_epi8(counts, goes_on);
    }
    const __m128i sums = _mm_sad_epu8(counts, _mm_setzero_si128());  // of either half
    continuations += static_cast<std::size_t>(_mm_cvtsi128_si32(sums)) +
                     static_cast<std::size_t>(_mm_cvtsi128_si32(_mm_unpackhi_epi64(sums, sums)));
  }
#endif
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  for (; text.size() - i >= sizeof(std::uint64_t); i += sizeof(std::uint64_t)) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + i, sizeof block);
    // A one in each byte that continues; the product has their sum on top.
    continuations += ((block >> 7U & ~(block >> 6U) & kOnes) * kOnes) >> 56U;
  }
  for (; i < text.size(); ++i) {
    continuations += is_continuation(static_cast<unsigned char>(text[i])) ? 1 : 0;
  }
  return text.size() - continuations;
}

std::size_t utf16_length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    count += d.code_point >= 0x10000 ? 2 : 1;
    i += d.bytes;
  }
  return count;
}

std::string from_utf16(std::u16string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    const bool high = c >= 0xD800 && c <= 0xDBFF;
    if (high && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] <= 0xDFFF) {
      c = 0x10000 + ((c - 0xD800) << 10U) + (text[++i] - 0xDC00U);
    }
    append(out, c);
  }
  return out;
}

}  // namespace mishen::utf8
