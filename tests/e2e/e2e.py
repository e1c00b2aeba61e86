"""What the end-to-end tests share: the program under test, the fixtures, their truth.

The program is SCANNER_BIN, else the first argument; so the suite runs against any binary: the one just
built, the installed one, another version."""

import json
import os
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
INVISIBLE = dict.fromkeys([0xAD, 0x34F, 0x61C, 0xFEFF, *range(0x200B, 0x2010),
                           *range(0x202A, 0x202F), *range(0x2060, 0x2070)])


def program() -> str:
    binary = os.environ.get("SCANNER_BIN") or (sys.argv[1] if len(sys.argv) > 1 else "")
    if not binary or not Path(binary).is_file():
        sys.exit("say which program to test: SCANNER_BIN=path or the first argument")
    return str(Path(binary).resolve())


@dataclass
class Run:
    code: int
    out: bytes
    err: bytes

    def json(self) -> dict:
        try:
            return json.loads(self.out)
        except ValueError:
            sys.exit(f"no JSON on standard output (exit {self.code}):\n"
                     f"{self.err.decode(errors='replace')[:2000]}")


def run(*arguments: str | Path, environment: dict | None = None, cwd: Path | None = None) -> Run:
    done = subprocess.run([program(), *map(str, arguments)], capture_output=True, timeout=900,
                          stdin=subprocess.DEVNULL, cwd=cwd,
                          env={**os.environ, **(environment or {})})
    return Run(done.returncode, done.stdout, done.stderr)


def review(*arguments: str | Path) -> Run:
    """`mishen review`, drafts and options; a crash of the program itself ends the test."""
    result = run("review", *arguments)
    if result.code < 0 or result.code > 3:
        sys.exit(f"mishen ended with {result.code}:\n{result.err.decode(errors='replace')[:2000]}")
    return result


@dataclass
class Truth:
    """One draft: what its head line says and what must be found in it."""
    draft: str
    verdict: str
    gaps: list[str]
    planted: list[str]
    expected: list[dict]

    @property
    def file(self) -> Path:
        return FIXTURES / self.draft

    @property
    def is_pdf(self) -> bool:
        return self.file.read_bytes()[:5] == b"%PDF-"


def truths() -> list[Truth]:
    out: dict[str, Truth] = {}
    for text in (FIXTURES / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        if "verdict" in line:
            out[line["draft"]] = Truth(line["draft"], line["verdict"], line["gaps"],
                                       line.get("planted", []), [])
        else:
            out[line["draft"]].expected.append(line)
    return list(out.values())


def review_all(*options: str) -> dict[str, dict]:
    """Every fixture reviewed in one run: drafts/name -> its element of drafts[]."""
    drafts = [t.file for t in truths()]
    report = review("--format", "json", *options, *drafts).json()
    return {f"drafts/{Path(d['path']).name}": d for d in report["drafts"]}


def places(finding: dict) -> list[dict]:
    return [finding, *finding.get("more_places", [])]


def hits(finding: dict) -> list[dict]:
    """The finding, or, of one that stands for a column, each member as if it were a finding."""
    members = finding["group"]["places"]
    if not members or members[0]["masked"] is None:
        return [finding]
    alone = {**finding["group"], "count": 1, "places": []}
    return [{**finding, **member, "group": alone} for member in members]


def folded(text: str) -> str:
    """For comparing what two readers of a PDF made of the same glyphs."""
    return "".join(unicodedata.normalize("NFKC", text).translate(INVISIBLE).split())


def utf16(text: str, begin: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * begin:2 * end].decode("utf-16-le")


def finish(problems: list[str], done: str) -> None:
    for problem in problems:
        print(f"FAIL {problem}")
    print(f"{len(problems)} problems" if problems else done)
    sys.exit(1 if problems else 0)
