"""The Debian package of this build: what is in it, what it depends on, and that it works from where it is
unpacked. Installing it on a fresh system is .ci/package-test, which takes minutes."""
import gzip
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from e2e import FIXTURES, finish, program

problems: list[str] = []
folder = Path(tempfile.mkdtemp(prefix="mishen-package-"))
build = Path(program()).parents[1]
NEEDED = ("usr/bin/mishen", "usr/lib/mishen/format_pdf.so", "usr/lib/mishen/format_image.so", "usr/lib/mishen/git.so",
          "usr/share/mishen/rules/cn-personal", "usr/share/mishen/rules/data", "usr/share/doc/mishen/copyright",
          "usr/share/doc/mishen/examples/static-site/publish.sh", "usr/share/man/man1/mishen.1.gz",
          "usr/share/man/zh_CN/man1/mishen.1.gz", "usr/share/bash-completion/completions/mishen",
          "usr/share/zsh/vendor-completions/_mishen", "usr/share/fish/vendor_completions.d/mishen.fish")


def said(*command: str | Path, code: int = 0) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    if done.returncode != code:
        problems.append(f"{command}: exit {done.returncode}, not {code}: {done.stdout[-500:]}{done.stderr[-500:]}")
    return done.stdout


def completes(script: Path, *words: str) -> list[str]:
    """What bash offers after these words, the last of which is being typed."""
    line = " ".join(f"'{word}'" for word in words)
    return said("bash", "--norc", "-c", f"source {script}; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; "
                "_mishen; printf '%s\\n' \"${COMPREPLY[@]}\"").split()


try:
    said("cpack", "-G", "DEB", "--config", build / "CPackConfig.cmake", "-B", folder)
    deb = next(iter(folder.glob("mishen_*.deb")), None)
    if deb is None:
        finish(problems + ["no package was made"], "")
    listed = said("dpkg-deb", "-c", deb)
    strangers = [line for line in listed.splitlines() if " ./usr/" not in line and not line.endswith((" ./", " ./usr/"))]
    problems += [f"outside /usr: {line}" for line in strangers]
    problems += [f"writable by others: {line}" for line in listed.splitlines()
                 if line[8] == "w" and not line.startswith("l")]
    depends = said("dpkg-deb", "-f", deb, "Depends")
    problems += [f"does not depend on {name}: {depends}" for name in
                 ("poppler-data", "fonts-noto-cjk", "libc6 ", "libssl3", "libpoppler126", "libqpdf29", "libzip4")
                 if name not in depends]
    said("dpkg-deb", "-x", deb, folder / "root")
    root = folder / "root"
    problems += [f"not in the package: {name}" for name in NEEDED if not (root / name).exists()]
    problems += [f"not for users: {path.relative_to(root)}" for path in root.rglob("*")
                 if path.name == "make" or path.suffix in (".a", ".py")]
    mishen = root / "usr" / "bin" / "mishen"
    said(mishen, "doctor")
    said(mishen, "review", FIXTURES / "drafts" / "id-in-runs.docx", code=1)
    said(mishen, "review", FIXTURES / "drafts" / "clean-notice.pdf")
    commands = said(mishen, "--help", "--lang", "en")
    for language, word in (("", "not reviewed"), ("zh_CN/", "未审查")):
        page = gzip.decompress((root / f"usr/share/man/{language}man1/mishen.1.gz").read_bytes()).decode()
        if not page.startswith(".TH MISHEN 1") or ".SH mishen verify" not in page or word not in page:
            problems.append(f"man page {language or 'en'}: {page[:200]}")
        problems += [f"troff would take as its own: {line}" for line in page.splitlines()
                     if line[:1] in ("'", ".") and line.split()[0] not in (".TH", ".SH", ".nf", ".fi")]
    script = root / "usr/share/bash-completion/completions/mishen"
    offered = completes(script, "mishen", "")
    problems += [f"completion does not know {name}" for name in ("review", "gate", "verify", "keys", "rules")
                 if name not in offered or name not in commands]
    for words, wanted in ((("review", "--form"), "--format"), (("review", "--format", "sa"), "sarif"),
                          (("gate", "--rec"), "--receipt"), (("gate", "--profile-"), "--profile-time"),
                          (("keys", "n"), "new"), (("keys", "new", "--kind", "s"), "sm2")):
        if completes(script, "mishen", *words) != [wanted]:
            problems.append(f"completion of {words}: {completes(script, 'mishen', *words)}")
finally:
    shutil.rmtree(folder, ignore_errors=True)
finish(problems, "the package is whole and works where it is unpacked")
