#include "scanner/text/compose.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include "scanner/base/utf8.h"
#include "scanner/text/fold_table.h"
#include "scanner/text/scan.h"

namespace mishen {
namespace {

constexpr int kMostMarks = 30;

// A letter and what may combine with it.
struct Cluster {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  int marks = 0;
  bool dirty = false;  // holds a character NFC may change
};

void compose(const icu::Normalizer2& nfc, std::string_view text, const Cluster& cluster,
             Edits& edits) {
  if (!cluster.dirty || cluster.marks > kMostMarks) return;
  const std::string_view old = text.substr(cluster.begin, cluster.end - cluster.begin);
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  UErrorCode error = U_ZERO_ERROR;
  nfc.normalizeUTF8(0, {old.data(), static_cast<std::int32_t>(old.size())}, sink, nullptr, error);
  if (U_FAILURE(error) || composed == old) return;
  edits.push_back({{cluster.begin, cluster.end}, std::move(composed)});
}

}  // namespace

Edits composition_edits(std::string_view folded) {
  Edits edits;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return edits;  // ICU carries this table in its code: only without memory
  Cluster cluster;
  for (std::size_t i = 0; i < folded.size();) {
    const utf8::Decoded d = utf8::decode(folded, i);
    const bool may_change = fold_entry(d.code_point).kind == FoldKind::compose;
    const bool joins = may_change && !nfc->hasBoundaryBefore(static_cast<UChar32>(d.code_point));
    if (!joins) {
      compose(*nfc, folded, cluster, edits);
      cluster = {static_cast<std::uint32_t>(i), 0, 0, false};
    }
    cluster.marks += joins ? 1 : 0;
    cluster.dirty |= may_change;
    i += d.bytes;
    cluster.end = static_cast<std::uint32_t>(i);
  }
  compose(*nfc, folded, cluster, edits);
  return edits;
}

}  // namespace mishen
