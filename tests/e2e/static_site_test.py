"""plugins/hooks/examples/static-site: publishes only what verifies, and otherwise leaves the site as it was."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from e2e import FIXTURES, finish, program, run

problems: list[str] = []
folder = Path(tempfile.mkdtemp(prefix="mishen-site-"))
example = Path(__file__).resolve().parents[2] / "plugins" / "hooks" / "examples" / "static-site"
work = folder / "site"


def make(*targets: str, who: str = "wang") -> bool:
    done = subprocess.run(["make", "-s", *targets], cwd=work, capture_output=True, text=True,
                          env={**os.environ, "MISHEN": program(), "MISHEN_WHO": who, "LC_ALL": "C.UTF-8"})
    return done.returncode == 0


def published() -> dict[str, bytes]:
    root = work / "published"
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


def expect(what: str, wanted: bool, went: bool) -> None:
    if wanted != went:
        problems.append(f"{what}: {'went through' if went else 'did not go through'}")


def refused(what: str, before: dict[str, bytes]) -> None:
    expect(what, False, make("publish"))
    if published() != before:
        problems.append(f"{what}: the published site changed")


try:
    shutil.copytree(example, work)
    run("keys", "new", "--kind", "sm2", "--output", work / "gate.key")
    make("site")
    expect("no receipt yet", False, make("publish"))
    expect("no name", False, make("gate", who=""))
    expect("gate", True, make("gate"))
    expect("publish", True, make("publish"))
    first = published()
    if sorted(first) != ["files/materials.txt", "guide.html", "index.html"]:
        problems.append(f"published: {sorted(first)}")

    page = work / "build" / "site" / "index.html"
    page.write_bytes(page.read_bytes().replace("九时".encode(), "八时".encode()))
    refused("a page changed after the gate", first)
    make("gate")
    (work / "build" / "site" / "extra.txt").write_text("多出的文件\n", encoding="utf-8")
    refused("a file nobody reviewed", first)
    make("gate")
    (work / "build" / "site" / "guide.html").unlink()
    refused("a page that is missing", first)
    make("gate")
    (work / "build" / "site" / "link.html").symlink_to("/etc/hostname")
    refused("a link", first)

    shutil.copy(FIXTURES / "drafts" / "id-in-runs.docx", work / "files" / "list.docx")
    expect("an innocent page with a guilty attachment", False, make("gate"))
    refused("what was held", first)
    (work / "files" / "list.docx").unlink()

    expect("gate again", True, make("gate"))
    run("keys", "new", "--kind", "sm2", "--output", work / "other.key")
    shutil.move(work / "gate.key.pub", work / "aside.pub")
    shutil.copy(work / "other.key.pub", work / "gate.key.pub")
    refused("another key is trusted", first)
    shutil.move(work / "aside.pub", work / "gate.key.pub")
    (work / "build" / "site.receipt.json").unlink()
    refused("the receipt is gone", first)

    index = work / "pages" / "index.txt"
    index.write_text(index.read_text(encoding="utf-8") + "\n另行通知。\n", encoding="utf-8")
    expect("a changed page, reviewed", True, make("gate") and make("publish"))
    if "另行通知".encode() not in published()["index.html"]:
        problems.append("the new page is not there")
    left = [entry.name for entry in (work / "published.releases").iterdir()]
    if len(left) != 2:  # the two that were published; refused copies are taken away
        problems.append(f"copies left: {left}")
finally:
    shutil.rmtree(folder, ignore_errors=True)
finish(problems, "the example site publishes only what verifies")
