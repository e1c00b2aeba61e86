#!/usr/bin/python3
"""mishen and its peers on the same files in the same run, taking turns:

    tests/bench/compare.py MISHEN CORPUS [--rounds 5] [--only pdf|one-page|docx|small|drafts] [--json FILE]
                           [--one-page FOLDER-OF-PDFS]

CORPUS as fixtures/make/bench_corpus.py writes it, parts z, long and small; what is not there is left
out. CPU is user and system time of all processes a command started (waited-for children), wall is what the
clock says. A ratio is the median over rounds of mishen's time by its peer's of the same round, so that what
else the machine does falls on both. table.py holds all of it beside the targets."""

import argparse
import json
import resource
import statistics
import subprocess
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

RULES = Path(__file__).resolve().parents[2] / "rules"


def spent() -> float:
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    return use.ru_utime + use.ru_stime


def run(command: list[str]) -> None:
    try:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       stdin=subprocess.DEVNULL, check=False, timeout=300)
    except FileNotFoundError:
        raise SystemExit(f"{command[0]} is not installed: README.md says what is needed") from None
    except subprocess.TimeoutExpired:
        print(f"ended after 300 s: {command[0]} ... {command[-1]}", flush=True)


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


@dataclass
class Row:
    """One line of the table of targets. `least`: more is better."""

    what: str
    value: float
    said: str
    floor: float
    reach: float
    least: bool = False

    def holds(self, target: float) -> bool:
        return self.value >= target if self.least else self.value <= target


@dataclass
class Wanted:
    what: str
    over: int   # contestants, by number: the time of this one ...
    under: int  # ... by the time of this one
    kind: str   # cpu or wall
    floor: float
    reach: float
    least: bool = False


@dataclass
class Contest:
    name: str
    title: str
    contestants: list[Contestant]
    wanted: list[Wanted]
    rows: list[Row] = field(default_factory=list)

    def hold(self, rounds: int) -> None:
        for contestant in self.contestants:  # once unmeasured: files and programs come into the cache
            contestant.turn()
            contestant.cpu.clear(), contestant.wall.clear()
        for turn in range(rounds):
            # Whoever was first is last in the next round.
            shift = turn % len(self.contestants)
            for contestant in self.contestants[shift:] + self.contestants[:shift]:
                contestant.turn()
        self.rows = [self._row(one) for one in self.wanted]

    def _row(self, one: Wanted) -> Row:
        over, under = (getattr(self.contestants[i], one.kind) for i in (one.over, one.under))
        ratios = [a / max(b, 1e-9) for a, b in zip(over, under)]
        said = (f"{statistics.median(ratios):.2f} ({statistics.median(over):.3f} s to "
                f"{statistics.median(under):.3f} s; {min(ratios):.2f}-{max(ratios):.2f})")
        return Row(one.what, statistics.median(ratios), said, one.floor, one.reach, one.least)


def mishen(binary: str, name: str, files: list[str], jobs: int) -> Contestant:
    return Contestant(name, [[binary, "review", "--format", "jsonl", "--jobs", str(jobs), *files]])


def patterns() -> list[str]:
    """Of the default packs, those ripgrep can read."""
    found: dict[str, None] = {}
    for folder in sorted(RULES.iterdir()):
        files = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.toml"))]
        if any(not file["pack"].get("default", True) for file in files if "pack" in file):
            continue
        for rule in (rule for file in files for rule in file.get("rule", [])):
            found.update(dict.fromkeys(rule.get("regex", [])))
    known = []
    for pattern in found:
        asked = subprocess.run(["rg", "-q", "-e", pattern], input=b"", capture_output=True, check=False)
        known += [pattern] if asked.returncode < 2 else []
    print(f"ripgrep: {len(known)} of {len(found)} patterns", flush=True)
    return known


def pdf(binary: str, corpus: Path, _one_page: Path | None):
    files = sorted(map(str, corpus.glob("z/pdf/*/*.pdf")))
    if files:
        yield Contest("pdf", f"{len(files)} Chinese PDFs", [
            mishen(binary, "mishen, 1 worker", files, 1), mishen(binary, "mishen, 2 workers", files, 2),
            Contestant("pdftotext", [["pdftotext", f, "-"] for f in files])], [
            Wanted("Chinese PDFs: CPU, 1 worker, against `pdftotext`", 0, 2, "cpu", 0.5, 0.25),
            Wanted("Chinese PDFs: wall, 2 workers, against `pdftotext` file by file", 1, 2, "wall", 0.35, 0.15)])


def ends(command: list[str], seconds: float) -> bool:
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def one_page(binary: str, _corpus: Path, folder: Path | None):
    files = sorted(map(str, folder.glob("*.pdf"))) if folder else []
    endless = [f for f in files if not ends(["pdftotext", f, "-"], 20)]
    for file in endless:
        print(f"left out, pdftotext takes more than 20 s: {file}", flush=True)
    files = [f for f in files if f not in endless]
    if files:
        yield Contest("one-page", f"{len(files)} one-page PDFs", [
            mishen(binary, "mishen, 1 worker", files, 1),
            Contestant("pdftotext", [["pdftotext", f, "-"] for f in files])], [
            Wanted("R corpus (one-page PDFs): CPU against `pdftotext`", 0, 1, "cpu", 1.2, 0.9)])


def long_pdf(binary: str, corpus: Path, _one_page: Path | None):
    """LIMITS names no target; page ranges read by processes of their own gained 1.5 to 1.8."""
    files = sorted(map(str, corpus.glob("long/report-1000.pdf")))
    if files:
        yield Contest("long-pdf", "one PDF of 919 pages", [
            mishen(binary, "mishen, 1 core", files, 1), mishen(binary, "mishen, 2 cores", files, 2),
            Contestant("pdftotext", [["pdftotext", files[0], "-"]])], [
            Wanted("one PDF of 919 pages: wall, 2 cores against 1", 0, 1, "wall", 1.0, 1.5, True),
            Wanted("the same with 2 cores against `pdftotext`", 1, 2, "wall", 0.5, 0.25)])


def docx(binary: str, corpus: Path, _one_page: Path | None):
    files = sorted(map(str, corpus.glob("z/docx/*.docx")))
    if files:
        yield Contest("docx", f"{len(files)} DOCX in one run", [
            mishen(binary, "mishen, 1 worker", files, 1),
            Contestant("unzip -p", [["unzip", "-p", f, "word/document.xml"] for f in files]),
            Contestant("docx2txt", [["docx2txt", f, "-"] for f in files])], [
            Wanted("50 DOCX in one run: CPU against `unzip -p` file by file", 0, 1, "cpu", 2.0, 1.2)])


def small(binary: str, corpus: Path, _one_page: Path | None):
    files = sorted(map(str, corpus.glob("long/report-0001.docx")))
    if files:
        times = 20  # one is too short to be measured
        yield Contest("small", f"one small DOCX, whole process, {times} times", [
            Contestant("mishen", mishen(binary, "", files, 1).commands * times),
            Contestant("docx2txt", [["docx2txt", files[0], "-"]] * times)], [
            Wanted("one small DOCX, whole process: wall against docx2txt", 0, 1, "wall", 1.0, 0.5)])


def drafts(binary: str, corpus: Path, _one_page: Path | None):
    folder = corpus / "small"
    if folder.is_dir():
        yield Contest("drafts", f"{len(list(folder.iterdir()))} small drafts", [
            mishen(binary, "1 worker", [str(folder)], 1), mishen(binary, "2 workers", [str(folder)], 2)], [
            Wanted("2,000 small drafts: 2 workers against 1", 0, 1, "wall", 1.7, 1.9, True)])


CONTESTS = {"pdf": pdf, "long-pdf": long_pdf, "one-page": one_page, "docx": docx, "small": small, "drafts": drafts}


def held(binary: str, corpus: Path, rounds: int, only: str = "", folder: Path | None = None):
    """Each contest after it was held; its times are printed."""
    for name, contests in CONTESTS.items():
        if only and only != name:
            continue
        for contest in contests(binary, corpus, folder):
            contest.hold(rounds)
            print(f"\n## {contest.title}, {rounds} rounds\n\n| what | CPU s | wall s |\n|---|---|---|")
            for c in contest.contestants:
                print(f"| {c.name} | {statistics.median(c.cpu):.3f} | {statistics.median(c.wall):.3f} |", flush=True)
            yield contest


def in_table(rows: list[Row]) -> str:
    lines = ["| what | measured | floor | reach | |", "|---|---|---|---|---|"]
    for row in rows:
        sign = ">=" if row.least else "<="
        told = "reached" if row.holds(row.reach) else "holds" if row.holds(row.floor) else "**missed**"
        lines.append(f"| {row.what} | {row.said} | {sign} {row.floor:g} | {sign} {row.reach:g} | {told} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mishen")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=CONTESTS, default="")
    parser.add_argument("--one-page", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    contests = list(held(options.mishen, options.corpus, options.rounds, options.only, options.one_page))
    if not contests:
        parser.error(f"no corpus in {options.corpus}")
    print("\n" + in_table([row for contest in contests for row in contest.rows]))
    if options.json:
        options.json.write_text(json.dumps({
            c.title: {d.name: {"cpu": d.cpu, "wall": d.wall} for d in c.contestants} for c in contests},
            indent=1) + "\n")


if __name__ == "__main__":
    main()
