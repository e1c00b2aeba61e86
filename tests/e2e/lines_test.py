#!/usr/bin/python3
"""JSON Lines, which are written as the drafts are done: the drafts of the JSON report, in the order they were
named, to the same exit code; a file of them appears whole or not at all; what cannot be written ends the run."""

import datetime
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import e2e

DRAFTS = [t.file for t in e2e.truths()]
SMALL = e2e.FIXTURES / "drafts/report-2009.docx"


def lines_of(text: bytes) -> list[dict]:
    return [json.loads(line) for line in text.decode().splitlines()]


def check_same(*options: str | Path):
    """On standard output and in a file, with one worker and with two, what the JSON report says."""
    report = e2e.review("--format", "json", *options)
    drafts = report.json()["drafts"]
    for jobs in ("1", "2"):
        printed = e2e.review("--format", "jsonl", "--jobs", jobs, *options)
        if printed.code != report.code:
            yield f"{jobs} jobs: exit {printed.code}, of JSON {report.code}"
        if lines_of(printed.out) != drafts:
            yield f"{jobs} jobs: the lines are not the drafts of the JSON report in their order"
    with tempfile.TemporaryDirectory() as folder:
        to_file = e2e.review("--format", "jsonl", "--output", folder, *options)
        if to_file.code != report.code or lines_of((Path(folder) / "review.jsonl").read_bytes()) != drafts:
            yield "--output: another exit code or other lines"
        if b"review.jsonl" not in to_file.out:
            yield "--output: the file is not named"


def check_decisions():
    """A waiver counts for its finding in a line as in the report."""
    draft = e2e.FIXTURES / "drafts/id-in-runs.docx"
    finding = e2e.review("--format", "json", draft).json()["drafts"][0]["findings"][0]
    with tempfile.TemporaryDirectory() as folder:
        waivers = Path(folder) / "waivers.toml"
        until = (datetime.date.today() + datetime.timedelta(days=30)).isoformat()
        done = e2e.run("waive", finding["id"], "--in", draft, "--reason", "值班电话", "--until", until,
                       "--who", "甲", "--second", "乙", "--file", waivers)
        if done.code != 0:
            yield f"waive: {done.err.decode()}"
            return
        with_it = e2e.review("--format", "jsonl", "--waivers", waivers, draft)
        if with_it.out == e2e.review("--format", "jsonl", draft).out:
            yield "a waiver changes nothing in the line"
        yield from check_same("--waivers", waivers, draft)


def check_slow_first():
    """The first draft takes longest; its line is the first all the same."""
    with tempfile.TemporaryDirectory() as folder:
        slow = Path(folder) / "slow.txt"
        slow.write_text("".join(f"第{i}号，电话010-{60000000 + i}。\n" for i in range(20_000)))
        run = e2e.review("--format", "jsonl", "--jobs", "2", slow, *[SMALL] * 20)
        names = [Path(line["path"]).name for line in lines_of(run.out)]
        if names != [slow.name] + [SMALL.name] * 20:
            yield f"a slow first draft: the lines come as {names[:3]}..."


def check_killed():
    """At any moment: no file, or the whole one of before; and nothing beside it."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        for moment in range(12):
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            (out / "review.jsonl").write_text("old\n")
            run = subprocess.Popen([e2e.program(), "review", "--format", "jsonl", "--output", out, *[SMALL] * 200],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(0.06 * moment)
            run.send_signal(signal.SIGTERM if moment % 2 else signal.SIGKILL)
            run.wait()
            left = os.listdir(out)
            if left != ["review.jsonl"]:
                yield f"killed at moment {moment}: {left} are left"
            text = (out / "review.jsonl").read_text()
            if text != "old\n" and len(text.splitlines()) != 200:
                yield f"killed at moment {moment}: the file has {len(text.splitlines())} lines"


def check_cannot_write():
    with open("/dev/full", "wb") as full:
        run = subprocess.run([e2e.program(), "review", "--format", "jsonl", *[SMALL] * 50], stdout=full,
                             stderr=subprocess.PIPE, timeout=300)
    if run.returncode != 2 or len(run.stderr.splitlines()) != 1:
        yield f"a full device: exit {run.returncode}, {run.stderr[:200]!r}"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "review.jsonl").mkdir()
        run = e2e.run("review", "--format", "jsonl", "--output", folder, SMALL)
        if run.code != 2 or not run.err or os.listdir(folder) != ["review.jsonl"]:
            yield f"a folder in its place: exit {run.code}, {os.listdir(folder)}"


if __name__ == "__main__":
    found = [*check_same(*DRAFTS), *check_decisions(), *check_slow_first(), *check_killed(), *check_cannot_write()]
    e2e.finish(found, "lines are the drafts of the report, in order, whole or not at all")
