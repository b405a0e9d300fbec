"""Making `.venv` ready on a bare machine: which Python is taken, and what is said when there is none."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kontakt.start.installation import PROJECT

# All that the script needs besides sh itself, until it has found a Python.
TOOLS = ("cat", "cksum", "dirname", "mkdir", "rm")


class BareMachine:
    """A checkout and a PATH with only what a bare machine has; and such Pythons as a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "kontakt"
        self.bin = folder / "bin"
        self.home = folder / "home"
        self.bin.mkdir()
        self.home.mkdir()
        script = self.checkout / "kontakt" / "start" / "bootstrap.sh"
        script.parent.mkdir(parents=True)
        for path in ("kontakt/start/bootstrap.sh", "pyproject.toml", "uv.lock"):
            shutil.copy(PROJECT / path, self.checkout / path)
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))

    def has(self, path: Path, script: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def has_python(self, path: Path, version: int) -> None:
        """A Python that answers the two questions put to it: its version, and where it is."""
        self.has(path, f'case "$2" in *version_info*) echo {version} ;; *) echo "{path}" ;; esac')

    def has_uv(self) -> None:
        """A uv that notes down which Python it is to install for."""
        self.has(self.bin / "uv", f'[ "$1" = --version ] && echo "uv 0.13.9" || echo "$*" >>{self.noted}')
        (self.checkout / ".venv").mkdir()

    @property
    def noted(self) -> Path:
        return self.home / "uv.txt"

    def bootstrap(self, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [shutil.which("sh"), str(self.checkout / "kontakt" / "start" / "bootstrap.sh")],
            # No real Python runs with such a PYTHONHOME, so one at a fixed place of this very machine counts for none.
            env={"PATH": str(self.bin), "HOME": str(self.home), "PYTHONHOME": str(self.home)} | variables,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path):
    return BareMachine(tmp_path)


def test_without_a_python_it_says_exactly_what_to_install(machine):
    done = machine.bootstrap()
    assert (done.returncode, done.stdout) == (1, "")
    assert "Kontakt kræver Python 3.12 eller nyere" in done.stderr
    for command in (
        "sudo apt install python3 python3-venv",
        "sudo dnf install python3.13",
        "brew install python@3.13",
        "pyenv install 3.13",
        "uv python install 3.13",
        "KONTAKT_PYTHON=/sti/til/python3 make run",
    ):
        assert command in done.stderr


def test_a_python_that_is_too_old_or_broken_is_as_good_as_none(machine):
    machine.has_python(machine.bin / "python3", 311)
    machine.has(machine.bin / "python", "exit 127")
    done = machine.bootstrap()
    assert done.returncode == 1
    assert "Kontakt kræver Python 3.12 eller nyere" in done.stderr


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        ({"bin/python3": 311, "home/.pyenv/versions/3.12.1/bin/python": 312}, "home/.pyenv/versions/3.12.1/bin/python"),
        ({"bin/python3": 312, "home/.pyenv/versions/3.13.0/bin/python": 313}, "home/.pyenv/versions/3.13.0/bin/python"),
        ({"bin/python3.12": 312, "bin/python3.15": 315}, "bin/python3.12"),
        ({"bin/python3": 314}, "bin/python3"),
    ],
    ids=["new enough, though hidden", "3.13 before any other", "the nearest to 3.13", "a newer one than 3.13"],
)
def test_the_python_nearest_to_the_projects_own_is_taken(machine, tmp_path, there, taken):
    for path, version in there.items():
        machine.has_python(tmp_path / path, version)
    machine.has_uv()
    done = machine.bootstrap()
    assert done.returncode == 0, done.stderr
    assert machine.noted.read_text().split("--python ")[1].strip() == str(tmp_path / taken)


def test_the_python_that_is_pointed_out_is_taken_before_all_others(machine, tmp_path):
    machine.has_python(machine.bin / "python3.13", 313)
    machine.has_python(tmp_path / "elsewhere" / "python3", 312)
    machine.has_uv()
    machine.bootstrap(KONTAKT_PYTHON=str(tmp_path / "elsewhere" / "python3"))
    assert machine.noted.read_text().split("--python ")[1].strip() == str(tmp_path / "elsewhere" / "python3")


def test_a_second_time_nothing_is_done_until_the_locked_packages_change(machine, tmp_path):
    machine.has_python(machine.checkout / ".venv" / "bin" / "python", 313)
    machine.has(machine.bin / "uv", f'[ "$1" = --version ] && echo "uv 0.13.9" || echo "$*" >>{machine.noted}')
    machine.bootstrap()
    second = machine.bootstrap()
    assert (second.returncode, second.stderr) == (0, "")
    assert len(machine.noted.read_text().splitlines()) == 1
    (machine.checkout / "uv.lock").write_text("changed")
    machine.bootstrap()
    assert len(machine.noted.read_text().splitlines()) == 2
