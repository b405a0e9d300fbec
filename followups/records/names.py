"""Names of the files in an archive: safe on every system, whatever the documents are called.

Windows refuses <>:"/\\|?*, control characters, names that end in a space or a full stop and its devices' names (CON, NUL);
it takes no difference between large and small letters; and a whole path of more than 260 characters can often not be opened.
"""

import re
import unicodedata
from pathlib import PureWindowsPath

LONGEST = 110
_REFUSED = re.compile(r'[<>:"/\\|?*]')
_EXTENSION = re.compile(r"\.[a-z0-9]{1,5}")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


class Names:
    """Gives each file of an archive a name that no other has."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, words: str, *, like: str) -> str:
        """A name from some words, with the ending of the file name `like`."""
        ending = extension(like)
        stem = safe(words)[: LONGEST - len(ending)].rstrip(" .")
        number, name = 1, f"{stem}{ending}"
        while name.casefold() in self._taken:
            number += 1
            more = f" ({number})"
            name = f"{stem[: LONGEST - len(ending) - len(more)].rstrip(' .')}{more}{ending}"
        self._taken.add(name.casefold())
        return name


def safe(words: str) -> str:
    """The words as part of a file name: letters of every alphabet stay, what a system refuses becomes a hyphen."""
    words = unicodedata.normalize("NFC", words)
    words = "".join(char if char.isprintable() else " " for char in words)
    words = " ".join(re.sub(r"\.{2,}", ".", _REFUSED.sub("-", words)).split()).strip(" .")
    if words.split(".")[0].strip().casefold() in _DEVICES:
        words = f"_{words}"
    return words or "_"


def extension(name: str) -> str:
    """The ending of a file name in small letters, if it is one."""
    ending = PureWindowsPath(name).suffix.lower()
    return ending if _EXTENSION.fullmatch(ending) else ""
