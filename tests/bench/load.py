#!/usr/bin/python3
"""How mishen bears many and large drafts.

    tests/bench/load.py MISHEN many [COUNT]       COUNT small DOCX in one run (10,000), and a tenth of them:
                                                  parent memory for both
    tests/bench/load.py MISHEN pages [N] [PAGES]  N PDFs of PAGES pages in one run (100 of 500)
    tests/bench/load.py MISHEN large [MB]         one DOCX of MB megabytes of pictures and text (300)
    tests/bench/load.py MISHEN two                two runs at once into one folder

Prints seconds and most resident memory of parent and worker."""

import json
import subprocess
import sys
import tempfile
import random
import zipfile
from pathlib import Path

from watch import Taken, watched

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "fixtures/make"))
import pdf_kit  # noqa: E402
import synthetic  # noqa: E402
from docx_kit import Docx, p  # noqa: E402

_TEXT = "本页其余内容为公示说明，不含个人信息。"


def told(what: str, taken: Taken, drafts: int) -> None:
    print(f"{what}: {taken.seconds:.1f} s, {1000 * taken.seconds / drafts:.1f} ms a draft, parent "
          f"{taken.parent_kib / 1024:.0f} MB, worker {taken.worker_kib / 1024:.0f} MB, exit {taken.code}",
          flush=True)


def many(program: str, folder: Path, count: int = 10_000) -> None:
    letters = [Docx(p(f"第{i}号"), p(_TEXT), *([p(f"身份证号:{synthetic.ID_A}")] if i % 2 else [])).bytes()
               for i in range(20)]
    peaks = {}
    for number in (count // 10, count):
        part = folder / str(number)
        part.mkdir()
        for i in range(number):
            (part / f"{i:05}.docx").write_bytes(letters[i % 20])
        for form in ("jsonl", "html"):
            if form == "html" and number > 1000:
                continue
            out = folder / f"out-{number}-{form}"
            taken = watched([program, "review", "--format", form, "--output", out, part])
            told(f"{number} small DOCX, {form}", taken, number)
            peaks[number, form] = taken.parent_kib
    more = peaks[count, "jsonl"] - peaks[count // 10, "jsonl"]
    print(f"parent memory for each draft more: {more / (count - count // 10):.1f} KB")


def pages(program: str, folder: Path, count: int = 100, number: int = 500) -> None:
    pdf = pdf_kit.Pdf()
    for i in range(number):
        pdf.page(pdf_kit.lines([f"第{i + 1}页"] + [_TEXT] * 28))
    data = pdf.bytes()
    for i in range(count):
        (folder / f"{i:03}.pdf").write_bytes(data)
    taken = watched([program, "review", "--format", "jsonl", "--output", folder / "out", *sorted(folder.glob("*.pdf"))],
                    timeout=3600)
    told(f"{count} PDFs of {number} pages ({len(data) / 2**20:.1f} MB each)", taken, count)


def large(program: str, folder: Path, megabytes: int = 300) -> None:
    dice = random.Random(1)
    path = folder / "large.docx"
    holder = Docx(p(f"身份证号:{synthetic.ID_A}"), *[p(_TEXT * 4)] * 40_000)
    for i in range(megabytes // 10):
        holder.relate("image", f"media/image{i}.png")
    path.write_bytes(holder.bytes())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as package:
        for i in range(megabytes // 10):
            package.writestr(f"word/media/image{i}.png", b"\x89PNG\r\n\x1a\n" + dice.randbytes(10 << 20))
    taken = watched([program, "review", "--format", "json", path])
    told(f"one DOCX of {path.stat().st_size / 2**20:.0f} MB", taken, 1)
    draft = json.loads(taken.out)["drafts"][0]
    print(f"  {draft['verdict']}, {draft['coverage']['characters']} characters, {len(draft['findings'])} findings")


def two(program: str, folder: Path) -> None:
    letter = Docx(p(f"身份证号:{synthetic.ID_A}")).bytes()
    for i in range(500):
        (folder / f"{i:03}.docx").write_bytes(letter)
    out = folder / "out"
    runs = [subprocess.Popen([program, "review", "--format", "json", "--annotate", "--output", out,
                              *sorted(folder.glob("*.docx"))], stdout=subprocess.DEVNULL) for _ in range(2)]
    codes = [run.wait() for run in runs]
    report = json.loads((out / "review.json").read_bytes())
    print(f"two runs at once: exit {codes}, {len(report['drafts'])} reviews, "
          f"{len(list(out.iterdir()))} files, no half-written one: "
          f"{all(f.suffix in ('.json', '.docx') for f in out.iterdir())}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as name:
        {"many": many, "pages": pages, "large": large, "two": two}[sys.argv[2]](
            sys.argv[1], Path(name), *map(int, sys.argv[3:]))
