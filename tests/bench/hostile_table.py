#!/usr/bin/python3
"""What every hostile draft costs: verdict, causes, seconds, most memory of parent and worker.

    tests/bench/hostile_table.py MISHEN [WORD...]     cases whose name has a WORD in it; default: all

Prints a Markdown table and, last, what breaks the promises: a draft that is clear, takes more than 20
seconds, makes the parent larger than 300 MB, or leaves a process. Exit 1 if any does."""

import json
import sys
import tempfile
from pathlib import Path

from watch import watched

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "fixtures/make"))
import hostile  # noqa: E402

MOST_SECONDS, MOST_PARENT_MIB = 20, 300


def main() -> None:
    program, words = sys.argv[1], sys.argv[2:]
    broken = []
    print("| case | what it is | outcome | causes | s | parent, MB | worker, MB |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for case in hostile.named_cases():
            if words and not any(word in case.name for word in words):
                continue
            path = Path(folder, case.name)
            path.write_bytes(case.data)
            taken = watched([program, "review", "--format", "json", "--jobs", "1", *case.options, path])
            path.unlink()
            draft = json.loads(taken.out)["drafts"][0]
            causes = sorted({gap["cause"] for gap in draft["coverage"]["gaps"]})
            parent, worker = taken.parent_kib / 1024, taken.worker_kib / 1024
            print(f"| {case.name} | {case.why.replace('|', '/')} | {draft['verdict']} | "
                  f"{', '.join(causes)} | {taken.seconds:.2f} | {parent:.0f} | {worker:.0f} |", flush=True)
            for fault, there in (("clear", draft["verdict"] == "clear"),
                                 (f"{taken.seconds:.0f} s", taken.seconds > MOST_SECONDS),
                                 (f"parent {parent:.0f} MB", parent > MOST_PARENT_MIB),
                                 ("a process is left", taken.left > 0)):
                if there:
                    broken.append(f"{case.name}: {fault}")
    print("\n".join(["", *broken]) if broken else "\nall promises hold")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
