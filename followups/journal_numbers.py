"""Journal numbers in addresses: /sager/2018-0123/."""


class JournalNumberConverter:
    regex = r"[0-9]{4}-[0-9]{4,9}"

    def to_python(self, value: str) -> tuple[int, int]:
        year, serial = value.split("-")
        return int(year), int(serial)

    def to_url(self, value) -> str:
        return value if isinstance(value, str) else f"{value[0]}-{value[1]:04d}"
