#!/usr/bin/python3
"""`mishen clean` on every fixture: nothing of what was chosen is left, what a reader sees is the same, and
LibreOffice (if it is installed) opens the results."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import e2e

CLEANABLE = {"hidden-text", "unseen-text", "tracked-change", "comment", "attachment", "unreferenced",
             "script", "author-name", "machine-path", "maker-data", "removed-in-revision"}
MOST_OPENED = 6  # LibreOffice takes seconds a file


def shown(draft: Path) -> list[str]:
    """What a reader sees, by the program's own text dump."""
    lines = e2e.run("text", "--reveal", draft).out.decode(errors="replace").splitlines()
    fields = [line.split("\t") for line in lines]
    return [f"{f[0]}\t{f[3]}" for f in fields
            if len(f) >= 4 and f[1] == "shown" and f[0] not in ("gap", "file-name") and f[3].strip()]


def traces(draft: Path) -> set[str]:
    report = json.loads(e2e.review("--format", "json", draft).out)
    rules = {f["rule"] for d in report["drafts"] for f in d["findings"]}
    return {r.split("/")[1] for r in rules if r.startswith("hidden-content/")} & CLEANABLE


def check_one(draft: Path, copy: Path, reject: bool):
    before = draft.read_bytes()
    done = e2e.run("clean", draft, "-o", copy, "--revisions", "reject" if reject else "accept")
    if draft.read_bytes() != before:
        yield "the draft itself was changed"
    if done.code not in (0, 3):
        yield f"ended with {done.code}: {done.err.decode(errors='replace')[:200]}"
    if done.code == 3 and b"ended badly" in done.err:
        yield "the worker ended badly"
    if not copy.exists():
        if done.code == 0 and traces(draft):
            yield f"said there is nothing to clean, but there is {traces(draft)}"
        return
    if done.code != 0:
        yield "wrote a file and failed"
    if left := traces(copy):
        yield f"left: {', '.join(sorted(left))}"
    if not reject and shown(draft) != shown(copy):
        yield "a reader sees another text"


def refusals(folder: Path):
    draft = folder / "draft.docx"
    draft.write_bytes((e2e.FIXTURES / "drafts/id-in-deleted-text.docx").read_bytes())
    out = folder / "out.docx"
    if e2e.run("clean", draft, "-o", out).code != 3 or out.exists():
        yield "tracked changes went without anyone saying how"
    if e2e.run("clean", draft, "-o", draft, "--revisions", "accept").code != 2:
        yield "rewrote the draft without --in-place"
    if e2e.run("clean", draft, "--in-place", "--revisions", "accept").code != 0 or traces(draft):
        yield "--in-place did not clean"
    if e2e.run("clean", draft).code != 2:
        yield "took a draft without an output"


def opens(copies: list[Path], folder: Path):
    soffice = shutil.which("soffice")
    if soffice is None:
        print("LibreOffice is not installed: results are not opened")
        return
    try:
        subprocess.run([soffice, "--headless", f"-env:UserInstallation=file://{folder}/profile",
                        "--convert-to", "txt:Text", "--outdir", folder, *copies],
                       capture_output=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        yield "LibreOffice did not end"
    for copy in copies:
        if not (folder / f"{copy.stem}.txt").exists():
            yield f"{copy.name}: LibreOffice does not open it"


def main() -> None:
    problems, copies = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for truth in e2e.truths():
            if truth.file.suffix != ".docx" or truth.verdict == "incomplete":
                continue
            for reject in (False, True):
                copy = folder / ("rejected" if reject else "accepted") / truth.file.name
                copy.parent.mkdir(exist_ok=True)
                problems += [f"{truth.draft}: {p}" for p in check_one(truth.file, copy, reject)]
                if copy.exists() and not reject:
                    copies.append(copy)
        problems += refusals(folder)
        problems += opens(sorted(copies, key=lambda c: -c.stat().st_size)[:MOST_OPENED], folder)
        if len(copies) < 15:
            problems.append(f"only {len(copies)} drafts were cleaned: too few to prove anything")
        e2e.finish(problems, f"{len(copies)} drafts cleaned, nothing left, the same text shown")


if __name__ == "__main__":
    main()
