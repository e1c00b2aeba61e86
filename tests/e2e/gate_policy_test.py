"""Receipts of a project with a policy: waivers, baseline and policy stand in them, and `verify --policy` asks for what
the policy demands."""
import datetime
import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from e2e import FIXTURES, finish, run

problems: list[str] = []
folder = Path(tempfile.mkdtemp(prefix="mishen-gate-policy-"))
repo = folder / "repo"
site = repo / "public"
receipt = folder / "r.json"
today = datetime.datetime.now(datetime.timezone.utc).date()


def expect(what: str, result, code: int, *words: str) -> None:
    said = (result.out + result.err).decode(errors="replace")
    if result.code != code:
        problems.append(f"{what}: exit {result.code}, not {code}: {said[-600:]}")
    problems.extend(f"{what}: does not say '{word}': {said[-400:]}" for word in words if word not in said)


def gate(*more):
    return run("gate", site, "--receipt", receipt, "--sign-key", folder / "k", "--who", "wang", "--lang", "en", *more,
               cwd=repo)


def verify(*more):
    return run("verify", receipt, site, "--lang", "en", *more, cwd=folder)


def policy(text: str = "", receipts: str = "") -> None:
    (repo / "mishen.toml").write_text(f'{text}\n[receipts]\ntrusted-keys = ["../k.pub"]\n{receipts}\n',
                                      encoding="utf-8")


def waive(**changes: str) -> None:
    """A waiver for each finding that holds, as the policy asks for it, but for `changes`."""
    report = run("review", site, "--format", "json", cwd=repo).json()
    out = ""
    for draft in report["drafts"]:
        for finding in draft["findings"]:
            entry = {"finding": finding["id"], "rule": finding["rule"], "answer": "approved", "reason": "样例号码",
                     "who": "王五", "second": "赵六", "date": str(today), "until": str(today + datetime.timedelta(30)),
                     "draft": "sha256:" + draft["sha256"], **changes}
            out += "[[waiver]]\n" + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
                                            for key, value in entry.items() if value) + "\n"
    (repo / "mishen-waivers.toml").write_text(out, encoding="utf-8")


def said() -> dict:
    return json.loads(receipt.read_bytes())["signed"]


try:
    run("keys", "new", "--kind", "sm2", "--output", folder / "k")
    site.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", repo], check=True)
    shutil.copy(FIXTURES / "drafts" / "id-in-runs.docx", site / "notice.docx")
    policy()
    expect("without a waiver", gate(), 1)
    if said()["drafts"][0]["waivers"] or said()["drafts"][0]["counts"]["waived"]:
        problems.append("waivers that nobody wrote")
    waive()
    expect("waived", gate(), 0)
    draft = said()["drafts"][0]
    if draft["counts"]["waived"] < 1 or [(w["who"], w["second"], w["reason"]) for w in draft["waivers"]] != \
            [("王五", "赵六", "样例号码")]:
        problems.append(f"waivers in the receipt: {draft['counts']}, {draft['waivers']}")
    if said()["policy"] != "sha256:" + hashlib.sha256((repo / "mishen.toml").read_bytes()).hexdigest():
        problems.append("the policy's digest is not in the receipt")
    expect("key and demands of the policy", verify("--policy", repo / "mishen.toml", "--same-policy"), 0)
    expect("somebody must be trusted", verify(), 2, "--trust")
    policy(receipts='min-packs = ["cn-personal=99.0.0"]')
    expect("least versions of the policy", verify("--policy", repo / "mishen.toml"), 1, "cn-personal")
    expect("the same is not the same", verify("--policy", repo / "mishen.toml", "--same-policy"), 1, "policy")
    policy(receipts="max-age-days = 10")
    expect("age of the policy", verify("--policy", repo / "mishen.toml", "--at", "2099-01-01T00:00:00Z"), 1, "longer")
    policy('packs = ["cn-personal", "cn-secrecy"]')
    expect("packs of the policy", gate(), 0)
    expect("are all it demands", verify("--policy", repo / "mishen.toml"), 0)
    expect("but not all there are", verify("--trust", folder / "k.pub"), 1, "hidden-content")
    policy()

    for what, changes in (("expired", {"date": "2020-01-01", "until": "2020-02-01"}), ("no second person", {"second": ""}),
                          ("the same person twice", {"second": "王五"}), ("other bytes", {"draft": "sha256:" + "0" * 64})):
        waive(**changes)
        expect(what, gate(), 1)
        if said()["verdict"] != "held" or said()["drafts"][0]["waivers"]:
            problems.append(f"{what}: the receipt says {said()['verdict']}, {said()['drafts'][0]['waivers']}")
    (repo / "mishen-waivers.toml").unlink()

    policy('[baseline]\nfile = "mishen-baseline.toml"')
    run("review", site, "--update-baseline", "--reason", "first run", cwd=repo)
    expect("stands in the baseline", gate(), 0)
    if said()["drafts"][0]["counts"]["baseline"] < 1:
        problems.append("the receipt does not tell of the baseline")

    (site / "font.woff2").write_bytes(b"wOF2\0\1\2")
    policy('ignore = ["**/*.woff2"]\n[baseline]\nfile = "mishen-baseline.toml"')
    expect("a font that is no draft", gate("--manifest", folder / "m.json"), 0)
    if [(file["name"], file["glob"]) for file in said()["ignored"]] != [("font.woff2", "**/*.woff2")]:
        problems.append(f"ignored: {said()['ignored']}")
    if [file["name"] for file in json.loads((folder / "m.json").read_bytes())["ignored"]] != ["font.woff2"]:
        problems.append("the manifest does not tell what was ignored")
    expect("nobody reviewed it", verify("--policy", repo / "mishen.toml"), 1, "font.woff2", "--ignored-too")
    expect("allowed", verify("--policy", repo / "mishen.toml", "--ignored-too"), 0)
    (site / "font.woff2").write_bytes(b"wOF2\0\1\3")
    expect("not that one", verify("--policy", repo / "mishen.toml", "--ignored-too"), 1, "font.woff2")
    (site / "font.woff2").unlink()

    policy('[[paths]]\nmatch = ["public/**"]\nprofile = "internal"\nhold-on = "block"')
    gate()
    draft = said()["drafts"][0]
    if (draft["profile"], draft["hold-on"]) != ("internal", ["block"]):
        problems.append(f"profile of the path: {draft['profile']}, {draft['hold-on']}")
    expect("reviewed for other people", verify("--policy", repo / "mishen.toml"), 1, "external")
finally:
    shutil.rmtree(folder, ignore_errors=True)
finish(problems, "receipts tell of policy, waivers and baseline")
