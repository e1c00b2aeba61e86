#!/usr/bin/python3
"""Texts and files that hold nothing to find: how many drafts are blocked, what is found, by rule.

    SCANNER_BIN=build/release/bin/mishen tests/eval/false_alarms.py FOLDER... [--leave-out NAME]...
    ... --sample 20        of each rule that many findings of `block` and `review`, masked, to be looked at

Counts are per 1,000 drafts. What is found in test files is not all false: look."""

import argparse
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
import e2e  # noqa: E402

AT_ONCE = 200  # drafts in one run: its report stays small


def drafts_below(folders: list[Path], left_out: list[str]) -> list[Path]:
    files = sorted(f for folder in folders for f in folder.rglob("*") if f.is_file())
    return [f for f in files if f.name not in left_out and f.name != "README.md"]


def reviewed(files: list[Path]):
    for first in range(0, len(files), AT_ONCE):
        report = e2e.review("--format", "json", "--jobs", "2", "--lang", "en", *files[first:first + AT_ONCE]).json()
        yield from report["drafts"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--leave-out", action="append", default=[])
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    files = drafts_below(options.folders, options.leave_out)
    verdicts, counts, drafts_with, found = Counter(), Counter(), Counter(), defaultdict(list)
    for draft in reviewed(files):
        verdicts[draft["verdict"]] += 1
        for key in {(f["rule"], f["severity"]) for f in draft["findings"]}:
            drafts_with[key] += 1
        for finding in draft["findings"]:
            key = (finding["rule"], finding["severity"])
            counts[key] += 1
            if finding["severity"] != "notice":
                found[key].append(f"{Path(draft['path']).name}\t{finding['likelihood']}\t{finding['place'] or finding['surface']}\t"
                                  f"{finding['excerpt'][:160]}")
    each = 1000 / max(1, len(files))
    print(f"{len(files)} drafts: " + ", ".join(f"{v} {n}" for v, n in sorted(verdicts.items())))
    print(f"{'rule':38}{'severity':>9}{'findings':>9}{'per 1000':>9}{'drafts':>7}")
    for key in sorted(counts):
        print(f"{key[0]:38}{key[1]:>9}{counts[key]:9}{counts[key] * each:9.1f}{drafts_with[key]:7}")
    if options.sample:
        dice = random.Random(20261126)
        for key, lines in sorted(found.items()):
            print(f"\n== {key[1]} {key[0]}: {len(lines)}")
            print("\n".join(dice.sample(lines, min(options.sample, len(lines)))))


if __name__ == "__main__":
    main()
