"""Reads back what stands inside a quad, with qpdf and pdftotext only: the page is moved so that the
quad alone is the page, then its text is taken."""

import base64
import json
import math
import re
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

# Same length as what they replace: no offset of the file moves.
_UNDONE = ((b"/ActualText", b"/ActualTex_"), (b"/OFF", b"/OF_"))


def qpdf(*arguments: str) -> None:
    done = subprocess.run(["qpdf", *arguments], capture_output=True, timeout=120)
    if done.returncode not in (0, 3):
        raise LookupError(f"qpdf: {done.stderr.decode(errors='replace')[:300]}")


@lru_cache(maxsize=4)
def plain(file: Path) -> tuple[bytes, dict]:
    """The file decrypted and uncompressed, without what hides text, and its objects as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "plain.pdf")
        qpdf("--decrypt", "--stream-data=uncompress", "--object-streams=disable",
             "--normalize-content=n", str(file), str(out))
        data = out.read_bytes()
        for old, new in _UNDONE:
            data = data.replace(old, new)
        out.write_bytes(data)
        text = subprocess.run(["qpdf", "--json=2", str(out)], capture_output=True, timeout=120)
        return data, json.loads(text.stdout)


def quad_page(file: Path, page: int, quad: list[float]) -> tuple[bytes, list[float]]:
    """The PDF with `page` cut down to `quad`: (start-top, end-top, start-bottom, end-bottom)."""
    data, info = plain(file)
    objects = info["qpdf"][1]
    name = info["pages"][page - 1]["object"]
    entry = dict(objects[f"obj:{name}"]["value"])
    x0, y0 = quad[4], quad[5]
    along = (quad[6] - x0, quad[7] - y0)
    up = (quad[0] - x0, quad[1] - y0)
    width, height = math.hypot(*along), math.hypot(*up)
    if width <= 0 or height <= 0:
        raise LookupError("a quad without area")
    cos, sin = along[0] / width, along[1] / width
    matrix = (cos, -sin, sin, cos, -x0 * cos - y0 * sin, x0 * sin - y0 * cos)
    before = " ".join(f"{m:.6f}" for m in matrix) + " cm q\n"
    last = max(int(key.split(":")[1].split()[0]) for key in objects if key.startswith("obj:"))
    contents = entry.get("/Contents", [])
    contents = contents if isinstance(contents, list) else [contents]
    entry["/Contents"] = [f"{last + 1} 0 R", *contents]
    entry["/MediaBox"] = entry["/CropBox"] = [0, 0, round(width, 4), round(height, 4)]
    entry["/Rotate"] = 0
    entry.pop("/UserUnit", None)
    change = {"qpdf": [{"jsonversion": 2, "pushedinheritedpageresources": False,
                        "calledgetallpages": True, "maxobjectid": last + 1},
                       {f"obj:{name}": {"value": entry},
                        f"obj:{last + 1} 0 R": {"stream": {"dict": {}, "data": _base64(before)}}}]}
    return _changed(data, change), [width, height]


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _changed(data: bytes, change: dict) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, patch, out = (Path(folder, n) for n in ("in.pdf", "patch.json", "out.pdf"))
        source.write_bytes(data)
        patch.write_text(json.dumps(change))
        qpdf(str(source), f"--update-from-json={patch}", str(out))
        return out.read_bytes()


def read(file: Path, page: int, quad: list[float], characters: int) -> str:
    """The text inside `quad`, which holds about `characters` characters: a fifth of one is left off at
    both ends, since pdftotext counts a character that only touches the page."""
    cut, (width, height) = quad_page(file, page, quad)
    margin = width / max(characters, 1) / 5
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "quad.pdf")
        source.write_bytes(cut)
        scale = 10 if height > 3 else 200  # text of half a point
        box = [round(v * scale) for v in (margin, 0, width - 2 * margin, height)]
        done = subprocess.run(
            ["pdftotext", "-f", str(page), "-l", str(page), "-r", str(72 * scale), "-x", str(box[0]),
             "-y", str(box[1]), "-W", str(box[2]), "-H", str(box[3]), "-raw", "-enc", "UTF-8",
             str(source), "-"], capture_output=True, timeout=120)
        return done.stdout.decode("utf-8", errors="replace").replace("\f", "")


def read_property(file: Path, name: str) -> str:
    """A text of the document's information dictionary."""
    objects = plain(file)[1]["qpdf"][1]
    info = objects["trailer"]["value"].get("/Info", {})
    if isinstance(info, str):
        info = objects[f"obj:{info}"]["value"]
    value = info.get("/" + name, "")
    if not value.startswith("u:"):
        raise LookupError(f"no text in the property {name}")
    return value[2:]


# ---- what stands beside the pages: no box to look into, so the objects of the file are asked


def _strings(value):
    """The strings and streams of a value in qpdf's JSON, decoded."""
    if isinstance(value, dict):
        for key, held in value.items():
            yield key
            yield from _data(base64.b64decode(held)) if key == "data" else _strings(held)
    elif isinstance(value, list):
        for held in value:
            yield from _strings(held)
    elif isinstance(value, str) and value.startswith("u:"):
        yield value[2:]
    elif isinstance(value, str) and value.startswith("b:"):
        yield from _data(bytes.fromhex(value[2:]))
    elif isinstance(value, str):
        yield value


def _data(data: bytes):
    if data.startswith(b"%PDF"):
        yield from _of_bytes(data)
    yield data.decode("utf-8", errors="replace")
    for shown in re.findall(rb"<([0-9A-Fa-f ]+)>", data):
        digits = shown.decode().replace(" ", "")
        yield bytes.fromhex(digits + "0" * (len(digits) % 2)).decode("utf-16-be", errors="replace")


def _of_bytes(data: bytes):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "whole.pdf")
        file.write_bytes(data)
        done = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=all",
                               str(file)], capture_output=True, timeout=120)
        if done.returncode in (0, 3):
            yield from _strings(json.loads(done.stdout)["qpdf"])


@lru_cache(maxsize=4)
def strings(file: Path) -> list[str]:
    """Every string of the file, of its earlier revisions and of PDFs inside it, and its last line."""
    data = file.read_bytes()
    out = [data.rsplit(b"%%EOF", 1)[-1].decode("utf-8", errors="replace")]
    for mark in re.finditer(rb"%%EOF", data):
        out += _of_bytes(data[:mark.end()])
    return out
