// What a PDF holds beside its pages: which passages, where, with which traces.
#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <string>

#include "plugins/formats/pdf/markup.h"
#include "plugins/formats/pdf/revision_ends.h"
#include "plugins/formats/pdf/value_traces.h"
#include "tests/unit/pdf/reading.h"

namespace mishen::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Parts = BothSources;
MISHEN_BOTH_SOURCES(Parts);

PdfBuilder one_page(const std::string& annotations = "") {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page("BT /F1 12 Tf 72 700 Td (seen) Tj ET",
               "/MediaBox[0 0 595 842]/Annots[" + annotations + "]");
  return pdf;
}

const Passage* find(const Document& document, const std::string& where) {
  for (const Passage& passage : document.passages) {
    if (path(passage.where) == where) return &passage;
  }
  return nullptr;
}

std::vector<TraceKind> kinds(const Document& document) {
  std::vector<TraceKind> all;
  for (const Passage& passage : document.passages) {
    for (const Trace& trace : passage.traces) all.push_back(trace.kind);
  }
  return all;
}

std::string appended(const std::string& whole, int object, const std::string& body) {
  const std::string at = whole.substr(whole.rfind("startxref\n") + 10);
  std::array<char, 24> entry{};
  std::snprintf(entry.data(), entry.size(), "%010zu 00000 n \n", whole.size());
  std::string out = whole + std::to_string(object) + " 0 obj\n" + body + "\nendobj\n";
  const std::string start = std::to_string(out.size());
  return out + "xref\n" + std::to_string(object) + " 1\n" + entry.data() +
         "trailer\n<</Size 99/Root 1 0 R/Prev " + at.substr(0, at.find('\n')) + ">>\nstartxref\n" +
         start + "\n%%EOF\n";
}

TEST_P(Parts, NotesTellTheirWriterAndDate) {
  const Document document = read(one_page("<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/T(Li)"
                                          "/Contents(why so much)/M(D:20200101)>>")
                                     .build());
  const Passage* note = find(document, "page[1]/annot[1]");
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(note->text, "why so much");
  EXPECT_EQ(note->surface, Surface::annotation);
  ASSERT_EQ(note->traces.size(), 1U);
  EXPECT_EQ(note->traces[0].kind, TraceKind::comment);
  EXPECT_EQ(note->traces[0].what, "text");
  EXPECT_EQ(note->traces[0].author, "Li");
  EXPECT_EQ(note->traces[0].date, "D:20200101");
  const std::vector<Quad> quads = quads_of(*note, {0, 3});
  ASSERT_EQ(quads.size(), 1U);
  EXPECT_EQ(quads[0].start_bottom, (Point{10, 10}));
  EXPECT_EQ(quads[0].end_top, (Point{30, 30}));
}

// Its parent should be a field that has it among its kids, and need not be.
TEST_P(Parts, AFieldIsReadWhateverItsParentIs) {
  // A page, the page tree, and what need not know of it.
  for (const char* parent : {"5 0 R", "2 0 R", "<</T(other)>>", "<</T(other)/Kids[]>>"}) {
    SCOPED_TRACE(parent);
    PdfBuilder pdf;
    const std::string widget = std::string("<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(kept)") +
                               "/Rect[10 10 30 30]/Parent " + parent + ">>";
    pdf.add_page("", "/MediaBox[0 0 595 842]/Annots[" + PdfBuilder::ref(pdf.add(widget)) + "]");
    EXPECT_THAT(texts(read(pdf.build()), Surface::form_field), Contains("kept"));
  }
}

TEST_P(Parts, AFieldIsReadWhateverItIs) {
  PdfBuilder pdf;
  pdf.add_page("",
               "/MediaBox[0 0 595 842]/Annots["
               "<</Subtype/Widget/FT/Tx/T(a)/V(in the page)/Rect[10 10 30 30]>>"
               "<</Subtype/Widget/FT/Tx/T(b)/V(beside it)/Rect[10 10 30 30]>>" +
                   PdfBuilder::ref(pdf.add("<</Subtype/Widget/FT/Tx/V(nowhere)>>")) + " " +
                   PdfBuilder::ref(pdf.add("<</Subtype/Link/FT/Tx/V(a link)>>")) + "]");
  EXPECT_THAT(texts(read(pdf.build()), Surface::form_field),
              ::testing::IsSupersetOf({"in the page", "beside it", "nowhere", "a link"}));
}

TEST_P(Parts, AValueIsDrawnOnlyWhereItsWidgetStands) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const int over = pdf.add("<</Subtype/Widget/FT/Tx/V(seen)/T(a)/Rect[70 695 120 715]>>");
  const int beside = pdf.add("<</Subtype/Widget/FT/Tx/V(seen)/T(b)/Rect[70 95 120 115]>>");
  pdf.add_page("BT /F1 12 Tf 72 700 Td (seen) Tj ET", "/MediaBox[0 0 595 842]/Annots[" +
                                                          PdfBuilder::ref(over) + " " +
                                                          PdfBuilder::ref(beside) + "]");
  pdf.catalog_extra =
      "/AcroForm<</Fields[" + PdfBuilder::ref(over) + " " + PdfBuilder::ref(beside) + "]>>";
  const Document document = read(pdf.build());
  EXPECT_EQ(find(document, "field[a]"), nullptr);
  EXPECT_NE(find(document, "field[b]"), nullptr);
}

// Under keys of a program's own, anywhere: an editor shows them to whoever opens the file.
TEST_P(Parts, StringsAreReadWhereverTheyHang) {
  PdfBuilder pdf;
  pdf.use_font("F1", pdf.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Note(in a font)>>"));
  pdf.trailer_extra = "/Trail(in the trailer)";
  pdf.catalog_extra = "/Own(in the catalogue)/More " +
                      PdfBuilder::ref(pdf.add("<</A[(in an array)]/B " +
                                              PdfBuilder::ref(pdf.add("(by itself)")) + ">>"));
  const std::string reply = PdfBuilder::ref(
      pdf.add("<</Type/Annot/Subtype/Text/Rect[1 1 9 9]/Contents(in a note no page lists)>>"));
  pdf.add_page("BT /F1 12 Tf 72 700 Td (seen) Tj ET",
               "/MediaBox[0 0 595 842]/Mine(in a page)/Annots[<</Type/Annot/Subtype/Text"
               "/Rect[1 1 9 9]/Contents(a note)/Extra(in a note)/IRT " +
                   reply + ">>]",
               "/Properties<</MC0<</Secret(in a property list)>>>>");
  EXPECT_THAT(texts(read(pdf.build()), Surface::metadata),
              ::testing::UnorderedElementsAre("in a font", "in the trailer", "in the catalogue",
                                              "in an array", "by itself", "in a note no page lists",
                                              "in a page", "in a note", "in a property list"));
}

// Those that draw are drawn, those that hold words are read, and no other is passed over.
TEST_P(Parts, StreamsAreReadWhereverTheyHang) {
  PdfBuilder pdf = one_page();
  const int data = pdf.add_stream("in a stream");
  const int form = pdf.add_form("BT /F1 12 Tf 72 700 Td (in a form) Tj ET");
  const int other = pdf.add_stream(std::string("\x01\x02\xFF\x00", 4));
  pdf.catalog_extra = "/Own[" + PdfBuilder::ref(data) + "]/Mine<</More " + PdfBuilder::ref(form) +
                      ">>/Bytes " + PdfBuilder::ref(other);
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document, Surface::metadata),
              ::testing::UnorderedElementsAre("in a stream", "in a form"));
  EXPECT_THAT(causes(document), Contains(GapCause::unsupported_part));
}

TEST_P(Parts, WhatHangsOnHiddenPagesIsRead) {
  PdfBuilder pdf = one_page();
  const std::string notes =
      "<</Type/Annot/Subtype/Text/Rect[1 1 9 9]/Contents(hidden note)>>"
      "<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V(hidden value)>>";
  const int page = pdf.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[" + notes +
                           "]/PieceInfo<</Maker<</Private(hidden data)>>>>>>");
  pdf.catalog_extra = "/Names<</Templates<</Names[(t) " + PdfBuilder::ref(page) + "]>>>>";
  EXPECT_THAT(texts(read(pdf.build())),
              ::testing::IsSupersetOf({"hidden note", "hidden value", "hidden data"}));
}

// Ids, names of fonts, colours of pictures, and what is told at its place already.
TEST_P(Parts, StringsWithoutWordsAreNotRead) {
  PdfBuilder pdf = one_page(
      "<</Subtype/Widget/FT/Tx/T(name)/V(value)/RV(<body><p>value</p></body>)"
      "/DA(/Helv 12 Tf)/Rect[70 95 120 115]/M(D:20200101)>>");
  pdf.catalog_extra = "/Lang(zh-CN)/Colours[/Indexed/DeviceRGB 1(abcdef)]";
  pdf.trailer_extra = "/ID[(0123456789abcdef)(0123456789abcdef)]";
  EXPECT_THAT(texts(read(pdf.build()), Surface::metadata), IsEmpty());
}

TEST_P(Parts, ScriptsAndTargetsAreRead) {
  PdfBuilder pdf = one_page(
      "<</Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(\\\\\\\\srv\\\\share\\\\a.exe)"
      "/Next<</S/JavaScript/JS(app.alert\\(1\\))>>>>>>");
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document, Surface::hyperlink), ElementsAre("\\\\srv\\share\\a.exe"));
  EXPECT_THAT(texts(document, Surface::field_code), ElementsAre("app.alert(1)"));
  EXPECT_THAT(kinds(document), ElementsAre(TraceKind::machine_path, TraceKind::script));
  EXPECT_THAT(document.coverage.gaps, IsEmpty());
}

// Elements are let go of when they are read; what they lead to is in use all the same.
TEST_P(Parts, WhatAStructureElementLeadsToIsInUse) {
  PdfBuilder pdf = one_page("<</Subtype/Text/Rect[10 10 30 30]/Contents(note)>>");
  const int script = pdf.add("<</S/JavaScript/JS(app.beep\\(\\))>>");
  const int inner = pdf.add("<</S/Span/P 2 0 R/E(more)/C/x/T[(loose)]>>");
  const int outer =
      pdf.add("<</Type/StructElem/S/P/P 2 0 R/Alt(said)/A<</O/Layout>>/Ref[[<</Y " +
              PdfBuilder::ref(script) + ">>]]/K[1 0 R " + PdfBuilder::ref(inner) + "]>>");
  // A catalogue that could be an element must stay what it is.
  pdf.catalog_extra += "/S/P/P 2 0 R/Names<</Dests<</Names[(place)[]]>>>>/StructTreeRoot<</K " +
                       PdfBuilder::ref(outer) + ">>";
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document, Surface::alt_text), ::testing::IsSupersetOf({"said", "more"}));
  EXPECT_THAT(texts(document, Surface::field_code), ElementsAre("app.beep()"));
  EXPECT_THAT(texts(document, Surface::bookmark), ElementsAre("place"));
  EXPECT_THAT(texts(document, Surface::annotation), ElementsAre("note"));
  EXPECT_THAT(texts(document, Surface::unreferenced_object), IsEmpty());
  EXPECT_THAT(document.coverage.gaps, IsEmpty());
}

TEST_P(Parts, WhatALaterRevisionChangedIsFound) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  // The page's content is added just before it.
  const int content =
      pdf.add_page("BT /F1 12 Tf 72 700 Td (kept) Tj 0 -100 Td (removed) Tj ET") - 1;
  const std::string whole = pdf.build();
  const std::string now = "BT /F1 12 Tf 72 700 Td (kept) Tj ET";
  const Document document = read(
      appended(whole, content,
               "<</Length " + std::to_string(now.size()) + ">>stream\n" + now + "\nendstream"));
  EXPECT_THAT(texts(document, Surface::previous_revision), ElementsAre("removed"));
  EXPECT_THAT(kinds(document), ElementsAre(TraceKind::removed_in_revision));
  EXPECT_EQ(document.passages.back().where.front(), (Step{StepKind::revision, 1, {}}));
}

TEST_P(Parts, WhatALaterRevisionAddedIsNoFinding) {
  const std::string whole = one_page().build();
  const Document document = read(appended(whole, 90, "<</Nothing null>>"));
  EXPECT_THAT(kinds(document), IsEmpty());
  EXPECT_THAT(texts(document, Surface::previous_revision), IsEmpty());
}

TEST_P(Parts, UnusedObjectsAreRead) {
  PdfBuilder pdf = one_page();
  pdf.add_stream("BT /F1 12 Tf 72 700 Td (forgotten) Tj ET");
  pdf.add("<</Note(left over)>>");
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document, Surface::unreferenced_object), ElementsAre("forgotten", "left over"));
  EXPECT_THAT(kinds(document), Contains(TraceKind::unreferenced));
}

TEST_P(Parts, UnusedContentWithoutItsFontIsAGap) {
  PdfBuilder pdf = one_page();
  pdf.add_stream("BT /Gone 12 Tf 72 700 Td (forgotten) Tj ET");
  EXPECT_THAT(causes(read(pdf.build())), ElementsAre(GapCause::unsupported_part));
}

TEST_P(Parts, BytesOutsideTheFileAreToldOf) {
  const std::string whole = one_page().build();
  EXPECT_THAT(texts(read(whole + "some words\n"), Surface::unreferenced_object),
              ElementsAre("some words"));
  EXPECT_THAT(causes(read(whole + "\x01\x02\x03")), ElementsAre(GapCause::unsupported_part));
}

TEST_P(Parts, APartThatFailsLosesNoOther) {
  PdfBuilder pdf = one_page();
  const int broken = pdf.add_stream("no deflate", "/Type/Metadata/Filter/FlateDecode");
  const int info = pdf.add("<</Title(named)>>");
  pdf.catalog_extra = "/Metadata " + PdfBuilder::ref(broken);
  pdf.trailer_extra = "/Info " + PdfBuilder::ref(info);
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document, Surface::metadata), ElementsAre("named"));
  EXPECT_THAT(causes(document), Contains(GapCause::part_failed));
}

TEST_P(Parts, AttachmentsAreHandedOver) {
  PdfBuilder pdf = one_page();
  const int data = pdf.add_stream("inside", "/Type/EmbeddedFile");
  pdf.catalog_extra = "/Names<</EmbeddedFiles<</Names[(x)<</F(x.bin)/Desc(about)/EF<</F " +
                      PdfBuilder::ref(data) + ">>>>]>>>>";
  const std::string bytes = pdf.build();
  const Limits limits;
  DocumentBuilder builder(limits);
  std::vector<EmbeddedFile> files;
  builder.set_embedded_reader(
      [&](const EmbeddedFile& file, DocumentBuilder&) { files.push_back(file); });
  pdf::read_pdf(bytes, GetParam(), builder);
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].name, "x.bin");
  EXPECT_EQ(files[0].bytes, "inside");
  EXPECT_EQ(path(files[0].where), "x.bin");
  EXPECT_THAT(texts(builder.document(), Surface::attachment), ElementsAre("x.bin", "x", "about"));
}

// As Illustrator keeps a drawing beside the page: in pieces, texts in base 85.
TEST_P(Parts, PrivateDrawingCodeIsReadForItsWords) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const int first = pdf.add_stream(
      "%!PS-Adobe-3.0\r%%For: (Li) ()\r%%BoundingBox: 36 -745 577 -43\r"
      "%AI3_Cropmarks: 36.12345 -756.12345 576 -36\r118.7796123 32.0602555 m\r6222021234");
  const int second = pdf.add_stream(
      "567890128 32.0602555 l\rf\r(shown \\(twice\\)) Tx\r/AI11TextDocument : /ASCII85Decode "
      ",\r%4?O`>0H_eCrr?!u=9)\\.\r%6NBm^6i]XU6n'6B4o~>\r%_/UID : (a layer) ;\r");
  const int memo = pdf.add_stream("a memo: 12 l of milk");
  pdf.add_page("BT /F1 12 Tf 72 700 Td (seen) Tj ET",
               "/MediaBox[0 0 595 842]/PieceInfo<</Illustrator<</Private<</Data1 " +
                   PdfBuilder::ref(first) + "/Data2 " + PdfBuilder::ref(second) + "/Memo " +
                   PdfBuilder::ref(memo) + ">>>>>>");
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document, Surface::metadata),
              ::testing::UnorderedElementsAre("", "a memo: 12 l of milk",
                                              "(Li) ()\nshown (twice)\nTX_CODED\na layer\n"));
  EXPECT_THAT(document.coverage.gaps, IsEmpty());
}

TEST_P(Parts, PrivatePicturesAreAGap) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  const int data = pdf.add_stream(
      "%!PS-Adobe-3.0\n%%BeginData: 9 Hex Bytes\n%0000330000660000990000CC\n%%EndData\n(word) t");
  pdf.add_page(
      "BT /F1 12 Tf 72 700 Td (seen) Tj ET",
      "/MediaBox[0 0 595 842]/PieceInfo<</Maker<</Private " + PdfBuilder::ref(data) + ">>>>");
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document, Surface::metadata), ElementsAre("", "word\n"));
  EXPECT_THAT(causes(document), ElementsAre(GapCause::unsupported_part));
}

// A note nothing leads to, whose look is a form that something else leads to.
TEST_P(Parts, TheLookOfAForgottenNoteIsDrawn) {
  PdfBuilder pdf = one_page();
  const int look = pdf.add_stream(
      "q 118.7796123 32.0602555 m 118.7796123 40 l S Q BT /F1 9 Tf (forgotten) Tj ET",
      "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1<</Type/Font/Subtype/Type1"
      "/BaseFont/Helvetica>>>>>>");
  pdf.add("<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N " + PdfBuilder::ref(look) + ">>>>");
  pdf.catalog_extra = "/Kept<</AP<</N " + PdfBuilder::ref(look) + ">>>>";
  EXPECT_THAT(texts(read(pdf.build()), Surface::unreferenced_object), ElementsAre("forgotten"));
}

TEST_P(Parts, ALookWithoutWordsIsNoGap) {
  PdfBuilder pdf = one_page();
  const int inner = pdf.add_stream("1 1 0.6 rg /R0 gs 118.7796123 32.0602555 m 118.7796 40 l f*",
                                   "/Type/XObject/Subtype/Form/BBox[0 0 200 20]");
  const int look = pdf.add_stream("/R0 gs /X Do",
                                  "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources"
                                  "<</XObject<</X " +
                                      PdfBuilder::ref(inner) + ">>>>");
  pdf.add("<</Type/Annot/Subtype/Highlight/Rect[0 0 9 9]/AP<</N " + PdfBuilder::ref(look) + ">>>>");
  pdf.catalog_extra = "/Kept " + PdfBuilder::ref(look);
  const Document document = read(pdf.build());
  EXPECT_THAT(texts(document, Surface::unreferenced_object), IsEmpty());
  EXPECT_THAT(document.coverage.gaps, IsEmpty());
}

TEST_P(Parts, AForgottenPieceOfContentSaysItsStringsAlone) {
  PdfBuilder pdf = one_page();
  pdf.add_stream("ET 118.7796123 32.0602555 m 1 2 l S BT (half) Tj 10 0 Td");
  EXPECT_THAT(texts(read(pdf.build()), Surface::unreferenced_object), ElementsAre("half"));
}

TEST(Revisions, LinearizedHalvesAndForeignEndsAreNone) {
  const std::string whole = one_page().build();
  EXPECT_THAT(pdf::find_revisions(whole), IsEmpty());
  EXPECT_THAT(
      pdf::find_revisions("%PDF-1.4\n1 0 obj<</Linearized 1>>\nstartxref\n0\n%%EOF\n" + whole),
      IsEmpty());
  EXPECT_EQ(pdf::find_revisions(appended(whole, 90, "<<>>")).size(), 1U);
}

TEST(ValueTraces, PathsAndPersons) {
  const auto spans = [](std::string_view text) {
    std::vector<Trace> traces;
    pdf::trace_paths(text, traces);
    std::vector<std::string> found;
    for (const Trace& trace : traces)
      found.emplace_back(text.substr(trace.span.begin, trace.span.size()));
    return found;
  };
  EXPECT_THAT(spans("see C:\\Users\\li\\a.doc"), ElementsAre("C:\\Users\\li\\a.doc"));
  EXPECT_THAT(spans("\\\\srv\\share\\b"), ElementsAre("\\\\srv\\share\\b"));
  EXPECT_THAT(spans("file:///home/li/x"), ElementsAre("file:///home/li/x"));
  EXPECT_THAT(spans("http://example.com/home/a and 1:2 and a/b"), IsEmpty());
  EXPECT_TRUE(pdf::names_a_person("dc:creator"));
  EXPECT_FALSE(pdf::names_a_person("Producer"));
  EXPECT_TRUE(pdf::is_date("D:20200102030405+08'00'"));
  EXPECT_TRUE(pdf::is_date("2020-01-02T03:04:05Z"));
  EXPECT_FALSE(pdf::is_date("19912345678"));
  EXPECT_FALSE(pdf::is_date("341302190001010015"));
}

TEST(Markup, ValuesHaveTheNameOfWhatHoldsThem) {
  std::vector<std::string> found;
  pdf::walk_markup(
      "<rdf:RDF xmlns:rdf='x'><d pdf:Producer='P'><dc:creator><rdf:Seq><rdf:li>A &amp; B</rdf:li>"
      "</rdf:Seq></dc:creator></d></rdf:RDF>",
      [&](std::string_view name, const std::string& text, pdf::MarkupPlace) {
        found.push_back(std::string(name) + "=" + text);
      });
  EXPECT_THAT(found, ElementsAre("pdf:Producer=P", "dc:creator=A & B"));
  EXPECT_EQ(pdf::text_of_rich("<body><p>a<b>b</b></p><p>c</p></body>"), "ab\nc");
}

// Between two objects; the table knows neither where it stands nor its number.
TEST_P(Parts, ObjectsThatNoTableKnowsAreRead) {
  std::string whole = one_page().build();
  const std::size_t table = whole.rfind("xref\n0 ");
  const std::string loose = "77 0 obj\n<</Kept(out of the table)>>\nendobj\n";
  whole.insert(table, loose);
  const std::size_t start = whole.rfind("startxref\n") + 10;
  whole.replace(start, whole.find('\n', start) - start, std::to_string(table + loose.size()));
  const Document document = read(whole);
  EXPECT_THAT(texts(document, Surface::unreferenced_object), ElementsAre("out of the table"));
  EXPECT_THAT(kinds(document), ElementsAre(TraceKind::unreferenced));
  EXPECT_THAT(document.coverage.gaps, IsEmpty());
}

// An earlier state of an object that was overwritten without a section of its own.
TEST_P(Parts, APageThatNoTableKnowsAnyMoreIsReadAsItWas) {
  PdfBuilder pdf;
  pdf.use_usual_fonts();
  pdf.add_page("BT /F1 12 Tf 72 700 Td (seen) Tj ET", "/MediaBox[0 0 595 842]");
  std::string whole = pdf.build();
  const std::size_t content = whole.find("/Length");
  const std::size_t object = whole.rfind("\n", whole.rfind(" obj", content)) + 1;
  const std::string number = whole.substr(object, whole.find(' ', object) - object);
  const std::string was = "BT /F1 12 Tf 72 700 Td (before) Tj ET";
  const std::string loose = number + " 0 obj\n<</Length " + std::to_string(was.size()) +
                            ">>stream\n" + was + "\nendstream\nendobj\n";
  const std::size_t table = whole.rfind("xref\n0 ");
  whole.insert(table, loose);
  const std::size_t start = whole.rfind("startxref\n") + 10;
  whole.replace(start, whole.find('\n', start) - start, std::to_string(table + loose.size()));
  EXPECT_THAT(texts(read(whole), Surface::unreferenced_object), ElementsAre("before"));
}

TEST_P(Parts, WordsBetweenTheObjectsAreRead) {
  std::string whole = one_page().build();
  const std::size_t table = whole.rfind("xref\n0 ");
  const std::string words = "% left by somebody\n";
  whole.insert(table, words);
  const std::size_t start = whole.rfind("startxref\n") + 10;
  whole.replace(start, whole.find('\n', start) - start, std::to_string(table + words.size()));
  const Document document = read(whole);
  EXPECT_THAT(texts(document, Surface::unreferenced_object), ElementsAre("% left by somebody"));
}

// The word stands in the data of a stream, which is an object the table knows.
TEST_P(Parts, WhatLooksLikeAnObjectInsideAStreamIsNone) {
  PdfBuilder pdf = one_page();
  const int inner = pdf.add_stream("5 0 obj\n<</Kept(inside)>>\nendobj\n", "/Type/EmbeddedFile");
  pdf.catalog_extra = "/Own " + PdfBuilder::ref(inner);
  EXPECT_THAT(texts(read(pdf.build()), Surface::unreferenced_object), IsEmpty());
}

TEST_P(Parts, PhotosAreHandedOverIfTheyTellOfThemselves) {
  const std::string plain("\xFF\xD8\xFF\xE0\0\x04JF\xFF\xDA\0\x02..\xFF\xD9", 16);
  const std::string telling(
      "\xFF\xD8\xFF\xE1\0\x08"
      "Exif\0\0\xFF\xDA\0\x02..\xFF\xD9",
      20);
  PdfBuilder pdf = one_page();
  std::string drawn;
  for (const std::string& photo : {plain, telling}) {
    drawn += PdfBuilder::ref(pdf.add_stream(
                 photo,
                 "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
                 "/Filter/DCTDecode")) +
             " ";
  }
  pdf.catalog_extra = "/Own[" + drawn + "]";
  const Limits limits;
  DocumentBuilder out(limits);
  std::vector<std::string> names;
  out.set_embedded_reader([&](const EmbeddedFile& file, DocumentBuilder&) {
    EXPECT_TRUE(file.pixels_told);
    names.push_back(path(file.where) + " " + std::to_string(file.bytes.size()));
  });
  pdf::read_pdf(pdf.build(), GetParam(), out);
  ASSERT_EQ(names.size(), 1U);
  EXPECT_NE(names[0].find("picture.jpg 20"), std::string::npos) << names[0];
}

}  // namespace
}  // namespace mishen::testing
