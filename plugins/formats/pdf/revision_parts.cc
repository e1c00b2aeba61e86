#include "plugins/formats/pdf/revision_parts.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <utility>

#include "plugins/formats/pdf/byte_map.h"
#include "plugins/formats/pdf/census.h"
#include "plugins/formats/pdf/inner_pages.h"
#include "plugins/formats/pdf/revision_ends.h"
#include "plugins/formats/pdf/unused_parts.h"

namespace mishen::pdf {
namespace {

using Table = std::map<QPDFObjGen, QPDFXRefEntry>;

constexpr std::size_t kMostRevisions = 64;

bool same_entry(const QPDFXRefEntry& a, const QPDFXRefEntry& b) {
  if (a.getType() != b.getType()) return false;
  if (a.getType() == 1) return a.getOffset() == b.getOffset();
  return a.getType() != 2 || (a.getObjStreamNumber() == b.getObjStreamNumber() &&
                              a.getObjStreamIndex() == b.getObjStreamIndex());
}

// Objects of `before` that are others, or none, in `after`.
std::set<QPDFObjGen> changed_objects(const Table& before, const Table& after) {
  std::set<QPDFObjGen> changed;
  for (const auto& [id, entry] : before) {
    const auto now = after.find(id);
    if (now == after.end() || !same_entry(entry, now->second)) changed.insert(id);
  }
  for (const auto& [id, entry] : before) {
    if (entry.getType() == 2 && changed.count(QPDFObjGen(entry.getObjStreamNumber(), 0)) != 0) {
      changed.insert(id);
    }
  }
  return changed;
}

// Tells pages that lead to a changed object. What a page without one leads to is looked at once.
class PageChanges {
 public:
  explicit PageChanges(const std::set<QPDFObjGen>& changed) : changed_(&changed) {}

  bool touches(QPDFObjectHandle page) {
    std::set<QPDFObjGen> met;
    std::vector<QPDFObjectHandle> waiting = {page};
    if (!page.hasKey("/Resources")) waiting.push_back(page.getKey("/Parent"));
    while (!waiting.empty()) {
      QPDFObjectHandle object = waiting.back();
      waiting.pop_back();
      if (object.isIndirect()) {
        const QPDFObjGen id = object.getObjGen();
        if (changed_->count(id) != 0) return true;
        if (clean_.count(id) != 0 || !met.insert(id).second) continue;
      }
      push_held(object, waiting);
    }
    clean_.insert(met.begin(), met.end());
    return false;
  }

 private:
  static void push_held(QPDFObjectHandle object, std::vector<QPDFObjectHandle>& waiting) {
    if (object.isArray()) {
      for (QPDFObjectHandle& item : object.getArrayAsVector()) waiting.push_back(item);
    }
    if (!object.isDictionary() && !object.isStream()) return;
    QPDFObjectHandle dict = object.isStream() ? object.getDict() : object;
    for (const auto& [key, value] : dict.getDictAsMap()) {
      // Ways that lead to other pages.
      if (key == "/Parent" || key == "/P" || key == "/Kids" || key == "/Dest" || key == "/A" ||
          key == "/B" || key == "/Popup") {
        continue;
      }
      waiting.push_back(value);
    }
  }

  const std::set<QPDFObjGen>* changed_;
  std::set<QPDFObjGen> clean_;
};

class RevisionReader {
 public:
  RevisionReader(Parts& parts, KnownText& known, const std::function<void(Parts&)>& read_named)
      : parts_(&parts), known_(&known), read_named_(&read_named) {
    table_ = parts.pdf.getXRefTable();
    pages_ = pages_of(parts);
  }

  void read(std::uint32_t ordinal, std::string_view prefix) {
    const Provenance where = {{StepKind::revision, ordinal, {}}};
    QPDF old;
    if (!open(old, prefix)) {
      parts_->out.add_gap(GapCause::part_failed, where, {"gap.pdf-revision-failed", {}});
      return;
    }
    const Table table = old.getXRefTable();
    for (const auto& [id, entry] : table) {
      if (entry.getType() == 1) offsets_.insert(static_cast<std::size_t>(entry.getOffset()));
    }
    read_changed(old, prefix, changed_objects(table, table_),
                 {Surface::previous_revision, where, TraceKind::removed_in_revision});
  }

  // Objects that no section knows, read as if the latest section had put them in the place of
  // those of their numbers.
  void read_loose(const std::vector<LooseObject>& objects) {
    const Provenance where = with_property({}, "objects outside the file's table");
    const std::string bytes = with_section(objects);
    QPDF other;
    if (!open(other, bytes)) {
      parts_->out.add_gap(GapCause::unsupported_part, where,
                          {"gap.pdf-loose-objects", {{"count", std::to_string(objects.size())}}});
      return;
    }
    std::set<QPDFObjGen> changed;
    for (const LooseObject& object : objects) changed.emplace(object.number, object.generation);
    read_changed(other, bytes, changed,
                 {Surface::unreferenced_object, where, TraceKind::unreferenced});
    Census census = take_census(other.getTrailer(), parts_->out.limits().max_objects);
    for (const auto& [id, entry] : table_) {
      if (changed.count(id) == 0) census.reached.insert(id);
    }
    const Document none;
    DrawnText nothing(none, 0);
    Parts unused(other, bytes, parts_->open, nothing, parts_->out);
    read_unused(unused, census, *known_);
  }

  // Where the objects of all sections read so far stand, counted from the header.
  [[nodiscard]] std::set<std::size_t> offsets() const {
    std::set<std::size_t> all = offsets_;
    for (const auto& [id, entry] : table_) {
      if (entry.getType() == 1) all.insert(static_cast<std::size_t>(entry.getOffset()));
    }
    return all;
  }

 private:
  static bool open(QPDF& pdf, std::string_view bytes) {
    pdf.setSuppressWarnings(true);
    pdf.setAttemptRecovery(false);
    try {
      pdf.processMemoryFile("revision", bytes.data(), bytes.size());
    } catch (const std::exception&) {
      return false;
    }
    return true;
  }

  // The file with one more section, which knows `objects`.
  [[nodiscard]] std::string with_section(const std::vector<LooseObject>& objects) const {
    const std::size_t header = parts_->bytes.find("%PDF-");
    std::string out(parts_->bytes);
    const std::size_t last = out.rfind("startxref");
    const std::size_t digits =
        last == std::string::npos ? last : out.find_first_of("0123456789", last);
    const std::string previous =
        digits == std::string::npos
            ? "0"
            : out.substr(digits, out.find_first_not_of("0123456789", digits) - digits);
    out += '\n';
    const std::size_t section = out.size() - header;
    int size = 0;
    for (const auto& [id, entry] : table_) size = std::max(size, id.getObj());
    out += "xref\n";
    for (const LooseObject& object : objects) {
      size = std::max(size, object.number);
      char line[64];
      std::snprintf(line, sizeof line, "%d 1\n%010zu %05d n \n", object.number,
                    object.offset - header, object.generation);
      out += line;
    }
    out += "trailer\n<< /Size " + std::to_string(size + 1) + " /Prev " + previous;
    QPDFObjectHandle trailer = parts_->pdf.getTrailer();
    for (const char* key : {"/Root", "/Info", "/ID", "/Encrypt"}) {
      if (trailer.hasKey(key)) (out += ' ') += key + (' ' + trailer.getKey(key).unparse());
    }
    return out + " >>\nstartxref\n" + std::to_string(section) + "\n%%EOF\n";
  }

  void read_changed(QPDF& old, std::string_view prefix, const std::set<QPDFObjGen>& changed,
                    const Unearthed& as) {
    if (changed.empty()) return;
    read_changed_pages(old, changed, as);
    DocumentBuilder inner(parts_->out.limits());
    inner.set_embedded_reader([&](const EmbeddedFile& file, DocumentBuilder&) {
      if (!parts_->note_content(file.bytes)) return;
      EmbeddedFile found = file;
      found.where.insert(found.where.begin(), as.where.begin(), as.where.end());
      parts_->out.embed(found);
    });
    DrawnText nothing(inner.document(), 0);
    Parts named(old, prefix, parts_->open, nothing, inner);
    (*read_named_)(named);
    Document document = inner.finish();
    // What cannot be read in this revision and is still there was told of.
    document.coverage.gaps.clear();
    move_unknown(std::move(document), as, "", *known_, parts_->out);
  }

  void read_changed_pages(QPDF& old, const std::set<QPDFObjGen>& changed, const Unearthed& as) {
    PageChanges changes(changed);
    std::vector<QPDFObjectHandle> pages;
    std::vector<std::uint32_t> numbers;
    std::uint32_t number = 0;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(old).getAllPages()) {
      ++number;
      QPDFObjectHandle object = page.getObjectHandle();
      if (pages_.count(object.getObjGen()) != 0 && !changes.touches(object)) continue;
      pages.push_back(object);
      numbers.push_back(number);
    }
    if (pages.empty()) return;
    move_unknown(read_inner_pages(*parts_, pages, numbers), as, "", *known_, parts_->out);
  }

  Parts* parts_;
  KnownText* known_;
  const std::function<void(Parts&)>* read_named_;
  Table table_;
  std::set<QPDFObjGen> pages_;
  std::set<std::size_t> offsets_;
};

// Rounds of objects, no number twice in one; those of the file's end first.
std::vector<std::vector<LooseObject>> rounds_of(const std::vector<LooseObject>& objects) {
  std::vector<std::vector<LooseObject>> rounds;
  std::map<int, std::size_t> times;
  for (auto object = objects.rbegin(); object != objects.rend(); ++object) {
    const std::size_t round = times[object->number]++;
    if (round >= rounds.size()) rounds.resize(round + 1);
    rounds[round].push_back(*object);
  }
  return rounds;
}

void read_outside(Parts& parts, KnownText& known, RevisionReader& reader) {
  constexpr std::size_t kMostRounds = 8;
  const ByteMap map = map_bytes(parts.pdf, parts.bytes, reader.offsets());
  const auto rounds = rounds_of(map.loose);
  for (std::size_t i = 0; i < std::min(rounds.size(), kMostRounds); ++i) {
    reader.read_loose(rounds[i]);
  }
  if (rounds.size() > kMostRounds) {
    parts.out.add_gap(GapCause::limit_reached, {}, {"gap.pdf-part-too-large", {}});
  }
  for (const std::string_view words : map.between) {
    read_stray(parts, known, words, "between the objects");
  }
}

}  // namespace

void read_revisions(Parts& parts, KnownText& known, const std::function<void(Parts&)>& read_named) {
  const std::vector<std::size_t> ends = find_revisions(parts.bytes);
  RevisionReader reader(parts, known, read_named);
  const std::size_t oldest = ends.size() > kMostRevisions ? ends.size() - kMostRevisions : 0;
  for (std::size_t i = ends.size(); i-- > oldest && !parts.out.full();) {
    const auto ordinal = static_cast<std::uint32_t>(i + 1);
    guarded(parts, {{StepKind::revision, ordinal, {}}},
            [&] { reader.read(ordinal, parts.bytes.substr(0, ends[i])); });
  }
  if (oldest > 0) {
    parts.out.add_gap(GapCause::limit_reached,
                      {{StepKind::revision, static_cast<std::uint32_t>(oldest), {}}},
                      {"gap.pdf-part-too-large", {}});
    return;  // objects of the oldest would seem to belong to none
  }
  guarded(parts, {}, [&] { read_outside(parts, known, reader); });
}

}  // namespace mishen::pdf
