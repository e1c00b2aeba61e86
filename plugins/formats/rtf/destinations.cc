#include "plugins/formats/rtf/destinations.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace mishen::rtf {
namespace {

constexpr Destination kDestinations[] = {
    {"header", Place::flow, Surface::header},
    {"headerl", Place::flow, Surface::header},
    {"headerr", Place::flow, Surface::header},
    {"headerf", Place::flow, Surface::header},
    {"footer", Place::flow, Surface::footer},
    {"footerl", Place::flow, Surface::footer},
    {"footerr", Place::flow, Surface::footer},
    {"footerf", Place::flow, Surface::footer},
    {"footnote", Place::flow, Surface::footnote},
    {"annotation", Place::flow, Surface::comment},
    {"shptxt", Place::flow, Surface::text_box},
    {"fldinst", Place::flow, Surface::field_code},
    {"bkmkstart", Place::flow, Surface::bookmark},
    {"xe", Place::flow, Surface::field_code},
    {"title", Place::property, Surface::metadata},
    {"subject", Place::property, Surface::metadata},
    {"author", Place::property, Surface::metadata},
    {"manager", Place::property, Surface::metadata},
    {"company", Place::property, Surface::metadata},
    {"operator", Place::property, Surface::metadata},
    {"category", Place::property, Surface::metadata},
    {"keywords", Place::property, Surface::metadata},
    {"doccomm", Place::property, Surface::metadata},
    {"comment", Place::property, Surface::metadata},
    {"hlinkbase", Place::property, Surface::metadata},
    {"generator", Place::property, Surface::metadata},
    {"revtbl", Place::property, Surface::metadata},
    {"filetbl", Place::property, Surface::metadata},
    {"template", Place::property, Surface::metadata},
    {"atnauthor", Place::property, Surface::metadata},
    {"propname", Place::property, Surface::custom_property},
    {"staticval", Place::property, Surface::custom_property},
    {"docvar", Place::property, Surface::custom_property},
    {"sv", Place::property, Surface::metadata},
    {"fonttbl", Place::fonts, Surface::body},
    {"pict", Place::data, Surface::body},
    {"objdata", Place::data, Surface::body},
    // Looks and numbers of styles and lists; the reader's own caches; the same text once more.
    {"colortbl", Place::skip, Surface::body},
    {"stylesheet", Place::skip, Surface::body},
    {"listtable", Place::skip, Surface::body},
    {"listoverridetable", Place::skip, Surface::body},
    {"rsidtbl", Place::skip, Surface::body},
    {"themedata", Place::skip, Surface::body},
    {"colorschememapping", Place::skip, Surface::body},
    {"latentstyles", Place::skip, Surface::body},
    {"datastore", Place::skip, Surface::body},
    {"xmlnstbl", Place::skip, Surface::body},
    {"pgptbl", Place::skip, Surface::body},
    {"mmathPr", Place::skip, Surface::body},
    {"blipuid", Place::skip, Surface::body},
    {"bkmkend", Place::skip, Surface::body},
    {"pnseclvl", Place::skip, Surface::body},
    {"creatim", Place::skip, Surface::body},
    {"revtim", Place::skip, Surface::body},
    {"printim", Place::skip, Surface::body},
    {"panose", Place::skip, Surface::body},
    {"falt", Place::skip, Surface::body},
    {"sn", Place::skip, Surface::body},
    {"atnid", Place::skip, Surface::body},
    {"atnref", Place::skip, Surface::body},
    {"atndate", Place::skip, Surface::body},
};

}  // namespace

const Destination* find_destination(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(kDestinations), std::end(kDestinations),
                   [name](const Destination& one) { return one.name == name; });
  return found == std::end(kDestinations) ? nullptr : found;
}

bool is_transparent(std::string_view name) {
  constexpr std::array<std::string_view, 13> kNames = {
      "shp",        "shpinst", "sp",  "object", "result", "field",  "fldrslt",
      "nonshppict", "shppict", "upr", "ud",     "info",   "docvars"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_hex_data(std::string_view name) {
  return name == "themedata" || name == "colorschememapping" || name == "datastore" ||
         name == "blipuid" || name == "panose";
}

std::string_view symbol_word(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kWords = {
      {{"line", "\n"},
       {"tab", "\t"},
       {"emdash", "—"},
       {"endash", "–"},
       {"lquote", "‘"},
       {"rquote", "’"},
       {"ldblquote", "“"},
       {"rdblquote", "”"},
       {"bullet", "•"},
       {"emspace", " "},
       {"page", "\n"}}};
  for (const auto& [word, text] : kWords) {
    if (word == name) return text;
  }
  return {};
}

}  // namespace mishen::rtf
