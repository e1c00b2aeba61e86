"""mishen gate, verify and keys: what is published is what was cleared, and anyone can check it later."""
import base64
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from e2e import FIXTURES, finish, run, truths

problems: list[str] = []
folder = Path(tempfile.mkdtemp(prefix="mishen-gate-"))
SECRET = (FIXTURES / "drafts" / "id-in-runs.docx").read_bytes()
CLEAR = next(truth.file for truth in truths() if truth.verdict == "clear" and truth.file.suffix == ".docx")
os.environ.pop("MISHEN_WHO", None)


def expect(what: str, result, code: int, *words: str) -> None:
    said = (result.out + result.err).decode(errors="replace")
    if result.code != code:
        problems.append(f"{what}: exit {result.code}, not {code}: {said[:300]}")
    problems.extend(f"{what}: does not say '{word}': {said[:400]}" for word in words if word not in said)


def gate(*drafts, receipt="r.json", key="ed25519.key", who="wang", more=(), environment=None):
    named = ["--who", who] if who else []
    return run("gate", *drafts, "--receipt", folder / receipt, "--sign-key", folder / key, *named, "--lang", "en",
               *more, environment=environment)


def verify(receipt, *drafts, trust=("ed25519.key.pub", "sm2.key.pub"), more=()):
    trusted = [word for key in trust for word in ("--trust", folder / key)]
    return run("verify", folder / receipt, *drafts, *trusted, "--lang", "en", *more)


def site(name: str) -> Path:
    """A publication: a page, and one below."""
    root = folder / name
    (root / "a").mkdir(parents=True)
    (root / "index.html").write_text("<!DOCTYPE html><html><body><p>通知公告</p></body></html>", encoding="utf-8")
    (root / "a" / "page.txt").write_text("一般性通知\n", encoding="utf-8")
    return root


def nested(inner_name: str, inner: bytes) -> bytes:
    data = inner
    for name in (inner_name, "inner.zip"):
        file = folder / "nested.zip"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)
        data = file.read_bytes()
        file.unlink()
    return data


def test_keys() -> None:
    for kind in ("ed25519", "sm2"):
        expect(f"keys new {kind}", run("keys", "new", "--kind", kind, "--output", folder / f"{kind}.key"), 0)
        if (folder / f"{kind}.key").stat().st_mode & 0o777 != 0o600:
            problems.append(f"{kind}.key is not private")
        expect("keys are not overwritten", run("keys", "new", "--kind", kind, "--output", folder / f"{kind}.key"), 2)
        expect("keys show", run("keys", "show", folder / f"{kind}.key.pub"), 0, kind, "sha256:")
    (folder / "pub-only.pub").touch()
    expect("an old .pub stays", run("keys", "new", "--kind", "sm2", "--output", folder / "pub-only"), 2)
    if (folder / "pub-only").exists():
        problems.append("a private key was left without its public one")
    (folder / "pass").write_text("长口令\n")
    expect("passphrase", run("keys", "new", "--kind", "sm2", "--output", folder / "locked.key",
                             "--passphrase-file", folder / "pass"), 0)
    expect("no kind", run("keys", "new", "--output", folder / "x"), 2)
    for name, *options in (("rsa.key", "RSA"), ("p256.key", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")):
        subprocess.run(["openssl", "genpkey", "-algorithm", *options, "-out", folder / name], check=True,
                       capture_output=True)
        (folder / name).chmod(0o600)
        with open(folder / f"{name}.pub", "wb") as out:
            subprocess.run(["openssl", "pkey", "-in", folder / name, "-pubout"], check=True, stdout=out)


def test_pass_and_tamper() -> None:
    root = site("clear")
    shutil.copy(CLEAR, root / "notice.docx")
    for key in ("ed25519.key", "sm2.key"):
        expect(f"gate by {key}", gate(root, key=key, more=["--manifest", folder / "m.json"]), 0)
        expect("verify", verify("r.json", root, more=["--manifest", folder / "m.json", "--max-age", "1"]), 0, "wang")
        signed = json.loads((folder / "r.json").read_bytes())["signed"]
        names = [draft["name"] for draft in signed["drafts"]]
        if names != ["a/page.txt", "index.html", "notice.docx"] or signed["verdict"] != "clear":
            problems.append(f"receipt: {names}, {signed['verdict']}")
        listed = json.loads((folder / "m.json").read_bytes())["files"]
        if sorted(file["name"] for file in listed) != names:
            problems.append("manifest does not list the files")
        whole = (folder / "r.json").read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 12)):
            (folder / "t.json").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
            expect(f"byte {at} changed", verify("t.json", root), 1)
        for what, changed in (("truncated", whole[:-1]), ("longer", whole + b"\n"), ("empty", b""),
                              ("twice", whole.replace(b'"who":', b'"who":"x","who":')),
                              ("another who", whole.replace(b'"wang"', b'"zhao"'))):
            (folder / "t.json").write_bytes(changed)
            expect(f"receipt {what}", verify("t.json", root), 1)
    for name in ("index.html", "a/page.txt", "notice.docx"):
        file = root / name
        good = file.read_bytes()
        for at in (0, len(good) // 2, len(good) - 1):
            file.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1:])
            expect(f"byte {at} of {name} changed", verify("r.json", root), 1, "Not the bytes")
        file.write_bytes(good)
    (folder / "m.json").write_bytes((folder / "m.json").read_bytes() + b"\n")
    expect("another manifest", verify("r.json", root, more=["--manifest", folder / "m.json"]), 1, "manifest")


def test_openssl_agrees() -> None:
    """The covered bytes are what the README says: OpenSSL's own tool verifies them."""
    for kind, *more in (("ed25519",), ("sm2", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678")):
        gate(folder / "clear", key=f"{kind}.key")
        whole = (folder / "r.json").read_bytes()
        covered = whole[whole.index(b'"signed":') + 9:-2]
        (folder / "covered").write_bytes(covered)
        (folder / "signature").write_bytes(base64.b64decode(json.loads(whole)["signature"]))
        done = subprocess.run(["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", folder / f"{kind}.key.pub",
                               "-sigfile", folder / "signature", "-in", folder / "covered", *more], capture_output=True)
        if done.returncode != 0:
            problems.append(f"openssl does not verify {kind}: {done.stdout}{done.stderr}")
        again = json.dumps(json.loads(covered), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        if again != covered:
            problems.append("not canonical as Python writes it")


def test_whose_key() -> None:
    root = folder / "clear"
    gate(root)
    expect("untrusted", verify("r.json", root, trust=["sm2.key.pub"]), 1, "not a trusted key")
    expect("no key", run("verify", folder / "r.json", root, "--lang", "en"), 2, "--trust")
    for key, word in (("ed25519.key", "private key"), ("rsa.key.pub", "RSA"), ("p256.key.pub", "EC"),
                      ("r.json", "PEM"), ("none", "")):
        expect(f"trust {key}", verify("r.json", root, trust=[key]), 2, word)
    for key, word in (("rsa.key", "RSA"), ("p256.key", "EC"), ("locked.key", "passphrase"), ("none", "")):
        expect(f"sign with {key}", gate(root, key=key), 2, word)
        if (folder / "r.json").exists():
            problems.append(f"a receipt although {key} cannot sign")
    (folder / "public.key").write_bytes((folder / "sm2.key.pub").read_bytes())
    (folder / "public.key").chmod(0o600)
    expect("sign with a public key", gate(root, key="public.key"), 2, "public key")
    shutil.copy(folder / "sm2.key", folder / "open.key")
    (folder / "open.key").chmod(0o644)
    expect("a key others may read", gate(root, key="open.key"), 2, "chmod 600")
    expect("passphrase", gate(root, key="locked.key", more=["--passphrase-file", folder / "pass"]), 0)
    expect("its key", verify("r.json", root, trust=["locked.key.pub"]), 0)


def test_demands() -> None:
    root = folder / "clear"
    gate(root)
    expect("from the future", verify("r.json", root, more=["--at", "2020-01-01T00:00:00Z"]), 1, "clocks")
    expect("too old", verify("r.json", root, more=["--at", "2099-01-01T00:00:00Z", "--max-age", "30"]), 1, "longer")
    expect("rules new enough", verify("r.json", root, more=["--min-rules", "cn-personal=1.0.0"]), 0)
    expect("rules too old", verify("r.json", root, more=["--min-rules", "cn-personal=99"]), 1, "cn-personal")
    expect("rules not used", verify("r.json", root, more=["--min-rules", "intl-personal=1"]), 1, "not used")
    expect("bad --at", verify("r.json", root, more=["--at", "yesterday"]), 2)
    expect("unknown flag", verify("r.json", root, more=["--trsut=x"]), 2, "--trust")
    gate(root, more=["--rules", "hidden-content"])
    expect("fewer packs", verify("r.json", root), 1, "cn-secrecy")
    rules = folder / "rules"
    shutil.copytree(FIXTURES.parent / "rules", rules)
    changed = sorted((rules / "cn-secrecy").glob("*.toml"))[0]
    changed.write_text(changed.read_text(encoding="utf-8") + "\n# thinned out\n", encoding="utf-8")
    expect("rules changed, their version kept", gate(root, more=["--rules-folder", rules]), 0)
    expect("other rules of that version", verify("r.json", root), 1, "cn-secrecy")
    expect("a gate that writes its own baseline", gate(root, more=["--update-baseline", "--reason", "x"]), 2, "baseline")
    gate(root, more=["--hold-on", "block"])
    expect("laxer", verify("r.json", root), 1, "--hold-on")
    gate(root, more=["--profile", "internal"])
    expect("internal", verify("r.json", root), 1, "external")
    expect("internal is asked for", verify("r.json", root, more=["--profile", "internal"]), 0)
    expect("who is missing", gate(root, who=""), 2, "MISHEN_WHO")
    expect("who in two lines", gate(root, who="wang\nli"), 2, "one line")
    expect("who by the environment", gate(root, who="", environment={"MISHEN_WHO": "李四"}), 0)
    expect("named", verify("r.json", root), 0, "李四")


def test_held_and_incomplete() -> None:
    root = site("held")
    (root / "attachment.zip").write_bytes(nested("list.docx", SECRET))
    gate(folder / "clear")
    expect("a secret two archives deep", gate(root), 1)
    expect("its receipt", verify("r.json", root), 1, "held")
    expect("a part of it", verify("r.json", root / "index.html"), 1, "held")
    (root / "attachment.zip").unlink()
    (root / "link.txt").symlink_to(root / "index.html")
    os.mkfifo(root / "fifo")
    expect("a link and a pipe", gate(root), 3, "symbolic link", "regular file")
    expect("its receipt", verify("r.json", root), 1, "incomplete", "symbolic link")
    (root / "link.txt").unlink()
    (root / "fifo").unlink()
    (root / ".git").mkdir()
    expect("history", gate(root), 3, "version control")
    (root / ".git").rmdir()
    expect("an empty folder", gate(folder / "held" / "a" / ".." / "nothing"), 3)
    (folder / "empty").mkdir()
    expect("nothing at all", gate(folder / "empty"), 3)
    expect("nothing to verify", verify("r.json", folder / "empty"), 1)


def test_files_and_receipts() -> None:
    root = folder / "clear"
    gate(root)
    (root / "late.html").write_text("<html><body>后来的</body></html>", encoding="utf-8")
    expect("a file nobody reviewed", verify("r.json", root), 1, "late.html", "not reviewed")
    (folder / "receipts").mkdir()
    gate(root / "late.html", receipt="receipts/late.json", key="sm2.key")
    shutil.copy(folder / "r.json", folder / "receipts" / "site.json")
    both = ["--trust", folder / "ed25519.key.pub", "--trust", folder / "sm2.key.pub"]
    expect("two receipts", run("verify", "--receipts", folder / "receipts", root, *both), 0)
    (folder / "receipts" / "bad.json").write_text("{}")
    expect("a faulty one is told", run("verify", "--receipts", folder / "receipts", root, *both), 0, "bad.json")
    expect("one key only", run("verify", "--receipts", folder / "receipts", root, *both[:2]), 1)
    (root / "late.html").rename(root / "moved.html")
    expect("another name", verify("receipts/late.json", root / "moved.html"), 1, "--renamed")
    expect("allowed", verify("receipts/late.json", root / "moved.html", more=["--renamed"]), 0)
    (root / "moved.html").unlink()
    (root / "a" / "page.txt").unlink()
    expect("less is told", verify("r.json", root), 0, "a/page.txt")
    expect("--complete", verify("r.json", root, more=["--complete"]), 1)


def test_no_receipt_no_pass() -> None:
    root = folder / "clear"
    expect("no folder for it", gate(root, receipt="none/r.json"), 2)
    expect("inside", gate(root, receipt="clear/r.json"), 2, "elsewhere")
    (folder / "precious.docx").write_bytes(SECRET)
    expect("not a receipt", gate(root, receipt="precious.docx"), 2, "not replaced")
    if (folder / "precious.docx").read_bytes() != SECRET:
        problems.append("gate replaced a file that is no receipt")
    gate(root)
    expect("a usage error", gate(root, more=["--no-such-flag"]), 2)
    if (folder / "r.json").exists():
        problems.append("an old receipt outlived a run that failed")
    expect("rules that are not there", gate(root, more=["--rules", "no-such-pack"]), 2)
    if (folder / "r.json").exists():
        problems.append("a receipt of a run that had no rules")


def test_names() -> None:
    root = os.fsencode(site("names"))
    for name in ("换\n行.txt".encode(), b"back\\slash.txt", b"tab\t.txt"):
        Path(os.fsdecode(root + b"/" + name)).write_text("通知\n", encoding="utf-8")
    expect("names with all that text can have", gate(folder / "names"), 0)
    expect("and back", verify("r.json", folder / "names", more=["--complete"]), 0, "5 files")
    odd = Path(os.fsdecode(root + b"/\xff\xfe.txt"))
    odd.write_text("通知\n", encoding="utf-8")
    expect("a name that is no text", gate(folder / "names"), 3)
    drafts = json.loads((folder / "r.json").read_bytes())["signed"]["drafts"]
    if [draft["name"] for draft in drafts if draft["verdict"] != "clear"] != ["\\xff\\xfe.txt"]:
        problems.append(f"names in the receipt: {[draft['name'] for draft in drafts]}")
    expect("does not pass", verify("r.json", folder / "names", more=["--complete"]), 1)


try:
    for test in (test_keys, test_pass_and_tamper, test_openssl_agrees, test_whose_key, test_demands,
                 test_held_and_incomplete, test_files_and_receipts, test_no_receipt_no_pass, test_names):
        test()
finally:
    shutil.rmtree(folder, ignore_errors=True)
finish(problems, "gate, verify and keys keep their promise")
