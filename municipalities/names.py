"""Danish names: their alphabetical order, and one spelling to search and recognise them by."""

import re

_ALPHABET = {letter: f"{number:02d}" for number, letter in enumerate("abcdefghijklmnopqrstuvwxyzæøå", start=1)}


def sort_key(name: str) -> str:
    """A key whose plain byte order is the Danish alphabetical order: … z æ ø å, and *aa* sorts as *å*.

    Stored, because the database may lack Danish collations. Letters become two digits, so that every key
    compares alike whatever the collation; other characters are skipped, a space or hyphen sorts before letters.
    """
    folded = name.casefold().replace("aa", "å")
    return "".join("00" if char in " -" else _ALPHABET.get(char, "") for char in folded)


def search_key(name: str) -> str:
    """The spelling to compare names by: lower case, `å` as `aa`, hyphens and doubled blanks as one blank.

    >>> search_key("  Høje-Taastrup ") == search_key("HØJE TÅSTRUP")
    True
    """
    return re.sub(r"[\s\u00a0-]+", " ", name).strip().casefold().replace("å", "aa")
