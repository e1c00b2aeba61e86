#!/usr/bin/python3
"""Annotated copies of every PDF fixture, read by qpdf and pdftotext: each finding has its highlight with
the very quads it was found at (or its note, where a page shows nothing of it), the text of the pages is
what it was, and the draft's bytes are the beginning of the copy unless it had to be rewritten."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

import e2e

REWRITTEN = "rewritten whole"


def pages_text(file: Path) -> bytes:
    return subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True,
                          timeout=120).stdout


def annotations(file: Path) -> dict[str, list[tuple[int, dict]]]:
    """/NM without its ordinal -> (page, annotation)."""
    done = subprocess.run(["qpdf", "--json=2", str(file)], capture_output=True, timeout=120)
    info = json.loads(done.stdout)
    objects = info["qpdf"][1]

    def value(thing):
        if isinstance(thing, str) and thing.endswith(" R"):
            found = objects[f"obj:{thing}"]
            return found.get("value", found.get("stream"))
        return thing

    out: dict[str, list[tuple[int, dict]]] = {}
    for number, page in enumerate(info["pages"], 1):
        for one in value(value(page["object"]).get("/Annots")) or []:
            one = value(one)
            if one.get("/T") == "u:mishen":
                name = one.get("/NM", "u:")[2:]
                key = name.rsplit("/", 1)[0] if name.count("/") > 1 else name
                one["shown"] = value(one["/AP"]["/N"])
                out.setdefault(key, []).append((number, one))
    return out


def near(a: list, b: list) -> bool:
    return len(a) == len(b) and all(abs(x - y) <= 0.02 for x, y in zip(a, b))


def ordinal(name: str) -> int:
    """Of notes of one finding: pack/rule:digits, pack/rule:digits/2, …"""
    parts = name.split("/")
    return int(parts[2]) if len(parts) > 2 else 1


def check_copy(source: Path, copy: Path, draft: dict, planted: list[str], rewritten: bool):
    before, after = source.read_bytes(), copy.read_bytes()
    if not rewritten and not after.startswith(before):
        yield "the draft is no prefix of the copy"
    if subprocess.run(["qpdf", "--check", str(copy)], capture_output=True,
                      timeout=120).returncode != 0 and \
            subprocess.run(["qpdf", "--check", str(source)], capture_output=True,
                           timeout=120).returncode == 0:
        yield "qpdf finds fault with the copy"
    if pages_text(source) != pages_text(copy):
        yield "the text of the pages changed"
    notes = annotations(copy)
    for finding in draft["findings"]:
        mine = notes.get(finding["id"], [])
        at = finding["group"]["places"] or e2e.places(finding)
        if len(mine) != len(at):
            yield f"{finding['id']}: {len(mine)} annotations, {len(at)} places"
            continue
        column = len(e2e.hits(finding)) > 1
        for place, (page, note) in zip(at, sorted(mine, key=lambda m: ordinal(m[1]["/NM"]))):
            if note["/Subtype"] == "/Highlight":
                flat = [v for quad in place["quads"] for v in quad]
                if (len(at) == 1 or column) and not near(note["/QuadPoints"], flat):
                    yield f"{finding['id']}: the highlight stands elsewhere"
                if column and place["masked"] not in note["/Contents"]:
                    yield f"{finding['id']}: a member's note names another value"
                if (len(at) == 1 or column) and page != place["page"]:
                    yield f"{finding['id']}: on page {page}, found on {place['page']}"
            elif place["quads"] and place["visibility"] == "shown":
                yield f"{finding['id']}: shown on a page, but not highlighted"
            if "/Length" not in note["shown"]["dict"]:
                yield f"{finding['id']}: no appearance"
            if any(v in note["/Contents"] for v in planted):
                yield f"{finding['id']}: its note holds the value"


def main() -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "1767225600"
    drafts = e2e.review_all("--reveal")
    problems, checked, none = [], 0, []
    with tempfile.TemporaryDirectory() as folder:
        truths = [t for t in e2e.truths() if drafts[t.draft]["format"] == "pdf"]
        done = e2e.review("--format", "json", "--lang", "en", "--annotate", "--output", folder,
                          *[t.file for t in truths])
        said = done.err.decode().splitlines()
        for truth in truths:
            file, draft = truth.file, drafts[truth.draft]
            copy = Path(folder, f"{file.stem}.annotated.pdf")
            about = " ".join(line for line in said if f"/{file.name}: " in line)
            if not draft["findings"]:
                problems += [f"{file.name}: a copy without findings"] if copy.exists() else []
            elif not copy.exists():
                none.append(file.name)
                problems += [] if about else [f"{file.name}: no copy, and nobody says why"]
            else:
                checked += 1
                # A single digit that is drawn otherwise than said stands in any sentence.
                values = [f["value"] for finding in draft["findings"] for f in e2e.hits(finding)
                          if len(f["value"] or "") > 1 and f["value"].strip("*")
                          and "*" in (f["masked"] or "")]
                problems += [f"{file.name}: {p}" for p in
                             check_copy(file, copy, draft, values, REWRITTEN in about)]
    if checked < 20:
        problems.append(f"too few copies to prove anything: {checked}")
    e2e.finish(problems, f"{checked} annotated PDF hold every finding at its highlight; "
               f"no copy, with a reason: {', '.join(none) or 'none'}")


if __name__ == "__main__":
    main()
