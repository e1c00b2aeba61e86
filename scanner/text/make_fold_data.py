#!/usr/bin/python3
"""Writes fold_data.h from the Unicode Character Database (Debian package unicode-data).

  make_fold_data.py            write fold_data.h beside this script
  make_fold_data.py --check    exit 1 when it is not what the installed database gives; 77 when the
                               database is not installed or is of another version

What is folded, and why not simply NFKC, is said in fold.h. Sources: UnicodeData.txt,
EquivalentUnifiedIdeograph.txt (radicals and strokes NFKC leaves alone), DerivedCoreProperties.txt,
DerivedNormalizationProps.txt.
"""
import pathlib
import re
import sys

UCD = pathlib.Path("/usr/share/unicode")
VERSION = "15.0.0"
OUT = pathlib.Path(__file__).with_name("fold_data.h")

# Compatibility decompositions that keep what a letter or mark is and change only how it is drawn.
LOOKS = {"wide", "narrow", "font", "small", "vertical", "initial", "medial", "final", "isolated"}
# <compat> ones of that sort: long s, one dot leader, dashed and wavy low lines.
LOOKS_TOO = {0x017F, 0x2024, 0xFE4D, 0xFE4E, 0xFE4F}
# Ligatures that readers of PDF give as they are drawn: Latin, Armenian, lam with alef.
LIGATURES = {*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18), *range(0xFEF5, 0xFEFD)}
# List numbers with a digit value: "(1)", "1.", "1,"; never part of a longer number.
LIST_NUMBERS = {*range(0x2474, 0x247D), *range(0x2488, 0x2491), *range(0x1F100, 0x1F10B)}
# Circled zeros Unicode gives a numeric value but no digit value.
CIRCLED_ZEROS = {0x1F10B: 0, 0x1F10C: 0}
LINE_ENDS = [0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029]
DASHES = [*range(0x2010, 0x2016), 0x2043, 0x2212, 0x2796, 0x2E3A, 0x2E3B]
STARS = [0x22C6, 0x2606, *range(0x2729, 0x2731), 0x2736, 0x2B50, 0x1F31F]
ASTERISKS = [0x066D, 0x204E, 0x2055, 0x2217, *range(0x2731, 0x2734)]
NOT_IN_DERIVED = [0x2800, *range(0xFFF9, 0xFFFC)]  # blank Braille, interlinear annotation


def lines(name):
    for line in (UCD / name).read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line:
            yield [field.strip() for field in line.split(";")]


def spread(field):
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def read_characters():
    """code point -> (category, ccc, decomposition tag, decomposition, digit value or None)"""
    out = {}
    for row in lines("UnicodeData.txt"):
        code, decomposition = int(row[0], 16), row[5]
        tag, rest = "", decomposition
        if decomposition.startswith("<"):
            tag, rest = re.match(r"<(\w+)> (.*)", decomposition).groups()
        target = [int(c, 16) for c in rest.split()]
        out[code] = (row[2], int(row[3]), tag, target, int(row[7]) if row[7] else None)
    return out


def drawn_otherwise(code, ccc, tag, target):
    if len(target) != 1 or ccc or target == [0x20]:
        return code in LIGATURES
    # No tag: a canonical singleton, such as a CJK compatibility ideograph or the Kelvin sign.
    return tag == "" or tag in LOOKS or code in LOOKS_TOO


def collect():
    characters = read_characters()
    ignorable = {c for row in lines("DerivedCoreProperties.txt")
                 if row[1] == "Default_Ignorable_Code_Point" for c in spread(row[0])}
    ignorable |= set(NOT_IN_DERIVED)
    radicals = {c: int(row[1], 16) for row in lines("EquivalentUnifiedIdeograph.txt")
                for c in spread(row[0])}
    digits, ornate, forms, long_forms = {}, {}, {}, {}
    for code, (category, ccc, tag, target, digit) in characters.items():
        digit = CIRCLED_ZEROS.get(code, digit)
        if code < 0x80 or code in ignorable or code in radicals or code in LIST_NUMBERS:
            continue
        if digit is not None:
            enclosed = code in CIRCLED_ZEROS or tag in ("circle", "super", "sub")
            enclosed |= 0x2460 <= code < 0x2800
            (ornate if enclosed else digits)[code] = ord("0") + digit
        elif drawn_otherwise(code, ccc, tag, target):
            if len(target) == 1:
                forms[code] = target[0]
            else:
                long_forms[code] = target
    spaces = [c for c, row in characters.items() if row[0] == "Zs" and c != 0x20]
    punctuation = dict.fromkeys(spaces, 0x20) | dict.fromkeys(DASHES, ord("-"))
    punctuation |= dict.fromkeys(LINE_ENDS, ord("\n"))
    stars = dict.fromkeys(STARS, 0x2605) | dict.fromkeys(ASTERISKS, ord("*"))
    folded = digits | forms | punctuation | stars | radicals
    for code in [c for c in forms if c in punctuation]:
        del forms[code]
    def settle(target):  # a form of a dash is a dash
        while target in folded:
            target = folded[target]
        return target
    forms = {code: settle(target) for code, target in forms.items()}
    long_forms = {code: [settle(t) for t in target] for code, target in long_forms.items()}
    compose = {c for c, row in characters.items() if row[1]}
    compose |= {c for row in lines("DerivedNormalizationProps.txt")
                if row[1] == "NFC_QC" for c in spread(row[0])}
    compose -= ignorable | set(folded) | set(long_forms) | set(ornate)
    ignorable = {c for c in ignorable if c < 0xE0000}  # the rest is a whole plane's block
    return {"kDropped": ignorable, "kCompose": compose, "kDigits": digits, "kOrnate": ornate,
            "kRadicals": radicals, "kStars": stars, "kPunctuation": punctuation, "kForms": forms,
            "kLongForms": long_forms}


def runs(mapping):
    """Runs of code points whose targets all stay the same or all step by one with them."""
    out = []
    for code in sorted(mapping):
        target = mapping[code]
        if out:
            first, count, start, step = out[-1]
            if code == first + count and step in (None, 0) and target == start:
                out[-1] = (first, count + 1, start, 0)
                continue
            if code == first + count and step in (None, 1) and target == start + count:
                out[-1] = (first, count + 1, start, 1)
                continue
        out.append((code, 1, target, None))
    return [(first, count, start, step or 0) for first, count, start, step in out]


def wrapped(items):
    line, out = "   ", []
    for item in items:
        if len(line) + len(item) + 2 > 100:
            out.append(line)
            line = "   "
        line += f" {item},"
    return "\n".join(out + [line])


def render(data):
    parts = [f"""// Generated by make_fold_data.py from the Unicode Character Database {VERSION}; do not edit.
// Unicode data: Copyright 1991-2022 Unicode, Inc., used under the Unicode License.
#pragma once

#include "scanner/text/fold_table.h"

// clang-format off
namespace mishen::fold_data {{
"""]
    for name in ("kDropped", "kCompose"):
        ranges = runs(dict.fromkeys(data[name], 0))
        items = [f"{{0x{first:X},{count}}}" for first, count, _, _ in ranges]
        parts.append(f"inline constexpr CodeRange {name}[] = {{\n{wrapped(items)}\n}};\n")
    for name in ("kDigits", "kOrnate", "kRadicals", "kStars", "kPunctuation", "kForms"):
        items = [f"{{0x{first:X},{count},0x{start:X},{step}}}"
                 for first, count, start, step in runs(data[name])]
        parts.append(f"inline constexpr FoldRun {name}[] = {{\n{wrapped(items)}\n}};\n")
    items = [f"{{0x{code:X},{{{','.join(f'0x{t:X}' for t in target)}}}}}"
             for code, target in sorted(data["kLongForms"].items())]
    parts.append(f"inline constexpr LongForm kLongForms[] = {{\n{wrapped(items)}\n}};\n")
    parts.append("}  // namespace mishen::fold_data\n// clang-format on\n")
    return "\n".join(parts)


def main():
    check = sys.argv[1:] == ["--check"]
    source = UCD / "EquivalentUnifiedIdeograph.txt"
    if not source.exists() or VERSION not in source.read_text(encoding="utf-8").splitlines()[0]:
        print(f"make_fold_data.py: Unicode {VERSION} data is not in {UCD}", file=sys.stderr)
        return 77 if check else 2
    text = render(collect())
    if not check:
        OUT.write_text(text, encoding="utf-8")
        return 0
    if OUT.read_text(encoding="utf-8") != text:
        print("fold_data.h is not what make_fold_data.py writes; run it", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
