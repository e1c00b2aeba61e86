#!/usr/bin/python3
"""Drafts of many shapes, each doubled twice: what grows worse than linear?

    tests/bench/shapes.py MISHEN [SHAPE...]     all, or those named

Prints CPU seconds of n, 2n and 4n with what a draft of n/20 takes off, and how many times as much each doubling
takes: 2 is linear. Above 2.6 at the end it says so; on a loaded machine look again before believing it."""

import sys
import tempfile
from pathlib import Path

from growth import measure

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "fixtures/make"))
import bench_corpus  # noqa: E402
import docx_kit as d  # noqa: E402
import pdf_kit as k  # noqa: E402
import synthetic  # noqa: E402

_BY = 'w:author="甲" w:date="2024-01-01T00:00:00Z"'
SHAPES = {}


def shape(ending: str, size: int):
    def known(make):
        SHAPES[make.__name__] = (ending, size, make)
        return make
    return known


def paragraphs(one, n: int) -> bytes:
    return d.Docx(*(one(i) for i in range(n))).bytes()


def numbers(n: int):
    people = synthetic.people(9)
    return ("申请人{},身份证号{},电话{}".format(*next(people)) for _ in range(n))


def other_text(seed: int):
    """Endless lines of 26 characters, none like another."""
    dice = bench_corpus.random.Random(seed)
    while True:
        yield "".join(dice.choices(bench_corpus.rare_characters(), k=26))


# ---- DOCX

@shape("docx", 5000)
def comments(n):
    draft = d.Docx(*(f'<w:p><w:r><w:t>说明{i}</w:t></w:r><w:r><w:commentReference w:id="{i}"/></w:r></w:p>'
                     for i in range(n)))
    draft.part("comments", "comments", "comments",
               "".join(f'<w:comment w:id="{i}" {_BY}>{d.p(f"请核{i}")}</w:comment>' for i in range(n)))
    return draft.bytes()


@shape("docx", 10_000)
def tracked_changes(n):
    return paragraphs(lambda i: f'<w:p><w:ins w:id="{i}" {_BY}>{d.run(f"新增{i}")}</w:ins><w:del w:id="{n + i}" {_BY}>'
                                f"<w:r><w:delText>删去{i}</w:delText></w:r></w:del></w:p>", n)


@shape("docx", 10_000)
def footnotes(n):
    draft = d.Docx(*(d.p(f"正文{i}", d.note_reference("footnote", i + 1)) for i in range(n)))
    return draft.notes("footnote", *(d.p(f"注{i}") for i in range(n))).bytes()


@shape("docx", 8000)
def tables(n):
    return paragraphs(lambda i: d.table([["姓名", "身份证号"], ["张三", f"第{i}行"]]), n)


@shape("docx", 20_000)
def rows(n):
    return d.Docx(d.table([["姓名", "备注"]] + [[f"张{i}", "无"] for i in range(n)])).bytes()


@shape("docx", 3000)
def columns(n):
    return d.Docx(d.table([[f"列{i}" for i in range(n)]] * 3)).bytes()


@shape("docx", 40_000)
def runs(n):
    return d.Docx(d.p(*[d.run("公")] * n)).bytes()


@shape("docx", 4000)
def text_boxes(n):
    return paragraphs(lambda i: d.p(d.text_box(d.p(f"框{i}"))), n)


@shape("docx", 8000)
def links(n):
    draft = d.Docx()
    draft.body = [f'<w:p><w:hyperlink r:id="{draft.relate("hyperlink", f"https://example.com/{i}", True)}">'
                  f"{d.run('链')}</w:hyperlink></w:p>" for i in range(n)]
    return draft.bytes()


@shape("docx", 4000)
def styles(n):
    draft = d.Docx(*(d.p("样式", style=f"s{i}") for i in range(n)))
    draft.part("styles", "styles", "styles", "".join(
        f'<w:style w:type="paragraph" w:styleId="s{i}"><w:name w:val="s{i}"/>'
        + (f'<w:basedOn w:val="s{i - 1}"/>' if i % 8 else "") + "</w:style>" for i in range(n)))
    return draft.bytes()


@shape("docx", 8000)
def marks_of_one_paragraph(n):
    return d.Docx(d.p(*["<w:r><w:t>机密★5年</w:t><w:br/></w:r>"] * n)).bytes()


@shape("docx", 8000)
def marks_among_empty_paragraphs(n):
    return d.Docx(*["<w:p/>"] * n, *[d.p("机密★5年")] * n, *["<w:p/>"] * n).bytes()


@shape("docx", 8000)
def masks_of_one_name(n):
    return paragraphs(lambda i: d.p("张三,身份证号341302********0015"), n)


@shape("docx", 20_000)
def digits_without_end(n):
    return d.Docx(d.p("1380013" * n)).bytes()


@shape("docx", 8000)
def homes(n):
    return paragraphs(lambda i: d.p(f"患者张三{i}，住址某某市某某区某某路{i}号"), n)


# ---- PDF

def pages(n: int, page) -> bytes:
    pdf = k.Pdf()
    for i in range(n):
        page(pdf, i)
    return pdf.bytes()


def with_objects(pdf: k.Pdf, objects: list[int], entry: str = "Annots") -> str:
    return f"/MediaBox [0 0 595 842] /{entry} [{' '.join(f'{o} 0 R' for o in objects)}]"


@shape("pdf", 400)
def plain_pages(n):
    return pages(n, lambda pdf, i: pdf.page(k.lines([f"第{i}页"] + ["本页其余内容为公示说明"] * 25)))


@shape("pdf", 200)
def pages_of_numbers(n):
    said = numbers(25 * n)
    return pages(n, lambda pdf, i: pdf.page(k.lines([next(said) for _ in range(25)])))


@shape("pdf", 8000)
def texts_of_one_page(n):
    return pages(1, lambda pdf, _: pdf.page(b"".join(
        k.text(80 + i % 5 * 80, 740 - i // 5 % 200 * 3, 2, "说明内容") for i in range(n))))


@shape("pdf", 10_000)
def fills_over_text(n):
    fills = b"".join(f"{80 + i % 400} {100 + i // 400 % 600} 3 3 re f\n".encode() for i in range(n))
    return pages(1, lambda pdf, _: pdf.page(fills + k.lines(["文"] * 25) + fills))


@shape("pdf", 5000)
def clips(n):
    return pages(1, lambda pdf, _: pdf.page(b"".join(
        b"q 0 0 595 842 re W n\n" + k.text(80, 740 - i // 5 % 200 * 3, 2, "说明") + b"Q\n" for i in range(n))))


@shape("pdf", 500)
def link_annotations(n):
    def page(pdf, i):
        links_of = [pdf.add("<< /Type /Annot /Subtype /Link /Rect [80 100 200 120] /A << /S /URI /URI "
                            f"(https://example.com/{5 * i + j}) >> >>") for j in range(5)]
        pdf.page(k.lines(["正文"] * 5), with_objects(pdf, links_of))
    return pages(n, page)


@shape("pdf", 250)
def form_fields(n):
    pdf, every = k.Pdf(), []
    for i in range(n):
        fields = [pdf.add(f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f{10 * i + j}) /V (v{10 * i + j}) "
                          f"/Rect [80 {700 - 20 * j} 300 {715 - 20 * j}] >>") for j in range(10)]
        every += fields
        pdf.page(k.lines(["正文"] * 25), with_objects(pdf, fields))
    pdf.catalogue = f"/AcroForm << /Fields [{' '.join(f'{o} 0 R' for o in every)}] >>"
    return pdf.bytes()


@shape("pdf", 250)
def actual_texts(n):
    pdf, said, elements = k.Pdf(), other_text(5), []
    root = pdf.add("")
    for _ in range(n):
        lines = [next(said) for _ in range(25)]
        pdf.page(k.lines(lines))
        elements += [pdf.add(f"<< /Type /StructElem /S /Span /P {root} 0 R /ActualText "
                             f"<FEFF{line[:8].encode('utf-16-be').hex()}> >>") for line in lines]
    kids = " ".join(f"{o} 0 R" for o in elements)
    pdf.objects[root - 1] = f"<< /Type /StructTreeRoot /K [{kids}] >>".encode()
    pdf.catalogue = f"/StructTreeRoot {root} 0 R"
    return pdf.bytes()


@shape("pdf", 1000)
def unused_objects(n):
    pdf = k.Pdf()
    pdf.page(k.lines(["正文"]))
    for i in range(n):
        pdf.add(k.stream(f"旧文第{i}段内容如下".encode()))
        pdf.add(f"<< /A (old text {i}) >>")
    return pdf.bytes()


@shape("pdf", 250)
def rewritten_pages(n):
    """A second revision with other text on each page."""
    pdf, said = k.Pdf(), other_text(4)
    for _ in range(n):
        pdf.page(k.lines([next(said) for _ in range(25)]))
    out = pdf.bytes()
    previous = int(out.split(b"startxref\n")[1].split()[0])
    pieces, places, at = [out], [], len(out)
    for page in pdf.pages:
        places.append(b"%d 1\n%010d 00000 n \n" % (page.contents, at))
        pieces.append(b"%d 0 obj\n%s\nendobj\n" % (page.contents, k.stream(k.lines([next(said) for _ in range(25)]))))
        at += len(pieces[-1])
    size = len(pdf.objects) + n + 1
    return b"".join([*pieces, b"xref\n", *places, b"trailer << /Size %d /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
                     % (size, previous, at)])


# ---- others

@shape("txt", 10_000)
def lines_of_numbers(n):
    return "\n".join(numbers(n)).encode()


@shape("txt", 100_000)
def wide_gap(n):
    return ("名单一" + " " * n + "二三\n").encode()


@shape("html", 30_000)
def html_paragraphs(n):
    return ("<html><body>" + "<p>本页<b>其余</b>内容</p>" * n + "</body></html>").encode()


@shape("rtf", 30_000)
def rtf_paragraphs(n):
    return (r"{\rtf1\ansi " + r"\par \u26412?\u39029? text" * n + "}").encode()


@shape("zip", 1000)
def files_of_a_zip(n):
    return d.pack({f"f{i}.txt": f"第{i}号 正文".encode() for i in range(n)})


def main() -> None:
    if len(sys.argv) < 2 or not set(sys.argv[2:]) <= set(SHAPES):
        sys.exit(__doc__ + "\n" + " ".join(SHAPES))
    with tempfile.TemporaryDirectory() as folder:
        for name, (ending, size, make) in SHAPES.items():
            if sys.argv[2:] and name not in sys.argv[2:]:
                continue
            taken = []
            for n in (size // 20, size, 2 * size, 4 * size):
                path = Path(folder, f"{name}-{n}.{ending}")
                path.write_bytes(make(n))
                taken.append(measure(sys.argv[1], [str(path)], 2))
                path.unlink()
            one, two, four = (max(q.cpu - taken[0].cpu, 1e-3) for q in taken[1:])
            worse = " worse than linear?" if four / two > 2.6 and four > 0.1 else ""
            print(f"{name}: {size:,} {one:.3f} s, twice {two:.3f} s ({two / one:.1f}), four times {four:.3f} s "
                  f"({four / two:.1f}), worker {taken[3].worker:.0f} MB {taken[3].note}{worse}", flush=True)


if __name__ == "__main__":
    main()
