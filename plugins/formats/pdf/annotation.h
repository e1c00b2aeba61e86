// One note as a PDF annotation, with an appearance of its own so that every viewer shows it alike.
// Severities differ in colour and in shape: block is boxed, review underlined, notice only tinted.
#pragma once

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>

#include "plugins/formats/pdf/page_content.h"
#include "scanner/document/note.h"

namespace mishen::pdf {

struct AnnotationText {
  std::string id;       // /NM
  std::string subject;  // /Subj
  std::string contents;
  std::string author;
  std::string date;  // as PDF spells it, "D:20260131235959Z"; empty: none
};

// The smallest upright box round the quads.
[[nodiscard]] Box box_round(const std::vector<Quad>& quads);

// A highlight on `page`. Returns an indirect object of `pdf`; `appearance` gets the other one.
QPDFObjectHandle highlight(QPDF& pdf, QPDFObjectHandle page, const std::vector<Quad>& quads,
                           NoteTone tone, const AnnotationText& text, QPDFObjectHandle& appearance);

// A sticky note whose sign stands in `box`.
QPDFObjectHandle sticky(QPDF& pdf, QPDFObjectHandle page, const Box& box, NoteTone tone,
                        const AnnotationText& text, QPDFObjectHandle& appearance);

}  // namespace mishen::pdf
