#!/usr/bin/python3
"""Every rule file holds to the schema that editors complete it by (rules/rule-pack.schema.json), and
the schema refuses what the program refuses. What a rule owes its reader is there: basis, title and
remedy in both languages, examples of both kinds.

usage: check_packs.py RULES-FOLDER
"""
import copy
import json
import pathlib
import sys
import tomllib

import jsonschema

rules = pathlib.Path(sys.argv[1])
schema = json.loads((rules / "rule-pack.schema.json").read_text(encoding="utf-8"))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
problems = []
files = sorted(rules.glob("*/*.toml"))
count = 0
for file in files:
    name = file.relative_to(rules).as_posix()
    pack = tomllib.loads(file.read_text(encoding="utf-8"))
    for error in validator.iter_errors(pack):
        problems.append(f"{name}: {'/'.join(map(str, error.path))}: {error.message[:200]}")
    for rule in pack.get("rule", []):
        count += 1
        expects = [example["expect"] for example in rule["example"]]
        if not any(e in ("possible", "likely", "certain", "any") for e in expects) or "none" not in expects:
            problems.append(f"{name}: {rule['id']}: needs an example that is found and one that is not")
        for key in ("title", "remedy"):
            if any(not rule[key][language].strip() for language in ("zh-CN", "en")):
                problems.append(f"{name}: {rule['id']}: {key} is empty")
        if not rule["basis"].strip():
            problems.append(f"{name}: {rule['id']}: no basis")

good = tomllib.loads((rules / "cn-personal" / "vehicles.toml").read_text(encoding="utf-8"))


def broken(change) -> dict:
    spoilt = copy.deepcopy(good)
    change(spoilt["rule"][0])
    return spoilt


for what, change in {
    "no basis": lambda r: r.pop("basis"),
    "a title in one language": lambda r: r["title"].pop("en"),
    "an unknown key": lambda r: r.update(regexp=["x"]),
    "patterns and traces": lambda r: r.update(trace=["comment"]),
    "no pattern": lambda r: r.pop("regex"),
    "an unknown severity": lambda r: r["severity"].update(external="stop"),
    "an unknown expectation": lambda r: r["example"][0].update(expect="maybe"),
    "an unknown surface": lambda r: r["example"][0].update(surface="page"),
    "one rule together": lambda r: (r.pop("regex"), r.update(together=["a/b"])),
}.items():
    if validator.is_valid(broken(change)):
        problems.append(f"the schema lets through: {what}")
if not validator.is_valid(good):
    problems.append("the schema refuses a good pack")

print("\n".join(problems) if problems else f"{len(files)} files, {count} rules hold to the schema")
sys.exit(1 if problems or count < 40 else 0)
