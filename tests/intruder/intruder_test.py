#!/usr/bin/python3
"""A worker that a draft has taken over can compute and answer, and nothing else. Every attempt of
attempts.cc is denied, the review says so, and the draft beside it is reviewed all the same. Where workers may have
threads (fewer drafts than cores), so it is with every other system call.

usage: intruder_test.py MISHEN_INTRUDER [--table]"""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

HERE = Path("/tmp/mishen-intruder")
SAY = "身份证号:341302190001010015\n"
# Killed at the call; refused with a reason; stopped from outside. What each must say, in English.
KILLED = "tried something it must not do"
CALLS_KILLED = ("connect", "connect-local", "datagram", "raw-socket", "fork", "new-process", "exec", "ptrace",
                "read-parent", "memory-file", "new-namespace", "mount", "kernel-program", "io-ring")
REFUSED = {"write-file": "Operation not permitted", "append-file": "Operation not permitted",
           "truncate-file": "Operation not permitted", "nameless-file": "Operation not permitted",
           "remove-file": "Operation not permitted", "rename-file": "Operation not permitted",
           "link-file": "Operation not permitted", "make-folder": "Operation not permitted",
           "change-rights": "Operation not permitted", "write-own-memory": "Operation not permitted",
           "thread": "Resource temporarily unavailable", "signal-parent": "Operation not permitted",
           "signal-all": "Operation not permitted", "raise-limit": "Operation not permitted",
           "shared-memory": "Operation not permitted", "become-root": "Operation not permitted",
           "leftover-descriptors": "Bad file descriptor"}
REFUSED_BY_LANDLOCK = dict.fromkeys(("read-passwd", "read-other-draft", "read-environment"),
                                    "Permission denied")
STOPPED = {"hang": "worker-timed-out", "sleep": "worker-timed-out", "memory": "worker-out-of-memory",
           "flood": "worker-answer-invalid", "die": "worker-crashed", "leave": "worker-crashed",
           "say-nothing": "worker-answer-invalid", "say-nonsense": "worker-answer-invalid",
           "say-less": "worker-crashed", "say-more": "worker-crashed"}


ALONE, THREADED = "2", "8"  # --jobs for two drafts: one thread each, or several


def review(program: str, attempt: str, jobs: str) -> tuple[int, list[dict]]:
    draft, good = HERE / "attempt.txt", HERE / "good.txt"
    draft.write_text(f"try {attempt}\n{SAY}", encoding="utf-8")
    good.write_text(SAY, encoding="utf-8")
    run = subprocess.run([program, "review", "--jobs", jobs, "--lang", "en", "--format", "json", "--max-cpu-seconds", "2",
                          "--max-wall-seconds", "4", "--max-memory-bytes", "256MiB", draft, good],
                         capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
    if run.returncode not in (1, 3):
        sys.exit(f"{attempt}: exit {run.returncode}: {run.stderr.decode()[:500]}")
    return run.returncode, json.loads(run.stdout)["drafts"]


def layers(program: str) -> tuple[bool, bool]:
    said = subprocess.run([program, "doctor", "--lang", "en"], capture_output=True).stdout.decode()
    lines = [line for line in said.splitlines() if line.startswith("[ok]")]
    return any("seccomp" in line for line in lines), any("Landlock" in line for line in lines)


def attempts(files: bool):
    for jobs in (ALONE, THREADED):
        for name in CALLS_KILLED:
            yield name, "worker-crashed", KILLED, jobs
        for name, reason in {**REFUSED, **(REFUSED_BY_LANDLOCK if files else {})}.items():
            if name != "thread" or jobs == ALONE:
                yield name, "unsupported-part", reason, jobs
    for name, cause in STOPPED.items():
        yield name, cause, "", ALONE


def state() -> tuple:
    return (sorted(p.name for p in HERE.iterdir()), (HERE / "victim").read_text(), (HERE / "victim").stat().st_mode)


def main() -> None:
    program, table = sys.argv[1], "--table" in sys.argv[2:]
    system_calls, files = layers(program)
    if not system_calls:
        print("this kernel or build (AddressSanitizer) has no filter of system calls: nothing to show")
        return
    shutil.rmtree(HERE, ignore_errors=True)
    HERE.mkdir(mode=0o700)
    (HERE / "victim").write_text("untouched")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(HERE / "socket"))
    listener.listen()
    listener.setblocking(False)
    problems = []
    if table:
        print("| attempt | what the review says |\n|---|---|")
    try:
        review(program, "nothing", ALONE)
        before = state()
        for name, cause, words, jobs in attempts(files):
            code, (tried, good) = review(program, name, jobs)
            gaps = [g for g in tried["coverage"]["gaps"] if g["cause"] == cause and words in g["detail"]]
            if table and jobs == ALONE:
                print(f"| {name} | {cause}: {(gaps or tried['coverage']['gaps'])[0]['detail']} |")
            if not gaps:
                problems.append(f"{name}: expected {cause} {words!r}, got {tried['coverage']['gaps']}")
            if tried["verdict"] == "clear":
                problems.append(f"{name}: clear")
            if good["verdict"] != "held" or not good["findings"]:
                problems.append(f"{name}: the draft beside it is not reviewed")
            if state() != before:
                problems.append(f"{name}: something was changed: {state()}")
        try:
            listener.accept()
            problems.append("somebody connected")
        except BlockingIOError:
            pass
    finally:
        listener.close()
        shutil.rmtree(HERE, ignore_errors=True)
    for problem in problems:
        print(f"FAIL {problem}")
    print(f"{len(problems)} problems" if problems else "every attempt denied and told")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    os.environ.pop("LANG", None)
    main()
