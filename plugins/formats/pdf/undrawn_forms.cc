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

// Forms are read many at a time, out of one file: fonts and forms that they share are copied once.
constexpr std::size_t kFormsOfFile = 512;

// So many of them may be given up, since what they draw has no end, before no more are read with
// the forms inside them.
constexpr std::size_t kMostGivenUp = 3;

class FormReader {
 public:
  FormReader(Parts& parts, KnownText& known) : parts_(&parts), known_(&known) {}

  void read_all(const std::vector<QPDFObjectHandle>& forms) {
    each_file(forms, false);
    const std::vector<QPDFObjectHandle> apart = std::move(apart_);
    each_file(apart, true);
  }

 private:
  using Forms = std::span<const QPDFObjectHandle>;

  void each_file(Forms forms, bool apart) {
    for (std::size_t i = 0; i < forms.size() && !parts_->out.full(); i += kFormsOfFile) {
      read(forms.subspan(i, std::min(kFormsOfFile, forms.size() - i)), apart);
    }
  }

  void read(Forms forms, bool apart) {
    try {
      read_of(file_of_forms(parts_->pdf, forms, apart), forms, apart);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception&) {
      if (forms.size() == 1) return tell_failed(forms.front());
      // One of them cannot be copied.
      for (std::size_t i = 0; i < forms.size(); ++i) read(forms.subspan(i, 1), apart);
    }
  }

  void read_of(const FormFile& file, Forms forms, bool apart) {
    const OpenedPdf opened = parts_->open(file.bytes, parts_->out.limits());
    if (opened.state != OpenState::open) {
      for (const QPDFObjectHandle& form : forms) tell_failed(form);
      return;
    }
    const auto is_drawn = [&](std::size_t i) {
      const FormIds* const drawn = opened.source->drawn_forms();
      return drawn != nullptr && drawn->count(file.ids[i]) != 0;
    };
    for (std::size_t i = 0; i < forms.size() && !parts_->out.full(); ++i) {
      if (is_drawn(i)) continue;  // by a form before it
      if (!apart && given_up_ >= kMostGivenUp) {
        apart_.push_back(forms[i]);
        continue;
      }
      const Provenance where = place_of(forms[i]);
      guarded(*parts_, where, [&] {
        take(read_inner_page(*opened.source, static_cast<std::uint32_t>(i + 1), *parts_), where);
      });
      if (apart || is_drawn(i)) continue;
      ++given_up_;
      apart_.push_back(forms[i]);
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
  std::size_t given_up_ = 0;
  std::vector<QPDFObjectHandle> apart_;  // to be read once more, each without forms inside
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
  FormReader(parts, known).read_all(forms);
}

}  // namespace mishen::pdf
