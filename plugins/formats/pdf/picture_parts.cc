#include "plugins/formats/pdf/picture_parts.h"

#include <algorithm>
#include <utility>

namespace mishen::pdf {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

bool jpeg_tells(std::string_view bytes) {
  constexpr unsigned kStartOfScan = 0xDA;
  constexpr unsigned kComment = 0xFE;
  std::size_t at = 2;
  while (at + 4 <= bytes.size() && byte_at(bytes, at) == 0xFF) {
    const unsigned marker = byte_at(bytes, at + 1);
    if (marker == kStartOfScan) return false;
    if (marker == 0xFF) {  // filling
      ++at;
      continue;
    }
    // APP0 is JFIF, APP2 a colour profile, APP14 Adobe's note on colours.
    const bool application = marker > 0xE0 && marker <= 0xEF && marker != 0xE2 && marker != 0xEE;
    if (application || marker == kComment) return true;
    at += 2 + (byte_at(bytes, at + 2) << 8U | byte_at(bytes, at + 3));
  }
  return false;
}

// The name of the last filter: the one that makes the picture.
std::string last_filter(QPDFObjectHandle filter) {
  if (filter.isArray() && filter.getArrayNItems() > 0) {
    filter = filter.getArrayItem(filter.getArrayNItems() - 1);
  }
  return filter.isName() ? filter.getName() : std::string();
}

// The picture as the file it once was. Filters before the picture's own are undone.
std::optional<std::string> file_of(Parts& parts, QPDFObjectHandle stream) {
  QPDFObjectHandle dict = stream.getDict();
  QPDFObjectHandle filter = dict.getKey("/Filter");
  const std::shared_ptr<Buffer> raw = stream.getRawStreamData();
  std::string data(reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize());
  if (!filter.isArray() || filter.getArrayNItems() < 2) return data;
  QPDFObjectHandle before = QPDFObjectHandle::newStream(&parts.pdf, data);
  QPDFObjectHandle names = QPDFObjectHandle::newArray();
  for (int i = 0; i + 1 < filter.getArrayNItems(); ++i) names.appendItem(filter.getArrayItem(i));
  before.getDict().replaceKey("/Filter", names);
  return data_of(before, parts.out.limits().max_part_bytes);
}

}  // namespace

bool tells_of_itself(std::string_view picture) {
  if (picture.starts_with("\xFF\xD8\xFF")) return jpeg_tells(picture);
  if (picture.substr(0, 12).find("jP  ") == std::string_view::npos) return false;
  // Boxes stand before the code stream in all files written; where they follow it, they still have
  // these names.
  return picture.find("xml ") != std::string_view::npos ||
         picture.find("uuid") != std::string_view::npos;
}

void read_pictures(Parts& parts, const Census& census) {
  std::set<QPDFObjGen> done;
  for (QPDFObjectHandle stream : census.pictures) {
    if (!parts.out.takes_pictures()) return;  // told of
    const std::string filter = last_filter(stream.getDict().getKey("/Filter"));
    const bool photo = filter == "/DCTDecode" || filter == "/JPXDecode" || filter == "/DCT";
    if (!photo || !done.insert(stream.getObjGen()).second) continue;
    const Provenance where = place_of(stream);
    guarded(parts, where, [&] {
      auto file = file_of(parts, stream);
      if (!file || !tells_of_itself(*file) || !parts.note_content(*file)) return;
      EmbeddedFile picture;
      picture.name = filter == "/JPXDecode" ? "picture.jp2" : "picture.jpg";
      picture.where = with(where, {StepKind::attachment, 0, picture.name});
      picture.bytes = std::move(*file);
      picture.pixels_told = true;
      parts.out.embed(picture);
    });
  }
}

}  // namespace mishen::pdf
