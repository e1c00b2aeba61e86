#include "plugins/formats/pdf/parts.h"

#include <array>
#include <exception>
#include <functional>

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {
namespace {

constexpr std::size_t kMostMarkup = 4U << 20;

void read_information(QPDF& pdf, DocumentBuilder& out) {
  QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
  if (!info.isDictionary()) return;
  constexpr std::array<std::string_view, 8> kStandard = {"/Title",        "/Author",  "/Subject",
                                                         "/Keywords",     "/Creator", "/Producer",
                                                         "/CreationDate", "/ModDate"};
  for (const auto& [key, value] : info.getDictAsMap()) {
    bool standard = false;
    for (const std::string_view name : kStandard) standard = standard || key == name;
    // Dates are the program's, not the author's.
    if (key == "/CreationDate" || key == "/ModDate") continue;
    add_value(out, standard ? Surface::metadata : Surface::custom_property,
              {{StepKind::property, 0, key.substr(1)}}, text_of(value));
  }
}

void read_xmp(QPDF& pdf, DocumentBuilder& out) {
  QPDFObjectHandle metadata = pdf.getRoot().getKey("/Metadata");
  if (!metadata.isStream()) return;
  const Provenance where = {{StepKind::property, 0, "XMP"}};
  const std::string data = data_of(metadata, kMostMarkup);
  if (data.empty() || data.size() == kMostMarkup) {
    out.add_gap(GapCause::part_failed, where, {"gap.pdf-part-failed", {}});
  }
  add_value(out, Surface::xmp, where, text_of_markup(data));
}

void read_bookmarks(QPDF& pdf, DocumentBuilder& out) {
  Walk walk;
  std::uint32_t ordinal = 0;
  // Depth first, without recursion: a list of those still to be read.
  std::vector<QPDFObjectHandle> waiting = {
      pdf.getRoot().getKey("/Outlines").getKeyIfDict("/First")};
  while (!waiting.empty()) {
    QPDFObjectHandle item = waiting.back();
    waiting.pop_back();
    if (!item.isDictionary() || !walk.enter(item)) continue;
    add_value(out, Surface::bookmark,
              {{StepKind::property, ++ordinal, "bookmark " + std::to_string(ordinal)}},
              text_of(item.getKey("/Title")));
    waiting.push_back(item.getKey("/Next"));
    waiting.push_back(item.getKey("/First"));
  }
}

// The entries of a name tree, whatever its shape.
void walk_names(QPDFObjectHandle root,
                const std::function<void(const std::string&, QPDFObjectHandle)>& found) {
  Walk walk;
  std::vector<QPDFObjectHandle> waiting = {root};
  while (!waiting.empty()) {
    QPDFObjectHandle node = waiting.back();
    waiting.pop_back();
    if (!node.isDictionary() || !walk.enter(node)) continue;
    QPDFObjectHandle names = node.getKey("/Names");
    for (int i = 0; names.isArray() && i + 1 < names.getArrayNItems(); i += 2) {
      found(text_of(names.getArrayItem(i)), names.getArrayItem(i + 1));
    }
    QPDFObjectHandle kids = node.getKey("/Kids");
    if (!kids.isArray()) continue;
    for (QPDFObjectHandle kid : kids.getArrayAsVector()) waiting.push_back(kid);
  }
}

void add_attachment(const std::string& name, QPDFObjectHandle file, DocumentBuilder& out) {
  std::string shown = name;
  for (const char* key : {"/F", "/UF"}) {
    const std::string other = text_of(file.getKeyIfDict(key));
    if (!other.empty()) shown = other;
  }
  const Provenance where = {{StepKind::attachment, 0, shown}};
  add_value(out, Surface::attachment, where, shown);
  add_value(out, Surface::attachment, where, text_of(file.getKeyIfDict("/Desc")));
  out.add_gap(GapCause::unsupported_part, where, {"gap.pdf-attachment", {}});
}

void name_unread(QPDF& pdf, DocumentBuilder& out) {
  QPDFObjectHandle names = pdf.getRoot().getKey("/Names");
  walk_names(
      names.getKeyIfDict("/EmbeddedFiles"),
      [&](const std::string& name, QPDFObjectHandle file) { add_attachment(name, file, out); });
  walk_names(names.getKeyIfDict("/JavaScript"), [&](const std::string&, QPDFObjectHandle) {
    out.add_gap(GapCause::unsupported_part, {}, {"gap.pdf-javascript", {}});
  });
  QPDFObjectHandle associated = pdf.getRoot().getKey("/AF");
  if (!associated.isArray()) return;
  for (QPDFObjectHandle file : associated.getArrayAsVector()) add_attachment("", file, out);
}

}  // namespace

void read_parts(std::string_view bytes, DocumentBuilder& out) {
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("draft", bytes.data(), bytes.size());
    DrawnText drawn(out.document());
    read_information(pdf, out);
    read_xmp(pdf, out);
    read_bookmarks(pdf, out);
    read_form(pdf, drawn, out);
    read_annotations(pdf, drawn, out);
    name_unread(pdf, out);
  } catch (const std::exception&) {
    // Its text may quote the file. Any part may be the one that failed.
    out.add_gap(GapCause::part_failed, {}, {"gap.pdf-parts-failed", {}});
  }
}

}  // namespace mishen::pdf
