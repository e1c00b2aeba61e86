"""Compares what was found in the labelled drafts with what was planted there (fixtures/make/labelled)."""

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "fixtures" / "make" / "labelled"))
from labels import folded, key  # noqa: E402

WEIGHT = {"notice": 0, "review": 1, "block": 2}


@dataclass
class Found:
    """One value somebody reported; `rule` of the baseline is the name of its pattern."""
    rule: str
    severity: str
    value: str
    shown: str  # masked
    place: str
    also: tuple = ()


@dataclass
class Score:
    planted: int = 0
    found: int = 0
    true: int = 0
    false: int = 0

    def recall(self) -> str:
        return f"{self.found / self.planted:.1%}" if self.planted else "-"

    def precision(self) -> str:
        return f"{self.true / (self.true + self.false):.1%}" if self.true + self.false else "-"


@dataclass
class Result:
    rules: dict = field(default_factory=lambda: defaultdict(Score))
    missed: list = field(default_factory=list)
    alarms: list = field(default_factory=list)
    # Drafts by what they hold: must be held, must not be; and how many of each were treated wrongly.
    guilty: int = 0
    cleared: list = field(default_factory=list)
    innocent: int = 0
    held: list = field(default_factory=list)


def rules_of(label: dict) -> set:
    return {label["rule"], *label.get("or", ())}


def same_value(label: dict, found: Found) -> bool:
    if "text" not in label:
        return key(found.value) in label["keys"]
    if not label["text"]:  # a trace: that it is there at all
        return True
    mine, theirs = folded(label["text"]), folded(found.value)
    return bool(theirs) and (mine in theirs or theirs in mine)


def matches(label: dict, found: Found) -> bool:
    """Open values are short words: only the same rule can mean the same one."""
    if not same_value(label, found):
        return False
    return "text" not in label or found.rule in rules_of(label) or bool(set(found.also) & rules_of(label))


def holding(label: dict) -> bool:
    return label["label"] == "must-find"


def judge(name: str, labels: list[dict], found: list[Found], held: bool, result: Result) -> None:
    credited = set()
    for one in found:
        hits = [i for i, label in enumerate(labels) if label["label"] != "nothing" and matches(label, one)]
        musts = [i for i in hits if holding(labels[i])]
        right = [i for i in musts if i not in credited and rules_of(labels[i]) & {one.rule, *one.also} and
                 WEIGHT[one.severity] >= WEIGHT[labels[i]["severity"]]]
        if right:
            credited.add(right[0])
        if one.severity == "notice":
            continue
        if musts:
            result.rules[one.rule].true += 1
        elif any(labels[i]["label"] == "either" or
                 WEIGHT[labels[i].get("allow", "notice")] >= WEIGHT[one.severity] for i in hits):
            continue
        else:
            result.rules[one.rule].false += 1
            why = labels[hits[0]].get("why", labels[hits[0]]["label"]) if hits else "not planted"
            result.alarms.append((name, one, why))
    for i, label in enumerate(labels):
        if not holding(label):
            continue
        result.rules[label["rule"]].planted += 1
        result.rules[label["rule"]].found += i in credited
        if i not in credited:
            seen = next((f for f in found if same_value(label, f) and label.get("text") != ""), None)
            result.missed.append((name, label, f"{seen.severity} {seen.rule}" if seen else "nothing"))
    if any(map(holding, labels)):
        result.guilty += 1
        result.cleared += [name] * (not held)
    elif not any(label["label"] == "either" or label.get("allow") == "review" for label in labels):
        result.innocent += 1
        result.held += [name] * held
