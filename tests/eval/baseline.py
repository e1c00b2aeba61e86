"""What a user has today: the text by docx2txt or pdftotext, and `grep -P` with the usual patterns."""

import subprocess
import sys
from pathlib import Path

from scoring import Found

# What one finds when one asks for such patterns; each with the rule it stands in for.
PATTERNS = [
    ("cn-personal/resident-id", r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)"),
    ("cn-personal/resident-id-15", r"(?<!\d)[1-9]\d{14}(?!\d)"),
    ("cn-personal/bank-card", r"(?<!\d)\d{16,19}(?!\d)"),
    ("cn-contact/mobile", r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    ("cn-contact/home-landline", r"(?<!\d)(?:0\d{2,3}-)?[2-8]\d{6,7}(?!\d)"),
    ("cn-personal/e-mail", r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    ("cn-personal/passport", r"(?<![A-Za-z0-9])[EGPS]\w?\d{7,8}(?!\d)"),
    ("cn-personal/plate", r"[\x{4e00}-\x{9fff}][A-Z][·]?[A-Z0-9]{5,6}"),
    ("cn-personal/ip-address", r"(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)"),
    ("cn-personal/birth-date", r"(?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?"),
    ("cn-secrecy/state-secret-mark", r"绝密|机密|秘密"),
    ("cn-secrecy/internal-mark", r"内部(?:资料|文件|使用|参考)|注意保存|不得外传"),
    ("cn-secrecy/business-secret-mark", r"商业秘密|商密"),
    ("cn-disclosure/withheld", r"不予公开|不公开"),
    ("cn-disclosure/on-request", r"依申请公开"),
    ("cn-disclosure/process-paper", r"会议纪要|请示|征求意见稿|送审稿"),
]


def text_of(draft: Path) -> str:
    command = ["pdftotext", "-layout", draft, "-"] if draft.suffix == ".pdf" else ["docx2txt", draft, "-"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed on {draft.name}")
    return done.stdout.decode(errors="replace")


def _grep(pattern: str, folder: Path) -> list[tuple[str, str]]:
    done = subprocess.run(["grep", "-roP", "--null", pattern, "."], cwd=folder, capture_output=True,
                          env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}, check=False)
    if done.returncode > 1:
        sys.exit(f"grep: {done.stderr.decode()[:300]}")
    return [tuple(line.split("\0", 1)) for line in done.stdout.decode(errors="replace").splitlines() if "\0" in line]


def findings(drafts: list[Path], folder: Path) -> dict[str, list[Found]]:
    """`folder` is for the texts. Every hit weighs as much as one can: grep knows no severities."""
    for draft in drafts:
        (folder / draft.name).write_text(text_of(draft), encoding="utf-8")
    out = {draft.name: [] for draft in drafts}
    for rule, pattern in PATTERNS:
        for name, value in _grep(pattern, folder):
            out[name.removeprefix("./")].append(Found(rule, "block", value, "", ""))
    return out
