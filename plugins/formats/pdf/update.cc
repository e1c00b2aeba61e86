#include "plugins/formats/pdf/update.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>

#include "scanner/base/digest.h"

namespace mishen::pdf {
namespace {

constexpr std::size_t kOffsetDigits = 10;
constexpr int kOffsetBytes = 5;

struct Placed {
  int generation = 0;
  std::size_t offset = 0;
};
using Places = std::map<int, Placed>;  // by object number

// Where the last cross-reference section stands, and whether it is a stream.
struct LastSection {
  std::size_t offset = 0;
  bool stream = false;
};

std::optional<LastSection> last_section(std::string_view bytes) {
  constexpr std::string_view kWord = "startxref";
  const std::size_t at = bytes.rfind(kWord);
  if (at == std::string_view::npos || !bytes.starts_with("%PDF-")) return std::nullopt;
  std::string_view rest = bytes.substr(at + kWord.size());
  rest.remove_prefix(std::min(rest.find_first_not_of(" \r\n\t"), rest.size()));
  LastSection out;
  const auto [end, failed] = std::from_chars(rest.data(), rest.data() + rest.size(), out.offset);
  if (failed != std::errc{} || out.offset == 0 || out.offset >= bytes.size()) return std::nullopt;
  out.stream = !bytes.substr(out.offset).starts_with("xref");
  return out;
}

std::string spelt(QPDFObjectHandle object) {
  if (!object.isStream()) return object.unparseResolved();
  const auto data = object.getRawStreamData();
  const std::string_view raw(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
  return object.getDict().unparse() + "\nstream\n" + std::string(raw) + "\nendstream";
}

std::string padded(std::size_t value, std::size_t digits) {
  const std::string text = std::to_string(value);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

// Calls run(first, count) for each stretch of consecutive object numbers.
template <class Run>
void for_runs(const Places& places, Run run) {
  for (auto at = places.begin(); at != places.end();) {
    auto end = std::next(at);
    int last = at->first;
    while (end != places.end() && end->first == last + 1) last = (end++)->first;
    run(at->first, last - at->first + 1);
    at = end;
  }
}

std::string table_of(const Places& places) {
  std::string out = "xref\n";
  for_runs(places, [&](int first, int count) {
    out += std::to_string(first) + " " + std::to_string(count) + "\n";
    for (int i = first; i < first + count; ++i) {
      const Placed& one = places.at(i);
      out += padded(one.offset, kOffsetDigits) + " " +
             padded(static_cast<std::size_t>(one.generation), 5) + " n\r\n";
    }
  });
  return out;
}

std::string stream_data_of(const Places& places) {
  std::string out;
  for (const auto& [number, one] : places) {
    out += '\1';
    for (int shift = (kOffsetBytes - 1) * 8; shift >= 0; shift -= 8) {
      out += static_cast<char>((one.offset >> shift) & 0xFFU);
    }
    out += static_cast<char>((one.generation >> 8) & 0xFF);
    out += static_cast<char>(one.generation & 0xFF);
  }
  return out;
}

// The trailer's entries that go on, and those of this update. The second half of /ID is the
// update's.
std::string trailer_entries(QPDF& pdf, int size, std::size_t previous, std::string_view body) {
  QPDFObjectHandle trailer = pdf.getTrailer();
  std::string out = " /Size " + std::to_string(size) + " /Prev " + std::to_string(previous);
  for (const char* key : {"/Root", "/Info"}) {
    if (trailer.hasKey(key)) out += std::string(" ") + key + " " + trailer.getKey(key).unparse();
  }
  QPDFObjectHandle id = trailer.getKey("/ID");
  if (id.isArray() && id.getArrayNItems() == 2) {
    out += " /ID [" + id.getArrayItem(0).unparse() + " <" + sha256_hex(body).substr(0, 32) + ">]";
  }
  return out;
}

}  // namespace

std::optional<std::string> appended(std::string_view bytes, QPDF& pdf,
                                    const std::vector<QPDFObjectHandle>& changed) {
  const auto last = last_section(bytes);
  if (!last) return std::nullopt;
  std::string out(bytes);
  if (!out.ends_with('\n')) out += '\n';
  Places places;
  // What stands in the old trailer counts too: an object number may be free but reserved.
  int size = pdf.getTrailer().getKey("/Size").isInteger()
                 ? pdf.getTrailer().getKey("/Size").getIntValueAsInt()
                 : 0;
  for (const QPDFObjectHandle& object : changed) {
    const QPDFObjGen id = object.getObjGen();
    if (!places.try_emplace(id.getObj(), Placed{id.getGen(), out.size()}).second) continue;
    size = std::max(size, id.getObj() + 1);
    out += std::to_string(id.getObj()) + " " + std::to_string(id.getGen()) + " obj\n" +
           spelt(object) + "\nendobj\n";
  }
  const std::size_t section = out.size();
  const std::string_view body = std::string_view(out).substr(bytes.size());
  if (last->stream) {
    places[size] = {0, section};
    const std::string data = stream_data_of(places);
    std::string index;
    for_runs(places, [&](int first, int count) {
      index += std::to_string(first) + " " + std::to_string(count) + " ";
    });
    const std::string entries = trailer_entries(pdf, size + 1, last->offset, body);
    out += std::to_string(size) + " 0 obj\n<< /Type /XRef /W [1 " + std::to_string(kOffsetBytes) +
           " 2] /Index [" + index + "] /Length " + std::to_string(data.size()) + entries +
           " >>\nstream\n" + data + "\nendstream\nendobj\n";
  } else {
    const std::string entries = trailer_entries(pdf, size, last->offset, body);
    out += table_of(places) + "trailer\n<<" + entries + " >>\n";
  }
  out += "startxref\n" + std::to_string(section) + "\n%%EOF\n";
  return out;
}

}  // namespace mishen::pdf
