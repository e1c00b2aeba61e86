#!/usr/bin/python3
"""0 clear, 1 held, 2 usage error, 3 incomplete: the same in every format, with and without --output,
and for any company a draft is in."""

import tempfile
from pathlib import Path

import e2e

DRAFTS = e2e.FIXTURES / "drafts"
CLEAR, HELD, INCOMPLETE = (DRAFTS / n for n in ("clean-notice.docx", "id-plain.docx",
                                                "truncated.docx"))
CASES = [((CLEAR,), 0), ((HELD,), 1), ((INCOMPLETE,), 3), ((CLEAR, INCOMPLETE), 3),
         ((INCOMPLETE, HELD, CLEAR), 1), ((CLEAR, CLEAR), 0), ((DRAFTS / "no-such-file.docx",), 3)]
USAGE = [("review",), ("review", "--no-such-flag", CLEAR), ("review", "--format", "no-such", CLEAR),
         ("review", "--jobs", "0", CLEAR), ("no-such-command",)]


def main() -> None:
    problems = []

    def expect(code: int, *arguments) -> None:
        done = e2e.run(*arguments)
        if done.code != code:
            shown = " ".join(a.name if isinstance(a, Path) else a for a in arguments)
            problems.append(f"mishen {shown}: {done.code}, expected {code}")

    with tempfile.TemporaryDirectory() as folder:
        for files, code in CASES:
            for form in ("text", "json", "jsonl"):
                expect(code, "review", "--format", form, *files)
                expect(code, "review", "--format", form, "--output", folder, *files)
    for arguments in USAGE:
        expect(2, *arguments)
    e2e.finish(problems, f"{6 * len(CASES) + len(USAGE)} runs end as documented")


if __name__ == "__main__":
    main()
