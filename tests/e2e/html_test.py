#!/usr/bin/python3
"""The HTML report over all fixtures: well-formed, nothing fetched and nothing run, each finding and each
gap in it, every link leads somewhere and findings and places link to each other, names of drafts stay
names."""

import re
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import e2e
import machine_test

VOID = {"meta", "br", "img", "link", "hr", "input"}
FETCHES = re.compile(r"(?i)\b(src|href|action|data|poster|formaction)\s*=\s*\"(?!#|data:image/png)")


class Reader(HTMLParser):
    """Tags must nest; ids, links and headings are noted."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.text = ""
        self.problems: list[str] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"])
        if values.get("href", "").startswith("#"):
            self.links.append(values["href"][1:])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.problems += [f"attribute {k}" for k in values if k.startswith("on")]
        if tag in ("script", "iframe", "object", "embed", "form"):
            self.problems.append(f"<{tag}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        self.text += data


def check(what: str, files: list[Path], language: str):
    page = e2e.review("--format", "html", "--lang", language, *files).out.decode()
    drafts = e2e.review("--format", "json", "--lang", language, *files).json()["drafts"]
    reader = Reader()
    reader.feed(page)
    problems = list(reader.problems)
    problems += [f"left open: {reader.open}"] if reader.open else []
    problems += [f"fetches: {m.group(0)}" for m in FETCHES.finditer(page)]
    problems += ["an id twice"] if len(reader.ids) != len(set(reader.ids)) else []
    problems += [f"leads nowhere: #{link}" for link in reader.links if link not in reader.ids]
    steps = zip(reader.headings, reader.headings[1:])
    problems += [f"heading {b} after {a}" for a, b in steps if b > a + 1]
    problems += [f"{f['id']} is missing" for d in drafts for f in d["findings"]
                 if f["id"] not in reader.text]
    gaps = sum(len(d["coverage"]["gaps"]) for d in drafts)
    if sum(1 for i in reader.ids if i.startswith("g")) != gaps:
        problems.append(f"not the {gaps} gaps")
    for kind in ("f", "p"):
        count = sum(1 for i in reader.ids if re.fullmatch(kind + r"\d+-\d+", i))
        if count != sum(len(d["findings"]) for d in drafts):
            problems.append(f"{count} anchors of kind {kind}")
    if "\x1b" in page or "\u202E" in page:
        problems.append("an escape or an override")
    return [f"{what}, {language}: {p}" for p in problems]


def main() -> None:
    problems = []
    for language in ("zh-CN", "en"):
        problems += check("all fixtures", [t.file for t in e2e.truths()], language)
        problems += check("no finding", [e2e.FIXTURES / "drafts/clean-notice.docx"], language)
    with tempfile.TemporaryDirectory() as folder:
        problems += check("hostile names", machine_test.hostile(Path(folder)), "en")
    e2e.finish(problems, "the HTML report stands alone, links both ways and runs nothing")


if __name__ == "__main__":
    main()
