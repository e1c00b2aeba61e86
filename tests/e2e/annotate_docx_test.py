#!/usr/bin/python3
"""Annotated copies of every DOCX fixture, read by unzip and an XML parser: each finding has its comment,
the comment's range holds exactly what was found (where Word allows one there), the draft's text and every
part that has no comments in it are what they were."""

import os
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx_place
import e2e

TEXT = {"t", "delText", "instrText"}
STANDS_FOR = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}


def local(element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def attribute(element, name: str) -> str:
    return next((v for k, v in element.attrib.items() if k.rsplit("}", 1)[-1] == name), "")


def all_text(root) -> str:
    return "".join(n.text or "" for n in root.iter() if local(n) in TEXT)


def main_part(package: zipfile.ZipFile) -> str:
    rels = ElementTree.fromstring(package.read("_rels/.rels"))
    return next(r.get("Target").lstrip("/") for r in rels
                if r.get("Type").endswith("/officeDocument"))


def ranges(root) -> dict[str, str]:
    """Comment id -> the text between its start and its end."""
    out: dict[str, str] = {}
    open_ids: set[str] = set()
    for node in root.iter():
        name = local(node)
        if name == "commentRangeStart":
            open_ids.add(attribute(node, "id"))
            out.setdefault(attribute(node, "id"), "")
        elif name == "commentRangeEnd":
            open_ids.discard(attribute(node, "id"))
        elif open_ids:
            text = node.text or "" if name in TEXT else STANDS_FOR.get(name, "")
            text = docx_place.symbol(node) if name == "sym" else text
            for one in open_ids:
                out[one] += text
    return out


def comments(package: zipfile.ZipFile, main: str) -> dict[str, list[str]]:
    folder, _, name = main.rpartition("/")
    rels = ElementTree.fromstring(package.read(f"{folder}/_rels/{name}.rels"))
    target = next(r.get("Target") for r in rels if r.get("Type").endswith("/comments"))
    root = ElementTree.fromstring(package.read(target.lstrip("/") if target.startswith("/")
                                               else f"{folder}/{target}"))
    out = {}
    for comment in root:
        key = attribute(comment, "id")
        if key in out:
            raise AssertionError(f"two comments with the id {key}")
        out[key] = ["".join(all_text(p)) for p in comment if local(p) == "p"]
    return out


def check_parts(before: zipfile.ZipFile, after: zipfile.ZipFile, main: str):
    """Names in their order, and bytes, of everything that does not carry comments."""
    folder, _, name = main.rpartition("/")
    changed = {"[Content_Types].xml", f"{folder}/comments.xml", f"{folder}/_rels/{name}.rels", main}
    old, new = before.namelist(), after.namelist()
    if new[:len(old)] != old or not set(new[len(old):]) <= changed:
        yield f"entries changed: {new}"
    for name in old:
        if name in changed:
            continue
        if before.read(name) != after.read(name):
            yield f"{name} changed"
        if before.getinfo(name).date_time != after.getinfo(name).date_time:
            yield f"the time of {name} changed"
    if all_text(ElementTree.fromstring(before.read(main))) != \
            all_text(ElementTree.fromstring(after.read(main))):
        yield "the text changed"


def check_finding(finding: dict, notes: dict[str, list[str]], spans: dict[str, str], main: str):
    """Its comments, and what they hug: the value where the place is in the body and can be cut."""
    mine = {key: lines for key, lines in notes.items()
            if any(line.endswith(finding["id"]) for line in lines)}
    wanted = len(finding["group"]["places"]) or len(e2e.places(finding))
    if len(mine) != wanted:
        yield f"{finding['id']}: {len(mine)} comments, {wanted} places"
        return
    for key, lines in mine.items():
        if key not in spans:
            yield f"{finding['id']}: comment {key} has no range"
    grouped = finding["group"]["places"]
    exact = [key for key, lines in mine.items() if not lines[0].startswith("[[")
             and lines[0].count("] ") == 1]
    if exact and finding["value"] and not grouped:
        read = "".join(spans[key] for key in sorted(exact, key=int))
        if e2e.folded(read) != e2e.folded(finding["value"]) and len(exact) == wanted:
            yield f"{finding['id']}: comment hugs {read!r}, found {finding['value']!r}"
    members = e2e.hits(finding)
    if len(members) > 1 and len(exact) == wanted:
        hugged = sorted(e2e.folded(spans[key]) for key in exact)
        if hugged != sorted(e2e.folded(m["value"]) for m in members):
            yield f"{finding['id']}: its comments hug {hugged!r}"
    plain = finding["surface"] in ("body", "table-cell") and finding["path"].startswith(main)
    if plain and not grouped and len(exact) != wanted:
        yield f"{finding['id']}: in the body, but its comment does not hug it"


def check_copy(source: Path, copy: Path, draft: dict):
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(copy) as after:
        if after.testzip() is not None:
            yield "the archive does not hold"
        main = main_part(before)
        yield from check_parts(before, after, main)
        notes = comments(after, main)
        spans = ranges(ElementTree.fromstring(after.read(main)))
        for finding in draft["findings"]:
            yield from check_finding(finding, notes, spans, main)


def main() -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "1767225600"
    drafts = e2e.review_all("--reveal")
    problems, checked, none = [], 0, []
    with tempfile.TemporaryDirectory() as folder:
        files = [t.file for t in e2e.truths() if drafts[t.draft]["format"] == "docx"]
        done = e2e.review("--format", "json", "--lang", "en", "--annotate", "--output", folder, *files)
        for file in files:
            draft = drafts[f"drafts/{file.name}"]
            copy = Path(folder, f"{file.stem}.annotated.docx")
            if not draft["findings"]:
                problems += [f"{file.name}: a copy without findings"] if copy.exists() else []
            elif not copy.exists():
                none.append(file.name)
                if file.name not in done.err.decode():
                    problems.append(f"{file.name}: no copy, and nobody says why")
            else:
                checked += 1
                problems += [f"{file.name}: {p}" for p in check_copy(file, copy, draft)]
                again = e2e.review("--format", "json", copy).json()["drafts"][0]
                lost = {f["id"] for f in draft["findings"]} - {f["id"] for f in again["findings"]}
                lost = {i for i in lost if not i.startswith("hidden-content/")}
                # The copy is a fresh archive, with nothing beside its parts.
                lost -= {f["id"] for f in draft["findings"] if f["path"].startswith("property[")}
                if lost:
                    problems.append(f"{file.name}: not found again in the copy: {sorted(lost)}")
    if checked < 20:
        problems.append(f"too few copies to prove anything: {checked}")
    e2e.finish(problems, f"{checked} annotated DOCX hold every finding at its comment; "
               f"no copy, with a reason: {', '.join(none) or 'none'}")


if __name__ == "__main__":
    main()
