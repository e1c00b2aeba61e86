#include "plugins/formats/pdf/shared_gfx.h"

#include <Catalog.h>
#include <OptionalContent.h>

#include <cstring>
#include <utility>

#include "plugins/formats/pdf/inflated.h"

namespace mishen::pdf {
namespace {

constexpr std::size_t kMaxShared = 4;
constexpr std::size_t kMaxFonts = 256;  // names in one Gfx; then it starts afresh

bool stop_when_full(void* device) {
  auto* collector = static_cast<CollectorDevice*>(device);
  collector->budget.step();
  return collector->full();
}

// The page's font dictionary, or null. `holder` keeps it alive.
Dict* fonts_of(Dict* resources, Object& holder) {
  if (resources == nullptr) return nullptr;
  holder = resources->lookup("Font");
  return holder.isDict() ? holder.getDict() : nullptr;
}

bool holds(const std::map<std::string, Ref>& fonts, const char* name, const Object& value) {
  const auto found = fonts.find(name);
  return found != fonts.end() && value.isRef() && found->second == value.getRef();
}

// Every font of `wanted` is an object of its own and none stands under a name that means another.
bool agrees(const std::map<std::string, Ref>& fonts, Dict* wanted) {
  for (int i = 0; i < wanted->getLength(); ++i) {
    const Object& value = wanted->getValNF(i);
    if (!value.isRef()) return false;
    const auto found = fonts.find(wanted->getKey(i));
    if (found != fonts.end() && found->second != value.getRef()) return false;
  }
  return true;
}

bool all_held(const std::map<std::string, Ref>& fonts, Dict* wanted) {
  for (int i = 0; i < wanted->getLength(); ++i) {
    if (!holds(fonts, wanted->getKey(i), wanted->getValNF(i))) return false;
  }
  return true;
}

}  // namespace

GfxPool::Shared GfxPool::make(int page_number) {
  const PDFRectangle box(-kShift, -kShift, kShift, kShift);
  Shared shared;
  shared.gfx = std::make_unique<Gfx>(doc_, device_, page_number, nullptr, 72.0, 72.0, &box, nullptr,
                                     0, stop_when_full, device_);
  return shared;
}

void GfxPool::learn(Shared& shared, Dict* fonts) {
  Object fresh(new Dict(doc_->getXRef()));
  for (int i = 0; i < fonts->getLength(); ++i) {
    const Object& value = fonts->getValNF(i);
    if (holds(shared.fonts, fonts->getKey(i), value)) continue;
    fresh.dictAdd(fonts->getKey(i), value.copy());
    shared.fonts[fonts->getKey(i)] = value.getRef();
  }
  if (fresh.dictGetLength() == 0) return;
  Object layer(new Dict(doc_->getXRef()));
  layer.dictAdd("Font", std::move(fresh));
  shared.gfx->pushResources(layer.getDict());
}

GfxPool::Shared& GfxPool::choose(Dict* fonts, int page_number) {
  for (auto shared = shared_.begin(); shared != shared_.end(); ++shared) {
    if (shared->fonts.size() > kMaxFonts || (fonts != nullptr && !agrees(shared->fonts, fonts))) {
      continue;
    }
    shared_.splice(shared_.begin(), shared_, shared);
    return shared_.front();
  }
  if (shared_.size() >= kMaxShared) shared_.pop_back();
  shared_.push_front(make(page_number));
  return shared_.front();
}

Gfx* GfxPool::open(Dict* resources, int page_number, OptionalContent optional) {
  optional_ = optional;
  met_optional_content_ = false;
  Object holder;
  Dict* fonts = fonts_of(resources, holder);
  if (optional == OptionalContent::as_configured) {
    private_ = make(page_number);
    current_ = &private_;
  } else {
    current_ = &choose(fonts, page_number);
    if (fonts != nullptr && agrees(current_->fonts, fonts)) learn(*current_, fonts);
  }
  Object own = without_known(resources);
  current_->gfx->pushResources(own.isDict() ? own.getDict() : nullptr);
  return current_->gfx.get();
}

void GfxPool::close() {
  current_->gfx->popResources();
  if (current_ == &private_) private_ = Shared{};
  current_ = nullptr;
}

Object GfxPool::without_known(Dict* resources) {
  if (resources == nullptr) return Object(objNull);
  Object holder;
  Dict* fonts = fonts_of(resources, holder);
  const bool drop_fonts = fonts != nullptr && all_held(current_->fonts, fonts);
  Object own(new Dict(doc_->getXRef()));
  for (int i = 0; i < resources->getLength(); ++i) {
    const char* key = resources->getKey(i);
    if (drop_fonts && std::strcmp(key, "Font") == 0) continue;
    if (std::strcmp(key, "Properties") == 0) {
      Object kept = without_groups(resources->getVal(i));
      if (kept.isDict()) own.dictAdd(key, std::move(kept));
      continue;
    }
    own.dictAdd(key, resources->getValNF(i).copy());
  }
  return own;
}

// Without its name a group hides nothing. Other properties (ActualText) stay.
Object GfxPool::without_groups(Object properties) {
  if (!properties.isDict()) return Object(objNull);
  Object kept(new Dict(doc_->getXRef()));
  for (int i = 0; i < properties.dictGetLength(); ++i) {
    Object value = properties.dictGetVal(i);
    const bool group = value.isDict("OCG") || value.isDict("OCMD");
    met_optional_content_ = met_optional_content_ || group;
    if (group && optional_ == OptionalContent::all) continue;
    kept.dictAdd(properties.dictGetKey(i), properties.dictGetValNF(i).copy());
  }
  return kept;
}

void GfxPool::draw_form(Ref id) {
  Object form = doc_->getXRef()->fetch(id);
  if (!form.isStream()) return;
  if (short_forms_.count(id.num) == 0) {
    if (inflates_beyond(*form.getStream(), most_)) return device_->budget.refuse_stream();
    short_forms_.insert(id.num);
  }
  Dict* dict = form.streamGetDict();
  const Object& group = dict->lookupNF("OC");
  if (!group.isNull()) {
    met_optional_content_ = true;
    OCGs* config = doc_->getCatalog()->getOptContentConfig();
    if (optional_ == OptionalContent::as_configured && config != nullptr &&
        !config->optContentIsVisible(&group)) {
      return;
    }
  }
  double box[4] = {0, 0, 0, 0};
  double matrix[6] = {1, 0, 0, 1, 0, 0};
  Object values = dict->lookup("BBox");
  for (int i = 0; values.isArray() && i < 4 && i < values.arrayGetLength(); ++i) {
    box[i] = values.arrayGet(i).getNumWithDefaultValue(0);
  }
  values = dict->lookup("Matrix");
  for (int i = 0; values.isArray() && i < 6 && i < values.arrayGetLength(); ++i) {
    matrix[i] = values.arrayGet(i).getNumWithDefaultValue(0);
  }
  Object resources = dict->lookup("Resources");
  Object own = without_known(resources.isDict() ? resources.getDict() : nullptr);
  Object group_dict = dict->lookup("Group");
  const bool transparency =
      group_dict.isDict() && group_dict.dictLookup("S").isName("Transparency");
  if (!device_->budget.open_form()) return;
  current_->gfx->drawForm(&form, own.isDict() ? own.getDict() : nullptr, matrix, box, transparency);
  device_->budget.close_form();
}

void GfxPool::draw_tile(GfxTilingPattern& pattern, const double* matrix) {
  Object own = without_known(pattern.getResDict());
  if (!device_->budget.open_form()) return;
  current_->gfx->drawForm(pattern.getContentStream(), own.isDict() ? own.getDict() : nullptr,
                          matrix, pattern.getBBox());
  device_->budget.close_form();
}

}  // namespace mishen::pdf
