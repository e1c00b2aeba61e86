#!/usr/bin/python3
"""A DOCX with its main part alone, to see what its other parts cost a review:

    tests/bench/body_only.py OUT-FOLDER FILE.docx..."""

import sys
import zipfile
from pathlib import Path

KEPT = {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}


def main(out: Path, files: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for file in files:
        if not zipfile.is_zipfile(file):
            print(f"left out, no whole archive: {file}", file=sys.stderr)
            continue
        with zipfile.ZipFile(file) as whole, \
                zipfile.ZipFile(out / Path(file).name, "w", zipfile.ZIP_DEFLATED) as body:
            for name in whole.namelist():
                if name in KEPT:
                    body.writestr(name, whole.read(name))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
