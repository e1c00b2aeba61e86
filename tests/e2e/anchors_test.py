#!/usr/bin/python3
"""Every finding's anchor, read back from the original by other means than mishen's, gives exactly the
found text (invariant 3): DOCX by unzip and an XML parser, PDF by qpdf and pdftotext."""

import re

import e2e
import docx_place
import pdf_place


def docx_text(file, place: dict, value: str) -> str:
    """What stands at `place`; of several values of a property's name, the one that says `value`."""
    begin, end = place["range"]["start"], place["range"]["end"]
    cut = [e2e.utf16(text, begin, end)
           for text in docx_place.read(file, place["path"], place["surface"])
           if len(text.encode("utf-16-le")) >= 2 * end]
    return value if value in cut else "".join(cut[:1])


def pdf_text(file, place: dict, value: str) -> str:
    if property_of_draft := re.fullmatch(r"property\[([A-Za-z]+)\]", place["path"]):
        try:
            text = pdf_place.read_property(file, property_of_draft[1])
            return e2e.utf16(text, place["range"]["start"], place["range"]["end"])
        except LookupError:  # a property of something else
            return value_in_objects(file, value)
    if place["surface"] in ("alt-text", "annotation"):
        return value_in_objects(file, value)
    characters = len(e2e.folded(value))
    if not place["quads"] or "/annot[" in place["path"]:
        return value_in_objects(file, value)
    total = sum(length(q) for q in place["quads"])
    return "".join(pdf_place.read(file, place["page"], q,
                                  max(1, round(characters * length(q) / total)))
                   for q in place["quads"])


def value_in_objects(file, value: str) -> str:
    """`value` if an object of the file says it: what stands beside the pages has no place on them, and
    a note's box is the note's, not its words'."""
    wanted = e2e.folded(value)
    if any(wanted in e2e.folded(text) for text in pdf_place.strings(file)):
        return value
    # What no table lists is in the file and nowhere else.
    return value if wanted in e2e.folded(file.read_bytes().decode("latin-1")) else ""


def length(quad: list[float]) -> float:
    return ((quad[6] - quad[4]) ** 2 + (quad[7] - quad[5]) ** 2) ** 0.5


def has_anchors(truth: e2e.Truth, finding: dict) -> bool:
    """Places in files inside a draft, and in formats other than these two, are told and not anchored."""
    # What a font draws against its ToUnicode is what pdftotext does not tell; unit_pdf reads the font.
    drawn = "drawn-otherwise" in truth.draft and finding["surface"] == "body"
    return truth.file.suffix in (".docx", ".pdf") and "!" not in finding["path"] and not drawn


def check_finding(truth: e2e.Truth, finding: dict):
    """A value that stands in one place is compared whole; one cut over cells is put together, and what
    two readers made of the glyphs of a PDF is compared folded."""
    if finding["value"] is None:
        return  # a trace that has no text: a part, a macro
    read_back, wanted = "", finding["value"]
    if wanted is None:  # something is there and says nothing: a thumbnail, a maker's data
        return
    read = pdf_text if truth.is_pdf else docx_text
    try:
        for place in e2e.places(finding):
            read_back += read(truth.file, place, wanted)
    except (LookupError, ValueError) as error:
        yield f"{truth.draft}: {finding['rule']} at {place['path']}: cannot be followed: {error}"
        return
    if truth.is_pdf or len(e2e.places(finding)) > 1:
        read_back, wanted = e2e.folded(read_back), e2e.folded(wanted)
    # Painted twice at one place: once under a box and once on it, an outline and its text.
    if read_back not in (wanted, wanted * 2):
        yield f"{truth.draft}: {finding['rule']} at {finding['path']}: reads {read_back!r}, " \
              f"found {wanted!r}"


def main() -> None:
    drafts = e2e.review_all("--reveal")
    problems, checked = [], {"DOCX": 0, "PDF": 0}
    for truth in e2e.truths():
        hits = [hit for finding in drafts[truth.draft]["findings"] for hit in e2e.hits(finding)]
        for hit in hits:
            if not has_anchors(truth, hit):
                continue
            problems += check_finding(truth, hit)
            checked["PDF" if truth.is_pdf else "DOCX"] += 1
    if not all(checked.values()):
        problems.append(f"too few findings to prove anything: {checked}")
    counts = ", ".join(f"{n} in {kind}" for kind, n in checked.items())
    e2e.finish(problems, f"anchors of {counts} read back exactly")


if __name__ == "__main__":
    main()
