#include "plugins/formats/pdf/loose_strings.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plugins/formats/pdf/value_traces.h"

namespace mishen::pdf {

bool holds_no_words(std::string_view key) {
  constexpr std::array<std::string_view, 4> kKeys = {"/DS", "/Encrypt", "/FontFamily", "/Lang"};
  return is_technical_key(key) || std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
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
    Provenance where;
    if (loose.object > 0) {
      where.push_back({StepKind::object, static_cast<std::uint32_t>(loose.object), {}});
    }
    add_value(parts.out, Surface::metadata, with_property(std::move(where), loose.key), text);
    if (parts.out.full()) return;
  }
}

}  // namespace mishen::pdf
