"""Installations of Kontakt beside the one that is worked in: each has a data folder and an environment of its own.

For whatever tries a whole installation: the tests, and the campaigns of faults and of load.
"""

import http.cookiejar
import os
import shutil
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from kontakt.start.embedded_place import place_of

PROJECT = Path(__file__).resolve().parent.parent.parent


def environment(data_dir: Path, **settings: str) -> dict[str, str]:
    """What an installation's processes are told: nothing of our own settings, nor of a developer's `.env`."""
    ours = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return (
        ours
        | {
            "KONTAKT_DATA_DIR": str(data_dir),
            "TMPDIR": str(data_dir.parent),  # whoever is killed leaves his temporary files
            "DATABASE_URL": "",
            "CELERY_BROKER_URL": "filesystem://",
            "SECRET_KEY": "",
            "DEBUG": "0",
            "HTTPS": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "EMAIL_HOST": "",
        }
        | settings
    )


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that everybody may enter, as a database started by root needs."""
    folder = Path(tempfile.mkdtemp(prefix="kontakt-")).resolve()
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        for data_dir in folder.iterdir():  # whose database may lie elsewhere
            shutil.rmtree(place_of(data_dir).home, ignore_errors=True)
        shutil.rmtree(folder)


def wait_until[T](what: str, holds: Callable[[], T], *, seconds: float = 60) -> T:
    """Wait for a condition, and return what made it true. Raises TimeoutError if it does not come true in time."""
    deadline = time.monotonic() + seconds
    while not (result := holds()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"Waited {seconds} s in vain: {what}")
        time.sleep(0.05)
    return result


def processes_of(folder: Path) -> list[str]:
    """The command lines of everything that runs on a data folder, or one below: Kontakt's processes, PostgreSQL and
    its watch."""
    found = []
    for process in psutil.process_iter():
        try:
            told = Path(process.environ().get("KONTAKT_DATA_DIR", "/")).is_relative_to(folder)
            command = " ".join(process.cmdline())
            dead = process.status() == psutil.STATUS_ZOMBIE
        except psutil.Error:
            continue
        if not dead and (told or str(folder) in command):
            found.append(command)
    return found


class Visitor:
    """Somebody with a browser: keeps cookies, follows redirects, and never goes through a proxy."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), urllib.request.ProxyHandler({})
        )

    def read(self, path: str, **form: str) -> str:
        """The page at a path, or the page that a form sent there leads to. Raises HTTPError for 4xx and 5xx."""
        data = urllib.parse.urlencode(form).encode() if form else None
        with self.browser.open(self.address + path, data, timeout=30) as answer:
            return answer.read().decode("utf-8-sig")

    def sign_in(self, username: str, password: str) -> str:
        """The page one is met by."""
        self.read("/konto/login/")
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        return self.read("/konto/login/", csrfmiddlewaretoken=token, login=username, password=password)
