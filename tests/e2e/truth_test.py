#!/usr/bin/python3
"""Every line of fixtures/truth.jsonl is found at its place, and nothing else blocks or asks.

At the end stands the recall by surface: of each surface how much was planted, how much found."""

import sys
from collections import Counter

import e2e


def agrees(expected: dict, finding: dict, is_pdf: bool) -> bool:
    if any(finding[key] != expected[key]
           for key in ("rule", "surface", "severity", "path", "page") if key in expected):
        return False
    if len(e2e.places(finding)) != expected.get("pieces", 1):
        return False
    if "count" in expected and finding["group"]["count"] != expected["count"]:
        return False
    if "text" not in expected:
        return True
    text, value = expected["text"], finding["value"] or ""
    # A PDF holds glyphs: spaces between words and line ends are the reader's.
    return e2e.folded(text) == e2e.folded(value) if is_pdf else text == (value or "")


def describe(finding: dict) -> str:
    return f"{finding['severity']} {finding['rule']} {finding['likelihood']} " \
           f"{finding['surface']} {finding['path']} {finding['value']!r}, " \
           f"{finding['group']['count']} in the draft"


class Recall:
    """Per surface: what was planted there, what of it was found."""

    def __init__(self):
        self.planted, self.found = Counter(), Counter()

    def add(self, truth: e2e.Truth, expected: dict, hit: dict | None) -> None:
        key = ("pdf" if truth.is_pdf else truth.file.suffix[1:], expected["surface"])
        count = expected.get("count", 1)
        self.planted[key] += count
        self.found[key] += count if hit else 0

    def table(self) -> str:
        rows = [f"{'format':7}{'surface':22}{'planted':>8}{'found':>7}{'recall':>8}"]
        for key in sorted(self.planted):
            planted, found = self.planted[key], self.found[key]
            rows.append(f"{key[0]:7}{key[1]:22}{planted:8}{found:7}{found / planted:8.0%}")
        return "\n".join(rows)


def gap_problems(truth: e2e.Truth, draft: dict):
    causes = {gap["cause"] for gap in draft["coverage"]["gaps"]}
    missing = set(truth.gaps) - causes
    if missing:
        yield f"gap missing: {', '.join(sorted(missing))}; there: {', '.join(sorted(causes))}"
    # In a draft that can be read whole, no gap but the expected ones.
    surplus = causes - set(truth.gaps)
    if surplus and truth.verdict != "incomplete":
        yield f"gap not expected: {', '.join(sorted(surplus))}"
    if truth.verdict == "incomplete" and not causes and not draft["clauses"]:
        yield "incomplete without a word why"


def check(truth: e2e.Truth, draft: dict, recall: Recall):
    """The problems of one draft."""
    if draft["verdict"] != truth.verdict:
        yield f"verdict {draft['verdict']}, expected {truth.verdict}"
    left = [hit for finding in draft["findings"] for hit in e2e.hits(finding)]
    for expected in truth.expected:
        hit = next((f for f in left if agrees(expected, f, truth.is_pdf)), None)
        recall.add(truth, expected, hit)
        if hit is None:
            yield f"not found: {expected['severity']} {expected['rule']} {expected['surface']} " \
                  f"{expected.get('path') or expected.get('page') or ''} " \
                  f"{expected.get('text', '')!r} {expected.get('count', 1)} times"
        else:
            left.remove(hit)
    for finding in left:
        if finding["severity"] != "notice":
            yield f"nobody expected: {describe(finding)}"
    yield from gap_problems(truth, draft)


def main() -> None:
    truths = e2e.truths()
    drafts = e2e.review_all("--reveal")
    problems, found, right, recall = [], 0, 0, Recall()
    for truth in truths:
        if truth.draft not in drafts:
            problems.append(f"{truth.draft}: not in the report")
            continue
        draft = drafts[truth.draft]
        mine = list(check(truth, draft, recall))
        missing = sum(p.startswith("not found") for p in mine)
        found += len(truth.expected) - missing
        right += not mine
        print(f"{'ok  ' if not mine else 'FAIL'} {truth.draft[7:]:32} {draft['verdict']:11}"
              f"{len(truth.expected) - missing}/{len(truth.expected)} found")
        problems += [f"{truth.draft}: {p}" for p in mine]
    total = sum(len(t.expected) for t in truths)
    print(f"\n{right}/{len(truths)} drafts right, {found}/{total} lines of truth found\n")
    print(recall.table() + "\n")
    e2e.finish(problems, "every line of truth.jsonl found at its place, nothing else blocks")


if __name__ == "__main__":
    if len(e2e.truths()) < 25:
        sys.exit("truth.jsonl is not whole")
    main()
