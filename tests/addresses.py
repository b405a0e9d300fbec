"""Every address of the project, from the URL configuration; and who may open it, from the table in docs/roles.md."""

from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver, reverse

EXAMPLES = {"code": "370", "pk": 1, "file_pk": 1, "uidb36": "1", "key": "x", "number": "2018-0001", "step": "close",
            "kind": "entry", "record": 1, "withholding": 1, "part": 1, "table": "municipalities.municipality"}  # fmt: skip
KEYS = {"history": {"key": 1}}
TABLE = Path(__file__).resolve().parent.parent / "docs" / "roles.md"
# What the columns of the table stand for. A regional office has two: for what is in its region, and in another.
COLUMNS = ("nobody", "caseworker", "approver", "reader", "administrator", "own region", "other region")


def named_pages(resolver=None) -> list[URLPattern]:
    """Every named address outside the administration."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            found += [] if pattern.namespace else named_pages(pattern)
        elif pattern.name:
            found.append(pattern)
    return found


PAGES = named_pages()


def pages_of_the_administration() -> list[str]:
    """The address of every page of every model, with an example of a key."""
    [resolver] = [one for one in get_resolver().url_patterns if getattr(one, "namespace", None) == "admin"]

    def walk(patterns) -> list[str]:
        found = []
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                found += walk(pattern.url_patterns)
            elif pattern.name:
                found.append((pattern.name, list(pattern.pattern.converters or pattern.pattern.regex.groupindex)))
        return found

    examples = {"object_id": "1", "app_label": "municipalities", "content_type_id": 1, "url": "x", "id": 1}
    return sorted({
        reverse(f"admin:{name}", kwargs={key: examples.get(key, 1) for key in keys} or None)
        for name, keys in walk(resolver.url_patterns)
    })  # fmt: skip


ADMINISTRATION = pages_of_the_administration()


def address(pattern, keys: dict | None = None) -> str:
    names = pattern.pattern.converters or pattern.pattern.regex.groupindex
    known = EXAMPLES | KEYS.get(pattern.name, {}) | (keys or {})
    return reverse(pattern.name, kwargs={name: known[name] for name in names} or None)


def documented() -> dict[str, list[str]]:
    """The lines of the table: page, then an outcome for each column."""
    lines = [line.strip().strip("|").split("|") for line in TABLE.read_text().splitlines() if line.startswith("| `")]
    return {cells[0].strip().strip("`"): [cell.strip() for cell in cells[2:]] for cells in lines}
