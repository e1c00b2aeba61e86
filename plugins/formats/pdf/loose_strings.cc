#include "plugins/formats/pdf/loose_strings.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plugins/formats/pdf/stream_text.h"
#include "plugins/formats/pdf/value_traces.h"

namespace mishen::pdf {

bool holds_no_words(std::string_view key) {
  constexpr std::array<std::string_view, 4> kKeys = {"/DS", "/Encrypt", "/FontFamily", "/Lang"};
  return is_technical_key(key) || std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

bool has_a_use(std::string_view key, std::string_view under) {
  constexpr std::array<std::string_view, 49> kKeys = {
      "/3DD",        "/BG",       "/BG2",      "/CIDSet",    "/CIDToGIDMap", "/CS",
      "/ColorSpace", "/Contents", "/D",        "/DOS",       "/DV",          "/DestOutputProfile",
      "/Encoding",   "/F",        "/FontFile", "/FontFile2", "/FontFile3",   "/Function",
      "/Functions",  "/G",        "/HT",       "/I",         "/IX",          "/JBIG2Globals",
      "/JS",         "/Length",   "/Mac",      "/Mask",      "/Metadata",    "/N",
      "/Pattern",    "/R",        "/RC",       "/RI",        "/RV",          "/SMask",
      "/Shading",    "/Sound",    "/TR",       "/TR2",       "/Thumb",       "/ToUnicode",
      "/UCR",        "/UCR2",     "/UF",       "/Unix",      "/UseCMap",     "/V",
      "/XFA"};
  constexpr std::array<std::string_view, 12> kUnder = {
      "/AP", "/CharProcs", "/ColorSpace", "/D", "/EF",      "/Functions",
      "/HT", "/N",         "/Pattern",    "/R", "/Shading", "/XObject"};
  const auto in = [](const auto& list, std::string_view one) {
    return std::find(list.begin(), list.end(), one) != list.end();
  };
  return in(kKeys, key) || in(kUnder, under);
}

void LooseStrings::note_stream(const std::string& key, QPDFObjectHandle stream) {
  QPDFObjectHandle dict = stream.getDict();
  QPDFObjectHandle type = dict.getKey("/Type");
  const bool is_known = type.isNameAndEquals("/XRef") || type.isNameAndEquals("/ObjStm") ||
                        dict.getKey("/Subtype").isNameAndEquals("/Image");
  if (!is_known) streams_.emplace_back(key.empty() ? key : key.substr(1), stream);
}

void LooseStrings::note(QPDFObjGen owner, const std::string& key, QPDFObjectHandle string) {
  std::string text = text_of(string);
  if (text.empty() || !is_readable(text) || is_date(text)) return;
  const auto [met, is_new] = met_.insert(std::move(text));
  if (is_new) found_.push_back({owner.getObj(), key.empty() ? key : key.substr(1), *met});
}

void LooseStrings::tell(Parts& parts, std::size_t first) const {
  std::unordered_set<std::string> said;
  const std::vector<Passage>& passages = parts.out.document().passages;
  for (std::size_t i = first; i < passages.size(); ++i) said.insert(passages[i].text);
  for (const Loose& loose : found_) {
    const std::string text(loose.text);
    if (said.count(text) != 0 || parts.is_decided(text)) continue;
    add_value(parts.out, Surface::metadata, with_property(place_of(loose.object), loose.key), text);
    if (parts.out.full()) return;
  }
  for (const auto& [key, stream] : streams_) {
    if (parts.out.full()) return;
    if (!parts.take(stream)) continue;
    const Provenance where = with_property(place_of(stream), key);
    const QPDFObjectHandle& object = stream;
    guarded(parts, where, [&] { add_stream_text(parts, object, Surface::metadata, where); });
  }
}

}  // namespace mishen::pdf
