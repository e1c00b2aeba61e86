#include "tests/unit/docx/xml_scan.h"

#include <map>
#include <set>

#include "scanner/base/utf8.h"

namespace mishen::test {
namespace {

const std::map<std::string, std::string, std::less<>> kStanding = {
    {"tab", "\t"},
    {"ptab", "\t"},
    {"br", "\n"},
    {"cr", "\n"},
    {"sym", ""},
    {"noBreakHyphen", "\xE2\x80\x91"},
    {"softHyphen", "\xC2\xAD"},
    {"footnoteReference", "\xEF\xBF\xBC"},
    {"endnoteReference", "\xEF\xBF\xBC"}};
const std::set<std::string, std::less<>> kHolding = {"t", "delText", "instrText", "delInstrText"};

std::string decoded(std::string_view raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size();) {
    const std::size_t end = raw[i] == '&' ? raw.find(';', i) : std::string_view::npos;
    if (end == std::string_view::npos) {
      const bool crlf = raw[i] == '\r';
      out += crlf ? '\n' : raw[i];
      i += crlf && raw.substr(i, 2) == "\r\n" ? 2 : 1;
      continue;
    }
    const std::string name(raw.substr(i + 1, end - i - 1));
    const std::map<std::string, char> known = {
        {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    if (const auto found = known.find(name); found != known.end()) {
      out += found->second;
    } else if (name.starts_with("#x")) {
      utf8::append(out, static_cast<char32_t>(std::stoul(name.substr(2), nullptr, 16)));
    } else if (name.starts_with("#")) {
      utf8::append(out, static_cast<char32_t>(std::stoul(name.substr(1))));
    } else {
      out += raw.substr(i, end + 1 - i);
    }
    i = end + 1;
  }
  return out;
}

}  // namespace

std::vector<std::string> scan_text_elements(std::string_view xml) {
  std::vector<std::string> found;
  std::vector<std::ptrdiff_t> open;  // index into found of each open element, -1 for others
  for (std::size_t i = 0; i < xml.size();) {
    if (xml[i] != '<') {
      const std::size_t end = std::min(xml.find('<', i), xml.size());
      if (!open.empty() && open.back() >= 0) {
        found[static_cast<std::size_t>(open.back())] += decoded(xml.substr(i, end - i));
      }
      i = end;
      continue;
    }
    for (const auto& [start, stop] : std::map<std::string_view, std::string_view>{
             {"<?", "?>"}, {"<!--", "-->"}, {"<!D", ">"}}) {
      if (xml.substr(i).starts_with(start)) i = xml.find(stop, i) + stop.size();
    }
    if (xml[i] != '<') continue;
    if (xml.substr(i).starts_with("<![CDATA[")) {
      const std::size_t end = xml.find("]]>", i);
      if (!open.empty() && open.back() >= 0) {
        found[static_cast<std::size_t>(open.back())] += xml.substr(i + 9, end - i - 9);
      }
      i = end + 3;
      continue;
    }
    std::size_t end = i;
    char quote = 0;
    for (; end < xml.size() && (quote != 0 || xml[end] != '>'); ++end) {
      if (quote == 0 && (xml[end] == '"' || xml[end] == '\'')) {
        quote = xml[end];
      } else if (xml[end] == quote) {
        quote = 0;
      }
    }
    const std::string_view tag = xml.substr(i + 1, end - i - 1);
    i = end + 1;
    if (tag.starts_with('/')) {
      if (!open.empty()) open.pop_back();
      continue;
    }
    std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
    name.remove_prefix(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
    std::ptrdiff_t index = -1;
    if (const auto standing = kStanding.find(name); standing != kStanding.end()) {
      found.push_back(standing->second);
    } else if (kHolding.contains(name)) {
      index = static_cast<std::ptrdiff_t>(found.size());
      found.emplace_back();
    }
    if (!tag.ends_with('/')) open.push_back(index);
  }
  return found;
}

}  // namespace mishen::test
