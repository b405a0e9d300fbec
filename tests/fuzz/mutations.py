"""Changes to real-shaped files: to their bytes, and to what the bytes mean (cells, values, the parts of a workbook)."""

import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from tests.fuzz.values import TEXTS

_BYTES = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b";", b",", b"\t", b"\n", b"\r", b"[", b"{", b"}", b"]", b"NaN", b"-", b"9" * 400, b"\x1a", b"<", b"&",
    b"\x80", b"\xc3", b"\xed\xa0\x80", b"\\u0000", b"\\ud800", b"PK\x05\x06", b'"""', b"\xe2\x80\xa8", b"1e999999999",
)  # fmt: skip
_ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-7", "cp1252", "cp850", "utf-8-sig", "shift-jis", "cp037")
_ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY e SYSTEM "file:///etc/passwd">%s]>'
_ELEMENT = re.compile(r"<(\w[\w:]*)\b[^<>]*/?>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_ODD_ATTRIBUTES = (
    "", "0", "-1", "1", "999999999999", "XFD1048576", "ZZZZZ9", "A0", "A-1", "1A", "s", "d", "e", "b", "n", "str", "inlineStr", "array", "shared",
    "dataTable", "A1:XFD1048576", "yyyy" * 5_000, "[$-F800]" * 500, "0.00%%%%", "\\" * 999, "rId999", "../../../x", "/xl/worksheets/sheet1.xml", "true",
)  # fmt: skip
_ODD_NUMBERS = (
    "1e308",
    "-1e308",
    "1e999",
    "-0",
    "nan",
    "inf",
    "2958466",
    "-1",
    "0.1",
    "60",
    "1" * 5_000,
    "1_0",
    "",
    "x",
    "2018-04-01",
    "2018-04-01T99:00",
)


def in_bytes(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 1, 2, 8))):
        start = random.randint(0, len(changed))
        match random.randrange(6):
            case 0:
                del changed[start:]
            case 1:
                del changed[start : start + random.randint(1, 200)]
            case 2:
                changed[start:start] = random.choice(_BYTES)
            case 3:
                changed[start:start] = changed[start : start + random.randint(1, 500)] * random.randint(1, 20)
            case 4 if changed:
                place = min(start, len(changed) - 1)
                changed[place] ^= 1 << random.randrange(8)
            case _:
                changed[start : start + 4] = random.randbytes(4)
    return bytes(changed)


def in_cells(content: bytes, random: Random) -> bytes:
    """Of a text file: cells, lines, columns, the delimiter, the encoding."""
    text = content.decode("utf-8-sig", errors="replace")
    rows = [line.split(";") for line in text.splitlines()]
    for _ in range(random.choice((1, 1, 1, 2, 6))):
        row = random.choice(rows)
        match random.randrange(9):
            case 0 | 1 | 2 if row:
                row[random.randrange(len(row))] = random.choice(TEXTS)
            case 3:
                row.insert(random.randint(0, len(row)), random.choice(TEXTS))
            case 4 if row:
                del row[random.randrange(len(row))]
            case 5:
                rows.insert(random.randint(0, len(rows)), list(random.choice(rows)))
            case 6 if len(rows) > 1:
                rows.remove(row)
            case 7:
                rows[0] = [random.choice((cell, cell.upper(), f" {cell} ", f'"{cell}', "")) for cell in rows[0]]
            case _:
                place = random.randrange(8)
                for each in rows:
                    each[place : place + 1] = [random.choice(TEXTS[:40])]
    delimiter, end = random.choice((";", ";", ";", ",", "\t", "|", "")), random.choice(("\r\n", "\n", "\r", "\n\r"))
    written = end.join(delimiter.join(row) for row in rows)
    encoding = random.choice(_ENCODINGS) if random.random() < 0.2 else "utf-8"
    return written.encode(encoding, errors="replace")


def in_values(content: bytes, random: Random) -> bytes:
    """Of an answer in JSON: values of every kind in the place of others, and texts that are hardly JSON."""
    answer = json.loads(content)
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        holder, key = _place(answer, random)
        if holder is None:
            continue
        match random.randrange(5):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder.extend([holder[key]] * random.choice((1, 10, 1_000)))
            case 2:
                nested = holder[key]
                for _ in range(random.choice((1, 5, 400))):
                    nested = random.choice(([nested], {"answers": [nested]}, {"rows": [nested], "columns": []}))
                holder[key] = nested
            case _:
                holder[key] = _value(random)
    text = json.dumps(answer, ensure_ascii=random.random() < 0.5)
    for mark, number in ((' "@1"', "1e999999999"), (' "@2"', "-" + "9" * 6_000), (' "@3"', "NaN"), (' "@4"', "0" * 50)):
        text = text.replace(mark, f" {number}")
    if random.random() < 0.05:
        text = text.replace("{", '{"rows": [], "rows": {}, ', 1)
    return text.encode("utf-8", errors="surrogatepass" if random.random() < 0.5 else "replace")


def _place(value, random: Random) -> tuple:
    holder, key = None, None
    while isinstance(value, dict | list) and value:
        holder = value
        key = random.choice(list(value)) if isinstance(value, dict) else random.randrange(len(value))
        value = value[key]
        if random.random() < 0.15:
            break
    return holder, key


def _value(random: Random):
    odd = (
        None,
        True,
        [],
        {},
        [[]],
        0,
        -1,
        10**40,
        1.5,
        1e308,
        "@1",
        "@2",
        "@3",
        "@4",
        "\ud800",
        "\udfff x",
        "2018M04",
        {"value": "1"},
    )
    return random.choice((*odd, *random.sample(TEXTS, 10)))


def in_workbook(content: bytes, random: Random) -> bytes:
    """Of a workbook: the XML of its parts, parts that are missing or there twice, and the archive around them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(random.randint(1, 3)):
        place = random.choice(
            [i for i, (name, _) in enumerate(parts) if random.random() < 0.3 or "sheet" in name] or [0]
        )
        name, part = parts[place]
        match random.randrange(10):
            case 0 if len(parts) > 1:
                del parts[place]
            case 1:
                parts.append((random.choice((name, name.upper(), f"../{name}", f"/{name}", "xl/vbaProject.bin")), part))
            case 2:
                parts[place] = name, in_bytes(part, random)
            case 3:
                parts[place] = name, _ENTITIES.replace("%s", "").encode() + part.replace(b"<v>", b"<v>&e;&b;", 1)
            case _:
                parts[place] = name, _in_xml(part.decode("utf-8", errors="replace"), random).encode()
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # the same name twice
        for name, part in parts:
            archive.writestr(name, part)
    whole = buffer.getvalue()
    return in_bytes(whole, random) if random.random() < 0.1 else whole


def _in_xml(text: str, random: Random) -> str:
    for _ in range(random.randint(1, 4)):
        found = list(_ELEMENT.finditer(text))
        if not found:
            return text
        element = random.choice(found)
        before, inside, after = text[: element.start()], element[0], text[element.end() :]
        match random.randrange(6):
            case 0:
                inside = ""
            case 1:
                inside *= random.choice((2, 100, 3_000))
            case 2:
                after = re.sub(r"^[^<]*", _escaped(random.choice((*_ODD_NUMBERS, *TEXTS))), after, count=1)
            case 3:
                inside = (
                    inside.rstrip("/>")
                    + f' {random.choice(("r", "t", "s", "ref", "count"))}="{random.choice(_ODD_ATTRIBUTES)}">'
                )
            case _:
                attributes = list(_ATTRIBUTE.finditer(inside))
                if attributes:
                    chosen = random.choice(attributes)
                    inside = inside[: chosen.start(2)] + random.choice(_ODD_ATTRIBUTES) + inside[chosen.end(2) :]
        text = before + inside + after
        if len(text) > 3_000_000:
            break
    return text


def _escaped(text: str) -> str:
    safe = "".join(char for char in text if char.isprintable() or char in "\t\n")
    return safe.replace("&", "&amp;").replace("<", "&lt;").replace("\\", "\\\\")


IN: dict[str, Callable[[bytes, Random], bytes]] = {"csv": in_cells, "json": in_values, "xlsx": in_workbook}


def mutated(kind: str, content: bytes, random: Random) -> bytes:
    """One in three by its bytes alone; the others by what they mean, and some of these by their bytes as well."""
    if random.random() < 1 / 3:
        return in_bytes(content, random)
    changed = IN[kind](content, random)
    return in_bytes(changed, random) if random.random() < 0.1 else changed
