#!/usr/bin/python3
"""Holds the committed JSON reports to the schema, and the schema to the contract.

usage: check_schema.py SCHEMA FOLDER-OF-CASES
"""
import copy
import json
import pathlib
import sys

import jsonschema


def closed(schema):
    """The schema with every object closed: a field the schema does not describe is an error here,
    though not for readers, since fields may be added."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: closed(value) for key, value in schema.items()}
    if "required" in out and "properties" in out:
        out.setdefault("additionalProperties", False)
    return out


def broken(report):
    """Reports that break the contract, each in one way; `report` has a finding and a gap."""
    def change(path, value):
        copied = copy.deepcopy(report)
        at = copied
        for key in path[:-1]:
            at = at[key]
        if value is KeyError:
            del at[path[-1]]
        else:
            at[path[-1]] = value
        return copied

    draft = ("drafts", 0)
    finding = draft + ("findings", 0)
    yield "another schema", change(("schema",), "mishen.review/2")
    yield "no verdict", change(("verdict",), KeyError)
    yield "unknown verdict", change(draft + ("verdict",), "fine")
    yield "clear with what holds", change(draft + ("verdict",), "clear")
    yield "incomplete with what holds", change(draft + ("verdict",), "incomplete")
    yield "negative count", change(("counts", "block"), -1)
    yield "absent value", change(finding + ("value",), KeyError)
    yield "id of another shape", change(finding + ("id",), "cn-personal/resident-id")
    yield "unknown severity", change(finding + ("severity",), "fatal")
    yield "unknown surface", change(finding + ("surface",), "everywhere")
    yield "page 0", change(finding + ("page",), 0)
    yield "short quad", change(finding + ("quads",), [[1, 2, 3, 4]])
    yield "number as text", change(finding + ("points",), "105")
    yield "unit of bytes", change(finding + ("range", "unit"), "bytes")
    yield "undescribed field", change(finding + ("secret",), "x")
    yield "unknown cause", change(draft + ("coverage", "gaps", 0, "cause"), "tired")
    yield "no clause", change(draft + ("clauses",), [])
    yield "short digest", change(draft + ("sha256",), "abc")


def main():
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(closed(schema))
    files = sorted(pathlib.Path(sys.argv[2]).glob("*/*.json"))
    failed = 0
    for file in files:
        for error in validator.iter_errors(json.loads(file.read_text(encoding="utf-8"))):
            failed += 1
            print(f"{file}: {error.json_path}: {error.message}")
    whole = json.loads((pathlib.Path(sys.argv[2]) / "hostile-names/en.json").read_text("utf-8"))
    for what, report in broken(whole):
        if validator.is_valid(report):
            failed += 1
            print(f"the schema lets through: {what}")
    if len(files) < 10:
        failed += 1
        print(f"only {len(files)} reports found")
    print(f"{len(files)} reports checked, {failed} problems")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
