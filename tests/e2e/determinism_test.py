#!/usr/bin/python3
"""Same input, same output: whatever the number of workers, the machine's locale, the time zone, the
order of the files or the folder mishen is called from (invariant 5)."""

import json

import e2e


def drafts() -> list:
    return [t.file for t in e2e.truths()]


def report(*options, files=None, **how) -> bytes:
    files = files or drafts()
    return e2e.run("review", "--format", "json", *options, *files, **how).out


def by_draft(output: bytes) -> dict[str, str]:
    return {d["path"]: json.dumps(d, sort_keys=True, ensure_ascii=False)
            for d in json.loads(output)["drafts"]}


def main() -> None:
    first = report("--lang", "en", "--jobs", "1")
    if not json.loads(first)["drafts"]:
        e2e.finish(["nothing was reviewed"], "")
    foreign = {"LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Asia/Shanghai"}
    others = {
        "the same again": report("--lang", "en", "--jobs", "1"),
        "two workers": report("--lang", "en", "--jobs", "2"),
        "four workers": report("--lang", "en", "--jobs", "4"),
        "another locale and time zone": report("--lang", "en", environment=foreign),
        "locale C": report("--lang", "en", environment={"LC_ALL": "C"}),
        "another folder": report("--lang", "en", cwd=e2e.FIXTURES),
    }
    problems = [f"{what}: the report differs" for what, output in others.items() if output != first]
    reversed_order = report("--lang", "en", files=list(reversed(drafts())))
    mine, theirs = by_draft(first), by_draft(reversed_order)
    problems += [f"files in reverse order: {path} differs" for path in mine
                 if mine[path] != theirs.get(path)]
    e2e.finish(problems, f"{len(mine)} drafts, {len(others) + 1} more runs, the same bytes")


if __name__ == "__main__":
    main()
