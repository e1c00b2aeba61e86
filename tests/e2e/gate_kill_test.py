"""kill -9 at any moment of a gate, disks that are full, workers shot one by one: there is never a receipt that
says clear for what was not reviewed, and no process stays behind.

Two kinds of moments: fractions of the time a whole run takes, and, exactly, after the n-th change in the folder
of the receipt (the old one removed, a file begun, written, closed, renamed), as inotify tells them."""
import ctypes
import json
import os
import resource
import select
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from e2e import FIXTURES, finish, program, run, truths

MOMENTS = 24  # fractions of a run
TOKEN = f"MISHEN_KILL_TEST={os.getpid()}"
problems: list[str] = []
folder = Path(tempfile.mkdtemp(prefix="mishen-kill-"))
out = folder / "out"
receipt = out / "r.json"
libc = ctypes.CDLL(None, use_errno=True)


def fill(root: Path, secret: bool) -> Path:
    root.mkdir()
    clear = [truth.file for truth in truths() if truth.verdict == "clear" and not truth.gaps][:30]
    for file in clear:
        shutil.copy(file, root / file.name)
    (root / "zz.txt").write_text("通知\n", encoding="utf-8")
    if secret:
        shutil.copy(FIXTURES / "drafts" / "id-in-runs.docx", root / "zz-last.docx")
    return root


def arguments(site: Path, manifest: bool = True) -> list[str]:
    listed = ["--manifest", str(out / "m.json")] if manifest else []
    return [program(), "gate", str(site), "--receipt", str(receipt), "--sign-key", str(folder / "k"), "--who", "wang",
            "--jobs", "2", *listed]


def start(site: Path, manifest: bool = True, **options) -> subprocess.Popen:
    return subprocess.Popen(arguments(site, manifest), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                            env={**os.environ, **dict([TOKEN.split("=")])}, **options)


def ours() -> list[int]:
    """Processes of this test's runs that still live."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and TOKEN.encode() in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            pass
    return found


def nobody_is_left(what: str) -> None:
    # The kernel kills workers when their parent is gone; it may take its time, but not for ever.
    for _ in range(500):
        if not ours():
            return
        time.sleep(0.02)
    problems.append(f"{what}: processes stay behind: {ours()}")


def verifies(file: Path, site: Path) -> bool:
    return run("verify", file, site, "--trust", folder / "k.pub").code == 0


def check(what: str, site: Path, secret: bool, old: bytes) -> None:
    """After whatever happened: a receipt is whole, and none clears the site that holds a secret."""
    nobody_is_left(what)
    for file in sorted(out.iterdir()):
        if secret and verifies(file, site):
            problems.append(f"{what}: {file.name} clears what must be held")
    if receipt.exists():
        whole = receipt.read_bytes()
        try:
            json.loads(whole)
        except ValueError:
            problems.append(f"{what}: a part of a receipt")
        # The earlier run's, if this one ended before it began: of other bytes, and no use for these.
        if verifies(receipt, site) != (whole != old and not secret):
            problems.append(f"{what}: the receipt {'holds' if whole == old or secret else 'does not hold'}")


def reset(old: bytes) -> None:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    receipt.write_bytes(old)


def killed_by_time(site: Path, secret: bool, old: bytes, whole_run: float) -> None:
    for moment in range(MOMENTS):
        reset(old)
        process = start(site)
        time.sleep(whole_run * (moment + 0.5) / MOMENTS)
        process.kill()
        process.wait()
        check(f"{site.name}: killed at {moment}/{MOMENTS}", site, secret, old)


def killed_by_event(site: Path, secret: bool, old: bytes, number: int) -> bool:
    """Kills after the number-th change in the folder; False: there were fewer."""
    reset(old)
    watch = libc.inotify_init1(os.O_CLOEXEC)
    # modify, close after writing, moved from and to, create, delete
    if watch < 0 or libc.inotify_add_watch(watch, os.fsencode(out), 0x2 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200) < 0:
        raise OSError(ctypes.get_errno(), "inotify")
    process = start(site)
    seen = 0
    while seen < number and process.poll() is None:
        ready, _, _ = select.select([watch], [], [], 0.05)
        if ready:
            data = os.read(watch, 1 << 16)
            while data:
                seen += 1
                data = data[16 + int.from_bytes(data[12:16], "little"):]
    process.kill()
    process.wait()
    os.close(watch)
    check(f"{site.name}: killed after change {number}", site, secret, old)
    return seen >= number


def full_disk(site: Path, old: bytes, bytes_left: int) -> None:
    """Files may have so many bytes and no more: what a full disk is to a program, without being root."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, bytes_left))

    for manifest in (True, False):
        reset(old)
        code = start(site, manifest, preexec_fn=limit, restore_signals=False).wait()
        what = f"{bytes_left} bytes left, {'a' if manifest else 'no'} manifest"
        if code != 2:
            problems.append(f"{what}: exit {code}")
        if receipt.exists() or [file.name for file in out.iterdir() if file.name != "m.json"]:
            problems.append(f"{what}: left {[file.name for file in out.iterdir()]}")
        nobody_is_left(what)


def workers_shot(site: Path, old: bytes) -> int:
    """A worker that is killed costs its draft, and the verdict says so. How many were killed."""
    reset(old)
    process = start(site)
    shot = 0
    while process.poll() is None:
        for pid in ours():
            if pid != process.pid and shot < 3:
                try:
                    os.kill(pid, signal.SIGKILL)
                    shot += 1
                except ProcessLookupError:
                    pass
        time.sleep(0.001)
    said = json.loads(receipt.read_bytes())["signed"]
    lost = [draft for draft in said["drafts"] if draft["verdict"] == "incomplete"]
    if process.returncode == 0 and (lost or not verifies(receipt, site)):
        problems.append("clear although workers were killed")
    if process.returncode != 0 and (said["verdict"] != "incomplete" or verifies(receipt, site)):
        problems.append(f"workers shot: exit {process.returncode}, {said['verdict']}")
    print(f"{shot} workers shot, {len(lost)} drafts lost")
    return shot


try:
    run("keys", "new", "--kind", "ed25519", "--output", folder / "k")
    held, clear, earlier = fill(folder / "held", True), fill(folder / "clear", False), folder / "earlier"
    earlier.mkdir()
    (earlier / "zz.txt").write_text("通知\n", encoding="utf-8")
    out.mkdir()
    # What lies at the receipt's place when a run begins: a receipt of an earlier one, valid and clear.
    if start(earlier).wait() != 0:
        problems.append("the earlier site is not clear")
    old = receipt.read_bytes()
    for site, code in ((held, 1), (clear, 0)):
        reset(old)
        begun = time.monotonic()
        if start(site).wait() != code:
            problems.append(f"{site.name}: not {code}")
        whole_run = time.monotonic() - begun
        final = receipt.read_bytes()
        killed_by_time(site, site is held, old, whole_run)
        changes = 0
        while changes < 40 and killed_by_event(site, site is held, old, changes + 1):
            changes += 1
        print(f"{site.name}: killed at {MOMENTS} moments and after each of {changes} changes")
        if changes < 4:  # removed, created, written, renamed
            problems.append(f"{site.name}: only {changes} changes were seen")
    # The last is all but the end of it: without a manifest a receipt is 69 bytes shorter.
    for part in (0, 1, len(final) // 2, len(final) - 70):
        full_disk(clear, old, part)
    reset(old)
    if run(*arguments(clear)[1:4], "/proc/r.json", *arguments(clear)[5:]).code != 2:
        problems.append("a place that cannot be written to")
    if not any(workers_shot(clear, old) for _ in range(10)):
        problems.append("no worker was met alive")
finally:
    for pid in ours():
        os.kill(pid, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)
finish(problems, "killed at any moment, a gate clears nothing it did not review")
