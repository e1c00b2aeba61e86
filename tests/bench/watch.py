"""Runs a program and watches what it and its children take, from outside."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Taken:
    code: int
    out: bytes
    err: bytes
    seconds: float
    parent_kib: int  # most resident memory of the program itself
    worker_kib: int  # the same of the largest of its children that was seen
    left: int        # children of it that were still there afterwards
    cpu: float       # seconds, user and system, of it and of all children it waited for


def _peak_kib(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    except (OSError, ValueError):
        pass
    return 0


def _children(pid: int) -> list[int]:
    try:
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def watched(command: list, timeout: float = 600) -> Taken:
    """The kernel keeps the high-water mark, so a look now and then is enough while a process lives; one that
    lives between two looks is not seen. (What wait4 tells of memory is no help: in it is what this Python had
    when it forked.)"""
    begin = time.monotonic()
    read, write = os.pipe()
    err_read, err_write = os.pipe()
    run = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=write, stderr=err_write)
    os.close(write)
    os.close(err_write)
    for end in (read, err_read):
        os.set_blocking(end, False)
    parent = worker = 0
    seen: set[int] = set()
    out, err = bytearray(), bytearray()

    def take(end: int, kept: bytearray) -> None:
        while True:
            try:
                got = os.read(end, 1 << 16)
            except BlockingIOError:
                return
            if not got:
                return
            kept += got

    while True:
        parent = max(parent, _peak_kib(run.pid))
        for child in _children(run.pid):
            seen.add(child)
            worker = max(worker, _peak_kib(child))
        take(read, out)
        take(err_read, err)
        pid, status, used = os.wait4(run.pid, os.WNOHANG)
        if pid:
            break
        if time.monotonic() - begin > timeout:
            run.kill()
        time.sleep(0.002)
    run.returncode = os.waitstatus_to_exitcode(status)
    take(read, out)
    take(err_read, err)
    os.close(read)
    os.close(err_read)
    left = sum(Path(f"/proc/{child}").exists() for child in seen)
    return Taken(run.returncode, bytes(out), bytes(err), time.monotonic() - begin, parent,
                 worker, left, used.ru_utime + used.ru_stime)
