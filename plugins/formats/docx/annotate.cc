#include "plugins/formats/docx/annotate.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plugins/formats/docx/anchor.h"
#include "plugins/formats/docx/comments.h"
#include "plugins/formats/docx/markup.h"
#include "plugins/formats/docx/package.h"
#include "plugins/formats/docx/read_back.h"
#include "plugins/formats/docx/relationships.h"
#include "plugins/formats/docx/rewrite_zip.h"
#include "plugins/formats/docx/xml.h"

namespace mishen::docx {
namespace {

constexpr std::string_view kCommentsType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
constexpr std::string_view kTypesName = "[content_types].xml";

Error failed(std::string id, std::string part = {}) {
  Message message{std::move(id), {}};
  if (!part.empty()) message.args.emplace_back("part", part);
  return {ErrorKind::input, std::move(part), std::move(message)};
}

std::string rels_key(const std::string& part) {
  const std::size_t slash = part.find_last_of('/');
  const std::size_t cut = slash == std::string::npos ? 0 : slash + 1;
  return part.substr(0, cut) + "_rels/" + part.substr(cut) + ".rels";
}

// The URI the root's prefix is bound to.
std::string root_uri(pugi::xml_node root) {
  const std::string_view name = root.name();
  const std::size_t colon = name.find(':');
  const std::string wanted =
      colon == std::string_view::npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
  return root.attribute(wanted.c_str()).value();
}

std::string whole_text(std::string_view part) {
  std::string out;
  for (const TextElement& element : text_elements(part)) out += element.text;
  return out;
}

class Annotator {
 public:
  Annotator(std::string_view bytes, std::span<const Note> notes, const NoteStyle& style,
            const Limits& limits)
      : bytes_(bytes), notes_(notes), style_(style), ledger_(limits), package_(bytes, ledger_) {}

  Result<AnnotatedCopy> run();

 private:
  Status read_wiring();
  Status open_main();
  Status open_comments();
  void place_notes();
  void place(const Note& note, const NotePlace* at);
  std::optional<Reach> reach_of(const NotePlace& at);
  std::optional<Reach> reach_by_part(const NotePlace& at, const std::string& key);
  std::optional<Reach> reach_by_section(const std::string& key);
  void mark(const Reach& reach, std::uint32_t id);
  void mark_head(std::uint32_t id);
  Cut& cut_at(const Edge& edge);
  Status write_main();
  Status write_comments();
  Status register_comments();

  const PackageEntry* entry(std::string_view key) const;
  std::optional<std::string> raw_of(std::string_view key);
  // A part beside the main one, parsed once; null: not there or not usable.
  const MarkedPart* part(const std::string& key);

  std::string_view bytes_;
  std::span<const Note> notes_;
  const NoteStyle& style_;
  DocumentBuilder ledger_;
  Package package_;
  Relationships relationships_;
  std::string main_key_, comments_key_;
  std::unique_ptr<MarkedPart> main_, comments_;
  std::map<std::string, std::unique_ptr<MarkedPart>> parts_;
  Spelling spelling_;
  std::optional<CommentWriter> writer_;
  std::size_t room_ = 0;  // comments that may still be added
  std::size_t left_out_ = 0;
  pugi::xml_node head_;
  Splices splices_;
  ZipChanges changes_;
};

const PackageEntry* Annotator::entry(std::string_view key) const {
  for (const PackageEntry& one : package_.entries()) {
    if (one.key == key) return &one;
  }
  return nullptr;
}

std::optional<std::string> Annotator::raw_of(std::string_view key) {
  const PackageEntry* found = entry(key);
  if (found == nullptr) return std::nullopt;
  const auto bytes = package_.read(*found);
  if (!bytes) return std::nullopt;
  return std::string(bytes->view());
}

const MarkedPart* Annotator::part(const std::string& key) {
  const auto [known, fresh] = parts_.try_emplace(key);
  if (fresh) {
    if (auto raw = raw_of(key)) known->second = std::make_unique<MarkedPart>(*std::move(raw));
  }
  const MarkedPart* found = known->second.get();
  return found != nullptr && found->good() ? found : nullptr;
}

Status Annotator::read_wiring() {
  if (!package_.opened()) return failed("annotate.no-document");
  relationships_ = relationships_of(package_);
  for (const Relationship& one : relationships_.of("")) {
    if (one.type == "officeDocument" && !one.external) main_key_ = one.target;
  }
  const auto count = std::count_if(package_.entries().begin(), package_.entries().end(),
                                   [&](const PackageEntry& one) { return one.key == main_key_; });
  return count == 1 ? Status(Done{}) : Status(failed("annotate.no-document"));
}

Status Annotator::open_main() {
  auto raw = raw_of(main_key_);
  if (!raw) return failed("annotate.xml", main_key_);
  main_ = std::make_unique<MarkedPart>(*std::move(raw));
  if (!main_->good() || local_name(main_->root().name()) != "document") {
    return failed("annotate.xml", main_key_);
  }
  const std::string uri = root_uri(main_->root());
  if (uri.empty()) return failed("annotate.xml", main_key_);
  spelling_ = spelling_of(main_->root().name(), uri);
  head_ = main_->first_paragraph();
  return head_ ? Status(Done{}) : Status(failed("annotate.no-paragraph"));
}

Status Annotator::open_comments() {
  for (const Relationship& one : relationships_.of(main_key_)) {
    if (one.type == "comments" && !one.external && entry(one.target) != nullptr) {
      comments_key_ = one.target;
    }
  }
  std::uint32_t next = 0;
  std::uint32_t there = 0;
  if (!comments_key_.empty()) {
    auto raw = raw_of(comments_key_);
    if (raw) comments_ = std::make_unique<MarkedPart>(*std::move(raw));
    if (!comments_ || !comments_->good()) return failed("annotate.xml", comments_key_);
    for (const pugi::xml_node& comment : comments_->root().children()) {
      if (local_name(comment.name()) != "comment") continue;
      ++there;
      next = std::max(next, number_of(attribute(comment, "id"), 0) + 1);
    }
  }
  if (there >= kMostComments) return failed("annotate.full");
  room_ = std::min<std::size_t>(kMostNotes, kMostComments - there);
  writer_.emplace(style_, next);
  return Done{};
}

std::optional<Reach> Annotator::reach_by_section(const std::string& key) {
  for (const Relationship& one : relationships_.of(main_key_)) {
    if (one.external || one.target != key) continue;
    const auto start = main_->section_using(one.id);
    if (!start) continue;
    const pugi::xml_node paragraph = main_->first_paragraph(*start);
    if (!paragraph) continue;
    const Edge edge = main_->beginning_of(paragraph);
    return Reach{edge, edge, false};
  }
  return std::nullopt;
}

std::optional<Reach> Annotator::reach_by_part(const NotePlace& at, const std::string& key) {
  constexpr std::pair<std::string_view, std::string_view> kNotes[] = {
      {"footnote", "footnoteReference"},
      {"endnote", "endnoteReference"},
      {"comment", "commentReference"}};
  const MarkedPart* found = part(key);
  if (found != nullptr && !at.pieces.empty()) {
    for (const auto& [note, reference] : kNotes) {
      const std::string id = found->id_above(at.pieces.front().node, note);
      if (id.empty()) continue;
      if (auto reach = main_->reach_of_reference(reference, id)) return reach;
    }
  }
  return reach_by_section(key);
}

std::optional<Reach> Annotator::reach_of(const NotePlace& at) {
  if (at.part.empty()) return std::nullopt;
  const std::string key = part_key(at.part);
  if (key != main_key_) return reach_by_part(at, key);
  return at.pieces.empty() ? main_->reach_of_paragraph(at.paragraph) : main_->reach(at.pieces);
}

Cut& Annotator::cut_at(const Edge& edge) {
  if (edge.preserve_at != 0) splices_.replace(edge.preserve_at, 0, " xml:space=\"preserve\"");
  if (edge.erase != 0) splices_.replace(edge.at, edge.erase, "");
  return splices_.cut(edge.at, edge.close, edge.open);
}

void Annotator::mark(const Reach& reach, std::uint32_t id) {
  const std::string& w = spelling_.prefix;
  const std::string attributes = spelling_.declaration + " " + w + "id=\"" + std::to_string(id);
  const std::string start = "<" + w + "commentRangeStart" + attributes + "\"/>";
  const std::string end = "<" + w + "commentRangeEnd" + attributes + "\"/><" + w + "r" +
                          spelling_.declaration + "><" + w + "commentReference" + " " + w +
                          "id=\"" + std::to_string(id) + "\"/></" + w + "r>";
  if (reach.begin.at == reach.end.at) {
    cut_at(reach.begin).points += start + end;
    return;
  }
  cut_at(reach.begin).starts += start;
  cut_at(reach.end).ends += end;
}

void Annotator::mark_head(std::uint32_t id) {
  const Edge edge = main_->beginning_of(head_);
  mark({edge, edge, false}, id);
}

void Annotator::place(const Note& note, const NotePlace* at) {
  if (room_ == 0) {
    ++left_out_;
    return;
  }
  --room_;
  std::optional<Reach> reach;
  if (at != nullptr) reach = reach_of(*at);
  const std::uint32_t id = writer_->add(note, at, !reach || !reach->exact);
  if (reach) {
    mark(*reach, id);
  } else {
    mark_head(id);
  }
}

void Annotator::place_notes() {
  for (const Note& note : notes_) {
    if (note.places.empty()) place(note, nullptr);
    for (const NotePlace& at : note.places) place(note, &at);
  }
}

Status Annotator::write_main() {
  std::string changed = splices_.apply(main_->raw());
  const MarkedPart again(changed);
  if (!again.good() || whole_text(changed) != whole_text(main_->raw())) {
    return failed("annotate.self-check");
  }
  changes_.replaced[entry(main_key_)->index] = std::move(changed);
  return Done{};
}

Status Annotator::write_comments() {
  if (comments_ == nullptr) {
    Status registered = register_comments();
    if (registered) {
      changes_.added.emplace_back(comments_key_,
                                  new_comments_part(spelling_, writer_->elements(spelling_)));
    }
    return registered;
  }
  const std::string name = comments_->root().name();
  const Spelling spelling = spelling_of(name, root_uri(comments_->root()));
  std::string changed = with_comments(comments_->raw(), name, writer_->elements(spelling));
  if (!MarkedPart(changed).good()) return failed("annotate.self-check");
  changes_.replaced[entry(comments_key_)->index] = std::move(changed);
  return Done{};
}

// A name for the part, its content type and its relationship.
Status Annotator::register_comments() {
  const std::size_t slash = main_key_.find_last_of('/');
  const std::string folder =
      slash == std::string::npos ? "" : entry(main_key_)->name.substr(0, slash + 1);
  std::string name = "comments.xml";
  for (int i = 2; entry(part_key(folder + name)) != nullptr; ++i) {
    name = "comments" + std::to_string(i) + ".xml";
  }
  comments_key_ = folder + name;
  const auto types = raw_of(kTypesName);
  const std::size_t types_end = types ? types->rfind("</") : std::string::npos;
  if (types_end == std::string::npos || !MarkedPart(*types).good()) {
    return failed("annotate.xml", std::string(kTypesName));
  }
  changes_.replaced[entry(kTypesName)->index] =
      types->substr(0, types_end) +
      "<Override xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" "
      "PartName=\"/" +
      xml_escape(comments_key_) + "\" ContentType=\"" + std::string(kCommentsType) + "\"/>" +
      types->substr(types_end);
  const std::string base =
      spelling_.strict ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
                       : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string space = "http://schemas.openxmlformats.org/package/2006/relationships";
  const std::string relationship = "<Relationship xmlns=\"" + space +
                                   "\" Id=\"mishenComments\" Type=\"" + base +
                                   "/comments\" Target=\"" + xml_escape(name) + "\"/>";
  const std::string key = rels_key(main_key_);
  const auto rels = raw_of(key);
  if (!rels) {
    changes_.added.emplace_back(
        rels_key(entry(main_key_)->name),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Relationships xmlns=\"" + space + "\">" +
            relationship + "</Relationships>");
    return Done{};
  }
  const MarkedPart parsed(*rels);
  if (!parsed.good()) return failed("annotate.xml", key);
  changes_.replaced[entry(key)->index] = with_comments(*rels, parsed.root().name(), relationship);
  return Done{};
}

Result<AnnotatedCopy> Annotator::run() {
  if (Status read = read_wiring(); !read) return read.error();
  if (Status opened = open_main(); !opened) return opened.error();
  if (Status opened = open_comments(); !opened) return opened.error();
  place_notes();
  if (Status written = write_main(); !written) return written.error();
  if (Status written = write_comments(); !written) return written.error();
  Result<std::string> bytes = rewrite_zip(bytes_, changes_);
  if (!bytes) return bytes.error();
  AnnotatedCopy copy;
  copy.bytes = *std::move(bytes);
  if (left_out_ != 0) {
    copy.remarks.push_back({"annotate.left-out", {{"count", std::to_string(left_out_)}}});
  }
  const bool is_signed =
      std::any_of(package_.entries().begin(), package_.entries().end(),
                  [](const PackageEntry& one) { return one.key.starts_with("_xmlsignatures/"); });
  if (is_signed) copy.remarks.push_back({"annotate.signature-broken", {}});
  return copy;
}

}  // namespace

Result<AnnotatedCopy> annotate(std::string_view bytes, std::span<const Note> notes,
                               const NoteStyle& style, const Limits& limits) {
  return Annotator(bytes, notes, style, limits).run();
}

}  // namespace mishen::docx
