#!/usr/bin/python3
"""axe-core looks at HTML reports in Chromium and finds no violation: of a clear draft, of tables with
findings, of pages with pictures, of hidden things, of gaps, of many drafts at once; light and dark, wide
and narrow. The report's own policy forbids scripts, so the test works on a copy without that line."""

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
import e2e  # noqa: E402

AXE = HERE / "node_modules/axe-core/axe.min.js"
REPORTS = {
    "clear": ["drafts/clean-notice.docx"],
    "table": ["drafts/gongshi-list.docx"],
    "pages": ["drafts/gongshi-list.pdf", "drafts/covered-rotated-page.pdf"],
    "hidden": ["drafts/docx-everywhere.docx", "drafts/docx-resolved-comment.docx"],
    "gaps": ["drafts/encrypted.docx", "drafts/bad-stream.pdf", "drafts/empty-file.docx"],
}
LOOKS = {"light, 1280 px": ["--window-size=1280,900"],
         "dark, 390 px": ["--window-size=390,844", "--blink-settings=preferredColorScheme=0"]}
ASK = """
<script>
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
  .then(found => {
    const said = document.createElement("pre");
    said.id = "axe-says";
    said.textContent = JSON.stringify({
      dark: matchMedia("(prefers-color-scheme: dark)").matches,
      passes: found.passes.length,
      violations: found.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160)])});
    document.body.append(said);
  });
</script>
"""


def ask(page: str, look: list[str], folder: Path) -> dict:
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page, count=1)
    script = "<script>" + AXE.read_text(encoding="utf-8").replace("</script", "<\\/script") + "</script>"
    copy = folder / "copy.html"
    copy.write_text(text.replace("</body>", script + ASK + "</body>"), encoding="utf-8")
    run = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
         "--virtual-time-budget=60000", *look, "--dump-dom", copy.as_uri()],
        capture_output=True, timeout=300, check=False)
    found = re.search(r'<pre id="axe-says">(.*?)</pre>', run.stdout.decode(errors="replace"), re.S)
    return json.loads(html.unescape(found.group(1))) if found else {}


def main() -> None:
    problems = []
    if not AXE.is_file():
        sys.exit("axe-core is not there: run tests/web/install")
    rules = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, drafts in REPORTS.items():
            files = [e2e.FIXTURES / draft for draft in drafts]
            for language in ("zh-CN", "en"):
                page = e2e.review("--format", "html", "--lang", language, *files).out.decode()
                for look, options in LOOKS.items():
                    said = ask(page, options, Path(folder))
                    where = f"{name}, {language}, {look}"
                    if not said or said["passes"] < 10:
                        problems.append(f"{where}: axe said nothing: {said}")
                        continue
                    rules = max(rules, said["passes"])
                    problems += [f"{where}: not in the dark"] if said["dark"] != look.startswith("dark") else []
                    problems += [f"{where}: {v}" for v in said["violations"]]
    e2e.finish(problems, f"axe-core: 0 violations, up to {rules} rules passed a page")


if __name__ == "__main__":
    main()
