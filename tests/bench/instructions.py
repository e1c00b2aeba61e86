#!/usr/bin/python3
"""How many instructions the whole program takes as pages, findings, rules and words grow:

    tests/bench/instructions.py MISHEN OUT [--only AXIS...] [--json FILE]

The axes and the fit of growth.py, with what callgrind counts of mishen and all its workers in the place of seconds:
no noise, whatever else runs on the machine, and fifty times as slow (half an hour for all; needs `apt-get install
valgrind`). valgrind cannot live in a worker's sandbox, so that bench_unconfined.so, built beside MISHEN, answers the
calls that confine one. The kernel's work is not counted: files, of which it does the most, are left to growth.py."""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import growth

COUNTED = [axis for axis in growth.AXES if axis != "files"]
# A thousandth of the smallest point is more than two runs differ by.
LEAST_SHARE = 0.001


def million(mishen: Path, arguments: list) -> float:
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--trace-children=yes", f"--callgrind-out-file={folder}/%p", mishen,
             "review", "--format", "jsonl", *growth.UNLIMITED, *arguments],
            env={**os.environ, "LD_PRELOAD": str(mishen.resolve().parent / "bench_unconfined.so")},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        counts = [int(count) for file in Path(folder).iterdir()
                  for count in re.findall(r"^totals: (\d+)", file.read_text(errors="replace"), re.MULTILINE)]
    # Two processes at least: mishen and a worker.
    if run.returncode not in (0, 1) or len(counts) < 2:
        sys.exit(f"{run.stderr.decode(errors='replace')[-2000:]}\nexit {run.returncode}, {len(counts)} counts")
    return sum(counts) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mishen", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="+", choices=COUNTED, default=COUNTED)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if not (options.mishen.resolve().parent / "bench_unconfined.so").exists():
        parser.error("no bench_unconfined.so beside mishen (cmake --build --preset release --target bench_unconfined)")
    measured = {}
    for name in options.only:
        title, points = growth.AXES[name]
        measured[name] = []
        for n, arguments in points(options.out):
            counted = million(options.mishen, [str(a) for a in arguments])
            measured[name].append(growth.Point(n, counted, 0, 0))
            print(f"{title}: {n:,} {counted:,.0f} M", file=sys.stderr, flush=True)
    print("| grows | exponent | last step | million instructions |\n|---|---|---|---|")
    for name, points in measured.items():
        fitted, last = growth.exponents(points, 0, LEAST_SHARE)
        counts = ", ".join(f"{point.n:,}: {point.cpu:,.0f}" for point in points)
        worse = " worse than linear" if max(fitted, last) > growth.MOST_EXPONENT else ""
        print(f"| {growth.AXES[name][0]} | {fitted:.2f} | {last:.2f} | {counts}{worse} |")
    if options.json:
        options.json.write_text(json.dumps({k: [[q.n, q.cpu] for q in v] for k, v in measured.items()}, indent=1) + "\n")


if __name__ == "__main__":
    main()
