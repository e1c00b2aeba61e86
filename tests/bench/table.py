#!/usr/bin/python3
"""The whole table of targets, made anew, as Markdown:

    tests/bench/table.py MISHEN [--corpus /tmp/mishen-corpus] [--one-page FOLDER-OF-PDFS] [--statutes FOLDER-OF-MD]
                         [--bench FOLDER-OF-BENCH-PROGRAMS] [--only peers|programs|growth] [--rounds 3]

peers: compare.py, mishen and other programs taking turns. programs: bench_match and bench_review, where they are
built (default folder: that of MISHEN). growth: growth.py. What the corpus folder lacks is made first (README.md
says what that needs). --one-page and --statutes: by default real/pdf and laws of $MISHEN_CORPUS; what needs neither is
measured without them, and the rest said not to be.
Seconds of parts and all times of peers are printed on the way; the table comes last."""

import argparse
import datetime
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import compare
import growth
from compare import Row

TREE = Path(__file__).resolve().parents[2]
CORPUS_PARTS = {"z": "z/pdf", "long": "long/report-1000.docx", "small": "small", "statutes": "statutes.txt"}


def made(corpus: Path, statutes: Path | None) -> None:
    for part, sign in CORPUS_PARTS.items():
        if (corpus / sign).exists() or (part == "statutes" and statutes is None):
            continue
        source = ["--statutes", statutes] if statutes else []
        subprocess.run([TREE / "fixtures/make/bench_corpus.py", corpus, part, *source], check=True)


def of_corpus(name: str) -> Path | None:
    """A folder of $MISHEN_CORPUS, if there is one."""
    folder = Path(os.environ.get("MISHEN_CORPUS", "")) / name
    return folder if "MISHEN_CORPUS" in os.environ and folder.is_dir() else None


def out_of(command: list, **environment: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True,
                          env={**os.environ, **environment}).stdout


# ---- programs of this tree

def hidden_text(program: Path, corpus: Path, rounds: int) -> Row:
    """What a review costs more that also tells whether text is seen, and reads the parts beside the pages. The two
    take turns, so that a machine whose speed changes changes it for both."""
    files = sorted(corpus.glob("z/pdf/*/*.pdf"))

    def seconds(kind: str) -> float:
        """Of the second time, when patterns are compiled."""
        words = out_of([program, kind, "2", *files]).splitlines()[-1].split()
        return float(words[1]) + float(words[3]) + float(words[5])

    turns = [(seconds("all"), seconds("body")) for _ in range(rounds)]
    more = sorted(100 * (everything / body - 1) for everything, body in turns)
    middle = statistics.median(more)
    everything, body = (statistics.median(times) for times in zip(*turns))
    return Row("hidden-text test and parts of the Chinese PDFs, on top (%)", middle,
               f"{middle:+.0f} % ({everything:.2f} s to {body:.2f} s; {more[0]:+.0f} to {more[-1]:+.0f})", 40, 15)


def matching(program: Path, corpus: Path, rounds: int) -> list[Row]:
    """MB/s on the statutes with planted numbers. ripgrep only counts the lines of their first two megabytes, which
    is the least it can be asked; it takes seconds for that."""
    text = corpus / "statutes.txt"
    with tempfile.TemporaryDirectory() as folder:
        laws = Path(folder, "laws")
        laws.mkdir()
        (laws / "statutes.txt").symlink_to(text.resolve())
        said = json.loads(out_of([program, "--benchmark_filter=^(Match|FoldAndMatch|MatchWithTenThousandWords)(/|$)",
                                  "--benchmark_format=json", f"--benchmark_repetitions={3 * rounds}",
                                  "--benchmark_enable_random_interleaving=true"], MISHEN_CORPUS=folder))
    speed = {}
    for one in said["benchmarks"]:
        if one.get("aggregate_name") == "median":
            speed[one["run_name"].split("/")[0]] = one["bytes_per_second"] / 1e6
    rows = [Row("matching and normalising, all default packs, MB/s on one core", speed["FoldAndMatch"],
                f"{speed['FoldAndMatch']:.0f} (matching alone {speed['Match']:.0f})", 120, 250, True)]
    with tempfile.NamedTemporaryFile("w", suffix=".patterns", encoding="utf-8") as file:
        file.write("\n".join(compare.patterns()) + "\n")
        file.flush()
        part = Path(file.name + ".txt")
        part.write_bytes(text.read_bytes()[:2_000_000])
        peer = compare.Contestant("rg", [["rg", "-a", "-c", "-j", "1", "-f", file.name, str(part)]])
        for _ in range(rounds):
            peer.turn()
        theirs = part.stat().st_size / 1e6 / min(peer.cpu)
        part.unlink()
    rows.append(Row("the same against `ripgrep -f` with the same patterns (times as fast)", speed["FoldAndMatch"] / theirs,
                    f"{speed['FoldAndMatch'] / theirs:.0f} ({theirs:.2f} MB/s)", 10, 20, True))
    less = 100 * (1 - speed["MatchWithTenThousandWords"] / speed["Match"])
    rows.append(Row("word list of 10,000 terms on top (% of speed lost)", less,
                    f"{less:.0f} % ({speed['Match']:.0f} to {speed['MatchWithTenThousandWords']:.0f} MB/s)", 20, 5))
    return rows


def programs(folder: Path, corpus: Path, rounds: int) -> list[Row]:
    rows = []
    for name, ask in (("bench_review", lambda p: [hidden_text(p, corpus, rounds)]),
                      ("bench_match", lambda p: matching(p, corpus, rounds))):
        if name == "bench_match" and not (corpus / CORPUS_PARTS["statutes"]).exists():
            continue  # told by main()
        if (folder / name).exists():
            rows += ask(folder / name)
        else:
            print(f"not measured: no {name} in {folder} (cmake --build --preset release --target {name})", flush=True)
    return rows


def growing(measured: dict[str, list[growth.Point]]) -> list[Row]:
    rows = []
    for name, points in measured.items():
        fitted, last = growth.exponents(points)
        if not math.isnan(fitted):
            rows.append(Row(f"growth with {growth.AXES[name][0]} to {points[-1].n:,.0f}: exponent", fitted,
                            f"{fitted:.2f}, last step {last:.2f}; {points[-1].cpu:.1f} s", growth.MOST_EXPONENT, 1.0))
    for point in measured.get("pages-pdf", [])[-1:]:
        rows.append(Row(f"memory of the worker on a PDF of {point.n:,.0f} pages, MB", point.worker,
                        f"{point.worker:.0f} (of one page {measured['pages-pdf'][0].worker:.0f})",
                        growth.MOST_WORKER_MIB, 120))
    return rows


def heading(mishen: str) -> str:
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), "unknown")
    commit = out_of(["git", "-C", TREE, "rev-parse", "--short", "HEAD"]).strip()
    return (f"{datetime.date.today()}, {os.cpu_count()} cores {model}, load {os.getloadavg()[0]:.1f} at the start, "
            f"{out_of([mishen, '--version']).strip()} at {commit}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mishen")
    parser.add_argument("--corpus", type=Path, default=Path("/tmp/mishen-corpus"))
    parser.add_argument("--one-page", type=Path, default=of_corpus("real/pdf"))
    parser.add_argument("--statutes", type=Path, default=of_corpus("laws"))
    parser.add_argument("--bench", type=Path)
    parser.add_argument("--only", choices=("peers", "programs", "growth"))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for name, folder in (("--one-page", options.one_page), ("--statutes", options.statutes)):
        if folder is None:
            print(f"not measured: what needs {name}, nor is $MISHEN_CORPUS set", flush=True)
        elif not folder.is_dir():
            parser.error(f"no folder {folder}: {name} wants one")
    begin, head = time.monotonic(), heading(options.mishen)
    made(options.corpus, options.statutes)

    def wants(part: str) -> bool:
        return options.only in (None, part)

    rows: list[Row] = []
    tables = []
    if wants("peers"):
        for contest in compare.held(options.mishen, options.corpus, options.rounds, "", options.one_page):
            rows += contest.rows
    if wants("programs"):
        rows += programs(options.bench or Path(options.mishen).resolve().parent, options.corpus, options.rounds)
    if wants("growth"):
        measured = growth.run(options.mishen, options.corpus, [], 2)
        rows += growing(measured)
        tables.append(growth.table_of(measured))
    print(f"\n{head}; {options.rounds} rounds, {(time.monotonic() - begin) / 60:.0f} minutes\n")
    print("\n\n".join([compare.in_table(rows), *tables]))


if __name__ == "__main__":
    main()
