#include "plugins/formats/pdf/content_strings.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {
namespace {

constexpr std::size_t kMostStrings = 2'000'000;
constexpr int kDeepest = 64;

// The operand of "/X Do".
std::string name_of(const ContentOperator& one) {
  for (auto token = one.tokens.rbegin(); token != one.tokens.rend(); ++token) {
    if (token->getType() == QPDFTokenizer::tt_name) return token->getValue();
  }
  return {};
}

// The form that shows an annotation as it is.
QPDFObjectHandle look_of(QPDFObjectHandle note) {
  QPDFObjectHandle look = note.getKeyIfDict("/AP").getKeyIfDict("/N");
  QPDFObjectHandle state = note.getKeyIfDict("/AS");
  return look.isDictionary() && state.isName() ? look.getKeyIfDict(state.getName()) : look;
}

}  // namespace

std::string ContentStrings::data_of_page(QPDFPageObjectHelper& page) const {
  std::string all;
  for (QPDFObjectHandle& stream : page.getPageContents()) {
    const auto data = data_of(stream, limits_->max_part_bytes);
    if (!data) throw std::runtime_error("content without data");
    all += *data;
    all += '\n';
  }
  return all;
}

const ContentEdit& ContentStrings::form(QPDFObjectHandle form) {
  std::unique_ptr<ContentEdit>& known = forms_[form.getObjGen()];
  if (known == nullptr) {
    const auto data = data_of(form, limits_->max_part_bytes);
    if (!data) throw std::runtime_error("form without data");
    known = std::make_unique<ContentEdit>(*data);
  }
  return *known;
}

std::vector<StringPlace> ContentStrings::of_page(QPDFPageObjectHelper& page) {
  std::vector<StringPlace> out;
  const ContentEdit content(data_of_page(page));
  QPDFObjectHandle resources = page.getAttribute("/Resources", false);
  walk(content, QPDFObjGen(), resources, 0, out);
  QPDFObjectHandle notes = page.getObjectHandle().getKey("/Annots");
  for (int i = 0; notes.isArray() && i < notes.getArrayNItems(); ++i) {
    walk_form(look_of(notes.getArrayItem(i)), resources, 1, out);
  }
  return out;
}

void ContentStrings::walk_form(QPDFObjectHandle drawn, QPDFObjectHandle resources, int depth,
                               std::vector<StringPlace>& out) {
  if (!drawn.isStream() || depth > kDeepest) return;
  const QPDFObjGen id = drawn.getObjGen();
  if (std::find(open_.begin(), open_.end(), id) != open_.end()) return;
  open_.push_back(id);
  QPDFObjectHandle own = drawn.getDict().getKey("/Resources");
  walk(form(drawn), id, own.isDictionary() ? own : resources, depth, out);
  open_.pop_back();
}

void ContentStrings::walk(const ContentEdit& content, QPDFObjGen form_id,
                          QPDFObjectHandle resources, int depth, std::vector<StringPlace>& out) {
  for (const ContentOperator& one : content.operators()) {
    if (one.strings != 0) {
      std::uint32_t ordinal = one.first_string;
      for (std::string& bytes : ContentEdit::strings_of(one)) {
        out.push_back({form_id, ordinal++, std::move(bytes)});
      }
      if (out.size() > kMostStrings) throw std::length_error("too many strings");
    }
    if (one.name != "Do") continue;
    QPDFObjectHandle drawn = resources.getKeyIfDict("/XObject").getKeyIfDict(name_of(one));
    if (is_form(drawn)) walk_form(drawn, resources, depth + 1, out);
  }
}

}  // namespace mishen::pdf
