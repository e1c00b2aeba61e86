"""Follows a path such as word/document.xml/tbl[1]/tr[2]/tc[3]/p[1] in the package itself, with nothing
but zipfile and ElementTree."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

# Elements a reader does not see as places of their own: their children belong to their parent.
_TRANSPARENT = {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink",
                "fldSimple", "body", "docPartBody"}
_ELSEWHERE = {"Fallback", "txbxContent", "rPr", "pPr"}
# Text that lies under another in the same paragraph, by surface.
_LAYERS = {"deleted-text": "deleted", "hidden-text": "hidden", "field-code": "code",
           "white-text": "odd", "obscured-text": "odd"}
# What a run says of its looks when it is not to be seen.
_ODD = {"color", "sz", "w", "highlight", "shd"}
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
    if kind == "obj":
        return [n for n in walk(element) if local(n) == "docPart"][ordinal - 1]
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


def properties(run):
    return [n for props in run if local(props) == "rPr" for n in props]


def is_hidden(run) -> bool:
    return any(local(n) == "vanish" and attribute(n, "val") not in ("0", "false", "off")
               for n in properties(run))


def has_style(run) -> bool:
    return any(local(n) == "rStyle" for n in properties(run))


def text_of(element, layer: str = "shown", now: str = "shown") -> str:
    """The text of a paragraph in one layer; `now` is the layer its children lie in."""
    out = ""
    for child in element:
        name = local(child)
        if name in _ELSEWHERE:
            continue
        below = "deleted" if name in ("del", "moveFrom") else now
        if name == "r" and is_hidden(child):
            below = "hidden"
        elif name == "r" and layer == "hidden" and has_style(child):
            below = "hidden"
        elif name == "r" and layer == "odd" and any(local(n) in _ODD for n in properties(child)):
            below = "odd"
        if name == "instrText":
            out += child.text or "" if layer == "code" else ""
        elif name in ("t", "delText"):
            out += child.text or "" if layer == below else ""
        elif name in _STANDS_FOR:
            out += _STANDS_FOR[name] if layer == below else ""
        elif name == "sym":
            out += symbol(child) if layer == below else ""
        else:
            out += text_of(child, layer, below)
    return out


def symbol(element) -> str:
    code = int(attribute(element, "char"), 16)
    wingdings_star = code & 0xFF == 0xAB and attribute(element, "font").startswith("Wingdings")
    return "★" if wingdings_star else chr(code)


def values(element, name: str) -> list[str]:
    """Attributes and elements of that name at or below `element`: a property has no other place."""
    out = []
    for node in element.iter():
        out += [v for k, v in node.attrib.items() if k.rsplit("}", 1)[-1] == name]
        named = local(node) == name or attribute(node, "name") == name
        out += ["".join(node.itertext()), attribute(node, "val")] if named else []
    return out


def part_of(package: zipfile.ZipFile, steps: list[str]) -> tuple[int, str]:
    """How many steps name the part, and its name; a report masks digits in it."""
    for cut in range(len(steps), 0, -1):
        shape = re.escape("/".join(steps[:cut])).replace(r"\*", ".")
        for name in package.namelist():
            if re.fullmatch(shape, name):
                return cut, name
    raise LookupError("no part of the package begins so")


def beside_parts(file: Path, package: zipfile.ZipFile, steps: list[str]) -> list[str]:
    """What the archive or the XML holds beside parts and elements."""
    if steps == ["property[archive comment]"]:
        return [package.comment.decode()]
    if steps == ["property[between the entries]"]:
        return [file.read_bytes().split(b"PK\x03\x04")[0].decode().strip()]
    if steps[-1] == "property[XML comment]":
        data = package.read("/".join(steps[:-1])).decode()
        return re.findall("<!--(.*?)-->", data, re.DOTALL)
    return []


def links(package: zipfile.ZipFile, part: str) -> list[str]:
    folder, _, name = part.rpartition("/")
    try:
        rels = ElementTree.fromstring(package.read(f"{folder}/_rels/{name}.rels"))
    except KeyError:
        return []
    return [r.get("Target", "") for r in rels if r.get("TargetMode") == "External"]


def read(file: Path, path: str, surface: str) -> list[str]:
    """The texts the passage at `path` can have: one for a paragraph, all values of its name for a
    property."""
    steps = path.split("/")
    with zipfile.ZipFile(file) as package:
        if beside := beside_parts(file, package, steps):
            return beside
        cut, part = part_of(package, steps)
        if not steps[cut:] and not part.endswith((".xml", ".rels", ".vml")):
            return [part]  # a file inside says its name
        element = ElementTree.fromstring(package.read(part))
        targets = links(package, part)
    for step in steps[cut:]:
        match = re.fullmatch(r"([a-z]+)(?:\[([^]]*)\])?", step)
        if match is None:
            raise LookupError(f"no such step: {step}")
        kind, argument = match.groups()
        if kind == "property":
            return values(element, argument) + targets
        if kind == "hyperlink":
            return targets
        if kind != "sdt":  # content controls are passed through
            element = step_into(element, kind, int(argument or 1))
    # Styles and shapes hide whole paragraphs: nothing in the run says so.
    layers = {_LAYERS.get(surface, "shown"): None}
    if surface in ("hidden-text", "white-text", "obscured-text"):
        layers["shown"] = None
    return [text_of(element, layer) for layer in layers]
