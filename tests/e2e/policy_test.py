#!/usr/bin/python3
"""mishen.toml in a real repository: what it may say, who may waive what, and all the ways in which
somebody could wave a draft through by it and cannot."""

import json
import os
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path

import e2e

HELD = "drafts/id-plain.docx"  # one identity number, block
CLEAN = "drafts/amounts.docx"  # states no disclosure attribute
DAY = {"SOURCE_DATE_EPOCH": "1795651200"}  # 2026-11-26
KEY = b"sixteen bytes or more, and secret"
PROBLEMS: list[str] = []


def expect(what: str, right: bool, more: object = "") -> None:
    if not right:
        PROBLEMS.append(f"{what}: {more}")


class Repository:
    def __init__(self, folder: Path, policy: str | None, key: bool = True) -> None:
        self.root = folder
        subprocess.run(["git", "init", "-q", folder], check=True)
        if policy is not None:
            head = 'key = "mishen.key"\n' if key else ""
            (folder / "mishen.toml").write_text(head + policy, encoding="utf-8")
            (folder / "mishen.key").write_bytes(KEY)

    def draft(self, fixture: str, place: str) -> Path:
        target = self.root / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(e2e.FIXTURES / fixture, target)
        return target

    def run(self, *arguments: str | Path, at: Path | None = None, day: str | None = None) -> e2e.Run:
        environment = {"SOURCE_DATE_EPOCH": day} if day else DAY
        return e2e.run(*arguments, "--lang", "en", cwd=at or self.root, environment=environment)

    def review(self, *arguments: str | Path, **more) -> tuple[int, dict]:
        run = self.run("review", "--format", "json", *arguments, **more)
        return run.code, run.json() if run.out else {"err": run.err.decode()}


def waive(repository: Repository, draft: Path, *more: str) -> e2e.Run:
    _, report = repository.review(draft)
    finding = report["drafts"][0]["findings"][0]["id"]
    return repository.run("waive", finding, "--in", draft, "--reason", "本人书面同意", "--until",
                          "2026-12-31", "--who", "王五", *more)


def profiles(folder: Path) -> None:
    repository = Repository(folder, """
[[paths]]
match = ["intranet/**"]
profile = "internal"
[[paths]]
match = ["strict/**"]
attribute = "required"
accept-gaps = []
""")
    public = repository.draft(HELD, "public/a.docx")
    inside = repository.draft(HELD, "intranet/a.docx")
    strict = repository.draft(CLEAN, "strict/a.docx")
    code, report = repository.review(public, inside, strict, repository.draft(CLEAN, "b.docx"))
    expect("a run with one held draft is held", code == 1, code)
    expect("verdicts by path", [d["verdict"] for d in report["drafts"]] ==
           ["held", "clear", "incomplete", "clear"], [d["verdict"] for d in report["drafts"]])
    expect("profiles by path", [d["profile"] for d in report["drafts"]] ==
           ["external", "internal", "external", "external"])
    expect("the missing attribute is a gap", [g["cause"] for g in report["drafts"][2]["coverage"]["gaps"]] ==
           ["attribute-missing"])
    code, _ = repository.review("a.docx", at=folder / "intranet")
    expect("the policy is found from a folder below", code == 0, code)
    shown = repository.run("policy", "show", inside).out.decode()
    expect("policy show says what and why", "profile = internal" in shown and "mishen.toml:3" in shown, shown)
    outside = folder.parent / "elsewhere.docx"
    shutil.copy(inside, outside)
    code, _ = repository.review(outside)
    expect("what lies outside is under no path", code == 1, code)
    link = folder / "intranet" / "link"
    link.symlink_to(folder / "public")
    code, _ = repository.review(link / "a.docx")
    expect("a linked folder does not move a draft", code == 1, code)


def bystanders(folder: Path) -> None:
    loose = 'profile = "internal"\n'
    repository = Repository(folder, None)
    draft = repository.draft(HELD, "drafts/a.docx")
    (draft.parent / "mishen.toml").write_text(loose, encoding="utf-8")
    run = repository.run("review", draft)
    expect("a policy beside a draft loosens nothing", run.code == 1, run.code)
    expect("and is told", b"drafts/mishen.toml" in run.err and b"has no say" in run.err, run.err)
    with tempfile.TemporaryDirectory() as bare:
        shutil.copy(draft, bare)
        (Path(bare) / "mishen.toml").write_text(loose, encoding="utf-8")
        run = e2e.run("review", "--lang", "en", "a.docx", cwd=Path(bare))
        expect("nor does one in the working folder that is no repository", run.code == 1, run.code)
        run = e2e.run("review", "--policy", "mishen.toml", "a.docx", cwd=Path(bare))
        expect("named with --policy it counts", run.code == 0, run.code)


def faults(folder: Path) -> None:
    repository = Repository(folder, 'profil = "internal"\n')
    draft = repository.draft(CLEAN, "a.docx")
    run = repository.run("review", draft)
    expect("a misspelt key stops the run", run.code == 2 and not run.out, run.code)
    expect("with file, line and the nearest", b"mishen.toml:2" in run.err and b"profile" in run.err, run.err)
    expect("policy check says the same", repository.run("policy", "check").code == 2)
    for policy, words in [('[waivers]\nfiles = ["none.toml"]\n', b"none.toml"),
                          ('[baseline]\nfile = "none.toml"\n', b"none.toml"),
                          ('also = ["intk"]\n', b"intk")]:
        (folder / "mishen.toml").write_text(policy, encoding="utf-8")
        run = repository.run("review", draft)
        expect(f"{policy!r} is an error", run.code == 2 and words in run.err, (run.code, run.err))
    (folder / "mishen.toml").unlink()
    (folder / "mishen.toml").symlink_to("nowhere")
    expect("a policy that cannot be read is not no policy", repository.run("review", draft).code == 2)
    (folder / "mishen.toml").unlink()
    (folder / "mishen-waivers.toml").write_text("[[waiver]]\nfinding = 1\n", encoding="utf-8")
    run = repository.run("review", draft)
    expect("a broken waiver file stops the run", run.code == 2 and b"mishen-waivers.toml:2" in run.err, run.err)


def waivers(folder: Path) -> None:
    repository = Repository(folder, '[waivers]\nwho = ["王五", "李四"]\ndays = 60\n')
    draft = repository.draft(HELD, "a.docx")
    expect("one person is not enough for a block", waive(repository, draft).code == 2)
    expect("nor the same twice", waive(repository, draft, "--second", "王五").code == 2)
    expect("nor somebody who may not", waive(repository, draft, "--second", "赵六").code == 2)
    expect("nor for longer than allowed", waive(repository, draft, "--second", "李四", "--until", "2027-11-26").code == 2)
    expect("nothing was written", not (folder / "mishen-waivers.toml").exists())
    good = waive(repository, draft, "--second", "李四")
    expect("two people who may", good.code == 0, good.err)
    entry = tomllib.loads((folder / "mishen-waivers.toml").read_text(encoding="utf-8"))["waiver"][0]
    expect("the excerpt is masked", "*" in entry["excerpt"] and entry["date"] == "2026-11-26", entry)
    code, report = repository.review(draft)
    finding = report["drafts"][0]["findings"][0]
    expect("it lets the finding stand", code == 0 and finding["waiver"]["counts"] and not finding["holds"], code)
    text = repository.run("review", draft).out.decode()
    expect("the report says who and why", "王五 and 李四" in text and "本人书面同意" in text, text)
    sarif = json.loads(repository.run("review", "--format", "sarif", draft).out)
    suppressed = [r.get("suppressions") for r in sarif["runs"][0]["results"] if r["level"] == "error"]
    expect("SARIF has it as a suppression", suppressed[0][0]["status"] == "accepted", suppressed)
    moved = repository.draft(HELD, "b/c.docx")
    draft.unlink()
    expect("it is bound to content, not to a place", repository.review(moved)[0] == 0)
    other = repository.draft("drafts/id-two-in-one-line.docx", "d.docx")
    code, report = repository.review(other)
    expect("it is no waiver of another number", code == 1, code)
    expect("an unused one is told", report["policy"]["waivers"][0]["unused"])
    code, report = repository.review(moved, day="1798761600")  # 2027-01-01
    fault = report["drafts"][0]["findings"][0]["waiver"]
    expect("on the day after its last it holds again", code == 1 and fault["fault"] == "expired", fault)
    text = repository.run("review", moved, day="1798761600").out.decode()
    expect("and the report says why", "it has expired" in text, text)
    code, _ = repository.review(moved, day="1795564800")  # 2026-11-25
    expect("a clock set back does not make it count", code == 1, code)


def without_key(folder: Path) -> None:
    repository = Repository(folder, "[waivers]\nsecond-person = []\n", key=False)
    draft = repository.draft(HELD, "a.docx")
    expect("without a key a waiver is for these bytes", waive(repository, draft).code == 0)
    expect("and counts for them", repository.review(draft)[0] == 0)
    # The same words in other bytes: an id of masked values could be another number's.
    again = folder / "again.docx"
    shutil.copy(draft, again)
    subprocess.run(["zip", "-q", "-z", again], input=b"note", check=True)
    code, report = repository.review(again)
    expect("and for no others", code == 1, code)
    faults = {f["waiver"]["fault"] for f in report["drafts"][0]["findings"] if f["waiver"]}
    expect("and says so", faults == {"other-draft"}, faults)


def baseline(folder: Path) -> None:
    repository = Repository(folder, '[baseline]\nfile = "mishen-baseline.toml"\n')
    repository.draft(HELD, "old/a.docx")
    repository.draft(HELD, "old/b.docx")
    expect("a baseline that is not there is an error", repository.review("old")[0] == 2)
    run = repository.run("review", "--update-baseline", "old")
    expect("it does not begin without a reason", run.code == 2 and b"--reason" in run.err, run.err)
    run = repository.run("review", "--update-baseline", "--reason", "启用密审", "old")
    expect("with one it does", run.code == 0, run.err)
    known = (folder / "mishen-baseline.toml").read_text(encoding="utf-8")
    expect("it keeps the reason and no value", "启用密审" in known and "count = 2" in known, known)
    code, report = repository.review("old")
    expect("what is known stands, counted", code == 0 and report["policy"]["baseline"] == {"count": 2, "seen": 2},
           report["policy"])
    repository.draft(HELD, "old/c.docx")
    code, report = repository.review("old")
    expect("one more of the same holds", code == 1 and [d["verdict"] for d in report["drafts"]] ==
           ["clear", "clear", "held"], [d["verdict"] for d in report["drafts"]])
    run = repository.run("review", "--update-baseline", "old")
    expect("it does not grow in silence", run.code == 2 and
           (folder / "mishen-baseline.toml").read_text(encoding="utf-8") == known, run.code)
    for name in ("b", "c"):
        (folder / f"old/{name}.docx").unlink()
    expect("it shrinks by itself", repository.run("review", "--update-baseline", "old").code == 0)
    expect("and stays shrunk", repository.review(repository.draft(HELD, "old/b.docx"),
                                                 "old/a.docx")[0] == 1)


def receipts(folder: Path) -> None:
    repository = Repository(folder, 'ignore = ["*.woff"]\n[receipts]\ntrusted-keys = ["who.key.pub"]\nmin-packs = ["cn-personal=1.0.0"]\n')
    draft = repository.draft(CLEAN, "a.docx")
    expect("a key", repository.run("keys", "new", "--kind", "ed25519", "--output", folder / "who.key").code == 0)
    receipt = folder.parent / "r.json"
    gate = ("gate", draft, "--receipt", receipt, "--sign-key", folder / "who.key", "--who", "王五")
    expect("the gate under a policy", repository.run(*gate).code == 0)
    verify = ("verify", "--policy", folder / "mishen.toml", receipt, draft)
    run = repository.run(*verify)
    expect("verify takes the trusted keys of the policy", run.code == 0, run.out + run.err)
    policy = folder / "mishen.toml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("1.0.0", "9.0.0"), encoding="utf-8")
    run = repository.run(*verify)
    expect("another policy, and rules too old for it", run.code == 1, run.code)
    expect("the gate under the new one", repository.run(*gate).code == 0)
    run = repository.run(*verify)
    expect("rules too old for the policy", run.code == 1 and b"cn-personal" in run.out + run.err, run.out + run.err)
    (folder / "a.woff").write_bytes(b"no draft")
    expect("the gate of a folder part of which is no draft", repository.run(
        "gate", folder / "a.woff", *gate[1:]).code == 0)
    trust = ("verify", "--trust", folder / "who.key.pub", receipt)
    expect("what is no draft is in no receipt", repository.run(*trust, folder / "a.woff").code == 1)
    expect("and what is one is", repository.run(*trust, draft).code == 0)
    held = ("gate", repository.draft(HELD, "b.docx"), *gate[2:])
    expect("a held draft gets a receipt that says so", repository.run(*held).code == 1)
    waive(repository, folder / "b.docx", "--second", "李四")
    expect("with a waiver it passes", repository.run(*held).code == 0)
    signed = json.loads(receipt.read_bytes())["signed"]
    used = signed["drafts"][0]["waivers"]
    expect("and the receipt names who let it", [w["who"] for w in used] == ["王五"], used)


def ignored(folder: Path) -> None:
    repository = Repository(folder, 'ignore = ["fonts/**"]\n')
    repository.draft(CLEAN, "a.docx")
    (folder / "fonts").mkdir()
    (folder / "fonts/f.woff2").write_bytes(os.urandom(4000))
    code, report = repository.review("a.docx", "fonts")
    expect("what is no draft is listed, not reviewed", code == 0 and
           [i["glob"] for i in report["policy"]["ignored"]] == ["fonts/**"], report["policy"])
    expect("and nothing else is left out", len(report["drafts"]) == 1)


def main() -> None:
    for case in (profiles, bystanders, faults, waivers, without_key, baseline, receipts, ignored):
        with tempfile.TemporaryDirectory() as top:
            folder = Path(top) / "repository"
            folder.mkdir()
            case(folder.resolve())
    e2e.finish(PROBLEMS, "the policy decides, by people who may, and by nothing that lies about")


if __name__ == "__main__":
    main()
