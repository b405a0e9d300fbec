"""A version of Kontakt as it is put into service: only what the image has, with the locked packages and no others."""

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

LONGEST = 600  # seconds that one command may take, on a machine with much else to do
PROJECT = Path(__file__).resolve().parent.parent.parent


class Failed(Exception):
    """A step went wrong; the message says what was seen."""


@dataclass
class Version:
    """One version's folder, and what its processes are told."""

    folder: Path
    name: str
    environment: dict[str, str] = field(default_factory=dict)

    def program(self, name: str) -> str:
        return str(self.folder / ".venv" / "bin" / name)

    def manage(self, *arguments: str, **settings: str) -> str:
        """What a command answered. Raises Failed with the last that it said, or if it takes far too long."""
        done = _run(
            [self.program("python"), "manage.py", *arguments],
            cwd=self.folder,
            env=self.environment | settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Failed(f"{self.name}: manage.py {' '.join(arguments)}: {(done.stderr or done.stdout)[-2000:]}")
        return done.stdout + done.stderr


def this_version(folder: Path) -> Version:
    """What lies in the work tree, of all that the image lets in."""
    ignored = (PROJECT / "deploy" / "Dockerfile.dockerignore").read_text()
    let_in = set(re.findall(r"^!(.+)$", ignored, re.MULTILINE))
    for name in git("ls-files").splitlines():
        if name.split("/")[0] in let_in and (PROJECT / name).exists():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, target)
    return _with_packages(Version(folder, "this version"))


def version_before(folder: Path, commit: str) -> Version:
    archive = subprocess.run(["git", "archive", commit], cwd=PROJECT, capture_output=True, check=True).stdout
    folder.mkdir()
    subprocess.run(["tar", "--extract", "--directory", folder], input=archive, check=True)
    return _with_packages(Version(folder, git("log", "-1", "--format=%h of %as", commit).strip()))


def commit_before() -> str:
    """The latest release but this; before there are any, the last commit without the newest migration. Raises Failed where
    the history does not go so far back."""
    for told in (
        ("describe", "--tags", "--abbrev=0", "HEAD^"),
        ("log", "-1", "--first-parent", "-m", "--diff-filter=A", "--format=%H^", "--", "*/migrations/0*.py"),
    ):
        try:
            if commit := git("rev-parse", "--verify", git(*told).strip()).strip():
                return commit
        except subprocess.CalledProcessError:
            continue
    raise Failed("The history has no version before this one: say --before COMMIT")


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=PROJECT, capture_output=True, text=True, check=True)
    return done.stdout


def _with_packages(version: Version) -> Version:
    uv = shutil.which("uv") or str(PROJECT / ".tools" / "uv" / "bin" / "uv")
    done = _run(
        [uv, "sync", "--frozen", "--no-dev", "--quiet", "--python", str(PROJECT / ".venv" / "bin" / "python")],
        cwd=version.folder,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Failed(f"uv sync --frozen --no-dev: {done.stderr[-2000:]}")
    return version


def _run(command: list[str], **options) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, timeout=LONGEST, check=False, **options)
    except subprocess.TimeoutExpired:
        raise Failed(f"{' '.join(command)}: not done after {LONGEST} s")
