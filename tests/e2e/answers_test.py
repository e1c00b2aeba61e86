#!/usr/bin/python3
"""People answer in the annotated copies, as Word and PDF viewers store it, and `mishen answers` makes
waivers of what they say: with their name, their date, their reason and the finding's id; what is only
talk, has no name or no reason, or says "fixed", waives nothing."""

import json
import re
import subprocess
import tempfile
import tomllib
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import e2e

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
# What each of three people writes under the first, second and third finding.
REPLIES = [("误报：样例号码", "王五"), ("已改，第二稿已删", "赵六"), ("Approved: minutes of 3 March", "Li & Co")]


def annotated(draft: str, folder: Path) -> tuple[Path, list[str]]:
    run = e2e.review("--annotate", "--format", "json", "--output", folder, e2e.FIXTURES / draft)
    report = json.loads((folder / "review.json").read_text(encoding="utf-8"))
    copies = list(folder.glob("*.annotated.*"))
    assert run.code == 1 and len(copies) == 1, run.err
    return copies[0], [f["id"] for f in report["drafts"][0]["findings"]]


def comment(number: int, author: str, text: str, paragraph: str) -> str:
    return (f'<w:comment xmlns:w="{W}" xmlns:w14="{W14}" w:id="{number}" w:author="{escape(author)}" '
            f'w:date="2026-11-26T08:0{number % 10}:00Z"><w:p w14:paraId="{paragraph}"><w:r><w:t>'
            f'{escape(text)}</w:t></w:r></w:p></w:comment>')


def reply_in_word(copy: Path) -> None:
    """As Word saves replies: every comment's last paragraph gets an id, commentsExtended links them."""
    with zipfile.ZipFile(copy) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    key = next(n for n in parts if n.endswith("comments.xml"))
    text = parts[key].decode()
    ours = re.findall(r"<w:comment .*?</w:comment>", text, re.S)
    # The head comment, if any, tells of no single finding.
    ours = [c for c in ours if re.search(r"[a-z-]+/[a-z-]+:[0-9a-f]{16}", c)]
    threads = ""
    for i, (one, (words, author)) in enumerate(zip(ours, REPLIES)):
        head, last = one.rsplit("<w:p>", 1)
        named = f'{head}<w:p xmlns:w14="{W14}" w14:paraId="0000000{i}">{last}'
        text = text.replace(one, named + comment(900 + i, author, words, f"0000001{i}"))
        threads += (f'<w15:commentEx w15:paraId="0000000{i}" w15:done="0"/>'
                    f'<w15:commentEx w15:paraId="0000001{i}" w15:paraIdParent="0000000{i}" w15:done="0"/>')
    # Somebody talks, and somebody puts words into a comment of his own.
    text = text.replace("</w:comments>", comment(990, "路人", "误报：没有对应的批注", "00000090") +
                        "</w:comments>")
    parts[key] = text.encode()
    folder = key.rsplit("/", 1)[0]
    parts[f"{folder}/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{W15}">{threads}</w15:commentsEx>').encode()
    rels = f"{folder}/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(
        b"</Relationships>", b'<Relationship Id="rX9" Target="commentsExtended.xml" Type="http://schemas.'
        b'microsoft.com/office/2011/relationships/commentsExtended"/></Relationships>')
    with zipfile.ZipFile(copy, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def reply_in_viewer(copy: Path) -> None:
    """As PDF viewers save replies: a /Text annotation with /IRT on the same page."""
    whole = json.loads(subprocess.run(["qpdf", "--json-output", "--json-stream-data=inline", copy, "-"],
                                      capture_output=True, check=False).stdout)
    objects = whole["qpdf"][1]
    notes = [k for k, v in objects.items() if isinstance(v.get("value"), dict) and
             re.search(r"u:.+/.+:[0-9a-f]{16}$", str(v["value"].get("/NM", "")))]
    notes.sort(key=lambda k: int(k.split(":")[1].split()[0]))
    page = next(v["value"] for v in objects.values() if isinstance(v.get("value"), dict) and
                v["value"].get("/Type") == "/Page")
    held = page["/Annots"]
    held = objects["obj:" + held]["value"] if isinstance(held, str) else held
    number = max(int(k.split(":")[1].split()[0]) for k in objects if k.startswith("obj:"))
    for i, (note, (words, author)) in enumerate(zip(notes, REPLIES)):
        number += 1
        objects[f"obj:{number} 0 R"] = {"value": {
            "/Type": "/Annot", "/Subtype": "/Text", "/Rect": [10, 10, 30, 30], "/RT": "/R",
            "/IRT": note.removeprefix("obj:"), "/T": "u:" + author, "/Contents": "u:" + words,
            "/M": f"u:D:2026112608000{i}Z"}}
        held.append(f"{number} 0 R")
    whole["qpdf"][0]["maxobjectid"] = number
    plain = copy.with_suffix(".json")
    plain.write_text(json.dumps(whole), encoding="utf-8")
    subprocess.run(["qpdf", "--json-input", plain, copy], check=True)


def check(draft: str, reply, folder: Path) -> list[str]:
    copy, ids = annotated(draft, folder)
    untouched = e2e.run("answers", copy)
    problems = [] if untouched.code == 0 and not untouched.out else [f"{draft}: answers without replies"]
    reply(copy)
    run = e2e.run("answers", "--lang", "en", copy)
    if run.code != 0:
        return [f"{draft}: exit {run.code}: {run.err.decode()}"]
    waivers = tomllib.loads(run.out.decode())["waiver"]
    got = [(w["answer"], w["reason"], w["who"]) for w in waivers]
    if got != [("false-positive", "样例号码", "王五"), ("approved", "minutes of 3 March", "Li & Co")]:
        problems.append(f"{draft}: {got}")
    problems += [f"{draft}: {w['finding']} is no finding" for w in waivers if w["finding"] not in ids]
    problems += [f"{draft}: no date" for w in waivers if not w.get("date")]
    if b"fixed, says" not in run.err:
        problems.append(f"{draft}: does not say what became of 'fixed'")
    written = e2e.run("answers", copy, "--for", e2e.FIXTURES / draft, "-o", folder / "waivers.toml")
    if written.code != 0 or not (folder / "waivers.toml").read_text(encoding="utf-8").endswith("\n"):
        problems.append(f"{draft}: not written")
    # The gate takes them: for the draft they are about; what must not go out asks for a second person.
    again = e2e.review("--format", "json", "--waivers", folder / "waivers.toml", e2e.FIXTURES / draft).json()
    uses = [(w["findings"], w["fault"]) for w in again["policy"]["waivers"]]
    if uses != [(0, "no-second"), (0, "no-second")]:
        problems.append(f"{draft}: waivers at the gate: {uses}")
    return problems


def refused(folder: Path) -> list[str]:
    text = folder / "plain.txt"
    text.write_text("误报", encoding="utf-8")
    broken = folder / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    expected = [([], 2), ([folder / "absent.docx"], 2), ([text], 3), ([broken], 3), (["--what", text], 2)]
    return [f"answers {a}: exit {e2e.run('answers', *a).code}, not {code}" for a, code in expected
            if e2e.run("answers", *a).code != code]


def main() -> None:
    problems = []
    for draft, reply in (("drafts/gongshi-list.docx", reply_in_word),
                         ("drafts/gongshi-list.pdf", reply_in_viewer)):
        with tempfile.TemporaryDirectory() as folder:
            problems += check(draft, reply, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        problems += refused(Path(folder))
    e2e.finish(problems, "answers come back as waivers, with who, when and why")


if __name__ == "__main__":
    main()
