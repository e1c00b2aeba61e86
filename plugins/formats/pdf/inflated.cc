#include "plugins/formats/pdf/inflated.h"

#include <Stream.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace mishen::pdf {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20U;  // of one stream

// False unless `deflated` begins with a whole zlib stream, its check sum included.
bool inflate_whole(const std::string& deflated, std::string& out) {
  z_stream state{};
  if (::inflateInit(&state) != Z_OK) return false;
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(deflated.data()));
  state.avail_in = static_cast<uInt>(deflated.size());
  out.resize(std::max<std::size_t>(4096, 4 * deflated.size()));
  std::size_t size = 0;
  int said = Z_OK;
  while (said == Z_OK && size < kMostBytes) {
    if (size == out.size()) out.resize(2 * size);
    state.next_out = reinterpret_cast<Bytef*>(out.data() + size);
    state.avail_out = static_cast<uInt>(out.size() - size);
    said = ::inflate(&state, Z_NO_FLUSH);
    size = out.size() - state.avail_out;
  }
  ::inflateEnd(&state);
  out.resize(size);
  return said == Z_STREAM_END;
}

bool is_simple(Stream& stream) {
  if (stream.getKind() != strFlate || stream.getNextStream() == nullptr) return false;
  Dict* dict = stream.getDict();
  for (const char* key : {"DecodeParms", "DP", "F"}) {
    if (dict == nullptr || !dict->lookupNF(key).isNull()) return false;
  }
  const StreamKind below = stream.getNextStream()->getKind();
  return below == strASCII85 || below == strFile || below == strCachedFile || below == strWeird ||
         below == strCrypt;
}

// Plain bytes of the file, below no filter.
bool is_plain(const Stream& stream) {
  const StreamKind kind = const_cast<Stream&>(stream).getKind();
  return kind == strFile || kind == strCachedFile || kind == strWeird;
}

// What is left of the stream once all filters are undone, counted to one more than `most`.
bool is_longer(Stream& stream, std::uint64_t most) {
  std::array<unsigned char, 65536> chunk;
  std::uint64_t size = 0;
  stream.reset();
  while (size <= most) {
    const int got = stream.doGetChars(static_cast<int>(chunk.size()), chunk.data());
    if (got <= 0) break;
    size += static_cast<std::uint64_t>(got);
  }
  stream.close();
  return size > most;
}

Object inflated_stream(Object&& object, std::list<std::string>& bytes, std::uint64_t most,
                       bool& left_out) {
  if (!object.isStream()) return std::move(object);
  Stream& stream = *object.getStream();
  std::string plain;
  if (is_plain(stream) && stream.getNextStream() == nullptr &&
      static_cast<std::uint64_t>(stream.getBaseStream()->getLength()) <= kMostBytes) {
    stream.reset();
    stream.fillString(plain);
    stream.close();
  } else if (is_simple(stream)) {
    Stream* below = stream.getNextStream();
    std::string deflated;
    below->reset();
    below->fillString(deflated);
    below->close();
    if (deflated.size() > kMostBytes || !inflate_whole(deflated, plain)) plain.clear();
  }
  if (plain.empty()) {
    if (!inflates_beyond(stream, most)) return std::move(object);
    left_out = true;
    return Object(objNull);
  }
  if (plain.size() > most) {
    left_out = true;
    return Object(objNull);
  }
  bytes.push_back(std::move(plain));
  return Object(static_cast<Stream*>(new MemStream(bytes.back().data(), 0,
                                                   static_cast<Goffset>(bytes.back().size()),
                                                   stream.getDictObject()->copy())));
}

}  // namespace

bool inflates_beyond(Stream& stream, std::uint64_t most) {
  constexpr std::uint64_t kDeflateRatio = 1032;  // no deflate stream does better; LZW does worse
  int filters = 0;
  Stream* raw = &stream;
  while (raw->getKind() != strFile && raw->getKind() != strCachedFile && raw->getNextStream()) {
    if (raw->getKind() != strCrypt) ++filters;
    raw = raw->getNextStream();
  }
  if (filters <= 1) {
    const Object length =
        stream.getDict() == nullptr ? Object(objNull) : stream.getDict()->lookup("Length");
    const bool told = length.isInt() && length.getInt() >= 0;
    if (told && static_cast<std::uint64_t>(length.getInt()) <= most / kDeflateRatio) return false;
  }
  return is_longer(stream, most);
}

Object inflated(Object&& contents, XRef* xref, std::list<std::string>& bytes, std::uint64_t most,
                bool& left_out) {
  if (!contents.isArray()) return inflated_stream(std::move(contents), bytes, most, left_out);
  Object parts(new Array(xref));
  for (int i = 0; i < contents.arrayGetLength(); ++i) {
    Object part = inflated_stream(contents.arrayGet(i), bytes, most, left_out);
    if (part.isStream()) parts.arrayAdd(std::move(part));
  }
  return parts;
}

}  // namespace mishen::pdf
