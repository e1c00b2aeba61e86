#!/usr/bin/python3
"""10,000 blobs of which 9,990 were seen: time with a cold and a warm cache.

    /usr/bin/python3 tests/bench/git_bench.py build/release/bin/mishen [BLOBS]
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = str(Path(sys.argv[1]).resolve())
BLOBS = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
NEW = 10
ENVIRONMENT = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
               "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com",
               "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.com"}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, env=ENVIRONMENT, check=True)


def timed(what: str, folder: Path, *options: str) -> None:
    begin = time.monotonic()
    done = subprocess.run([PROGRAM, "review", "--all-history", "--format", "json", *options],
                          cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=False)
    print(f"{what}: {time.monotonic() - begin:.1f} s (exit {done.returncode})", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="mishen-git-bench-") as name:
        folder = Path(name)
        git(folder, "init", "-q", "-b", "main", ".")
        text = "关于开展专项检查工作的通知。请各单位于本月底前报送材料。\n" * 40
        for i in range(BLOBS):
            if i == BLOBS - NEW:
                git(folder, "add", "-A")
                git(folder, "commit", "-q", "-m", "旧")
                timed(f"cold, {i} blobs", folder)
                timed(f"warm, {i} blobs, all seen", folder)
            (folder / f"{i // 100}").mkdir(exist_ok=True)
            (folder / f"{i // 100}" / f"{i}.txt").write_text(f"第{i}号\n{text}", encoding="utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "新")
        timed(f"warm, {BLOBS} blobs, {BLOBS - NEW} seen", folder)
        timed(f"without cache, {BLOBS} blobs", folder, "--no-cache")


main()
