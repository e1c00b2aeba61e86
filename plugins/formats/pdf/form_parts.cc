// Form fields: values, defaults, options, hints; signatures; XFA.
#include <array>
#include <utility>

#include "plugins/formats/pdf/action_parts.h"
#include "plugins/formats/pdf/annotation_parts.h"
#include "plugins/formats/pdf/markup.h"
#include "plugins/formats/pdf/value_traces.h"
#include "plugins/formats/support/der.h"

namespace mishen::pdf {
namespace {

// What a field's /V or /DV says: a string, a stream, or several in an array. A name is a state that
// says which picture a box shows.
std::string value_text(QPDFObjectHandle value, const Limits& limits) {
  if (value.isStream() || value.isString()) return text_or_stream(value, limits);
  if (!value.isArray()) return {};
  std::string all;
  for (QPDFObjectHandle item : value.getArrayAsVector()) {
    // An option may be a pair: what is exported and what is shown.
    const std::string one = item.isArray() ? value_text(item, limits) : text_of(item);
    if (!all.empty() && !one.empty()) all += '\n';
    all += one;
  }
  return all;
}

class FormReader {
 public:
  FormReader(Parts& parts, const Widgets& widgets) : parts_(&parts), widgets_(&widgets) {}

  void read(QPDFObjectHandle field, const std::string& parent, int depth) {
    constexpr int kDeepest = 64;
    if (depth > kDeepest || !field.isDictionary() || !walk_.enter(field)) return;
    parts_->take(field);
    const std::string own = text_of(field.getKey("/T"));
    const std::string name = parent.empty() || own.empty() ? parent + own : parent + "." + own;
    const Provenance where = {{StepKind::field, 0, name}};
    read_values(field, where);
    read_event_actions(*parts_, field.getKey("/AA"), where);
    if (!own.empty() && is_readable(own) && field.hasKey("/FT")) {
      add_value(parts_->out, Surface::form_field, with_property(where, "T"), own);
    }
    QPDFObjectHandle kids = field.getKey("/Kids");
    if (!kids.isArray()) return;
    for (QPDFObjectHandle kid : kids.getArrayAsVector()) read(kid, name, depth + 1);
  }

 private:
  void read_values(QPDFObjectHandle field, const Provenance& where) {
    const Limits& limits = parts_->out.limits();
    for (const char* key : {"/V", "/DV", "/Opt", "/RV"}) decide_strings(field.getKey(key), 0);
    QPDFObjectHandle value = field.getKey("/V");
    if (value.isDictionary()) {
      read_signature(*parts_, value, where);
      return;
    }
    const std::string said = value_text(value, limits);
    if (!said.empty() && !is_drawn(field, said)) {
      add_value(parts_->out, Surface::form_field, where, said);
    }
    for (const char* key : {"/DV", "/Opt", "/TU", "/TM"}) {
      const std::string text = value_text(field.getKey(key), limits);
      add_value(parts_->out, Surface::form_field, with_property(where, key + 1), text);
    }
    const std::string rich = text_of_rich(text_or_stream(field.getKey("/RV"), limits));
    if (rich != said) {
      add_value(parts_->out, Surface::form_field, with_property(where, "RV"), rich);
    }
  }

  // Each is part of what is told of the field as a whole, or is seen on its page.
  void decide_strings(QPDFObjectHandle value, int depth) {
    if (value.isString()) parts_->decide(text_of(value));
    if (!value.isArray() || depth > 2) return;
    for (QPDFObjectHandle item : value.getArrayAsVector()) decide_strings(item, depth + 1);
  }

  // True when one of the field's widgets shows `text`.
  bool is_drawn(QPDFObjectHandle field, const std::string& text) {
    std::vector<QPDFObjectHandle> drawn = {field};
    QPDFObjectHandle kids = field.getKey("/Kids");
    for (int i = 0; kids.isArray() && i < kids.getArrayNItems(); ++i) {
      drawn.push_back(kids.getArrayItem(i));
    }
    for (QPDFObjectHandle one : drawn) {
      const auto found = widgets_->places.find(one.getObjGen());
      if (found != widgets_->places.end() &&
          parts_->drawn.has(text, found->second.page, found->second.box)) {
        return true;
      }
    }
    return false;
  }

  Parts* parts_;
  const Widgets* widgets_;
  Walk walk_{parts_->out.limits().max_objects};
};

// Of the attributes of a form description most are measures and names of styles.
bool says_something(std::string_view attribute) {
  std::size_t digits = 0;
  for (const char c : attribute) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits > 6 || c == ' ' || c == '@' || static_cast<unsigned char>(c) >= 0x80) return true;
  }
  return false;
}

// XFA is one stream, or an array of names and streams in turn.
void read_xfa(Parts& parts, QPDFObjectHandle xfa) {
  std::vector<std::pair<std::string, QPDFObjectHandle>> packets;
  if (xfa.isStream()) packets.emplace_back("", xfa);
  for (int i = 0; xfa.isArray() && i + 1 < xfa.getArrayNItems(); i += 2) {
    packets.emplace_back(text_of(xfa.getArrayItem(i)), xfa.getArrayItem(i + 1));
    parts.decide(packets.back().first);
  }
  for (auto& [name, stream] : packets) {
    const Provenance where = with_property(with_property({}, "XFA"), name);
    const auto data = data_of(stream, parts.out.limits().max_part_bytes);
    if (!data || !parts.take(stream)) {
      if (!data) parts.out.add_gap(GapCause::part_failed, where, {"gap.pdf-part-failed", {}});
      continue;
    }
    const auto found = [&](std::string_view element, const std::string& text, MarkupPlace place) {
      if (place == MarkupPlace::attribute && !says_something(text)) return;
      const bool script = element == "script";
      std::vector<Trace> traces;
      if (script) traces.push_back(make_trace(TraceKind::script, "xfa"));
      add_value(parts.out, script ? Surface::field_code : Surface::form_field,
                with_property(where, std::string(element)), text, 0, std::move(traces));
    };
    walk_markup(markup_in_utf8(*data), found);
  }
}

}  // namespace

void read_signature(Parts& parts, QPDFObjectHandle signature, const Provenance& where) {
  if (!parts.take(signature)) return;
  for (const char* key : {"/Name", "/Reason", "/Location", "/ContactInfo"}) {
    const std::string text = text_of(signature.getKey(key));
    std::vector<Trace> traces;
    if (std::string_view(key) == "/Name" && !text.empty()) {
      traces.push_back(make_trace(TraceKind::author_name, "signature"));
      traces.back().author = text;
    }
    add_value(parts.out, Surface::metadata, with_property(where, key + 1), text, 0,
              std::move(traces));
  }
  // The signature itself, with the certificates of who made it; /Cert holds them in older files.
  for (const char* key : {"/Contents", "/Cert"}) {
    QPDFObjectHandle value = signature.getKey(key);
    std::vector<QPDFObjectHandle> all =
        value.isArray() ? value.getArrayAsVector() : std::vector<QPDFObjectHandle>{value};
    for (QPDFObjectHandle& one : all) {
      if (!one.isString()) continue;
      for (const CertificateText& said : certificate_texts(one.getStringValue())) {
        add_value(parts.out, Surface::metadata, with_property(where, "certificate " + said.name),
                  said.text);
      }
    }
  }
  add_strings(parts, signature.getKey("/Prop_Build"), Surface::metadata,
              with_property(where, "Prop_Build"));
}

void read_form(Parts& parts, const Widgets& widgets) {
  QPDFObjectHandle root = parts.pdf.getRoot();
  QPDFObjectHandle permissions = root.getKey("/Perms");
  QPDFObjectHandle form = root.getKey("/AcroForm");
  if (form.isDictionary() || !widgets.all.empty()) {
    guarded(parts, with_property({}, "XFA"), [&] { read_xfa(parts, form.getKeyIfDict("/XFA")); });
    FormReader reader(parts, widgets);
    QPDFObjectHandle fields = form.getKeyIfDict("/Fields");
    for (int i = 0; fields.isArray() && i < fields.getArrayNItems(); ++i) {
      reader.read(fields.getArrayItem(i), "", 0);
    }
    // Fields on pages that the form does not list.
    for (const QPDFObjectHandle& widget : widgets.all) {
      QPDFObjectHandle top = widget;
      int depth = 0;
      for (; depth < 64 && top.getKey("/Parent").isDictionary(); ++depth)
        top = top.getKey("/Parent");
      reader.read(top, "", 0);
      // Its parents need not have it among their kids, nor be fields at all.
      if (depth > 0) reader.read(widget, "", 0);
    }
  }
  if (!permissions.isDictionary()) return;
  for (const auto& [key, signature] : permissions.getDictAsMap()) {
    QPDFObjectHandle one = signature;
    if (one.isDictionary()) {
      read_signature(parts, one, with_property(with_property({}, "Perms"), key.substr(1)));
    }
  }
}

}  // namespace mishen::pdf
