#!/usr/bin/python3
"""Hostile drafts (fixtures/make/hostile.py): none may come out clear, none may stop the others, and
nothing of them may be left behind.

usage: hostile_test.py MISHEN [named|damaged]; SCANNER_BIN overrides MISHEN.
  named     every trick alone: verdict, message, exit code, limit that is told
  damaged   sound drafts of every format, cut and with bits turned, all in one run"""

import json
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import e2e

sys.path.insert(0, str(e2e.FIXTURES / "make"))

import hostile  # noqa: E402
from hostile_case import Case  # noqa: E402

EXIT = {"clear": 0, "held": 1, "incomplete": 3}


def masked(value: str) -> str:
    return value[:3] + "*" * (len(value) - 7) + value[-4:]


def shown_values(draft: dict) -> set[str]:
    return {hit["masked"] for finding in draft["findings"] for hit in e2e.hits(finding)}


def problems_of(case: Case, draft: dict) -> list[str]:
    wrong = []
    gaps = draft["coverage"]["gaps"]
    unread = [gap for gap in gaps if not gap["accepted"]]
    lost = [v for v in case.planted if masked(v) not in shown_values(draft)]
    if draft["verdict"] == "clear":
        wrong.append("clear")
    if lost and not unread:
        wrong.append("a planted number is not found, and nothing says that anything was not read")
    if lost and case.readable:
        wrong.append("a planted number is not found, and it can be read")
    if draft["verdict"] == "incomplete" and not unread:
        wrong.append("incomplete, and no gap says why")
    if not all(gap["detail"] for gap in gaps):
        wrong.append("a gap without words")
    if case.limit and not any(f"--{case.limit}" in gap["detail"] for gap in gaps):
        wrong.append(f"nothing says that --{case.limit} would read more")
    if case.gaps and not {gap["cause"] for gap in gaps} & set(case.gaps):
        wrong.append(f"none of the gaps {case.gaps}")
    return [f"{case.name} ({case.why}): {text}" for text in wrong]


def left_behind(folder: Path, before: set[Path]) -> list[str]:
    wrong = [f"left behind: {path}" for path in set(folder.rglob("*")) - before]
    wrong += [f"written outside: {p}" for p in Path("/tmp").glob("mishen-was-here*")]
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = status.read_bytes().split(b"\0")
        except OSError:
            continue
        if str(folder).encode() in b" ".join(words) and words[0].endswith(b"mishen"):
            wrong.append(f"still running: {status.parent.name}")
    return wrong


def review_alone(case: Case, folder: Path) -> list[str]:
    path = folder / case.name
    path.write_bytes(case.data)
    run = e2e.review("--format", "json", "--jobs", "1", *case.options, path)
    draft = run.json()["drafts"][0]
    wrong = problems_of(case, draft)
    if run.code != EXIT[draft["verdict"]]:
        wrong.append(f"{case.name}: exit code {run.code} for {draft['verdict']}")
    path.unlink()
    return wrong


def named(folder: Path) -> tuple[list[str], int]:
    cases = hostile.named_cases()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda case: review_alone(case, folder), cases)
        return [problem for problems in found for problem in problems], len(cases)


def damaged(folder: Path) -> tuple[list[str], int]:
    cases = {case.name: case for case in hostile.damaged_cases()}
    hostile.write(list(cases.values()), folder)
    run = e2e.review("--format", "json", *sorted(folder / name for name in cases))
    drafts = run.json()["drafts"]
    wrong = [text for d in drafts for text in problems_of(cases[Path(d["path"]).name], d)]
    if len(drafts) != len(cases):
        wrong.append(f"{len(drafts)} reviews of {len(cases)} drafts")
    if run.code != EXIT[json.loads(run.out)["verdict"]]:
        wrong.append(f"exit code {run.code}")
    for name in cases:
        (folder / name).unlink()
    return wrong, len(cases)


def main() -> None:
    which = sys.argv[2:] or ["named", "damaged"]
    problems, count = [], 0
    with tempfile.TemporaryDirectory(prefix="mishen-hostile-") as name:
        folder = Path(name)
        for part in which:
            wrong, number = {"named": named, "damaged": damaged}[part](folder)
            problems += wrong
            count += number
            problems += left_behind(folder, set())
    e2e.finish(problems, f"{count} hostile drafts, none clear")


if __name__ == "__main__":
    main()
