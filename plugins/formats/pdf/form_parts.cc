// Values of form fields, and what notes, links and other annotations say.
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <vector>

#include "plugins/formats/pdf/part_reader.h"

namespace mishen::pdf {
namespace {

// What a field's /V or /DV says: a string, a name, a stream, or several in an array.
std::string value_text(QPDFObjectHandle value) {
  constexpr std::size_t kMost = 1U << 20;
  if (value.isString()) return value.getUTF8Value();
  if (value.isStream()) return data_of(value, kMost);
  if (value.isName()) return value.getName().substr(1);
  if (!value.isArray()) return {};
  std::string all;
  for (QPDFObjectHandle item : value.getArrayAsVector()) {
    // An option may be a pair: what is exported and what is shown.
    const std::string one = item.isArray() ? value_text(item) : text_of(item);
    if (!all.empty() && !one.empty()) all += '\n';
    all += one;
  }
  return all;
}

class FormReader {
 public:
  FormReader(DrawnText& drawn, DocumentBuilder& out) : drawn_(&drawn), out_(&out) {}

  void read(QPDFObjectHandle field, const std::string& parent, int depth) {
    constexpr int kDeepest = 64;
    if (depth > kDeepest || !field.isDictionary() || !walk_.enter(field)) return;
    const std::string own = text_of(field.getKey("/T"));
    const std::string name = parent.empty() || own.empty() ? parent + own : parent + "." + own;
    for (const char* key : {"/V", "/DV", "/Opt", "/TU"}) {
      QPDFObjectHandle value = field.getKey(key);
      if (value.isDictionary()) {
        read_signature(value, name);
        continue;
      }
      const bool state = value.isName();  // /Off, /Yes: which picture a box shows
      const std::string text = state ? std::string() : value_text(value);
      if (!text.empty() && !drawn_->has(text)) {
        add_value(*out_, Surface::form_field, {{StepKind::field, 0, name}}, text);
      }
    }
    QPDFObjectHandle kids = field.getKey("/Kids");
    if (!kids.isArray()) return;
    for (QPDFObjectHandle kid : kids.getArrayAsVector()) read(kid, name, depth + 1);
  }

 private:
  void read_signature(QPDFObjectHandle signature, const std::string& field) {
    for (const char* key : {"/Name", "/Reason", "/Location", "/ContactInfo"}) {
      add_value(*out_, Surface::metadata,
                {{StepKind::field, 0, field}, {StepKind::property, 0, key + 1}},
                text_of(signature.getKey(key)));
    }
  }

  DrawnText* drawn_;
  DocumentBuilder* out_;
  Walk walk_;
};

class AnnotationReader {
 public:
  AnnotationReader(DrawnText& drawn, DocumentBuilder& out) : drawn_(&drawn), out_(&out) {}

  void read(QPDFObjectHandle annotation, std::uint32_t page, std::uint32_t ordinal) {
    if (!annotation.isDictionary() || !walk_.enter(annotation)) return;
    QPDFObjectHandle subtype = annotation.getKey("/Subtype");
    const std::string kind = subtype.isName() ? subtype.getName().substr(1) : "";
    const Provenance where = {{StepKind::page, page, {}}, {StepKind::annotation, ordinal, kind}};
    read_note(annotation, where, page);
    read_action(annotation.getKey("/A"), where, page);
    read_actions(annotation.getKey("/AA"), where);
    if (annotation.hasKey("/FS") || kind == "RichMedia" || kind == "3D" || kind == "Movie" ||
        kind == "Sound") {
      out_->add_gap(GapCause::unsupported_part, where, {"gap.pdf-attachment", {}});
    }
  }

  void read_actions(QPDFObjectHandle actions, const Provenance& where) {
    if (!actions.isDictionary()) return;
    for (const auto& [name, action] : actions.getDictAsMap()) note_script(action, where);
  }

  void note_script(QPDFObjectHandle action, const Provenance& where) {
    if (!action.isDictionary() || !action.getKey("/S").isNameAndEquals("/JavaScript")) return;
    out_->add_gap(GapCause::unsupported_part, where, {"gap.pdf-javascript", {}});
  }

 private:
  void read_note(QPDFObjectHandle annotation, const Provenance& where, std::uint32_t page) {
    const std::string contents = text_of(annotation.getKey("/Contents"));
    // What a text box says is drawn; a popup note is not.
    if (!contents.empty() && !drawn_->has(contents)) {
      add_value(*out_, Surface::annotation, where, contents, page);
    }
    QPDFObjectHandle rich = annotation.getKey("/RC");
    const std::string markup = rich.isStream() ? data_of(rich, 1U << 20) : text_of(rich);
    const std::string text = text_of_markup(markup);
    if (!text.empty() && text != contents && !drawn_->has(text)) {
      add_value(*out_, Surface::annotation, where, text, page);
    }
    if (annotation.getKey("/Subtype").isNameAndEquals("/Widget")) return;
    for (const char* key : {"/T", "/Subj"}) {
      Provenance property = where;
      property.push_back({StepKind::property, 0, key + 1});
      add_value(*out_, Surface::metadata, property, text_of(annotation.getKey(key)), page);
    }
  }

  void read_action(QPDFObjectHandle action, const Provenance& where, std::uint32_t page) {
    if (!action.isDictionary()) return;
    note_script(action, where);
    add_value(*out_, Surface::hyperlink, where, text_of(action.getKey("/URI")), page);
    QPDFObjectHandle file = action.getKey("/F");
    if (file.isDictionary()) file = file.hasKey("/UF") ? file.getKey("/UF") : file.getKey("/F");
    add_value(*out_, Surface::hyperlink, where, text_of(file), page);
  }

  DrawnText* drawn_;
  DocumentBuilder* out_;
  Walk walk_;
};

}  // namespace

void read_form(QPDF& pdf, DrawnText& drawn, DocumentBuilder& out) {
  QPDFObjectHandle form = pdf.getRoot().getKey("/AcroForm");
  if (!form.isDictionary()) return;
  if (form.hasKey("/XFA")) out.add_gap(GapCause::unsupported_part, {}, {"gap.pdf-xfa", {}});
  QPDFObjectHandle fields = form.getKey("/Fields");
  if (!fields.isArray()) return;
  FormReader reader(drawn, out);
  for (QPDFObjectHandle field : fields.getArrayAsVector()) reader.read(field, "", 0);
}

void read_annotations(QPDF& pdf, DrawnText& drawn, DocumentBuilder& out) {
  AnnotationReader reader(drawn, out);
  reader.read_actions(pdf.getRoot().getKey("/AA"), {});
  reader.note_script(pdf.getRoot().getKey("/OpenAction"), {});
  std::uint32_t number = 0;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    ++number;
    QPDFObjectHandle object = page.getObjectHandle();
    reader.read_actions(object.getKey("/AA"), {{StepKind::page, number, {}}});
    QPDFObjectHandle annotations = object.getKey("/Annots");
    if (!annotations.isArray()) continue;
    std::uint32_t ordinal = 0;
    for (QPDFObjectHandle annotation : annotations.getArrayAsVector()) {
      reader.read(annotation, number, ++ordinal);
    }
  }
}

}  // namespace mishen::pdf
