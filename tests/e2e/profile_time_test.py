#!/usr/bin/python3
"""--profile-time tells where the time went, on standard error, and changes nothing else: the report
and the exit code are the same with and without it. Each plug-in that read something is listed, files
inside files too, and the rows of each part add up to its last. How long anything takes is not looked
at."""

import json
import re
import subprocess
import tempfile
import unicodedata
import zipfile
from pathlib import Path

import e2e

DRAFTS = e2e.FIXTURES / "drafts"
WORDS = {"en": {"total": "total", "reading": "reading ", "own": "mishen itself", "workers": "workers",
                "slowest": "slowest drafts"},
         "zh-CN": {"total": "合计", "reading": "读取 ", "own": "密审自身", "workers": "工作进程",
                   "slowest": "最慢的文件"}}
problems = []


def check(holds: bool, what: str) -> None:
    if not holds:
        problems.append(what)


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def parts(table: str) -> list[list[str]]:
    """The table's blocks of lines."""
    return [block.splitlines() for block in table.strip().split("\n\n")]


def rows(block: list[str]) -> dict[str, tuple[list[str], float, float, float]]:
    """label -> what stands before the times; seconds, CPU seconds, percent."""
    out = {}
    for line in block[1:]:
        before, wall, cpu, share = re.fullmatch(
            r"  (.*?)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+|-)(?: %)?", line).groups()
        head = re.split(r"\s{2,}", before)
        out[head[0]] = (head[1:], float(wall), float(cpu), 0.0 if share == "-" else float(share))
    return out


def adds_up(block: list[str], total: str, name: str) -> None:
    table = rows(block)
    *some, last = table.items()
    check(last[0] == total, f"{name}: ends with {last[0]!r}")
    for column, rounding in ((1, 0.0005), (2, 0.0005), (3, 0.05)):
        sum_of = sum(row[column] for _, row in some)
        allowed = rounding * (len(some) + 1) + 1e-9
        check(abs(sum_of - last[1][column]) <= allowed,
              f"{name}: column {column} adds up to {sum_of}, not {last[1][column]}")


def nested(folder: Path) -> Path:
    """An archive with a workbook and a text in it."""
    path = folder / "nested.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(next(DRAFTS.glob("*.xlsx")), "inside.xlsx")
        archive.writestr("inside.txt", "会议安排\n")
    return path


def formats_of(drafts: list[Path]) -> set[str]:
    report = e2e.review("--format", "json", *drafts).json()
    return {draft["format"] for draft in report["drafts"]}


def one_run(drafts: list[Path], language: str, *options: str) -> str:
    """Runs with and without; returns the table."""
    name = " ".join((language, *options))
    plain = e2e.review("--lang", language, *options, *drafts)
    timed = e2e.review("--lang", language, *options, "--profile-time", *drafts)
    check(plain.code == timed.code, f"{name}: exit code {timed.code}, without {plain.code}")
    check(plain.out == timed.out, f"{name}: another report")
    check(timed.err.startswith(plain.err) or not plain.err, f"{name}: other messages")
    return timed.err[len(plain.err):].decode()


def look_at(table: str, language: str, formats: set[str], name: str) -> None:
    words = WORDS[language]
    for line in table.splitlines():
        check(columns(line) <= 80, f"{name}: wider than 80 columns: {line}")
    head, own, workers, slowest, note = parts(table)
    check(own[0].startswith(words["own"]), f"{name}: {own[0]}")
    check(workers[0].startswith(words["workers"]), f"{name}: {workers[0]}")
    check(slowest[0].startswith(words["slowest"]), f"{name}: {slowest[0]}")
    adds_up(own, words["total"], f"{name}, own")
    adds_up(workers, words["total"], f"{name}, workers")
    listed = {label.removeprefix(words["reading"]) for label, row in rows(workers).items() if row[0]
              and label.startswith(words["reading"])}
    check(listed == formats, f"{name}: plug-ins {sorted(listed)}, not {sorted(formats)}")
    total = [row[list(row)[-1]] for row in (rows(own), rows(workers))]
    for figure in (total[0][1], total[0][2], total[1][2]):
        check(f"{figure:.3f}" in " ".join(head), f"{name}: {figure} is not in {head}")
    check(bool(note), f"{name}: no note")


def many_formats(folder: Path) -> list[Path]:
    """One draft of each ending, and the archive."""
    by_ending = {file.suffix: file for file in sorted(DRAFTS.iterdir(), reverse=True)
                 if file.suffix and file.stat().st_size > 0}
    return [*by_ending.values(), DRAFTS / "clean-notice.pdf", DRAFTS / "id-plain.docx",
            nested(folder)]


def counts(folder: Path) -> None:
    """An archive's files are counted for their own plug-ins, as files inside; its own is one file."""
    table = one_run([nested(folder)], "en")
    _, _, workers, slowest, _ = parts(table)
    by_label = rows(workers)
    archive = nested(folder)
    for plug_in, files, inside in (("zip", "1", "0"), ("xlsx", "1", "1"), ("text", "1", "1")):
        cells = by_label.get(f"reading {plug_in}", [[]])[0]
        check(cells[:2] == [files, inside], f"{plug_in}: {cells}")
    size = archive.stat().st_size
    shown = f"{size} B" if size < 10_000 else f"{size / 1000:.1f} kB"
    check(by_label["reading zip"][0][2] == shown, f"zip: {by_label['reading zip'][0]}, {shown}")
    check(slowest[1].endswith("nested.zip"), f"slowest: {slowest}")


def nothing_to_tell(folder: Path) -> None:
    """No worker, no part about workers; and a number in a file's name stays masked."""
    run = e2e.review("--lang", "en", "--profile-time", folder / "no-such-file.docx")
    check(run.code == 3 and len(parts(run.err.decode())) == 2, f"no draft: {run.err.decode()}")
    named = folder / "张三341302190001010015.docx"
    named.write_bytes((DRAFTS / "clean-notice.docx").read_bytes())
    run = e2e.review("--profile-time", named)
    check(b"341302190001010015" not in run.err, "a number in a file's name is printed")
    check(b"********" in run.err, "the file's name is not there")
    usage = e2e.run("review", "--profile-time")
    check(usage.code == 2 and b"seconds" not in usage.err, "a usage error tells times")


def gate(folder: Path) -> None:
    """The gate takes the options of review."""
    key = folder / "gate.key"
    done = e2e.run("keys", "new", "--kind", "ed25519", "--output", key)
    check(done.code == 0, f"keys new: {done.err.decode()}")
    done = e2e.run("gate", DRAFTS / "clean-notice.docx", "--receipt", folder / "r.json", "--sign-key",
                   key, "--who", "王五", "--lang", "en", "--profile-time")
    check(done.code == 0, f"gate: {done.code}")
    look_at(done.err[done.err.index(b"This run"):].decode(), "en", {"docx"}, "gate")


def in_git(folder: Path) -> None:
    """What was answered by an earlier run needs no worker."""
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)
    git("init", "-q")
    (folder / "a.docx").write_bytes((DRAFTS / "clean-notice.docx").read_bytes())
    git("add", "a.docx")
    outputs = []
    for expected in (5, 2):
        run = e2e.run("review", "--staged", "--profile-time", "--lang", "en", "--format", "json",
                      cwd=folder)
        check(run.code == 0, f"--staged: {run.code} {run.err.decode()}")
        check(len(parts(run.err.decode())) == expected, f"--staged: {run.err.decode()}")
        outputs.append(run.out)
    check(outputs[0] == outputs[1], "an answer that was kept gives another report")
    check("answers kept earlier" in run.err.decode(), "the answers kept are not told")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        drafts = many_formats(root)
        formats = formats_of(drafts) | {"text", "ole"}  # in the archive; the macros of the docm
        check(len(formats) >= 6, f"only {sorted(formats)}")
        runs = [(language, ()) for language in WORDS]
        runs += [("en", ("--format", form)) for form in ("json", "jsonl", "sarif", "html")]
        runs += [("zh-CN", ("--jobs", "1"))]
        for language, options in runs:
            table = one_run(drafts, language, *options)
            look_at(table, language, formats, " ".join((language, *options)))
        out = root / "out"
        table = one_run([DRAFTS / "id-plain.docx"], "en", "--annotate", "--output", str(out))
        check("pictures and copies" in table and "annotated copies" in table, "copies are not told")
        counts(root)
        nothing_to_tell(root)
        gate(root)
        (root / "repository").mkdir()
        in_git(root / "repository")
    e2e.finish(problems, f"{len(runs)} runs over {len(drafts)} drafts of {len(formats)} formats: the "
               "same report, and times that add up")


if __name__ == "__main__":
    main()
