#!/usr/bin/python3
"""Every line of fixtures/truth.jsonl is found at its place, and nothing else blocks or asks."""

import sys

import e2e


def agrees(expected: dict, finding: dict, is_pdf: bool) -> bool:
    if any(finding[key] != expected[key]
           for key in ("rule", "surface", "severity", "path", "page") if key in expected):
        return False
    if len(e2e.places(finding)) != expected.get("pieces", 1):
        return False
    text, value = expected["text"], finding["value"]
    # A PDF holds glyphs: spaces between words and line ends are the reader's.
    return e2e.folded(text) == e2e.folded(value) if is_pdf else text == value


def describe(finding: dict) -> str:
    return f"{finding['severity']} {finding['rule']} {finding['likelihood']} " \
           f"{finding['surface']} {finding['path']} {finding['value']!r}"


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


def check(truth: e2e.Truth, draft: dict):
    """The problems of one draft."""
    if draft["verdict"] != truth.verdict:
        yield f"verdict {draft['verdict']}, expected {truth.verdict}"
    left = list(draft["findings"])
    for expected in truth.expected:
        hit = next((f for f in left if agrees(expected, f, truth.is_pdf)), None)
        if hit is None:
            yield f"not found: {expected['severity']} {expected['rule']} {expected['surface']} " \
                  f"{expected.get('path') or expected.get('page') or ''} {expected['text']!r}"
        else:
            left.remove(hit)
    for finding in left:
        if finding["severity"] != "notice":
            yield f"nobody expected: {describe(finding)}"
    yield from gap_problems(truth, draft)


def main() -> None:
    truths = e2e.truths()
    drafts = e2e.review_all("--reveal")
    problems, found, right = [], 0, 0
    for truth in truths:
        if truth.draft not in drafts:
            problems.append(f"{truth.draft}: not in the report")
            continue
        draft = drafts[truth.draft]
        mine = list(check(truth, draft))
        missing = sum(p.startswith("not found") for p in mine)
        found += len(truth.expected) - missing
        right += not mine
        print(f"{'ok  ' if not mine else 'FAIL'} {truth.draft[7:]:32} {draft['verdict']:11}"
              f"{len(truth.expected) - missing}/{len(truth.expected)} found")
        problems += [f"{truth.draft}: {p}" for p in mine]
    total = sum(len(t.expected) for t in truths)
    print(f"\n{right}/{len(truths)} drafts right, {found}/{total} lines of truth found")
    e2e.finish(problems, "every line of truth.jsonl found at its place, nothing else blocks")


if __name__ == "__main__":
    if len(e2e.truths()) < 25:
        sys.exit("truth.jsonl is not whole")
    main()
