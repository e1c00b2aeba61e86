#!/usr/bin/python3
"""Hostile places: what is no file, what changes under the reader, names that are commands to a terminal,
and output that cannot be written. And an end by signal, at any time.

usage: hostile_places_test.py MISHEN [unittest arguments]; SCANNER_BIN overrides MISHEN."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DRAFTS = ROOT / "fixtures/drafts"
CLEAN = DRAFTS / "report-2009.docx"
HELD = DRAFTS / "id-in-runs.docx"
NOBODY = 65534


def mishen(*arguments, **options):
    return subprocess.run([BINARY, *map(os.fsencode, map(os.fspath, arguments))], timeout=120,
                          stdin=subprocess.DEVNULL,
                          **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options})


def running_in(folder) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes()
            state = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if os.fsencode(folder) in words and b"mishen" in words.split(b"\0")[0] and state != "Z":
            found.append(entry.name)
    return found


class InFolder(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="mishen-places-")
        self.folder = Path(self.holder.name)
        self.addCleanup(self.holder.cleanup)

    def drafts(self, *arguments, **options):
        run = mishen("review", "--format", "json", *arguments, **options)
        self.assertIn(run.returncode, (0, 1, 3), run.stderr)
        return run.returncode, json.loads(run.stdout)["drafts"]

    def assert_not_reviewed(self, path, cause, **options):
        code, drafts = self.drafts(path, **options)
        self.assertEqual(code, 3)
        self.assertEqual([d["verdict"] for d in drafts], ["incomplete"])
        gap = drafts[0]["coverage"]["gaps"][0]
        self.assertEqual(gap["cause"], cause)
        self.assertGreater(len(gap["detail"]), 20)


class NoFiles(InFolder):
    def test_fifo(self):
        path = self.folder / "a.docx"
        os.mkfifo(path)
        self.assert_not_reviewed(path, "unreadable-file")

    def test_devices(self):
        for path in ("/dev/zero", "/dev/null", "/dev/full", "/dev/tty"):
            self.assert_not_reviewed(path, "unreadable-file")

    def test_proc(self):
        # A file of the kernel's that says it has no bytes, and has some.
        self.assert_not_reviewed("/proc/self/status", "unreadable-file")

    def test_folder_of_everything(self):
        os.mkfifo(self.folder / "b.docx")
        (self.folder / "a.docx").write_bytes(CLEAN.read_bytes())
        (self.folder / "loop").symlink_to(self.folder)
        (self.folder / "c.docx").symlink_to("d.docx")
        (self.folder / "d.docx").symlink_to("c.docx")
        code, drafts = self.drafts(self.folder)
        self.assertEqual(code, 3)
        self.assertEqual({Path(d["path"]).name: d["verdict"] for d in drafts},
                         {"a.docx": "clear", "b.docx": "incomplete", "c.docx": "incomplete",
                          "d.docx": "incomplete", "loop": "incomplete"})

    def test_link_to_itself(self):
        path = self.folder / "a.docx"
        path.symlink_to("a.docx")
        self.assert_not_reviewed(path, "unreadable-file")

    @unittest.skipUnless(os.geteuid() == 0, "needs to become somebody else")
    def test_unreadable(self):
        self.folder.chmod(0o755)
        path = self.folder / "a.docx"
        path.write_bytes(CLEAN.read_bytes())
        path.chmod(0)
        self.assert_not_reviewed(path, "unreadable-file", user=NOBODY)
        inner = self.folder / "inner"
        inner.mkdir(mode=0o700)
        self.assert_not_reviewed(inner, "unreadable-file", user=NOBODY)


class Changing(InFolder):
    def test_vanishing(self):
        slow, gone = self.folder / "a.pdf", self.folder / "b.docx"
        slow.write_bytes(b"%PDF-1.4\n" + b"1 0 obj\n<<>>\nendobj\n" * 50_000)
        gone.write_bytes(CLEAN.read_bytes())
        run = subprocess.Popen([BINARY, "review", "--jobs", "1", "--format", "json", slow, "-", gone],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        time.sleep(0.05)
        gone.unlink()  # "-" is read before it, and ends only now
        out, _ = run.communicate(CLEAN.read_bytes(), timeout=120)
        drafts = json.loads(out)["drafts"]
        self.assertEqual([d["verdict"] for d in drafts], ["incomplete", "clear", "incomplete"])
        self.assertEqual(drafts[2]["coverage"]["gaps"][0]["cause"], "unreadable-file")

    def change_while_read(self, change):
        path = self.folder / "a.txt"
        path.write_bytes(b"a" * (64 << 20))
        stop = threading.Event()

        def keep_changing():
            with open(path, "r+b") as file:
                while not stop.is_set():
                    change(file)

        writer = threading.Thread(target=keep_changing)
        writer.start()
        try:
            self.assert_not_reviewed(path, "unreadable-file")
        finally:
            stop.set()
            writer.join()

    def test_growing(self):
        def grow(file):
            file.seek(0, os.SEEK_END)
            file.write(b"b")
            file.flush()

        self.change_while_read(grow)

    def test_shrinking(self):
        def shrink(file):
            size = file.seek(0, os.SEEK_END)
            file.truncate(max(size - 1, 1))

        self.change_while_read(shrink)


class Names(InFolder):
    def test_names_that_are_no_text(self):
        for name in (b"a\nb.docx", b"a\x1b]0;title\x07.docx", b"\xff\xfe.docx", b"a\r.docx",
                     b"\xe2\x80\xae" + b"xcod.docx", b" .docx", b"-.docx", b"%s%n.docx", b"a\x9b31m.docx"):
            path = os.path.join(os.fsencode(self.folder), name)
            with open(path, "wb") as file:
                file.write(CLEAN.read_bytes())
            try:
                name.decode("utf-8")
                expected = 0
            except UnicodeDecodeError:
                expected = 3  # no report could say which file it is
            for form in ("text", "json", "jsonl", "sarif", "junit", "gitlab", "github", "html"):
                run = mishen("review", "--format", form, "--", path)
                self.assertEqual(run.returncode, expected, (name, form, run.stderr))
                said = run.stdout.decode("utf-8")
                for control in ("\x1b", "\x07", "\r", "\x9b", "\u202e"):
                    self.assertNotIn(control, said, (name, form))
            self.assertNotIn(b"\nb.docx", mishen("review", "--", path).stdout)
            os.unlink(path)
            self.assertNotIn(b"\x1b", mishen("review", "--", path).stdout)


class Output(InFolder):
    def assert_nothing_in(self, folder):
        self.assertEqual(os.listdir(folder), [])

    def test_full_device(self):
        for form in ("text", "json", "jsonl", "sarif", "html"):
            with open("/dev/full", "wb") as full:
                run = mishen("review", "--format", form, CLEAN, stdout=full)
            self.assertEqual(run.returncode, 2, form)
            self.assertTrue(run.stderr, form)

    def test_full_disk(self):
        target = self.folder / "out"
        target.mkdir()
        script = ('mount -t tmpfs -o size=8k,nr_inodes=8 mishen "$2" || exit 99\n'
                  '"$1" review --format html --output "$2" "$3"; code=$?\nls -A "$2"; exit $code')
        run = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", BINARY, target, HELD],
                             capture_output=True, timeout=120)
        if run.returncode in (1, 99) and b"mishen:" not in run.stderr:
            self.skipTest("no small file system to be had here")
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertIn(b"review.html", run.stderr)
        self.assertEqual(run.stdout, b"", "something half-written is left")

    def test_closed_pipe(self):
        read, write = os.pipe()
        os.close(read)
        run = mishen("review", "--format", "json", CLEAN, stdout=write)
        os.close(write)
        self.assertNotIn(run.returncode, (0, 1, 3))

    def test_no_standard_streams(self):
        script = 'exec "$1" review --output "$2" "$3" <&- >&- 2>&-'
        target = self.folder / "out"
        run = subprocess.run(["sh", "-c", script, "sh", BINARY, target, CLEAN], timeout=120)
        self.assertIn(run.returncode, (0, 2))
        report = (target / "review.txt").read_bytes()
        self.assertTrue(report.decode("utf-8").strip())
        self.assertEqual(os.listdir(target), ["review.txt"])

    @unittest.skipUnless(os.geteuid() == 0, "needs to become somebody else")
    def test_read_only_folder(self):
        self.folder.chmod(0o755)
        draft = self.folder / "a.docx"
        draft.write_bytes(CLEAN.read_bytes())
        target = self.folder / "out"
        target.mkdir(mode=0o555)
        run = mishen("review", "--output", target, draft, user=NOBODY)
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"out", run.stderr)
        self.assert_nothing_in(target)

    def test_a_file_where_the_folder_should_be(self):
        target = self.folder / "out"
        target.write_text("mine")
        self.assertEqual(mishen("review", "--output", target, CLEAN).returncode, 2)
        self.assertEqual(target.read_text(), "mine")

    def test_two_runs_in_one_folder(self):
        target = self.folder / "out"
        runs = [subprocess.Popen([BINARY, "review", "--format", "json", "--output", target, *sorted(
            DRAFTS.glob("id-*.docx"))], stdout=subprocess.DEVNULL) for _ in range(2)]
        codes = [run.wait(timeout=120) for run in runs]
        self.assertEqual(codes[0], codes[1])
        self.assertEqual(os.listdir(target), ["review.json"])
        json.loads((target / "review.json").read_bytes())


class Interrupted(InFolder):
    POINTS = (0.0, 0.01, 0.03, 0.06, 0.1, 0.2, 0.4)

    def end_at(self, delay, number, arguments, target):
        run = subprocess.Popen([BINARY, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
        time.sleep(delay)
        run.send_signal(number)
        code = run.wait(timeout=60)
        self.assertIn(code, (-number, 0, 1, 3), (delay, number))
        deadline = time.monotonic() + 5  # a killed worker is gone when the kernel has cleaned up
        while running_in(self.folder) and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertEqual(running_in(self.folder), [], (delay, number))
        for path in target.iterdir() if target.is_dir() else ():
            self.assertIn(path.suffix, (".json", ".docx", ".pdf"), "something half-written is left")
            if path.suffix == ".json":
                json.loads(path.read_bytes())
            else:
                self.assertEqual(mishen("text", path).returncode, 0)

    def test_review_and_copies(self):
        source = self.folder / "in"
        source.mkdir()
        for i, path in enumerate(sorted(DRAFTS.glob("id-*"))[:60]):
            (source / f"{i}{path.suffix}").write_bytes(path.read_bytes())
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for delay in self.POINTS:
                target = self.folder / f"out-{number}-{delay}"
                self.end_at(delay, number, ["review", "--format", "json", "--annotate", "--output",
                                            target, source], target)

    def test_clean(self):
        source = self.folder / "in.docx"
        source.write_bytes((DRAFTS / "docx-everywhere.docx").read_bytes())
        for delay in self.POINTS:
            target = self.folder / f"out-{delay}"
            target.mkdir()
            self.end_at(delay, signal.SIGTERM, ["clean", source, "-o", target / "out.docx"], target)

    def test_a_killed_parent_leaves_no_worker(self):
        slow = self.folder / "a.html"
        slow.write_bytes(b"<p>" + b"<b>x</b> 341302 " * 2_000_000)
        run = subprocess.Popen([BINARY, "review", slow], stdout=subprocess.DEVNULL)
        time.sleep(0.5)
        run.kill()
        run.wait(timeout=60)
        deadline = time.monotonic() + 5
        while running_in(self.folder) and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertEqual(running_in(self.folder), [])


if __name__ == "__main__":
    BUILT = sys.argv.pop(1)
    BINARY = os.path.abspath(os.environ.get("SCANNER_BIN") or BUILT)
    unittest.main()
