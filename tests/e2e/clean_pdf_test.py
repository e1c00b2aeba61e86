#!/usr/bin/python3
"""`mishen clean` on every PDF fixture: nothing of what was chosen is left, what a reader sees is the same to
the character and to the pixel, other programs open the results, and what was hidden is not in them."""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import e2e

CLEANABLE = {"hidden-text", "unseen-text", "covered-text", "off-page-text", "comment", "attachment",
             "unreferenced", "script", "author-name", "machine-path", "maker-data", "removed-in-revision",
             "contradicting-text"}
# Text of half a point paints specks where it stands.
SPECKS = {"unseen-tiny.pdf"}
UNSEEN = ("obscured-text", "white-text", "invisible-text", "off-page", "optional-content", "hidden-text",
          "comment", "annotation", "previous-revision", "unreferenced-object")
TELLING = 6  # characters; shorter words may stand anywhere


def traces(draft: dict) -> set[str]:
    rules = {f["rule"] for f in draft["findings"]}
    return {r.split("/")[1] for r in rules if r.startswith("hidden-content/")}


def reviewed(files: list[Path]) -> dict[str, dict]:
    if not files:
        return {}
    report = e2e.review("--format", "json", *files).json()
    return {Path(d["path"]).name: d for d in report["drafts"]}


def passages(draft: Path) -> list[list[str]]:
    lines = e2e.run("text", "--reveal", draft).out.decode(errors="replace").splitlines()
    return [f for f in (line.split("\t") for line in lines) if len(f) >= 4 and f[0] not in ("gap", "file-name")]


def shown(of: list[list[str]]) -> list[str]:
    return [f"{f[0]}\t{f[3]}" for f in of if f[1] == "shown" and f[3].strip()]


def poppler(*command: str | Path) -> bytes:
    return subprocess.run([*map(str, command)], capture_output=True, check=False, timeout=60).stdout


def pictures(file: Path, notes: bool) -> bytes:
    """Its pages as pixels; without notes where icons went with their notes."""
    return poppler("pdftoppm", "-r", "72", "-gray", "-cropbox", *([] if notes else ["-hide-annotations"]), file)


def compare(draft: Path, copy: Path):
    before, after = passages(draft), passages(copy)
    if shown(before) != shown(after):
        yield "a reader sees another text"
    said = e2e.folded(poppler("pdftotext", "-raw", copy, "-").decode(errors="replace"))
    seen = e2e.folded("".join(f[3] for f in before if f[1] == "shown"))
    for surface, visibility, where, text, *kinds in before:
        text = e2e.folded(text)
        gone = visibility == "recoverable" and surface in UNSEEN and kinds and kinds[0]
        if gone and len(text) >= TELLING and text in said and text not in seen:
            yield f"pdftotext still finds what stood at {where}"
    check = subprocess.run(["qpdf", "--check", str(copy)], capture_output=True, check=False, timeout=60)
    if check.returncode not in (0, 3):
        yield f"qpdf --check: {check.stderr.decode(errors='replace')[:200]}"


def inside(folder: Path):
    """A PDF in a DOCX: `text` and `clean` read it as `review` does."""
    draft, out = folder / "holds.docx", folder / "held.docx"
    with zipfile.ZipFile(e2e.FIXTURES / "drafts/clean-notice.docx") as source, zipfile.ZipFile(draft, "w") as copy:
        for item in source.infolist():
            copy.writestr(item, source.read(item))
        copy.writestr("word/embeddings/x.pdf", (e2e.FIXTURES / "drafts/id-plain.pdf").read_bytes())
    if not any("x.pdf" in f[2] and "page[1]" in f[2] for f in passages(draft)):
        yield "text does not read a PDF inside a DOCX"
    if e2e.run("clean", draft, "-o", out).code != 0 or any("x.pdf" in f[2] for f in passages(out)):
        yield "clean does not take a PDF out of a DOCX"


def refusals(folder: Path):
    draft = folder / "draft.pdf"
    draft.write_bytes((e2e.FIXTURES / "drafts/covered-box.pdf").read_bytes())
    out = folder / "out.pdf"
    if e2e.run("clean", draft, "-o", draft).code != 2:
        yield "rewrote the draft without --in-place"
    kept = e2e.run("clean", draft, "-o", out, "--keep", "covered-text")
    if out.exists() or kept.code != 0:
        yield "removed what it was told to keep"
    locked = folder / "locked.pdf"
    subprocess.run(["qpdf", "--encrypt", "", "owner", "256", "--", draft, locked], check=True, timeout=60)
    if e2e.run("clean", locked, "-o", out).code != 0 or not out.exists():
        yield "a file that opens without a password was not cleaned"
    elif b"/Encrypt" not in out.read_bytes() or traces(reviewed([out])["out.pdf"]) & CLEANABLE:
        yield "a file that was encrypted is not, or not clean"
    if e2e.run("clean", draft, "--in-place").code != 0 or traces(reviewed([draft])["draft.pdf"]) & CLEANABLE:
        yield "--in-place did not clean"


def main() -> None:
    for tool in ("qpdf", "pdftotext", "pdftoppm"):
        if shutil.which(tool) is None:
            sys.exit(f"{tool} is needed: apt-get install qpdf poppler-utils")
    problems, table = [], {"cleaned": [], "nothing": [], "refused": []}
    drafts = [t for t in e2e.truths() if t.is_pdf]
    had = reviewed([t.file for t in drafts])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for truth in drafts:
            copy = folder / truth.file.name
            done = e2e.run("clean", truth.file, "-o", copy, environment={"LC_ALL": "en_US.UTF-8"})
            said = done.err.decode(errors="replace").strip()
            if copy.exists():
                table["cleaned"].append(truth.file)
                if done.code != 0:
                    problems.append(f"{truth.draft}: wrote a file and failed")
                problems += [f"{truth.draft}: {p}" for p in compare(truth.file, copy)]
                continue
            there = traces(had[truth.file.name]) & CLEANABLE
            if done.code == 0:
                table["nothing"].append(truth.file)
                if there:
                    problems.append(f"{truth.draft}: nothing to clean, but there is {there}")
                continue
            table["refused"].append(truth.file)
            print(f"refused: {truth.draft}: {said}")
            if done.code != 3:
                problems.append(f"{truth.draft}: ended with {done.code}: {said[:200]}")
        copies = [folder / f.name for f in table["cleaned"]]
        for file, draft in reviewed(copies).items():
            if left := traces(draft) & CLEANABLE:
                problems.append(f"{file}: left: {', '.join(sorted(left))}")
        for file in table["cleaned"]:
            notes = not {"comment", "attachment"} & traces(had[file.name])
            same = pictures(file, notes) == pictures(folder / file.name, notes)
            if not same and file.name not in SPECKS:
                problems.append(f"{file.name}: its pages look different")
        problems += refusals(folder)
        problems += inside(folder)
    if len(table["cleaned"]) < 30:
        problems.append(f"only {len(table['cleaned'])} drafts were cleaned: too few to prove anything")
    e2e.finish(problems, ", ".join(f"{len(files)} {what}" for what, files in table.items()))


if __name__ == "__main__":
    main()
