#!/usr/bin/python3
"""What a user meets at the command line: exit codes, help that fits, errors that help.

usage: cli_test.py MISHEN [unittest arguments]; SCANNER_BIN overrides MISHEN."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLEAN = ROOT / "fixtures/drafts/report-2009.docx"
HELD = ROOT / "fixtures/drafts/id-in-runs.docx"


def columns(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def mishen(*arguments, env=None, **options):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    environment.update(env or {})
    return subprocess.run([BINARY, *map(str, arguments)], capture_output=True, env=environment,
                          timeout=120, **options)


class ExitCodes(unittest.TestCase):
    def test_clear_held_incomplete(self):
        self.assertEqual(mishen("review", CLEAN).returncode, 0)
        self.assertEqual(mishen("review", HELD).returncode, 1)
        with tempfile.NamedTemporaryFile(suffix=".docx") as empty:
            self.assertEqual(mishen("review", empty.name).returncode, 3)
        self.assertEqual(mishen("review", "/no/such/file.docx").returncode, 3)

    def test_one_bad_draft_among_good_ones_decides(self):
        self.assertEqual(mishen("review", CLEAN, "/no/such/file.docx").returncode, 3)
        self.assertEqual(mishen("review", CLEAN, HELD).returncode, 1)

    def test_an_empty_folder_is_not_clear(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(mishen("review", folder).returncode, 3)

    def test_the_same_in_every_format_and_with_output(self):
        for draft, code in ((CLEAN, 0), (HELD, 1)):
            for form in ("text", "json", "jsonl"):
                self.assertEqual(mishen("review", "--format", form, draft).returncode, code)
                with tempfile.TemporaryDirectory() as folder:
                    run = mishen("review", "--format", form, "--output", folder, draft)
                    self.assertEqual(run.returncode, code)
                    self.assertEqual(len(os.listdir(folder)), 1)

    def test_usage_and_rule_errors(self):
        for arguments in ((), ("review",), ("nonsense",), ("review", "--no-such", CLEAN),
                          ("review", "--format", "xml", CLEAN), ("review", "--jobs", "0", CLEAN),
                          ("review", "--max-pages", "many", CLEAN), ("review", "--lang", "fr", CLEAN),
                          ("review", "--rules", "no-such-pack", CLEAN), ("rules",),
                          ("review", "--rules-folder", "/no/such", CLEAN)):
            run = mishen(*arguments)
            self.assertEqual(run.returncode, 2, arguments)
            if arguments:
                self.assertTrue(run.stderr, arguments)

    def test_a_report_that_cannot_be_written_is_an_error(self):
        with open("/dev/full", "wb") as full:
            run = subprocess.run([BINARY, "review", str(CLEAN)], stdout=full, stderr=subprocess.PIPE,
                                 timeout=120)
        self.assertEqual(run.returncode, 2)
        self.assertEqual(mishen("review", "--output", "/proc/none", CLEAN).returncode, 2)

    def test_profile_and_hold_on(self):
        mobile = ROOT / "fixtures/drafts/office-landline.docx"
        self.assertEqual(mishen("review", mobile).returncode, 0)
        self.assertEqual(mishen("review", "--hold-on", "notice", mobile).returncode, 1)
        self.assertEqual(mishen("review", "--hold-on", "notice", "--profile", "internal",
                                mobile).returncode, 1)


class Input(unittest.TestCase):
    def test_standard_input(self):
        run = mishen("review", "--format", "json", "-", input=CLEAN.read_bytes())
        self.assertEqual(run.returncode, 0)
        self.assertEqual(json.loads(run.stdout)["drafts"][0]["path"], "-")

    def test_a_name_with_a_dash_and_one_with_a_newline(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("--reveal", "a\nb\x1b[31m.docx"):
                path = pathlib.Path(folder, name)
                path.write_bytes(CLEAN.read_bytes())
                run = mishen("review", "--", path)
                self.assertEqual(run.returncode, 0)
                self.assertNotIn(b"\x1b", run.stdout)
                run = mishen("review", "--", name, cwd=folder)
                self.assertEqual(run.returncode, 0)

    def test_a_number_in_the_file_name_is_found_and_not_printed(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "张三341302190001010015.docx")
            path.write_bytes(CLEAN.read_bytes())
            for form in ("text", "json", "jsonl"):
                run = mishen("review", "--format", form, path)
                self.assertEqual(run.returncode, 1)
                self.assertNotIn(b"341302190001010015", run.stdout + run.stderr)


class Text(unittest.TestCase):
    DRAFTS = [ROOT / "fixtures/drafts" / name for name in
              ("id-in-runs.docx", "clean-notice.pdf", "truncated.pdf")]

    def test_prints_every_passage_and_its_place(self):
        out = mishen("text", *self.DRAFTS).stdout.decode()
        self.assertIn("body\tshown\tword/document.xml/p[2]\t申请人张三", out)
        self.assertRegex(out, r"(?m)^body\tshown\tpage\[1\]")
        self.assertRegex(out, r"(?m)^gap\tdamaged\t")
        self.assertNotIn("341302190001010015", out)
        self.assertIn("341302190001010015", mishen("text", "--reveal", *self.DRAFTS).stdout.decode())

    def test_coverage_agrees_with_the_review(self):
        ledger = json.loads(mishen("text", "--coverage", "--format", "json", *self.DRAFTS).stdout)
        review = json.loads(mishen("review", "--format", "json", *self.DRAFTS).stdout)
        self.assertEqual(len(ledger["drafts"]), len(self.DRAFTS))
        for read, reviewed in zip(ledger["drafts"], review["drafts"]):
            self.assertIsNone(read["passages"])
            surfaces = read["coverage"]["surfaces"]
            for key in ("passages", "characters"):
                self.assertEqual(read["coverage"][key], reviewed["coverage"][key])
                self.assertEqual(sum(s[key] for s in surfaces), read["coverage"][key])
            for gap, same in zip(read["coverage"]["gaps"], reviewed["coverage"]["gaps"], strict=True):
                self.assertEqual({k: same[k] for k in gap}, gap)

    def test_coverage_in_words(self):
        for language, word in (("en", "characters"), ("zh-CN", "字数")):
            out = mishen("text", "--coverage", "--lang", language, *self.DRAFTS).stdout.decode()
            self.assertIn(word, out)
            self.assertRegex(out, r"\[~\] damaged ")

    def test_wrong_use(self):
        self.assertEqual(mishen("text").returncode, 2)
        self.assertEqual(mishen("text", "--format", "xml", CLEAN).returncode, 2)
        self.assertEqual(mishen("text", "--cover", CLEAN).returncode, 2)
        self.assertEqual(mishen("text", "no-such-file.docx").returncode, 3)


class Help(unittest.TestCase):
    PAGES = ((), ("review",), ("rules",), ("text",), ("doctor",))

    def test_fits_eighty_columns_in_both_languages_with_an_example(self):
        for page in self.PAGES:
            for language in ("en", "zh-CN"):
                run = mishen(*page, "--help", "--lang", language)
                self.assertEqual(run.returncode, 0)
                text = run.stdout.decode()
                for line in text.splitlines():
                    self.assertLessEqual(columns(line), 80, line)
                if page:
                    self.assertRegex(text, r"(?m)^(examples?:|示例：)\n  mishen ")

    def test_language_follows_the_locale(self):
        self.assertIn("用法", mishen("--help", env={"LANG": "zh_CN.UTF-8"}).stdout.decode())
        self.assertIn("usage", mishen("--help", env={"LANG": "C"}).stdout.decode())
        self.assertIn("usage", mishen("--help", env={"LANG": "zh_CN", "LC_ALL": "C"}).stdout.decode())

    def test_unknown_words_get_the_nearest_known_one(self):
        self.assertIn(b"--profile", mishen("review", "--profil", "external", CLEAN).stderr)
        self.assertIn(b"--max-pages", mishen("review", "--max-page=3", CLEAN).stderr)
        self.assertIn(b"review", mishen("reviw", CLEAN).stderr)

    def test_readme_lists_every_flag(self):
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        shown = mishen("review", "--help", "--lang", "en").stdout.decode()
        for flag in re.findall(r"(?m)^  (--[a-z-]+)", shown):
            if not flag.startswith("--max-"):
                self.assertIn(f"`{flag}", readme)


    def test_readme_shows_a_real_run(self):
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        command, shown = re.search(r"```console\n\$ mishen ([^\n]+)\n(.*?)\n```", readme, re.S).groups()
        run = mishen(*command.split(), cwd=ROOT)
        self.assertEqual(run.stdout.decode().rstrip("\n"), shown)


class Doctor(unittest.TestCase):
    def test_says_what_protects_a_review(self):
        run = mishen("doctor", "--lang", "en")
        self.assertEqual(run.returncode, 2 if b"[!!]" in run.stdout else 0)
        self.assertIn(b"[ok] format pdf", run.stdout)
        self.assertRegex(run.stdout, rb"(?m)^\[ok\] rules: \d+ packs, \d+ rules$")
        required = mishen("review", "--require-sandbox", CLEAN)
        self.assertEqual(required.returncode, run.returncode)
        self.assertEqual(mishen("doctor", "all").returncode, 2)


class Rules(unittest.TestCase):
    def test_every_example_of_every_rule_holds(self):
        run = mishen("rules", "test")
        self.assertEqual(run.returncode, 0, run.stdout.decode())

    def test_lint_is_clean(self):
        run = mishen("rules", "lint")
        self.assertEqual(run.returncode, 0, run.stdout.decode())

    def test_rules_explain_says_what_decides_and_how_the_examples_come_out(self):
        for language, words in (("en", ("What speaks for it", "What speaks against it", "from 30", "[x]", "[ ]")),
                                ("zh-CN", ("什么加分", "什么减分", "满 30 分", "[x]", "[ ]"))):
            run = mishen("--lang", language, "rules", "explain", "cn-personal/resident-id")
            self.assertEqual(run.returncode, 0, run.stderr)
            said = run.stdout.decode()
            for word in words:
                self.assertIn(word.lower(), said.lower())
            self.assertIn("GB 11643", said)
            self.assertNotIn("341302190001010015", said)
        self.assertEqual(mishen("rules", "explain", "no/rule").returncode, 2)

    def test_rules_new_writes_a_pack_that_passes_its_tests_and_lint(self):
        for language in ("en", "zh-CN"):
            with tempfile.TemporaryDirectory() as folder:
                new = ("--lang", language, "rules", "new")
                run = mishen(*new, "my-office", "--rules-folder", folder)
                self.assertEqual(run.returncode, 0, run.stderr)
                for verb in ("test", "lint"):
                    run = mishen("rules", verb, "--rules-folder", folder)
                    self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
                written = pathlib.Path(folder) / "my-office/my-office.toml"
                before = written.read_bytes()
                self.assertEqual(mishen(*new, "my-office", "--rules-folder", folder).returncode, 2)
                self.assertEqual(written.read_bytes(), before)
                for name in ("", "My", "../x", "data", "a--b"):
                    self.assertEqual(mishen(*new, name, "--rules-folder", folder).returncode, 2)
        self.assertEqual(mishen("rules", "new", "x", "--rules-folder", "/no/such").returncode, 2)

    def test_list_and_show(self):
        listed = mishen("rules", "list").stdout.decode()
        self.assertIn("resident-id", listed)
        shown = mishen("rules", "show", "cn-personal/resident-id").stdout.decode()
        self.assertIn("GB 11643", shown)
        self.assertEqual(mishen("rules", "show", "no/rule").returncode, 2)

    def test_show_tells_traces(self):
        shown = mishen("rules", "show", "hidden-content/comment").stdout.decode()
        self.assertIn("trace: comment\n", shown)
        self.assertIn("(trace: comment)", shown)

    def test_a_pack_of_traces_reviews_alone(self):
        run = mishen("review", "--rules", "hidden-content", ROOT / "fixtures/drafts/id-in-runs.docx")
        self.assertEqual(run.returncode, 0, run.stderr.decode())

    def test_a_broken_pack_stops_everything(self):
        with tempfile.TemporaryDirectory() as folder:
            pack = pathlib.Path(folder, "own")
            pack.mkdir()
            (pack / "own.toml").write_text('[pack]\nid = "own"\nversion = "1"\n'
                                           'title = {zh-CN = "自", en = "own"}\n'
                                           '[[rule]]\nid = "x"\nregx = ["a"]\n', encoding="utf-8")
            run = mishen("review", "--rules-folder", folder, CLEAN)
            self.assertEqual(run.returncode, 2)
            self.assertIn("own.toml:", run.stderr.decode())
            self.assertIn("regex", run.stderr.decode())


if __name__ == "__main__":
    BUILT = sys.argv.pop(1)
    BINARY = os.path.abspath(os.environ.get("SCANNER_BIN") or BUILT)
    unittest.main()
