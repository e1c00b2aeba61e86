#include "plugins/formats/pptx/pptx.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "plugins/formats/docx/xml.h"
#include "plugins/formats/office/drawing.h"
#include "plugins/formats/office/office.h"
#include "plugins/formats/office/strays.h"
#include "plugins/formats/support/paths.h"

namespace mishen {
namespace pptx {
namespace {

using docx::attribute;
using docx::local_name;
using docx::next_node;
using office::DrawingPlace;
using office::PackageEntry;

class Reader {
 public:
  Reader(std::string_view bytes, DocumentBuilder& out) : office_(bytes, out), out_(out) {}

  void read() {
    if (!office_.opened()) return;
    const PackageEntry* main = office_.related("", "officeDocument");
    if (main == nullptr) main = office_.find("ppt/presentation.xml");
    if (main == nullptr) {
      out_.add_gap(GapCause::damaged, {}, {"gap.pptx.no-presentation", {}});
    } else if (const auto xml = office_.load(*main)) {
      read_authors();
      office::add_strays(
          xml->document_element(), {{StepKind::property, 0, "presentation"}},
          [](const pugi::xml_node& text) { return !may_say_more(text.value()); }, out_);
      read_slides(main->key, xml->document_element());
    }
    read_unlisted();
    office_.read_rest();
  }

 private:
  void read_authors() {
    for (const char* key : {"ppt/commentauthors.xml", "ppt/authors.xml"}) {
      const PackageEntry* entry = office_.find(key);
      if (entry == nullptr) continue;
      const auto xml = office_.load(*entry);
      if (!xml) continue;
      for (const pugi::xml_node& one : xml->document_element().children()) {
        const std::string name(attribute(one, "name"));
        authors_[std::string(attribute(one, "id"))] = name;
        office_.add(*entry, Surface::metadata, "author", name);
        office_.add(*entry, Surface::metadata, "userId", attribute(one, "userId"));
      }
    }
  }

  void read_slides(const std::string& main, const pugi::xml_node& root) {
    for (const pugi::xml_node& one : docx::child(root, "sldIdLst").children()) {
      if (local_name(one.name()) != "sldId") continue;
      ++slide_;
      // Two attributes of this local name: the slide's number, and its relationship.
      std::string_view id;
      for (const pugi::xml_attribute& at : one.attributes()) {
        if (local_name(at.name()) == "id" && std::string_view(at.name()) != "id") id = at.value();
      }
      const docx::Relationship* relation = office_.relationships().find(main, id);
      const PackageEntry* entry = relation == nullptr ? nullptr : office_.find(relation->target);
      if (entry == nullptr) {
        out_.add_gap(GapCause::part_failed, here(), {"gap.docx.part-missing", {}});
      } else if (!read_.contains(entry->key)) {
        read_slide(*entry, false);
      }
    }
    out_.set_pages(slide_);
  }

  // Slides that some part points to and the show does not list.
  void read_unlisted() {
    for (const auto& [part, list] : office_.relationships().all()) {
      for (const docx::Relationship& one : list) {
        if (one.external || one.type != "slide" || read_.contains(one.target)) continue;
        if (const PackageEntry* entry = office_.find(one.target)) {
          ++slide_;
          read_slide(*entry, true);
        }
      }
    }
  }

  [[nodiscard]] Provenance here() const { return {{StepKind::page, slide_, {}}}; }

  void read_slide(const PackageEntry& entry, bool unlisted) {
    read_.insert(entry.key);
    const std::size_t before = out_.document().passages.size();
    if (const auto xml = office_.load(entry)) {
      const pugi::xml_node root = xml->document_element();
      const std::string_view show = attribute(root, "show");
      const bool hidden = unlisted || show == "0" || show == "false";
      if (hidden) add_traced({}, Surface::hidden_text, here(), TraceKind::hidden_text, "slide", {});
      const Surface surface = hidden ? Surface::hidden_text : Surface::body;
      office::read_drawing(root, {here(), slide_, surface, hidden, &tables_}, out_);
    }
    for (const docx::Relationship& one : office_.relationships().of(entry.key)) {
      const PackageEntry* target = one.external ? nullptr : office_.find(one.target);
      if (target == nullptr || read_.contains(one.target)) continue;
      if (one.type == "notesSlide") read_notes(*target);
      if (one.type == "comments") read_comments(*target);
    }
    const bool picture = office_.related(entry.key, "image") != nullptr;
    if (picture && out_.document().passages.size() == before) {
      out_.add_gap(GapCause::image_only_page, here(), {"gap.pptx.only-pictures", {}});
    }
  }

  void read_notes(const PackageEntry& entry) {
    read_.insert(entry.key);
    const auto xml = office_.load(entry);
    if (!xml) return;
    const pugi::xml_node root = xml->document_element();
    add_strays(root, [&](const pugi::xml_node& text) { return is_paragraph_text(text, root); });
    std::string text;
    for (pugi::xml_node node = root; node; node = next_node(node, root)) {
      if (local_name(node.name()) != "p" || local_name(node.parent().name()) != "txBody") continue;
      if (!text.empty()) text += '\n';
      text += office::paragraph_text(node);
    }
    add_traced(std::move(text), Surface::comment, here(), TraceKind::comment, "notes", {});
  }

  void read_comments(const PackageEntry& entry) {
    read_.insert(entry.key);
    const auto xml = office_.load(entry);
    if (!xml) return;
    const pugi::xml_node root = xml->document_element();
    add_strays(root, [&](const pugi::xml_node& text) {
      const pugi::xml_node holder = text.parent();
      const bool plain =
          local_name(holder.name()) == "text" && local_name(holder.parent().name()) == "cm";
      return plain || is_paragraph_text(text, root);
    });
    std::string author;
    for (pugi::xml_node node = root; node; node = next_node(node, root)) {
      const std::string_view name = local_name(node.name());
      if (!attribute(node, "authorId").empty()) author = author_of(attribute(node, "authorId"));
      const bool plain = name == "text" && local_name(node.parent().name()) == "cm";
      if (!plain && name != "txBody") continue;
      std::string text;
      if (plain) text = docx::own_text(node);
      for (const pugi::xml_node& p : node.children()) {
        if (local_name(p.name()) != "p") continue;
        if (!text.empty()) text += '\n';
        text += office::paragraph_text(p);
      }
      Provenance where = here();
      where.push_back({StepKind::comment, ++comments_, author});
      add_traced(std::move(text), Surface::comment, std::move(where), TraceKind::comment, {},
                 author);
    }
  }

  // Whether `text` stands in a run of a paragraph of a text body, where notes and comments have it.
  static bool is_paragraph_text(const pugi::xml_node& text, const pugi::xml_node& root) {
    if (local_name(text.parent().name()) != "t") return false;
    pugi::xml_node at = text.parent();
    while (at && at != root && local_name(at.name()) != "p") at = at.parent();
    return local_name(at.parent().name()) == "txBody";
  }

  void add_strays(const pugi::xml_node& root,
                  const std::function<bool(const pugi::xml_node& text)>& taken) {
    office::add_strays(root, here(), taken, out_);
  }

  [[nodiscard]] std::string author_of(std::string_view id) const {
    const auto found = authors_.find(std::string(id));
    return found == authors_.end() ? std::string() : found->second;
  }

  void add_traced(std::string text, Surface surface, Provenance where, TraceKind kind,
                  std::string what, std::string author) {
    if (kind == TraceKind::comment && docx::is_blank(text)) return;
    Passage passage;
    passage.text = std::move(text);
    passage.surface = surface;
    passage.visibility = Visibility::recoverable;
    passage.where = std::move(where);
    passage.page = slide_;
    passage.traces.push_back({kind, {}, std::move(what), std::move(author), {}});
    out_.add(std::move(passage));
  }

  office::Office office_;
  DocumentBuilder& out_;
  std::set<std::string> read_;
  std::map<std::string, std::string> authors_;
  std::uint32_t slide_ = 0;
  std::uint32_t tables_ = 0;
  std::uint32_t comments_ = 0;
};

class PptxFormat final : public Format {
 public:
  [[nodiscard]] std::string_view name() const override { return "pptx"; }
  void read(std::string_view bytes, DocumentBuilder& out) const override {
    Reader(bytes, out).read();
  }
};

}  // namespace
}  // namespace pptx

const Format& pptx_format() {
  static const pptx::PptxFormat format;
  return format;
}

}  // namespace mishen
