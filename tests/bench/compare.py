#!/usr/bin/python3
"""mishen and its peers on the same files in the same run, taking turns:

    tests/bench/compare.py MISHEN CORPUS [--rounds 5] [--only pdf|docx] [--json FILE]

CORPUS as fixtures/make/bench_corpus.py writes it (CORPUS/docx/*.docx, CORPUS/pdf/*/*.pdf), or any folder of
PDFs. CPU is user and
system time of all processes a command started (waited-for children), wall is what the clock says. A ratio
is the median over rounds of mishen's time by its peer's of the same round, so that what else the machine
does falls on both."""

import argparse
import json
import resource
import statistics
import subprocess
import time
from pathlib import Path


def spent() -> float:
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    return use.ru_utime + use.ru_stime


def run(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   stdin=subprocess.DEVNULL, check=False)


class Contestant:
    """One way to go through all files: in one call, or one call a file."""

    def __init__(self, name: str, commands: list[list[str]]):
        self.name, self.commands = name, commands
        self.cpu: list[float] = []
        self.wall: list[float] = []

    def turn(self) -> None:
        cpu, wall = spent(), time.monotonic()
        for command in self.commands:
            run(command)
        self.cpu.append(spent() - cpu)
        self.wall.append(time.monotonic() - wall)


def mishen(binary: str, name: str, files: list[str], jobs: int) -> Contestant:
    return Contestant(name, [[binary, "review", "--format", "jsonl", "--jobs", str(jobs), *files]])


def contests(binary: str, corpus: Path, only: str):
    """(title, contestants, [(what, mine, peer, kind of time, floor, reach)])."""
    pdf = sorted(map(str, corpus.glob("pdf/*/*.pdf")))
    if pdf and only != "docx":
        yield f"{len(pdf)} Chinese PDFs", [
            mishen(binary, "mishen, 1 worker", pdf, 1), mishen(binary, "mishen, 2 workers", pdf, 2),
            Contestant("pdftotext", [["pdftotext", f, "-"] for f in pdf])], [
            ("CPU, 1 worker against pdftotext", 0, 2, "cpu", 0.5, 0.25),
            ("wall, 2 workers against pdftotext", 1, 2, "wall", 0.35, 0.15)]
    other = sorted(map(str, corpus.glob("*.pdf")))
    if other and only != "docx":
        yield f"{len(other)} PDFs", [
            mishen(binary, "mishen, 1 worker", other, 1),
            Contestant("pdftotext", [["pdftotext", f, "-"] for f in other])], [
            ("CPU against pdftotext", 0, 1, "cpu", 1.2, 0.9)]
    docx = sorted(map(str, corpus.glob("docx/*.docx")))
    if docx and only != "pdf":
        yield f"{len(docx)} DOCX in one run", [
            mishen(binary, "mishen, 1 worker", docx, 1),
            Contestant("unzip -p", [["unzip", "-p", f, "word/document.xml"] for f in docx]),
            Contestant("docx2txt", [["docx2txt", f, "-"] for f in docx])], [
            ("CPU against unzip -p", 0, 1, "cpu", 2.0, 1.2)]
        yield "the smallest DOCX, whole process", [
            mishen(binary, "mishen", docx[:1], 1),
            Contestant("docx2txt", [["docx2txt", docx[0], "-"]])], [
            ("wall against docx2txt", 0, 1, "wall", 1.0, 0.5)]


def ratio(mine: Contestant, peer: Contestant, kind: str) -> list[float]:
    return [a / max(b, 1e-9) for a, b in zip(getattr(mine, kind), getattr(peer, kind))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mishen")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("pdf", "docx"), default="")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    kept = {}
    for title, contestants, wanted in contests(options.mishen, options.corpus, options.only):
        for contestant in contestants:  # once unmeasured: files and programs come into the cache
            contestant.turn()
            contestant.cpu.clear(), contestant.wall.clear()
        for turn in range(options.rounds):
            # Whoever was first is last in the next round.
            shift = turn % len(contestants)
            for contestant in contestants[shift:] + contestants[:shift]:
                contestant.turn()
        print(f"\n## {title}, {options.rounds} rounds\n\n| what | CPU s | wall s |\n|---|---|---|")
        for c in contestants:
            print(f"| {c.name} | {statistics.median(c.cpu):.3f} | {statistics.median(c.wall):.3f} |")
        print("\n| ratio | median | least-most | floor | reach |\n|---|---|---|---|---|")
        for what, mine, peer, kind, floor, reach in wanted:
            ratios = ratio(contestants[mine], contestants[peer], kind)
            print(f"| {what} | {statistics.median(ratios):.2f} | {min(ratios):.2f}-{max(ratios):.2f} "
                  f"| {floor} | {reach} |")
        kept[title] = {c.name: {"cpu": c.cpu, "wall": c.wall} for c in contestants}
    if not kept:
        parser.error(f"no corpus in {options.corpus}")
    if options.json:
        options.json.write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    main()
