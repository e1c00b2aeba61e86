#include "plugins/formats/pdf/revision_parts.h"

#include <algorithm>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <utility>

#include "plugins/formats/pdf/inner_pages.h"
#include "plugins/formats/pdf/revision_ends.h"

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
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(parts.pdf).getAllPages()) {
      pages_.insert(page.getObjectHandle().getObjGen());
    }
  }

  void read(std::uint32_t ordinal, std::string_view prefix) {
    const Provenance where = {{StepKind::revision, ordinal, {}}};
    QPDF old;
    old.setSuppressWarnings(true);
    old.setAttemptRecovery(false);
    try {
      old.processMemoryFile("revision", prefix.data(), prefix.size());
    } catch (const std::exception&) {
      parts_->out.add_gap(GapCause::part_failed, where, {"gap.pdf-revision-failed", {}});
      return;
    }
    const std::set<QPDFObjGen> changed = changed_objects(old.getXRefTable(), table_);
    if (changed.empty()) return;
    const Unearthed as = {Surface::previous_revision, where, TraceKind::removed_in_revision};
    read_changed_pages(old, changed, as);
    DocumentBuilder inner(parts_->out.limits());
    inner.set_embedded_reader([&](const EmbeddedFile& file, DocumentBuilder&) {
      if (!parts_->note_content(file.bytes)) return;
      EmbeddedFile found = file;
      found.where.insert(found.where.begin(), where.begin(), where.end());
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

 private:
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
};

}  // namespace

void read_revisions(Parts& parts, KnownText& known, const std::function<void(Parts&)>& read_named) {
  const std::vector<std::size_t> ends = find_revisions(parts.bytes);
  if (ends.empty()) return;
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
  }
}

}  // namespace mishen::pdf
