#!/usr/bin/python3
"""Precision and recall of every rule over the labelled drafts, beside pdftotext/docx2txt and grep -P.

    SCANNER_BIN=build/release/bin/mishen tests/eval/labelled.py            the table (80 columns)
    ... labelled.py --misses | --alarms        each miss, each false alarm, masked
    ... labelled.py --drafts DIR               drafts made before, instead of making them
    ... labelled.py --check DIR                no baseline; compares with thresholds.json (a ctest)
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "e2e")]
import baseline  # noqa: E402
import e2e  # noqa: E402
from scoring import Found, Result, Score, judge  # noqa: E402

MAKER = HERE.parents[1] / "fixtures" / "make" / "labelled" / "make.py"


def found_in(finding: dict):
    """A finding is one value, or a group with a member for each."""
    for hit in e2e.hits(finding):
        yield Found(hit["rule"], hit["severity"], hit["value"] or "", hit["masked"] or "", hit["place"] or "",
                    tuple(hit["also"] or ()))


def reviewed(folder: Path) -> dict:
    """Each draft's element of drafts[]; told by name, since names are unique."""
    drafts = sorted(f for f in folder.iterdir() if f.suffix in (".docx", ".pdf"))
    report = e2e.review("--format", "json", "--reveal", "--jobs", "2", *drafts).json()
    return {Path(d["path"]).name: d for d in report["drafts"]}


def labels_of(folder: Path) -> dict[str, list[dict]]:
    out = defaultdict(list)
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        out[label["file"]].append(label)
    return out


def score(labels: dict, found: dict[str, list[Found]], held: dict[str, bool]) -> Result:
    result = Result()
    for name, mine in labels.items():
        judge(name, mine, found[name], held[name], result)
    return result


def total(result: Result) -> Score:
    out = Score()
    for one in result.rules.values():
        out.planted, out.found = out.planted + one.planted, out.found + one.found
        out.true, out.false = out.true + one.true, out.false + one.false
    return out


# The baseline's one pattern stands for rules that tell more apart.
_FOLDED = {"cn-contact/mobile-of-person": "cn-contact/mobile", "cn-personal/account-of-person": "cn-personal/bank-card"}


def table(mine: Result, theirs: Result) -> str:
    rows = [f"{'rule':32}{'planted':>8}{'recall':>8}{'reports':>8}{'precis.':>8}{'grep rec':>8}{'prec':>8}"]
    for rule in sorted({*mine.rules, *theirs.rules}):
        a, b = mine.rules.get(rule, Score()), theirs.rules.get(rule, Score())
        rows.append(f"{rule:32.32}{a.planted:8}{a.recall():>8}{a.true + a.false:8}{a.precision():>8}{b.recall() if b.planted else '-':>8}{b.precision():>8}")
    a, b = total(mine), total(theirs)
    rows.append(f"{'all':32}{a.planted:8}{a.recall():>8}{a.true + a.false:8}{a.precision():>8}{b.recall():>8}{b.precision():>8}")
    for name, one in (("mishen", mine), ("grep", theirs)):
        rows.append(f"{name}: {len(one.cleared)} of {one.guilty} drafts with something let through, "
                    f"{len(one.held)} of {one.innocent} without held")
    return "\n".join(rows)


def details(result: Result, which: str) -> None:
    if which == "misses":
        for name, label, seen in result.missed:
            print(f"{name}\t{label['rule']}\t{label.get('masked') or label.get('text')}\t{label['place']}\tseen: {seen}\t{label.get('why', '')}")
    else:
        for name, one, why in result.alarms:
            print(f"{name}\t{one.severity} {one.rule}\t{one.shown}\t{one.place}\t{why}")


def check(result: Result, limits: dict) -> list[str]:
    """What is worse than `limits` allow: drafts let through or held for nothing, and of each rule
    [least recall, least precision]."""
    out = []
    for what, names in (("let through", result.cleared), ("held for nothing", result.held)):
        if len(names) > limits[what]:
            out.append(f"{what}: {', '.join(names)}; allowed are {limits[what]}")
    for rule, (recall, precision) in limits["rules"].items():
        one = total(result) if rule == "all" else result.rules.get(rule, Score())
        if one.planted and one.found / one.planted < recall:
            out.append(f"{rule}: recall {one.recall()}, {one.found} of {one.planted}")
        if one.true + one.false and one.true / (one.true + one.false) < precision:
            out.append(f"{rule}: precision {one.precision()}, {one.false} of {one.true + one.false} false")
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", help="mishen; default: SCANNER_BIN")
    parser.add_argument("--drafts", type=Path)
    parser.add_argument("--check", type=Path)
    parser.add_argument("--misses", dest="show", action="store_const", const="misses")
    parser.add_argument("--alarms", dest="show", action="store_const", const="alarms")
    options = parser.parse_args()
    sys.argv[1:] = [options.program] if options.program else []
    with tempfile.TemporaryDirectory() as room:
        folder = options.check or options.drafts or Path(room) / "drafts"
        if not folder.exists():
            subprocess.run([sys.executable, MAKER, folder], check=True, stdout=subprocess.DEVNULL)
        labels, drafts = labels_of(folder), reviewed(folder)
        found = {name: [f for finding in d["findings"] for f in found_in(finding)] for name, d in drafts.items()}
        mine = score(labels, found, {name: d["verdict"] != "clear" for name, d in drafts.items()})
        if options.check:
            limits = json.loads((HERE / "thresholds.json").read_text(encoding="utf-8"))
            problems = check(mine, limits)
            details(mine, "misses")
            details(mine, "alarms")
            if len(labels) < 30:
                problems.append("the sample is not whole")
            e2e.finish(problems, f"{len(labels)} labelled drafts, {total(mine).recall()} recall, {total(mine).precision()} precision")
        if options.show:
            details(mine, options.show)
            return
        texts = Path(room) / "texts"
        texts.mkdir()
        usual = baseline.findings([folder / name for name in labels], texts)
        print(table(mine, score(labels, usual, {name: bool(f) for name, f in usual.items()})))


if __name__ == "__main__":
    main()
