"""Journal numbers: in addresses, /sager/2018-0123/, and as somebody types them."""

import re

_TYPED = re.compile(r"([0-9]{4})(?:-([0-9]{1,9})(?:-([0-9]{1,9}))?)?")


def typed_number(text: str) -> tuple[int | None, ...] | None:
    """Year, serial number and document number of “2018”, “2018-7” or “2018-0007-3”; None for anything else.

    What was not typed is None.
    """
    match = _TYPED.fullmatch(text.strip())
    return match and tuple(part and int(part) for part in match.groups())


class JournalNumberConverter:
    regex = r"[0-9]{4}-[0-9]{4,9}"

    def to_python(self, value: str) -> tuple[int, int]:
        year, serial = value.split("-")
        return int(year), int(serial)

    def to_url(self, value) -> str:
        return value if isinstance(value, str) else f"{value[0]}-{value[1]:04d}"
