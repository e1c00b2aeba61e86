#!/usr/bin/python3
"""Every finding's anchor, read back from the original by other means than mishen's, gives exactly the
found text (invariant 3): DOCX by unzip and an XML parser, PDF by qpdf and pdftotext."""

import e2e
import docx_place
import pdf_place


def docx_problem(file, place: dict, value: str) -> tuple[str, str]:
    text = docx_place.read(file, place["path"])
    begin, end = place["range"]["start"], place["range"]["end"]
    return e2e.utf16(text, begin, end), value


def pdf_problem(file, place: dict, value: str) -> tuple[str, str]:
    if not place["quads"]:
        return "no quads", value
    characters = len(e2e.folded(value))
    total = sum(length(q) for q in place["quads"])
    read = "".join(pdf_place.read(file, place["page"], q,
                                  max(1, round(characters * length(q) / total)))
                   for q in place["quads"])
    return e2e.folded(read), e2e.folded(value)


def length(quad: list[float]) -> float:
    return ((quad[6] - quad[4]) ** 2 + (quad[7] - quad[5]) ** 2) ** 0.5


def check_finding(truth: e2e.Truth, finding: dict):
    """A value that stands in one place is compared whole; one cut over cells is put together."""
    read_back, wanted = "", finding["value"]
    for place in e2e.places(finding):
        where = place["path"]
        try:
            if truth.is_pdf:
                part, wanted = pdf_problem(truth.file, place, finding["value"])
            else:
                part, wanted = docx_problem(truth.file, place, finding["value"])
            read_back += part
        except (LookupError, ValueError, IndexError, KeyError) as error:
            yield f"{truth.draft}: {finding['rule']} at {where}: cannot be followed: {error}"
            return
    if len(e2e.places(finding)) > 1:
        read_back, wanted = e2e.folded(read_back), e2e.folded(wanted)
    if read_back != wanted:
        yield f"{truth.draft}: {finding['rule']} at {finding['path']}: reads {read_back!r}, " \
              f"found {wanted!r}"


def main() -> None:
    drafts = e2e.review_all("--reveal")
    problems, checked = [], {"DOCX": 0, "PDF": 0}
    for truth in e2e.truths():
        for finding in drafts[truth.draft]["findings"]:
            problems += check_finding(truth, finding)
            checked["PDF" if truth.is_pdf else "DOCX"] += 1
    if not all(checked.values()):
        problems.append(f"too few findings to prove anything: {checked}")
    counts = ", ".join(f"{n} in {kind}" for kind, n in checked.items())
    e2e.finish(problems, f"anchors of {counts} read back exactly")


if __name__ == "__main__":
    main()
