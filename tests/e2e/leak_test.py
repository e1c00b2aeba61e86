#!/usr/bin/python3
"""No output holds a planted value: no format, language or profile, neither standard output nor standard
error nor a file of --output, not even for files that cannot be read (invariant 4)."""

import re
import shutil
import tempfile
from pathlib import Path

import e2e

FORMATS = ("text", "json", "jsonl", "sarif", "junit", "gitlab", "github", "html")
SENSITIVE = ("cn-personal/", "cn-contact/")


def planted() -> set[str]:
    """What must not be printed, as digits and check letters only, and in its own spelling."""
    values = {"00000000000000000000"}  # a control: nothing prints this either
    for truth in e2e.truths():
        values.update(truth.planted)
        for line in truth.expected:
            if line["rule"].startswith(SENSITIVE):
                values.update((line["value"], line["text"]))
    return {form for v in values for form in (v, bare(v)) if len(form) >= 7}


def bare(text: str) -> str:
    """Folded, without the separators people put into numbers; 'X' as the check letter."""
    return re.sub(r"(?<=\d)[-\s./·]+(?=\d)", "", e2e.folded(text)).upper()


def leaks(output: bytes, values: set[str]) -> set[str]:
    text = output.decode("utf-8", errors="replace")
    forms = (text, bare(text), text.encode().decode("unicode_escape", errors="ignore"))
    return {v for v in values if any(v in form for form in forms)}


def outputs():
    """(what was run, what came out) for every way to ask."""
    drafts = [t.file for t in e2e.truths()]
    ways = [("--format", f, "--lang", lang, "--profile", profile)
            for f in FORMATS for lang in ("zh-CN", "en")
            for profile in (("external", "internal") if f in ("text", "json") else ("external",))]
    for way in ways:
        done = e2e.review(*way, *drafts)
        yield f"{' '.join(way)}: standard output", done.out
        yield f"{' '.join(way)}: standard error", done.err
    for way in ((), ("--format", "json"), ("--coverage",), ("--coverage", "--format", "json")):
        done = e2e.run("text", *way, *drafts)
        yield f"mishen text {' '.join(way)}: standard output", done.out
        yield f"mishen text {' '.join(way)}: standard error", done.err
    with tempfile.TemporaryDirectory() as folder:
        for form in FORMATS:
            target = Path(folder, form)
            done = e2e.review("--format", form, "--output", target, *drafts)
            yield f"--output {form}: standard output and error", done.out + done.err
            for file in sorted(target.rglob("*")):
                if file.is_file():
                    yield f"--output {form}: {file.name}", file.name.encode() + file.read_bytes()
    yield from from_odd_places()


def from_odd_places():
    """A draft whose own name holds a number; damaged copies of drafts with numbers in them."""
    source = e2e.FIXTURES / "drafts"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in ("docx", "pdf"):
            whole = (source / f"id-plain.{kind}").read_bytes()
            shutil.copy(source / f"id-plain.{kind}", folder / f"张三341302190001010015.{kind}")
            (folder / f"half.{kind}").write_bytes(whole[:len(whole) // 2])
            broken = bytearray(whole)
            broken[len(broken) // 2] ^= 0xFF
            (folder / f"flipped.{kind}").write_bytes(broken)
        for form in FORMATS:
            done = e2e.review("--format", form, folder)
            yield f"odd files, {form}", done.out + done.err


def main() -> None:
    values = planted()
    problems, count, size = [], 0, 0
    for what, output in outputs():
        count += 1
        size += len(output)
        # The value itself is not printed here either: its masked shape says which it is.
        problems += [f"{what} holds {v[:3]}…({len(v)} characters)" for v in leaks(output, values)]
    revealed = e2e.review("--format", "json", "--reveal",
                          e2e.FIXTURES / "drafts/id-plain.docx").out
    if not leaks(revealed, values):
        problems.append("--reveal shows no value: this test could not see one")
    e2e.finish(sorted(set(problems)), f"{len(values)} planted values, none in {count} outputs "
               f"({size // 1024} KiB)")


if __name__ == "__main__":
    main()
