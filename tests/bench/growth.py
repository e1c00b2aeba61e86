#!/usr/bin/python3
"""How time and memory grow with pages, findings, rules, words and files:

    tests/bench/growth.py MISHEN OUT [--only AXIS...] [--rounds 2] [--json FILE]

OUT is a corpus folder of fixtures/make/bench_corpus.py; what an axis needs and is not there is made.

Each point is the least CPU time (user and system, of the program and all its workers) of the rounds, of short
runs of up to twenty, and the most memory the program and its largest worker had. What does not grow is taken
off first: t0 is the axis' smallest point n0 (start-up, rules, the format's library, a first page), measured like
the others. The exponent is the slope of log(t - t0) over log(n - n0) by least squares; 1 for a straight line
whatever its beginning. Points less than 20 ms (or a tenth of t0) above t0 are noise and left out of the fit. The
slope of the last two points alone stands beside it, since growth worse than linear shows at the end first. Wall time
does not enter: the machine is never quiet.

Of memory nothing is taken off: a peak is the larger of what two stages need and not their sum, so that few findings
hide in what reading the draft took. Beside it stand the slope of the last two points, and by how many KB each page,
finding or file more made it larger between them."""

import argparse
import functools
import json
import math
import random
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from watch import watched

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "fixtures/make"))
import bench_corpus  # noqa: E402
import synthetic  # noqa: E402
from docx_kit import Docx, p, table  # noqa: E402

# Nothing measured here may end at a limit.
UNLIMITED = ["--max-cpu-seconds", "3000", "--max-wall-seconds", "3000", "--max-rule-matches", "5000000",
             "--max-memory-bytes", "16GiB"]
TEXT = "本页其余内容为公示说明，不含个人信息。"
MOST_EXPONENT, MOST_WORKER_MIB = 1.1, 300


@dataclass
class Point:
    n: float
    cpu: float
    parent: float  # MB
    worker: float  # MB
    note: str = ""


# ---- drafts and packs

def once(path: Path, make) -> Path:
    """Made if it is not there; whole or not at all."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        part.write_bytes(make())
        part.rename(path)
    return path


def pdf_pages(path: Path) -> int:
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return int(said.split("Pages:")[1].split()[0])


def numbers(count: int) -> list[str]:
    people = synthetic.people(7)
    return [f"申请人{name},身份证号{number}。" for name, number, _ in (next(people) for _ in range(count))]


def in_paragraphs(found: int, paragraphs: int) -> bytes:
    """Always `paragraphs` paragraphs, evenly `found` of them with a number."""
    said = iter(numbers(found))
    return Docx(*(p(next(said)) if (i + 1) * found // paragraphs > i * found // paragraphs else p(TEXT)
                  for i in range(paragraphs))).bytes()


def in_one_paragraph(found: int, clauses: int) -> bytes:
    return Docx(p("".join(numbers(found)) + TEXT * (clauses - found))).bytes()


def in_a_table(found: int, rows: int) -> bytes:
    people = synthetic.people(8)
    lines = [["姓名", "身份证号", "备注"]]
    for i in range(rows):
        name, number, _ = next(people)
        lines.append([name, number if i < found else "无", "符合条件"])
    return Docx(table(lines)).bytes()


def rule(dice: random.Random, number: int) -> str:
    """A code with a prefix of its own, as offices number their files; the fifth part reads other writings too."""
    prefix = "".join(dice.choices(bench_corpus.rare_characters(), k=2))
    readings = 'readings = ["line-joined", "letter-spaced"]\n' if number % 5 == 0 else ""
    return (f'[[rule]]\nid = "code-{number}"\ntitle = {{ zh-CN = "编号{number}", en = "Code {number}" }}\n'
            'basis = "某某办法第十条"\nremedy = { zh-CN = "删除。", en = "Remove it." }\n'
            'severity = { external = "review", internal = "notice" }\nedges = "digit"\npoints = 60\n'
            f"regex = ['{prefix}(?:字|号)?第?[0-9]{{{4 + number % 5}}}号?']\n{readings}"
            f'context.raise = {{ words = ["编号", "文号"], before = 12, points = 25 }}\n'
            f'[[rule.example]]\ntext = "编号<{prefix}第{"7" * (4 + number % 5)}号>"\nexpect = "certain"\n'
            f'[[rule.example]]\ntext = "{TEXT}"\nexpect = "none"\n\n')


PACK = '[pack]\nid = "{0}"\nversion = "1.0.0"\ntitle = {{ zh-CN = "生成", en = "Generated" }}\n\n'


def rule_folder(out: Path, count: int) -> Path:
    dice = random.Random(30)
    text = PACK.format("codes") + "".join(rule(dice, i) for i in range(count))
    once(out / f"growth/rules-{count}/codes/codes.toml", text.encode)
    return out / f"growth/rules-{count}"


def word_folder(out: Path, count: int) -> Path:
    dice = random.Random(31)
    characters = bench_corpus.rare_characters()
    words = {"".join(dice.choices(characters, k=dice.randint(3, 6))): None for _ in range(count)}
    folder = out / f"growth/words-{count}"
    first = next(iter(words))
    once(folder / "words/words.toml", (
        PACK.format("words") + '[[rule]]\nid = "name"\ntitle = { zh-CN = "代号", en = "Code name" }\n'
        'basis = "某某办法"\nremedy = { zh-CN = "删除。", en = "Remove it." }\n'
        'severity = { external = "review", internal = "notice" }\npoints = 60\nword_list = "names.txt"\n'
        f'[[rule.example]]\ntext = "代号<{first}>"\nexpect = "likely"\n'
        f'[[rule.example]]\ntext = "无"\nexpect = "none"\n').encode)
    once(folder / "words/names.txt", "\n".join(words).encode)
    return folder


# ---- axes: (n, arguments) of each point

def pages_pdf(out: Path):
    for n in bench_corpus.LONG_PDF:
        path = once(out / f"long/report-{n:04}.pdf", lambda n=n: bench_corpus.PROGRAMS["word"](n))
        yield pdf_pages(path), [path]


def pages_docx(out: Path):
    for n in (*bench_corpus.LONG, 5000):
        yield n, [once(out / f"long/report-{n:04}.docx", lambda n=n: bench_corpus.docx(n))]


def findings(make, most: int):
    def points(out: Path):
        for n in (10, 100, 1000, 10_000, 100_000):
            if n <= most:
                path = out / f"growth/{make.__name__}-{most}-{n}.docx"
                yield n, [once(path, lambda n=n: make(n, most))]
    return points


def rules(out: Path):
    draft = once(out / "long/report-0100.docx", lambda: bench_corpus.docx(100))
    for n in (1, 300, 1000, 3000, 10_000):
        yield n, ["--rules-folder", rule_folder(out, n), draft]


def words(out: Path):
    """Ten thousand words are hardly to be told from a start; what is fitted lies behind them."""
    draft = once(out / "long/report-0100.docx", lambda: bench_corpus.docx(100))
    for n in (10, 10_000, 30_000, 100_000):
        yield n, ["--rules-folder", word_folder(out, n), draft]


def files(out: Path):
    draft = functools.lru_cache(maxsize=500)(bench_corpus.small_draft)
    for n in (1, 10, 100, 1000, 2000, 20_000):
        folder = out / f"growth/files-{n}"
        for i in range(n):
            once(folder / f"{i // 1000:02}/{i:05}.docx", lambda i=i: draft(i % 500))
        yield n, [folder]


AXES = {
    "pages-pdf": ("pages of one PDF", pages_pdf),
    "pages-docx": ("pages of one DOCX", pages_docx),
    "findings": ("findings in 100,000 paragraphs", findings(in_paragraphs, 100_000)),
    "findings-one": ("findings in one paragraph of 100,000 clauses", findings(in_one_paragraph, 100_000)),
    "findings-table": ("findings in a table of 100,000 rows", findings(in_a_table, 100_000)),
    "rules": ("rules, on 100 pages", rules),
    "words": ("words of a list, on 100 pages", words),
    "files": ("files", files),
}


# ---- measuring

def measure(mishen: str, arguments: list, rounds: int) -> Point:
    runs = []
    # Short runs are noise mostly, and what all others are measured from.
    while len(runs) < rounds or (len(runs) < 20 and sum(taken.seconds for taken in runs) < 3):
        taken = watched([mishen, "review", "--format", "jsonl", *UNLIMITED, *arguments], timeout=3000)
        runs.append(taken)
        if taken.seconds > 20:
            break
    best = min(runs, key=lambda taken: taken.cpu)
    drafts = [json.loads(line) for line in best.out.splitlines() if line.startswith(b"{")]
    causes = {gap["cause"] for d in drafts for gap in d.get("coverage", {}).get("gaps", [])}
    note = f"exit {best.code}" if best.code not in (0, 1) else ""
    return Point(0, best.cpu, max(r.parent_kib for r in runs) / 1024, max(r.worker_kib for r in runs) / 1024,
                 " ".join([note, *sorted(causes)]).strip())


def slope(points: list[tuple[float, float]]) -> float:
    xs, ys = [math.log(n) for n, _ in points], [math.log(t) for _, t in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)


def exponents(points: list[Point], least: float = 0.02, share: float = 0.1) -> tuple[float, float]:
    """Of all points that tell something (more than `least`, and than a `share` of the smallest, above it), and of the
    last two of them; nan where fewer than two do."""
    zero = points[0]
    more = [(q.n - zero.n, q.cpu - zero.cpu) for q in points[1:]]
    above = [(n, grown) for n, grown in more if grown > max(least, zero.cpu * share)]
    if len(above) < 2:
        return math.nan, math.nan
    return slope(above), slope(above[-2:])


def memory(points: list[Point], of: str) -> str:
    peaks = [(point.n, getattr(point, of)) for point in points]
    (n, before), (most, last) = peaks[-2:]
    return f"{peaks[0][1]:.0f} to {last:.0f} ({slope(peaks[-2:]):.2f}; {(last - before) * 1024 / (most - n):.2f} KB)"


def table_of(measured: dict[str, list[Point]]) -> str:
    lines = ["| grows | exponent | last step | smallest | largest | parent, MB (last step; each) | worker, MB (last step; each) | |",
             "|---|---|---|---|---|---|---|---|"]
    for name, points in measured.items():
        fitted, last = exponents(points)
        first, most = points[0], points[-1]
        worse = fitted > MOST_EXPONENT or last > MOST_EXPONENT
        lines.append(
            f"| {AXES[name][0]} | {fitted:.2f} | {last:.2f} | {first.n:,.0f}: {first.cpu:.3f} s "
            f"| {most.n:,.0f}: {most.cpu:.2f} s | {memory(points, 'parent')} | {memory(points, 'worker')} "
            f"| {'worse than linear ' if worse else ''}{most.note} |")
    return "\n".join(lines)


def run(mishen: str, out: Path, only: list[str], rounds: int) -> dict[str, list[Point]]:
    measured: dict[str, list[Point]] = {}
    for name, (title, points) in AXES.items():
        if only and name not in only:
            continue
        measured[name] = []
        for n, arguments in points(out):
            point = measure(mishen, [str(a) for a in arguments], rounds)
            point.n = n
            measured[name].append(point)
            print(f"{title}: {n:,} {point.cpu:.3f} s, parent {point.parent:.0f} MB, worker {point.worker:.0f} MB "
                  f"{point.note}", file=sys.stderr, flush=True)
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mishen")
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="+", choices=AXES, default=[])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    measured = run(options.mishen, options.out, options.only, options.rounds)
    print(table_of(measured))
    if options.json:
        options.json.write_text(json.dumps({k: [asdict(q) for q in v] for k, v in measured.items()}, indent=1) + "\n")


if __name__ == "__main__":
    main()
