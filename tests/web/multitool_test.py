#!/usr/bin/python3
"""Microsoft's SARIF validator accepts the SARIF of every fixture, of a run without a finding and of one
that could read nothing: no error and no warning of its own rules, and of those for GitHub's code scanning in
the profile made for it."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
import e2e  # noqa: E402

TOOL = HERE / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"


def validate(text: bytes, folder: Path, github: bool) -> list[str]:
    log, said = folder / "review.sarif", folder / "said.sarif"
    log.write_bytes(text)
    said.unlink(missing_ok=True)
    kinds = "Sarif;Ghas" if github else "Sarif"
    run = subprocess.run([TOOL, "validate", log, "--rule-kind", kinds, "--output", said,
                          "--log", "ForceOverwrite"], capture_output=True, timeout=600, check=False,
                         env={"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "HOME": str(folder),
                              "PATH": "/usr/bin:/bin"})
    if not said.is_file():
        return [f"said nothing: {run.stdout.decode(errors='replace')[-400:]}"
                f"{run.stderr.decode(errors='replace')[-400:]}"]
    # 2005: the project has no address of its own yet. 2017: a page of a PDF has no line to name.
    harmless = {"SARIF2005"} if github else {"SARIF2005", "SARIF2017"}
    results = json.loads(said.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    return [f"{r.get('level', 'warning')} {r['ruleId']}: {r['message']}" for r in results
            if r.get("level", "warning") in ("error", "warning") and r["ruleId"] not in harmless]


def main() -> None:
    if not TOOL.is_file():
        sys.exit("Sarif.Multitool is not there: run tests/web/install")
    runs = {"all fixtures": [t.file for t in e2e.truths()],
            "no finding": [e2e.FIXTURES / "drafts/clean-notice.docx"],
            "nothing read": [e2e.FIXTURES / "drafts/empty-file.docx"]}
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        for name, files in runs.items():
            for profile in ("plain", "github"):
                text = e2e.review("--format", "sarif", "--sarif-profile", profile, *files).out
                said = validate(text, Path(folder), profile == "github")
                problems += [f"{name}, {profile}: {p}" for p in said[:20]]
    e2e.finish(problems, "Sarif.Multitool: no error, no warning")


if __name__ == "__main__":
    main()
