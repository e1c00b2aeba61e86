#include "plugins/formats/pdf/annotation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace mishen::pdf {
namespace {

constexpr double kMargin = 1.5;  // room for lines round the quads, in points
constexpr double kOpacity = 0.45;
constexpr int kPrint = 4;  // annotation flag: shown on paper too

using Colour = std::array<double, 3>;

Colour colour_of(NoteTone tone) {
  switch (tone) {
    case NoteTone::block:
      return {0.90, 0.25, 0.20};
    case NoteTone::review:
      return {0.98, 0.72, 0.10};
    case NoteTone::notice:
      break;
  }
  return {0.45, 0.70, 0.95};
}

// Hundredths of a point; the C locale's point whatever the program's is.
std::string number(double value) {
  const auto hundredths = static_cast<std::int64_t>(std::llround(value * 100));
  const std::int64_t whole = hundredths / 100;
  const std::int64_t rest = std::abs(hundredths % 100);
  std::string out = (hundredths < 0 && whole == 0 ? "-" : "") + std::to_string(whole);
  if (rest != 0) out += (rest < 10 ? ".0" : ".") + std::to_string(rest);
  return out;
}

std::string point(Point p) { return number(p.x) + " " + number(p.y); }

std::string numbers(const Colour& colour) {
  return number(colour[0]) + " " + number(colour[1]) + " " + number(colour[2]);
}

std::string array_of(const Box& box) {
  return "[" + number(box.left) + " " + number(box.bottom) + " " + number(box.right) + " " +
         number(box.top) + "]";
}

std::string outline_of(const Quad& quad) {
  return point(quad.start_top) + " m " + point(quad.end_top) + " l " + point(quad.end_bottom) +
         " l " + point(quad.start_bottom) + " l h ";
}

std::string highlight_content(const std::vector<Quad>& quads, NoteTone tone) {
  const Colour colour = colour_of(tone);
  std::string out = "q /G gs " + numbers(colour) + " rg ";
  for (const Quad& quad : quads) out += outline_of(quad) + "f ";
  out += "Q q " + numbers(colour) + " RG ";
  for (const Quad& quad : quads) {
    if (tone == NoteTone::block) out += "1.2 w " + outline_of(quad) + "S ";
    if (tone == NoteTone::review) {
      out += "1.2 w " + point(quad.start_bottom) + " m " + point(quad.end_bottom) + " l S ";
    }
  }
  return out + "Q\n";
}

// A square with a bar and a dot: an exclamation mark without a font.
std::string sign_content(const Box& box, NoteTone tone) {
  const double middle = (box.left + box.right) / 2;
  const double height = box.height();
  const auto rectangle = [](double x, double y, double w, double h) {
    return number(x) + " " + number(y) + " " + number(w) + " " + number(h) + " re ";
  };
  return "q " + numbers(colour_of(tone)) + " rg 0.2 G 0.8 w " +
         rectangle(box.left + 1, box.bottom + 1, box.width() - 2, height - 2) + "B 0.1 g " +
         rectangle(middle - 1.2, box.bottom + height * 0.42, 2.4, height * 0.38) +
         rectangle(middle - 1.2, box.bottom + height * 0.2, 2.4, height * 0.12) + "f Q\n";
}

QPDFObjectHandle form(QPDF& pdf, const Box& box, const std::string& content) {
  QPDFObjectHandle stream = pdf.makeIndirectObject(QPDFObjectHandle::newStream(&pdf, content));
  QPDFObjectHandle dictionary = QPDFObjectHandle::parse(
      "<< /Type /XObject /Subtype /Form /Resources << /ExtGState << /G << /BM /Multiply /ca " +
      number(kOpacity) + " >> >> >> /Group << /S /Transparency >> >>");
  dictionary.replaceKey("/BBox", QPDFObjectHandle::parse(array_of(box)));
  dictionary.replaceKey("/Length",
                        QPDFObjectHandle::newInteger(static_cast<long long>(content.size())));
  stream.replaceDict(dictionary);
  return stream;
}

QPDFObjectHandle annotation(QPDF& pdf, QPDFObjectHandle page, const char* subtype, const Box& box,
                            NoteTone tone, const AnnotationText& text,
                            QPDFObjectHandle appearance) {
  QPDFObjectHandle out = QPDFObjectHandle::newDictionary();
  const auto string = [](const std::string& value) {
    return QPDFObjectHandle::newUnicodeString(value);
  };
  out.replaceKey("/Type", QPDFObjectHandle::newName("/Annot"));
  out.replaceKey("/Subtype", QPDFObjectHandle::newName(subtype));
  out.replaceKey("/P", page);
  out.replaceKey("/F", QPDFObjectHandle::newInteger(kPrint));
  out.replaceKey("/Rect", QPDFObjectHandle::parse(array_of(box)));
  out.replaceKey("/C", QPDFObjectHandle::parse("[" + numbers(colour_of(tone)) + "]"));
  out.replaceKey("/NM", string(text.id));
  out.replaceKey("/T", string(text.author));
  out.replaceKey("/Subj", string(text.subject));
  out.replaceKey("/Contents", string(text.contents));
  if (!text.date.empty()) {
    out.replaceKey("/M", QPDFObjectHandle::newString(text.date));
    out.replaceKey("/CreationDate", QPDFObjectHandle::newString(text.date));
  }
  QPDFObjectHandle looks = QPDFObjectHandle::newDictionary();
  looks.replaceKey("/N", appearance);
  out.replaceKey("/AP", looks);
  return pdf.makeIndirectObject(out);
}

}  // namespace

Box box_round(const std::vector<Quad>& quads) {
  Box box;
  bool first = true;
  for (const Quad& quad : quads) {
    for (const Point& p : {quad.start_top, quad.end_top, quad.start_bottom, quad.end_bottom}) {
      box.left = first ? p.x : std::min(box.left, p.x);
      box.right = first ? p.x : std::max(box.right, p.x);
      box.bottom = first ? p.y : std::min(box.bottom, p.y);
      box.top = first ? p.y : std::max(box.top, p.y);
      first = false;
    }
  }
  return box;
}

QPDFObjectHandle highlight(QPDF& pdf, QPDFObjectHandle page, const std::vector<Quad>& quads,
                           NoteTone tone, const AnnotationText& text,
                           QPDFObjectHandle& appearance) {
  Box box = box_round(quads);
  box = {box.left - kMargin, box.bottom - kMargin, box.right + kMargin, box.top + kMargin};
  appearance = form(pdf, box, highlight_content(quads, tone));
  QPDFObjectHandle out = annotation(pdf, page, "/Highlight", box, tone, text, appearance);
  std::string points = "[";
  for (const Quad& quad : quads) {
    points += point(quad.start_top) + " " + point(quad.end_top) + " " + point(quad.start_bottom) +
              " " + point(quad.end_bottom) + " ";
  }
  out.replaceKey("/QuadPoints", QPDFObjectHandle::parse(points + "]"));
  return out;
}

QPDFObjectHandle sticky(QPDF& pdf, QPDFObjectHandle page, const Box& box, NoteTone tone,
                        const AnnotationText& text, QPDFObjectHandle& appearance) {
  appearance = form(pdf, box, sign_content(box, tone));
  QPDFObjectHandle out = annotation(pdf, page, "/Text", box, tone, text, appearance);
  out.replaceKey("/Name", QPDFObjectHandle::newName("/Comment"));
  return out;
}

}  // namespace mishen::pdf
