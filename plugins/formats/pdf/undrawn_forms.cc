#include "plugins/formats/pdf/undrawn_forms.h"

#include <algorithm>
#include <exception>
#include <new>
#include <span>
#include <utility>
#include <vector>

#include "plugins/formats/pdf/inner_pages.h"
#include "plugins/formats/pdf/stream_text.h"

namespace mishen::pdf {
namespace {

// Forms are read some at a time, out of one file: fonts and forms that they share are copied once.
constexpr std::size_t kFormsOfFile = 512;

class FormReader {
 public:
  FormReader(Parts& parts, KnownText& known) : parts_(&parts), known_(&known) {}

  void read(std::span<const QPDFObjectHandle> forms) {
    try {
      read_of(file_of_forms(parts_->pdf, forms), forms);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception&) {
      if (forms.size() > 1) return read_each(forms);  // one of them cannot be copied
      tell_failed(forms.front());
    }
  }

 private:
  void read_each(std::span<const QPDFObjectHandle> forms) {
    for (std::size_t i = 0; i < forms.size(); ++i) read(forms.subspan(i, 1));
  }

  void read_of(const FormFile& file, std::span<const QPDFObjectHandle> forms) {
    const OpenedPdf opened = parts_->open(file.bytes, parts_->out.limits());
    for (std::size_t i = 0; i < forms.size() && !parts_->out.full(); ++i) {
      if (opened.state != OpenState::open) {
        tell_failed(forms[i]);
        continue;
      }
      // By a form before it.
      const FormIds* const drawn = opened.source->drawn_forms();
      if (drawn != nullptr && drawn->count(file.ids[i]) != 0) continue;
      const Provenance where = place_of(forms[i]);
      guarded(*parts_, where, [&] {
        take(read_inner_page(*opened.source, static_cast<std::uint32_t>(i + 1), *parts_), where);
      });
    }
  }

  void take(Document inner, const Provenance& where) {
    // Glyphs of Type 3 fonts draw pictures by forms, which nothing else draws.
    std::erase_if(inner.coverage.gaps,
                  [](const Gap& gap) { return gap.cause == GapCause::image_only_page; });
    move_unknown(std::move(inner), {Surface::hidden_text, where, TraceKind::hidden_text},
                 kUndrawnForm, *known_, parts_->out);
  }

  void tell_failed(QPDFObjectHandle form) {
    parts_->out.add_gap(GapCause::part_failed, place_of(form), {"gap.pdf-part-failed", {}});
  }

  Parts* parts_;
  KnownText* known_;
};

}  // namespace

void read_undrawn_forms(Parts& parts, const Census& census, const FormIds& drawn,
                        KnownText& known) {
  std::vector<QPDFObjectHandle> forms;
  for (const QPDFObjGen id : census.forms) {
    if (drawn.count({id.getObj(), id.getGen()}) != 0) continue;
    QPDFObjectHandle form = parts.pdf.getObject(id);
    guarded(parts, place_of(form), [&] {
      if (parts.take(form) && may_say_something(parts, form)) forms.push_back(form);
    });
  }
  FormReader reader(parts, known);
  for (std::size_t i = 0; i < forms.size() && !parts.out.full(); i += kFormsOfFile) {
    reader.read(std::span(forms).subspan(i, std::min(kFormsOfFile, forms.size() - i)));
  }
}

}  // namespace mishen::pdf
