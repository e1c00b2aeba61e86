#!/usr/bin/python3
"""Failed redaction and text nobody sees: precision and recall on the drafts of fixtures/make/pdf_seen.py,
and on the court documents of $MISHEN_CORPUS/redaction where that is set. Any miss or false alarm fails."""

import os
import sys
from pathlib import Path

import e2e

KINDS = ("covered-text", "unapplied-redaction", "unseen-text", "hidden-text", "contradicting-text")

# Passages whose text lies in a box of its own colour or under one. x-ray, whose test files these are,
# expects 3 in the first and drops the other two by word lists (dates, "Privilege"): its judgement is
# about harm, this is about sight.
IN_COURT = {"rectangles_yes": 3, "no_bad_redactions.8.1": 7, "ok_words": 1}
BY_XRAY = {"rectangles_yes": 3}


def hidden(draft: dict) -> dict[str, int]:
    """How many stretches of each kind a review found."""
    return {f["rule"].split("/")[1]: f["group"]["count"] for f in draft["findings"]
            if f["rule"].split("/")[0] == "hidden-content" and f["rule"].split("/")[1] in KINDS}


class Table:
    def __init__(self):
        self.rows: dict[str, list[int]] = {}
        self.problems: list[str] = []

    def add(self, name: str, expected: dict[str, int], found: dict[str, int], row: str = "") -> None:
        for kind in expected.keys() | found.keys():
            wanted, got = expected.get(kind, 0), found.get(kind, 0)
            cells = self.rows.setdefault(row or kind, [0, 0, 0])
            cells[0] += min(wanted, got)
            cells[1] += max(wanted - got, 0)
            cells[2] += max(got - wanted, 0)
            if wanted != got:
                self.problems.append(f"{name}: {kind}: {got} found, {wanted} expected")

    def show(self, title: str) -> None:
        print(f"{title:28}{'right':>6}{'missed':>8}{'false':>7}{'recall':>8}{'precision':>11}")
        for name, (right, missed, false) in sorted(self.rows.items()):
            recall = f"{right / (right + missed):.0%}" if right + missed else "-"
            precision = f"{right / (right + false):.0%}" if right + false else "-"
            print(f"{name:28}{right:6}{missed:8}{false:7}{recall:>8}{precision:>11}")
        print()


def own_cases() -> list[str]:
    manifest = (e2e.FIXTURES / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()
    mine = {row.split("\t")[0] for row in manifest if "make/pdf_seen.py" in row}
    if len(mine) < 40:
        sys.exit("the cases of hidden text are not whole")
    drafts, table, clean = e2e.review_all(), Table(), 0
    for truth in e2e.truths():
        if truth.draft not in mine:
            continue
        expected = {line["rule"].split("/")[1]: line["count"] for line in truth.expected
                    if line["rule"].split("/")[0] == "hidden-content"}
        expected = {kind: count for kind, count in expected.items() if kind in KINDS}
        clean += not expected
        table.add(truth.draft, expected, hidden(drafts[truth.draft]))
    table.show(f"{len(mine)} own drafts")
    print(f"{clean} of them hide nothing\n")
    return table.problems


def court_documents(folder: Path) -> list[str]:
    files = sorted(folder.glob("*.pdf"))
    if not files:
        return [f"{folder}: no files"]
    table = Table()
    print(f"{'court documents':48}{'expected':>9}{'found':>7}{'x-ray':>7}")
    report = e2e.review("--format", "json", *files).json()
    for draft in report["drafts"]:
        name = Path(draft["path"]).stem.split("__")[-1]
        found = hidden(draft).get("covered-text", 0)
        expected = IN_COURT.get(name, 0)
        print(f"{name:48}{expected:9}{found:7}{BY_XRAY.get(name, 0):7}")
        table.add(name, {"covered-text": expected}, {"covered-text": found})
    print()
    table.show(f"{len(files)} court documents")
    return table.problems


def main() -> None:
    problems = own_cases()
    corpus = os.environ.get("MISHEN_CORPUS")
    if corpus:
        problems += court_documents(Path(corpus) / "redaction")
    else:
        print("MISHEN_CORPUS is not set: court documents left out")
    e2e.finish(problems, "what is hidden was told, and nothing else")


if __name__ == "__main__":
    main()
