#include "plugins/formats/pdf/inflated.h"

#include <Stream.h>
#include <zlib.h>

#include <algorithm>
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

Object inflated_stream(Object&& object, std::list<std::string>& bytes) {
  if (!object.isStream() || !is_simple(*object.getStream())) return std::move(object);
  Stream* below = object.getStream()->getNextStream();
  std::string deflated;
  below->reset();
  below->fillString(deflated);
  below->close();
  std::string plain;
  if (deflated.size() > kMostBytes || !inflate_whole(deflated, plain)) return std::move(object);
  bytes.push_back(std::move(plain));
  return Object(static_cast<Stream*>(new MemStream(bytes.back().data(), 0,
                                                   static_cast<Goffset>(bytes.back().size()),
                                                   object.getStream()->getDictObject()->copy())));
}

}  // namespace

Object inflated(Object&& contents, XRef* xref, std::list<std::string>& bytes) {
  if (!contents.isArray()) return inflated_stream(std::move(contents), bytes);
  Object parts(new Array(xref));
  for (int i = 0; i < contents.arrayGetLength(); ++i) {
    parts.arrayAdd(inflated_stream(contents.arrayGet(i), bytes));
  }
  return parts;
}

}  // namespace mishen::pdf
