"""Follows a path such as word/document.xml/tbl[1]/tr[2]/tc[3]/p[1] in the package itself, with nothing
but zipfile and ElementTree."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

# Elements a reader does not see as places of their own: their children belong to their parent.
_TRANSPARENT = {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink",
                "fldSimple", "body"}
_NOT_TEXT = {"del", "moveFrom", "Fallback", "txbxContent", "instrText", "delText", "rPr", "pPr"}
_STANDS_FOR = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def local(element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def children(element):
    for child in element:
        if local(child) in _TRANSPARENT:
            yield from children(child)
        else:
            yield child


def attribute(element, name: str) -> str:
    return next((v for k, v in element.attrib.items() if k.rsplit("}", 1)[-1] == name), "")


def span_of(cell) -> int:
    for node in cell.iter():
        if local(node) == "gridSpan":
            return int(attribute(node, "val"))
        if local(node) == "p":
            break
    return 1


def step_into(element, kind: str, ordinal: int):
    if kind == "tc":  # the ordinal is a grid column
        column = 1
        for child in children(element):
            if local(child) == "tc":
                if column == ordinal:
                    return child
                column += span_of(child)
        raise LookupError(f"no cell in column {ordinal}")
    if kind == "txbx":
        # Text boxes of the part, in order, the second copies left out.
        found = [n for n in walk(element) if local(n) == "txbxContent"]
        return found[ordinal - 1]
    if kind in ("footnote", "endnote", "comment"):
        separators = {"separator", "continuationSeparator", "continuationNotice"}
        notes = [c for c in element if local(c) == kind and attribute(c, "type") not in separators]
        return notes[ordinal - 1]
    same = [c for c in children(element) if local(c) == kind]
    return same[ordinal - 1]


def walk(element):
    yield element
    for child in element:
        if local(child) != "Fallback":
            yield from walk(child)


def text_of(paragraph) -> str:
    out = ""
    for child in paragraph:
        name = local(child)
        if name == "t":
            out += child.text or ""
        elif name in _STANDS_FOR:
            out += _STANDS_FOR[name]
        elif name == "sym":
            out += symbol(child)
        elif name not in _NOT_TEXT:
            out += text_of(child)
    return out


def symbol(element) -> str:
    code = int(attribute(element, "char"), 16)
    wingdings_star = code & 0xFF == 0xAB and attribute(element, "font").startswith("Wingdings")
    return "★" if wingdings_star else chr(code)


def read(file: Path, path: str) -> str:
    """The text of the passage at `path`."""
    steps = path.split("/")
    with zipfile.ZipFile(file) as package:
        names = set(package.namelist())
        cut = next(i for i in range(len(steps), 0, -1) if "/".join(steps[:i]) in names)
        element = ElementTree.fromstring(package.read("/".join(steps[:cut])))
    for step in steps[cut:]:
        match = re.fullmatch(r"([a-z]+)(?:\[(\d+)\])?", step)
        if match is None:
            raise LookupError(f"no such step: {step}")
        if match.group(1) in ("sdt", "hyperlink"):
            continue  # transparent: named for the reader, passed through here
        element = step_into(element, match.group(1), int(match.group(2) or 1))
    return text_of(element)
