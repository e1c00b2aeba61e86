"""Git as history really leaks: real repositories, real pushes, the hooks as git and pre-commit run them.

Every value is invented and none may appear in anything that is printed."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import unicodedata
import unittest
from pathlib import Path

import e2e

ROOT = Path(__file__).resolve().parents[2]


def identity_number(serial: int) -> str:
    """An invented person, born 1900-01-01 (CONTRIBUTING)."""
    digits = f"34130219000101{serial:03d}"
    total = sum(int(d) * w for d, w in zip(digits, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)))
    return digits + "10X98765432"[total % 11]


NUMBER = identity_number(1)
SECRET = f"身份证号：{NUMBER}\n"
PLAIN = "关于召开座谈会的通知。\n"
POINTER = ("version https://git-lfs.github.com/spec/v1\n"
           "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n")


class Base(unittest.TestCase):
    def setUp(self):
        self.home = Path(tempfile.mkdtemp(prefix="mishen-e2e-git-"))
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        # Hooks find mishen by its own path; the pre-commit framework by PATH.
        self.environment = {
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(self.home),
            "GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.com",
            "GIT_COMMITTER_NAME": "Ann", "GIT_COMMITTER_EMAIL": "ann@example.com",
            "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8",
            "PATH": f"{Path(e2e.program()).parent}:/usr/bin:/bin"}
        self.repo = self.make("work")

    def run_in(self, folder: Path, *command: str, environment: dict | None = None):
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=600,
                              stdin=subprocess.DEVNULL,
                              env={**self.environment, **(environment or {})})
        said = done.stdout + done.stderr
        # Nothing that git, a hook or mishen says holds the value.
        self.assertNotIn(NUMBER.encode(), said, command)
        return done

    def git(self, *arguments: str, cwd: Path | None = None, fails: bool = False) -> str:
        done = self.run_in(cwd or self.repo, "git", *arguments)
        said = (done.stdout + done.stderr).decode(errors="replace")
        self.assertEqual(done.returncode != 0, fails, f"git {arguments}\n{said}")
        return said.strip() if fails else done.stdout.decode(errors="replace").strip()

    def make(self, name: str, *options: str) -> Path:
        folder = self.home / name
        folder.mkdir()
        self.run_in(folder, "git", "init", "-q", "-b", "main", *options, ".")
        return folder

    def write(self, path: str | bytes, text: str | bytes, folder: Path | None = None):
        file = os.path.join(os.fsencode(folder or self.repo), os.fsencode(path))
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "wb") as out:
            out.write(text if isinstance(text, bytes) else text.encode())

    def commit(self, message: str = "说明", *options: str) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "-m", message, *options)
        return self.git("rev-parse", "HEAD")

    def review(self, *arguments: str, cwd: Path | None = None, environment: dict | None = None):
        return self.run_in(cwd or self.repo, e2e.program(), "review", *arguments,
                           environment=environment)

    def verdicts(self, *arguments: str, code: int | None = None, cwd: Path | None = None) -> dict:
        """Name of each draft (the commit left out) -> its verdict."""
        done = self.review("--format", "json", *arguments, cwd=cwd)
        if code is not None:
            self.assertEqual(done.returncode, code, done.stderr.decode(errors="replace"))
        report = json.loads(done.stdout)
        self.assertEqual({"clear": 0, "held": 1, "incomplete": 3}[report["verdict"]],
                         done.returncode)
        return {re.sub(r"^[0-9a-f]{12}:|(?<= )[0-9a-f]{12}(?=:)", "", d["path"]): d["verdict"]
                for d in report["drafts"]}


class Staged(Base):
    def test_the_index_is_reviewed_not_the_work_tree(self):
        self.write("a.txt", SECRET)
        self.git("add", "a.txt")
        self.write("a.txt", PLAIN)
        self.assertEqual(self.verdicts("--staged", code=1), {"a.txt": "held"})
        self.git("add", "a.txt")
        self.write("a.txt", SECRET)
        self.assertEqual(self.verdicts("--staged", code=0), {"a.txt": "clear"})

    def test_only_what_the_commit_brings(self):
        self.write("old.txt", SECRET)
        self.write("other.txt", PLAIN)
        self.commit()
        self.assertEqual(self.verdicts("--staged", code=0), {})
        self.git("mv", "old.txt", "new.txt")
        self.git("rm", "-q", "other.txt")
        self.assertEqual(self.verdicts("--staged", code=1), {"new.txt": "held"})

    def test_nothing_staged_is_clear_and_said(self):
        done = self.review("--staged", "--lang", "en")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"Nothing changed that is to be reviewed", done.stdout)

    def test_every_kind_of_entry(self):
        head = self.commit("说明", "--allow-empty")
        self.write("pointer.docx", POINTER)
        self.write("empty", "")
        self.write(f"{NUMBER}/empty", "")
        os.symlink(f"/home/{NUMBER}", self.repo / "link")
        self.write(b"\xce\xc4\xbc\xfe.txt", PLAIN)
        self.write("odd\n\x1b[31m.txt", PLAIN)
        self.write("font.woff2", b"wOF2\0\1\0\0\0\0")
        self.git("add", "-A")
        self.git("update-index", "--add", "--cacheinfo", f"160000,{head},sub")
        report = json.loads(self.review("--staged", "--format", "json").stdout)
        verdicts = {d["path"]: d["verdict"] for d in report["drafts"]}
        gaps = {d["path"]: [g["cause"] for g in d["coverage"]["gaps"]] for d in report["drafts"]}
        by_end = {path.rsplit("/", 1)[-1]: path for path in verdicts}
        self.assertIn("lfs-pointer", gaps["pointer.docx"])
        self.assertEqual(gaps["sub"], ["submodule"])
        self.assertEqual(verdicts["sub"], "incomplete")
        self.assertEqual(gaps["font.woff2"], ["unknown-format"])
        self.assertEqual(verdicts["empty"], "clear", "an empty blob hides nothing")
        self.assertEqual(sorted(verdicts.values()).count("held"), 2, "a folder's name, a link's target")
        self.assertEqual(verdicts["link"], "held")
        self.assertTrue(by_end["empty"])
        odd = [path for path in verdicts if path.endswith(".txt") and "odd" in path]
        self.assertEqual([verdicts[path] for path in odd], ["clear"])
        latin = [path for path in gaps if gaps[path] == ["unmapped-glyphs"]]
        self.assertEqual(len(latin), 1, "a name in GBK is not read")

    def test_a_policy_names_what_is_no_draft(self):
        self.write("mishen.toml", 'ignore = ["**/*.woff2"]\n')
        self.commit()
        self.write("fonts/font.woff2", b"wOF2\0\1\0\0\0\0")
        self.git("add", "-A")
        done = self.review("--staged", "--format", "json")
        self.assertEqual(done.returncode, 0, done.stdout.decode())
        self.assertIn(b"fonts/font.woff2", done.stdout, "left out, but not silently")
        self.assertIn(b"1 files", self.review("--staged", "--lang", "en").stdout)

    def test_usage(self):
        for arguments in (["--staged", "a.txt"], ["--staged", "--all-history"], ["--range", "HEAD"],
                          ["--range", "no..HEAD"], ["--since", "a..b"], ["--cache", "x", "a.txt"]):
            self.assertEqual(self.review(*arguments).returncode, 2, arguments)
        self.assertEqual(self.review("--staged", cwd=self.home).returncode, 2, "no repository")


class Range(Base):
    def test_what_was_added_and_deleted_within_the_range(self):
        base = self.commit("说明", "--allow-empty")
        self.write("secret.txt", SECRET)
        self.commit()
        self.git("rm", "-q", "secret.txt")
        self.commit()
        self.assertEqual(self.verdicts("--range", f"{base}..HEAD", code=1)["secret.txt"], "held")
        self.assertEqual(self.verdicts("--since", base, code=1)["secret.txt"], "held")
        self.assertEqual(self.verdicts("--all-history", code=1)["secret.txt"], "held")
        self.assertEqual(self.verdicts("--range", "HEAD~..HEAD", code=0), {"COMMIT :message": "clear"})
        self.assertEqual(self.verdicts("--range", "HEAD..HEAD", code=0), {})

    def test_a_merge_and_a_rename(self):
        self.write("a.txt", PLAIN)
        base = self.commit()
        self.git("checkout", "-q", "-b", "topic")
        self.write("b.txt", PLAIN)
        self.commit()
        self.git("checkout", "-q", "main")
        self.git("merge", "-q", "--no-ff", "--no-commit", "topic")
        self.write("evil.txt", SECRET)
        self.commit()
        self.git("mv", "a.txt", f"{NUMBER}.txt")
        self.commit()
        verdicts = self.verdicts("--range", f"{base}..HEAD", code=1)
        self.assertEqual(verdicts["evil.txt"], "held")
        self.assertEqual(verdicts["b.txt"], "clear")
        self.assertEqual(list(verdicts.values()).count("held"), 2, "the new name counts")

    def test_a_secret_in_a_message(self):
        base = self.commit("说明", "--allow-empty")
        self.commit(SECRET, "--allow-empty")
        self.assertEqual(self.verdicts("--range", f"{base}..HEAD", code=1), {"COMMIT :message": "held"})

    def test_only_waivers_from_before_count(self):
        self.write("a.txt", SECRET)
        report = json.loads(self.review("a.txt", "--format", "json").stdout)
        finding = report["drafts"][0]["findings"][0]["id"]
        (self.repo / "a.txt").unlink()
        base = self.commit("说明", "--allow-empty")
        self.write("a.txt", SECRET)
        waived = self.run_in(self.repo, e2e.program(), "waive", finding, "--in", "a.txt", "--reason",
                             "本人同意", "--until", "2999-12-31", "--who", "甲", "--second", "乙")
        self.assertEqual(waived.returncode, 0, waived.stderr.decode())
        self.commit()
        self.assertEqual(self.verdicts("a.txt", code=0), {"a.txt": "clear"})
        self.assertEqual(self.verdicts("--range", f"{base}..", code=1)["a.txt"], "held",
                         "a change cannot waive itself")
        self.git("rm", "-q", "a.txt")
        before = self.commit()
        self.write("a.txt", SECRET)
        self.commit()
        self.assertEqual(self.verdicts("--range", f"{before}..", code=0)["a.txt"], "clear")
        self.assertEqual(self.verdicts("--all-history", code=0)["a.txt"], "clear")

    def test_unless_the_policy_before_says_so(self):
        self.write("mishen.toml", "[waivers]\nsame-change = true\n")
        base = self.commit()
        self.write("a.txt", SECRET)
        report = json.loads(self.review("a.txt", "--format", "json").stdout)
        finding = report["drafts"][0]["findings"][0]["id"]
        self.run_in(self.repo, e2e.program(), "waive", finding, "--in", "a.txt", "--reason",
                    "本人同意", "--until", "2999-12-31", "--who", "甲", "--second", "乙")
        self.git("add", "a.txt")
        self.assertEqual(self.verdicts("--staged", code=1)["a.txt"], "held", "not staged yet")
        self.git("add", "-A")
        self.assertEqual(self.verdicts("--staged", code=0)["a.txt"], "clear")
        self.commit()
        self.assertEqual(self.verdicts("--range", f"{base}..", code=0)["a.txt"], "clear")

    def test_a_shallow_clone_tells_its_edge(self):
        for name in "abc":
            self.write(f"{name}.txt", PLAIN)
            self.commit()
        self.git("clone", "-q", "--depth", "2", f"file://{self.repo}", str(self.home / "clone"))
        verdicts = self.verdicts("--all-history", code=3, cwd=self.home / "clone")
        self.assertEqual(verdicts["parents"], "incomplete")

    def test_a_file_over_the_limit_is_told_and_not_loaded(self):
        self.write("large.txt", "x" * 5000)
        self.git("add", "-A")
        done = self.review("--staged", "--format", "json", "--max-draft-bytes", "4999")
        gaps = json.loads(done.stdout)["drafts"][0]["coverage"]["gaps"]
        self.assertEqual([g["cause"] for g in gaps], ["limit-reached"])


class Cache(Base):
    def setUp(self):
        super().setUp()
        for i in range(200):
            self.write(f"d/{i}.txt", f"第{i}号通知。\n")
        self.write("d/secret.txt", SECRET)
        self.git("add", "-A")
        self.cache = self.repo / ".git/mishen/cache"

    def entries(self) -> list[Path]:
        return sorted(p for p in self.cache.rglob("*") if p.is_file())

    def test_cold_warm_damaged_and_none_say_the_same(self):
        cold = self.review("--staged", "--format", "json")
        self.assertEqual(cold.returncode, 1)
        entries = self.entries()
        self.assertEqual(len(entries), 201)
        self.assertEqual({p.stat().st_mode & 0o777 for p in entries}, {0o600})
        for file in entries:
            self.assertNotIn(NUMBER.encode(), file.read_bytes())
        self.assertEqual(self.review("--staged", "--format", "json").stdout, cold.stdout)
        for i, file in enumerate(entries):
            whole = file.read_bytes()
            file.write_bytes([whole[:-1], b"", whole[:40] + b"\0" + whole[41:], whole + b"x"][i % 4])
        self.assertEqual(self.review("--staged", "--format", "json").stdout, cold.stdout)
        self.assertEqual(len(self.entries()), 201, "damaged entries are made again")
        self.assertEqual(self.review("--staged", "--format", "json", "--no-cache").stdout, cold.stdout)

    def test_killed_at_any_moment_changes_no_verdict(self):
        whole = self.review("--staged", "--format", "json", "--no-cache")
        for i in range(16):
            shot = subprocess.Popen([e2e.program(), "review", "--staged", "--format", "json"], cwd=self.repo,
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(0.02 + 0.06 * i)
            shot.kill()
            shot.wait()
            if i % 4 == 3:  # what was kept so far, and the rest anew
                self.assertEqual(self.review("--staged", "--format", "json").stdout, whole.stdout)
                for file in self.entries()[::3]:
                    file.unlink()

    def test_two_runs_at_once(self):
        command = [e2e.program(), "review", "--staged", "--format", "json"]
        runs = [subprocess.Popen(command, cwd=self.repo, stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, env=self.environment) for _ in range(3)]
        said = {run.communicate()[0] for run in runs}
        self.assertEqual(len(said), 1)
        self.assertEqual(said, {self.review("--staged", "--format", "json").stdout})

    def test_what_an_answer_depends_on(self):
        self.review("--staged")
        before = len(self.entries())
        self.review("--staged", "--max-nesting", "3")
        self.assertEqual(len(self.entries()), 2 * before, "other limits, other answers")
        self.review("--staged", "--format", "html", "--output", str(self.home / "out"))
        self.assertEqual(len(self.entries()), 3 * before)
        again = self.home / "again"
        self.review("--staged", "--cache", str(again))
        self.assertEqual(sum(1 for p in again.rglob("*") if p.is_file()), before)

    def test_revealed_values_are_never_kept(self):
        subprocess.run([e2e.program(), "review", "--staged", "--reveal"], cwd=self.repo,
                       env=self.environment, stdout=subprocess.DEVNULL, check=False)
        self.assertFalse(self.cache.exists())


class PreReceive(Base):
    def setUp(self):
        super().setUp()
        self.server = self.make("server.git", "--bare")
        done = self.run_in(self.server, e2e.program(), "hook", "install", "pre-receive")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.git("remote", "add", "origin", f"file://{self.server}")
        self.write("a.txt", PLAIN)
        self.first = self.commit()
        self.git("push", "-q", "origin", "main")

    def refs(self) -> str:
        return self.git("for-each-ref", "--format=%(refname) %(objectname)", cwd=self.server)

    def rejected(self, *arguments: str) -> str:
        before = self.refs()
        said = self.git("push", "origin", *arguments, fails=True)
        self.assertIn("pre-receive hook declined", said)
        self.assertEqual(self.refs(), before)
        return said

    def test_a_secret_added_and_deleted_within_one_push(self):
        self.write("secret.txt", SECRET)
        self.commit()
        self.git("rm", "-q", "secret.txt")
        self.commit()
        said = self.rejected("main")
        self.assertIn("secret.txt", said)
        answer = [line for line in said.splitlines() if line.startswith("remote: ")]
        self.assertLessEqual(len(answer), 24)
        for line in answer:
            wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.rstrip())
            self.assertLessEqual(wide, 80, line)
        # The way out that the hook names.
        self.git("reset", "-q", "--hard", self.first)
        self.write("b.txt", PLAIN)
        self.commit()
        self.git("push", "-q", "origin", "main")

    def test_a_screen_holds_many_files(self):
        for i in range(40):
            self.write(f"名单/{'很长的文件名' * 9}{i}.txt", SECRET)
        self.commit()
        answer = [line for line in self.rejected("main").splitlines() if line.startswith("remote: ")]
        self.assertLessEqual(len(answer), 24)
        for line in answer:
            wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.rstrip())
            self.assertLessEqual(wide, 80, line)

    def test_the_pusher_is_answered_in_his_language(self):
        self.write("secret.txt", SECRET)
        self.commit()
        self.assertIn("push rejected", self.rejected("main"))
        self.git("config", "mishen.lang", "zh-CN", cwd=self.server)
        self.assertIn("推送被拒绝", self.rejected("main"))

    def test_a_new_branch_brings_only_what_no_ref_has(self):
        self.git("checkout", "-q", "-b", "topic")
        self.write("b.txt", PLAIN)
        self.commit()
        said = self.git("push", "origin", "topic", fails=False)
        self.assertIn("topic", self.refs(), said)
        self.git("checkout", "-q", "-b", "bad")
        self.write("secret.txt", SECRET)
        self.commit()
        self.rejected("bad")

    def test_a_ref_that_goes_and_one_that_is_forced(self):
        self.git("push", "-q", "origin", "main:refs/heads/old")
        self.git("push", "-q", "origin", ":refs/heads/old")
        self.assertNotIn("old", self.refs())
        self.git("commit", "-q", "--amend", "--no-verify", "-m", "改写")
        self.git("push", "-q", "--force", "origin", "main")
        self.write("secret.txt", SECRET)
        self.git("add", "-A")
        self.git("commit", "-q", "--amend", "--no-verify", "-m", "又改写")
        self.rejected("--force", "main")

    def test_tags_their_messages_and_names(self):
        self.git("tag", "-a", "v1", "-m", "第一版")
        self.git("push", "-q", "origin", "v1")
        self.git("tag", "-a", "v2", "-m", SECRET)
        self.rejected("v2")
        done = self.run_in(self.repo, "git", "tag", f"v{NUMBER}")
        self.assertEqual(done.returncode, 0)
        # git's own lines repeat the name that was pushed; what the hook says does not.
        said = subprocess.run(["git", "push", "origin", f"v{NUMBER}"], cwd=self.repo,
                              env=self.environment, capture_output=True).stderr.decode()
        self.assertIn("declined", said)
        self.assertNotIn(NUMBER, "".join(line for line in said.splitlines(True)
                                         if line.startswith("remote: ")))

    def test_what_cannot_be_reviewed_is_rejected(self):
        self.write("font.woff2", b"wOF2\0\1\0\0\0\0")
        self.commit()
        self.assertIn("font.woff2", self.rejected("main"))
        self.git("reset", "-q", "--hard", self.first)
        self.write("b.txt", PLAIN)
        self.commit()
        script = self.server / "hooks/pre-receive"
        script.write_text(script.read_text().replace(e2e.program(), "/nowhere/mishen"))
        self.rejected("main")

    def test_a_broken_policy_rejects_with_its_reason(self):
        self.write("mishen.toml", "no such key = 1\n")
        self.commit()
        self.git("push", "-q", "origin", "main")
        self.write("b.txt", PLAIN)
        self.commit()
        said = self.rejected("main")
        self.assertIn("mishen.toml:1", said)

    def test_lines_that_are_none(self):
        for line in ("x", "1 2 3", f"{'0' * 40} {'1' * 40}"):
            done = subprocess.run([e2e.program(), "hook", "run", "pre-receive"], input=line.encode(),
                                  cwd=self.server, env=self.environment, capture_output=True)
            self.assertEqual(done.returncode, 2, line)


class PlainHook(Base):
    def hook(self, *arguments: str, code: int = 0) -> str:
        done = self.run_in(self.repo, e2e.program(), "hook", *arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        return (done.stdout + done.stderr).decode()

    def commit_with_hook(self, fails: bool) -> str:
        self.git("add", "-A")
        return self.git("commit", "-q", "-m", "说明", fails=fails)

    def test_holds_what_is_staged(self):
        self.assertIn("pre-commit: not installed", self.hook("status"))
        self.hook("install")
        self.assertIn("pre-commit: installed", self.hook("status"))
        self.write("a.txt", SECRET)
        self.assertIn("a.txt", self.commit_with_hook(fails=True))
        self.write("a.txt", PLAIN)
        self.commit_with_hook(fails=False)
        self.git("commit", "-q", "--allow-empty", "-m", "空")
        self.write("b.txt", SECRET)
        self.git("add", "b.txt")
        self.write("b.txt", PLAIN)
        # git commit -a takes another index than the one on disk.
        self.git("commit", "-q", "-a", "-m", "说明")

    def test_chains_to_a_former_hook_and_gives_it_back(self):
        former = self.repo / ".git/hooks/pre-commit"
        former.parent.mkdir(exist_ok=True)
        body = b"#!/bin/sh\nprintf 'former ran\\n'\ntest ! -e stop\n# \xff no line feed at the end"
        former.write_bytes(body)
        former.chmod(0o751)
        said = self.hook("install")
        self.assertIn("pre-commit.before-mishen", said)
        self.hook("install")
        self.write("a.txt", PLAIN)
        self.git("add", "-A")
        done = self.run_in(self.repo, "git", "commit", "-m", "说明")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"former ran", done.stdout + done.stderr)
        self.write("stop", "x\n")
        self.commit_with_hook(fails=True)
        (self.repo / "stop").unlink()
        self.write("a.txt", SECRET)
        self.commit_with_hook(fails=True)
        self.hook("uninstall")
        self.assertEqual(former.read_bytes(), body)
        self.assertEqual(former.stat().st_mode & 0o777, 0o751)
        self.assertEqual([p.name for p in former.parent.iterdir() if "mishen" in p.name], [])
        self.commit_with_hook(fails=False)

    def test_core_hooks_path_and_what_is_not_ours(self):
        self.git("config", "core.hooksPath", "my hooks")
        self.hook("install")
        file = self.repo / "my hooks/pre-commit"
        self.assertTrue(os.access(file, os.X_OK))
        self.write("a.txt", SECRET)
        self.git("add", "a.txt")
        self.git("commit", "-q", "-m", "说明", fails=True)
        file.write_text(file.read_text() + "true\n")
        self.hook("uninstall", code=2)
        self.assertTrue(file.exists())
        self.hook("install")
        self.hook("uninstall")
        self.assertFalse(file.exists())
        file.write_text("#!/bin/sh\n")
        self.hook("uninstall", code=2)
        (self.repo / "my hooks/pre-commit.before-mishen").write_text("another")
        self.hook("install", code=2)
        self.assertEqual(file.read_text(), "#!/bin/sh\n")

    def test_usage(self):
        for arguments in ([], ["mend"], ["install", "post-merge"], ["install", "pre-commit", "x"]):
            self.hook(*arguments, code=2)

    def test_a_linked_work_tree(self):
        self.commit("说明", "--allow-empty")
        self.hook("install")
        other = self.home / "other"
        self.git("worktree", "add", "-q", "-b", "second", str(other))
        self.write("a.txt", SECRET, other)
        self.git("add", "-A", cwd=other)
        self.git("commit", "-q", "-m", "说明", cwd=other, fails=True)


@unittest.skipUnless(shutil.which("pre-commit", path="/usr/bin"), "needs Debian's pre-commit")
class Framework(Base):
    def setUp(self):
        super().setUp()
        hooks = self.make("hooks")
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
        self.git("add", "-A", cwd=hooks)
        self.git("commit", "-q", "-m", "x", cwd=hooks)
        revision = self.git("rev-parse", "HEAD", cwd=hooks)
        self.write(".pre-commit-config.yaml",
                   f"repos:\n- repo: file://{hooks}\n  rev: {revision}\n  hooks:\n"
                   "  - id: mishen\n  - id: mishen-message\n  - id: mishen-push\n")
        self.commit()
        for stage in ("pre-commit", "commit-msg", "pre-push"):
            done = self.run_in(self.repo, "/usr/bin/pre-commit", "install", "-t", stage)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_commits_and_messages(self):
        self.write("a.txt", SECRET)
        self.git("add", "-A")
        said = self.git("commit", "-m", "说明", fails=True)
        self.assertIn("a.txt", said)
        self.write("a.txt", PLAIN)
        self.git("add", "-A")
        self.git("commit", "-m", SECRET, fails=True)
        self.git("commit", "-m", "说明")

    def test_pushes(self):
        server = self.make("server.git", "--bare")
        self.git("remote", "add", "origin", f"file://{server}")
        self.git("push", "-q", "origin", "main")
        self.write("a.txt", SECRET)
        self.commit()
        self.git("rm", "-q", "a.txt")
        self.commit()
        self.assertIn("a.txt", self.git("push", "origin", "main", fails=True))


class ContinuousIntegration(Base):
    def test_the_commits_of_the_event(self):
        script = str(ROOT / "plugins/hooks/ci-review")
        base = self.commit("说明", "--allow-empty")
        self.write("a.txt", SECRET)
        head = self.commit()
        run = lambda **event: self.run_in(self.repo, "sh", script, "--format", "github",
                                          environment=event)
        done = run(BASE=base, HEAD=head)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"a.txt", done.stdout)
        self.assertEqual(run(RANGE=f"{head}..{head}").returncode, 0)
        self.assertEqual(run(BASE="0" * 40, HEAD=head).returncode, 1, "a new branch")
        self.assertEqual(run(BASE="", HEAD=base).returncode, 0)
        self.assertEqual(run(BASE="f" * 40, HEAD=head).returncode, 2, "not fetched")


if __name__ == "__main__":
    unittest.main(argv=["git_test"])
