#!/usr/bin/python3
"""SARIF, JUnit, GitLab Code Quality and GitHub workflow commands over all fixtures: by their schemas,
with every finding and every gap of the JSON report in them, the same shape for a draft without findings,
and no name of a draft that can add a line or a command."""

import json
import shutil
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import jsonschema

import e2e

SCHEMA = Path(__file__).parent / "schemas/sarif-2.1.0.json"
GITLAB = {"type": "array", "items": {
    "type": "object", "additionalProperties": False,
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": {"type": "string", "minLength": 1}, "check_name": {"type": "string"},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{40}$"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {"type": "object", "required": ["path", "lines"], "properties": {
            "path": {"type": "string"}, "lines": {
                "type": "object", "required": ["begin"],
                "properties": {"begin": {"type": "integer", "minimum": 1}}}}}}}}
LEVELS = ("::error ", "::warning ", "::notice ")


def schema_errors(what: str, report, schema: dict):
    validator = jsonschema.validators.validator_for(schema)(schema)
    for error in list(validator.iter_errors(report))[:5]:
        yield f"{what}: {list(error.absolute_path)}: {error.message[:200]}"


def outputs(files: list[Path]) -> dict[str, bytes]:
    return {form: e2e.review("--format", form, *files).out
            for form in ("json", "sarif", "junit", "gitlab", "github")}


def check_sarif(text: bytes, drafts: list[dict]):
    report = json.loads(text)
    yield from schema_errors("SARIF", report, json.loads(SCHEMA.read_text()))
    run = report["runs"][0]
    ids = {r["partialFingerprints"]["mishen/v1"] for r in run["results"]}
    yield from (f"SARIF: {f['id']} is missing" for d in drafts for f in d["findings"]
                if f["id"] not in ids)
    gaps = sum(len(d["coverage"]["gaps"]) for d in drafts)
    if len(run["invocations"][0]["toolExecutionNotifications"]) != gaps:
        yield f"SARIF: notifications are not the {gaps} gaps"
    if len(run["results"]) != gaps + sum(len(d["findings"]) for d in drafts):
        yield "SARIF: results are not the findings and the gaps"
    if len(run["artifacts"]) != len(drafts):
        yield "SARIF: a draft is missing"
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    yield from (f"SARIF: {r['ruleId']} has another index" for r in run["results"]
                if rules[r["ruleIndex"]] != r["ruleId"])


def check_junit(text: bytes, drafts: list[dict]):
    root = ElementTree.fromstring(text)
    suites = list(root)
    if len(suites) != len(drafts):
        yield f"JUnit: {len(suites)} suites for {len(drafts)} drafts"
    for suite, draft in zip(suites, drafts):
        bad = int(suite.get("failures")) + int(suite.get("errors"))
        if (bad == 0) != (draft["verdict"] == "clear"):
            yield f"JUnit: {draft['path']} is {draft['verdict']}, but {bad} cases fail"
        if int(suite.get("tests")) != len(suite.findall("testcase")):
            yield f"JUnit: {draft['path']}: wrong count"
        for kind in ("failure", "error", "skipped"):
            counted = suite.get({"failure": "failures", "error": "errors"}.get(kind, kind))
            if int(counted) != len(suite.findall(f"testcase/{kind}")):
                yield f"JUnit: {draft['path']}: wrong count of {kind}"


def check_forges(gitlab: bytes, github: bytes, drafts: list[dict]):
    issues = json.loads(gitlab)
    yield from schema_errors("GitLab", issues, GITLAB)
    wanted = sum(len(d["findings"]) + len(d["coverage"]["gaps"]) for d in drafts)
    if len(issues) != wanted:
        yield f"GitLab: {len(issues)} issues, {wanted} findings and gaps"
    if len({i["fingerprint"] for i in issues if not i["check_name"].startswith("gap/")}) != \
            sum(len(d["findings"]) for d in drafts):
        yield "GitLab: two findings with one fingerprint"
    lines = github.decode().split("\n")[:-1]
    yield from (f"GitHub: no command: {line!r}" for line in lines if not line.startswith(LEVELS))
    if len(lines) != wanted + len(drafts):
        yield f"GitHub: {len(lines)} lines for {wanted} findings and gaps of {len(drafts)} drafts"


def check(what: str, files: list[Path]):
    out = outputs(files)
    drafts = json.loads(out["json"])["drafts"]
    for problem in (*check_sarif(out["sarif"], drafts), *check_junit(out["junit"], drafts),
                    *check_forges(out["gitlab"], out["github"], drafts)):
        yield f"{what}: {problem}"


def hostile(folder: Path) -> list[Path]:
    """Drafts whose names try to be more than names."""
    names = ["a\n::error file=x::gotcha.docx", "b\x1b[31m%0A::warning::.docx", "c'\"<&>]]>.docx",
             "d\u202Ecod.docx", "-->.docx"]
    out = []
    for name in names:
        shutil.copy(e2e.FIXTURES / "drafts/id-plain.docx", folder / name)
        out.append(folder / name)
    return out


def main() -> None:
    problems = [*check("all fixtures", [t.file for t in e2e.truths()]),
                *check("no finding", [e2e.FIXTURES / "drafts/clean-notice.docx"])]
    with tempfile.TemporaryDirectory() as folder:
        files = hostile(Path(folder))
        problems += check("hostile names", files)
        for form, text in outputs(files).items():
            if b"\x1b" in text or "\u202E".encode() in text:
                problems.append(f"hostile names: {form} carries an escape or an override")
    e2e.finish(problems, "SARIF, JUnit, GitLab and GitHub hold to their shapes")


if __name__ == "__main__":
    main()
