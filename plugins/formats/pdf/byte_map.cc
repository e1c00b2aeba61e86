#include "plugins/formats/pdf/byte_map.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <optional>

namespace mishen::pdf {
namespace {

constexpr std::string_view kBlank("\0\t\n\f\r ", 6);

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return kBlank.find(c) != std::string_view::npos; }

// Several times as fast as string_view::find on the long stretches of a PDF.
std::size_t find(std::string_view bytes, std::string_view word, std::size_t from) {
  if (from >= bytes.size()) return std::string_view::npos;
  const void* found = memmem(bytes.data() + from, bytes.size() - from, word.data(), word.size());
  return found == nullptr
             ? std::string_view::npos
             : static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
}

std::size_t skip_blanks(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && is_blank(bytes[at])) ++at;
  return at;
}

// A decimal number at `at`, which moves behind it.
std::optional<int> take_number(std::string_view bytes, std::size_t& at) {
  const std::size_t begin = at;
  int value = 0;
  while (at < bytes.size() && is_digit(bytes[at]) && at - begin < 9) {
    value = value * 10 + (bytes[at++] - '0');
  }
  return at == begin ? std::nullopt : std::optional(value);
}

class Mapper {
 public:
  Mapper(QPDF& pdf, std::string_view bytes) : pdf_(&pdf), bytes_(bytes) {}

  ByteMap map(std::size_t begin, std::size_t end, const std::set<std::size_t>& known) {
    std::size_t at = begin;
    for (const std::size_t offset : known) {
      if (offset >= end) break;
      if (offset > at) unowned(at, offset);
      at = std::max(at, offset < at ? at : end_of_object(offset));
    }
    if (at < end) unowned(at, end);
    return std::move(out_);
  }

 private:
  // Where the keyword `stream` stands that opens the data of the object in [begin, end).
  [[nodiscard]] std::size_t stream_in(std::size_t begin, std::size_t end) const {
    const std::string_view object = bytes_.substr(0, end);
    for (std::size_t at = find(object, "stream", begin); at != std::string_view::npos;
         at = find(object, "stream", at + 6)) {
      std::size_t before = at;
      while (before > begin && is_blank(bytes_[before - 1])) --before;
      const bool behind_dictionary = before >= begin + 2 && bytes_.substr(before - 2, 2) == ">>";
      const char next = at + 6 < bytes_.size() ? bytes_[at + 6] : ' ';
      if (behind_dictionary && (next == '\r' || next == '\n' || next == ' ')) return at;
    }
    return std::string_view::npos;
  }

  // What /Length of the dictionary says, itself or by reference.
  [[nodiscard]] std::optional<std::size_t> stated_length(std::string_view dictionary) const {
    for (std::size_t at = find(dictionary, "/Length", 0); at != std::string_view::npos;
         at = find(dictionary, "/Length", at + 7)) {
      std::size_t here = skip_blanks(dictionary, at + 7);
      const auto value = take_number(dictionary, here);
      if (!value) continue;  // /Length1
      if (here == at + 8 && !is_blank(dictionary[at + 7])) continue;
      std::size_t further = skip_blanks(dictionary, here);
      const auto generation = take_number(dictionary, further);
      further = skip_blanks(dictionary, further);
      const bool reference =
          generation && further < dictionary.size() && dictionary[further] == 'R';
      if (!reference) return static_cast<std::size_t>(*value);
      QPDFObjectHandle length = pdf_->getObjectByID(*value, *generation);
      if (!length.isInteger() || length.getIntValue() < 0) return std::nullopt;
      return static_cast<std::size_t>(length.getIntValue());
    }
    return std::nullopt;
  }

  [[nodiscard]] std::size_t behind(std::size_t at, std::string_view word) const {
    const std::size_t found = find(bytes_, word, at);
    return found == std::string_view::npos ? bytes_.size() : found + word.size();
  }

  [[nodiscard]] std::size_t end_of_object(std::size_t begin) const {
    const std::size_t end = behind(begin, "endobj");
    const std::size_t opened = stream_in(begin, end);
    if (opened == std::string_view::npos) return end;
    std::size_t data = opened + 6;
    if (data < bytes_.size() && bytes_[data] == '\r') ++data;
    if (data < bytes_.size() && bytes_[data] == '\n') ++data;
    const auto length = stated_length(bytes_.substr(begin, opened - begin));
    if (length && *length <= bytes_.size() - data) {
      const std::size_t closed = skip_blanks(bytes_, data + *length);
      if (bytes_.substr(closed, 9) == "endstream") return behind(closed, "endobj");
    }
    return behind(behind(data, "endstream"), "endobj");
  }

  // "12 0 obj" whose keyword stands at `keyword`.
  [[nodiscard]] std::optional<LooseObject> object_at(std::size_t keyword, std::size_t from) const {
    std::size_t at = keyword;
    const auto back = [&](auto is) {
      const std::size_t end = at;
      while (at > from && is(bytes_[at - 1])) --at;
      return end - at;
    };
    if (back(is_blank) == 0) return std::nullopt;
    const std::size_t generation_end = at;
    if (back(is_digit) == 0) return std::nullopt;
    LooseObject object;
    std::size_t number = at;
    object.generation = take_number(bytes_.substr(0, generation_end), number).value_or(0);
    if (back(is_blank) == 0 || back(is_digit) == 0) return std::nullopt;
    object.offset = at;
    number = at;
    object.number = take_number(bytes_, number).value_or(0);
    return object.number > 0 ? std::optional(object) : std::nullopt;
  }

  void unowned(std::size_t begin, std::size_t end) {
    std::size_t at = begin;
    const std::string_view stretch = bytes_.substr(0, end);
    for (std::size_t word = find(stretch, "obj", at); word != std::string_view::npos;
         word = find(stretch, "obj", std::max(word + 3, at))) {
      const auto object = object_at(word, at);
      if (!object) continue;
      keep(at, object->offset);
      const std::size_t object_end = end_of_object(object->offset);
      // A cross-reference stream need not know itself.
      const std::string_view body =
          bytes_.substr(object->offset, std::min<std::size_t>(object_end - object->offset, 4096));
      if (body.find("/XRef") == std::string_view::npos) out_.loose.push_back(*object);
      at = object_end;
    }
    keep(at, end);
  }

  // Keeps what is no cross-reference table, trailer, startxref or end mark.
  void keep(std::size_t begin, std::size_t end) {
    if (end > bytes_.size()) end = bytes_.size();
    while (begin < end) {
      begin = skip_blanks(bytes_, begin);
      if (begin >= end) return;
      const std::string_view rest = bytes_.substr(begin, end - begin);
      if (rest.starts_with("xref")) {
        begin += 4;
        while (begin < end && (is_digit(bytes_[begin]) || is_blank(bytes_[begin]) ||
                               bytes_[begin] == 'n' || bytes_[begin] == 'f')) {
          ++begin;
        }
      } else if (rest.starts_with("trailer")) {
        const std::size_t next = find(bytes_, "startxref", begin);
        begin = next == std::string_view::npos ? end : next;
      } else if (rest.starts_with("startxref")) {
        begin = skip_blanks(bytes_, begin + 9);
        (void)take_number(bytes_, begin);
      } else if (rest.starts_with("%%EOF")) {
        begin += 5;
      } else if (rest.starts_with("%PDF-")) {
        begin = std::min(bytes_.find_first_of("\r\n", begin), end);
        begin = skip_blanks(bytes_, begin);
        // The line of bytes beyond ASCII that says the file is binary.
        if (begin < end && bytes_[begin] == '%' && begin + 1 < end &&
            (static_cast<unsigned char>(bytes_[begin + 1]) & 0x80U) != 0) {
          begin = std::min(bytes_.find_first_of("\r\n", begin), end);
        }
      } else {
        begin = keep_words(begin, end);
      }
    }
  }

  // Up to the next thing that is known, which begins a line.
  std::size_t keep_words(std::size_t begin, std::size_t end) {
    std::size_t at = begin;
    while (at < end) {
      at = std::min(bytes_.find_first_of("\r\n", at), end);
      at = skip_blanks(bytes_, at);
      const std::string_view rest = bytes_.substr(std::min(at, bytes_.size()), 9);
      if (rest.starts_with("xref") || rest.starts_with("trailer") || rest == "startxref" ||
          rest.starts_with("%%EOF")) {
        break;
      }
    }
    at = std::min(at, end);
    std::string_view words = bytes_.substr(begin, at - begin);
    words = words.substr(0, words.find_last_not_of(kBlank) + 1);
    if (words != "endobj") out_.between.push_back(words);
    return at;
  }

  QPDF* pdf_;
  std::string_view bytes_;
  ByteMap out_;
};

}  // namespace

ByteMap map_bytes(QPDF& pdf, std::string_view bytes, const std::set<std::size_t>& offsets) {
  const std::size_t header = bytes.substr(0, 1024).find("%PDF-");
  const std::size_t end = bytes.rfind("%%EOF");
  if (header == std::string_view::npos || end == std::string_view::npos || end < header) return {};
  std::set<std::size_t> known;
  for (const std::size_t offset : offsets) known.insert(offset + header);
  return Mapper(pdf, bytes).map(header, end, known);
}

}  // namespace mishen::pdf
