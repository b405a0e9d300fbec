"""Files that are almost right, by the thousand: each must end in figures or in findings with a message, and soon.

Every sample is made from the seed and its own number, so that one that fails can be made again alone.
"""

import json
import logging
import resource
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from municipalities import contacts_import
from municipalities.corrections import sheets
from municipalities.readers import InputFile
from municipalities.readers.findings import MESSAGES
from municipalities.readers.spreadsheets import read_rows
from tests.fuzz.mutations import mutated
from tests.readers.making import HEADER, answer, csv, row, xlsx
from tests.readers.reference import SAMPLES, read_files

MOST_SECONDS = 2.0  # of the processor's time, for one file
MOST_MEGABYTES = 250  # more than the process has held before
LONGEST = 20.0  # seconds by the clock, after which a file is taken away from the reader
_CONTACTS = ["Kommune", "Rolle", "Navn", "E-mail", "Telefon", "Fra"]
_PERSON = ["Varde", "Borgmester", "Ida Holm", "ida@varde.example", "70 00 00 00", "01-01-2018"]
_CORRECTIONS = [
    "Kommune",
    "Målgruppe",
    "Måned",
    "Antal personer",
    "Gnsn. antal samtaler",
    "Andel (pct.)",
    "Begrundelse",
]
_CORRECTION = ["Varde", "dagpenge", "2018M04", "91", "4,6", "46,2", "Tastefejl"]


class Hangs(BaseException):
    """Raised in the midst of what takes too long. No reader catches it."""


@dataclass(frozen=True)
class Original:
    kind: str  # csv, json, xlsx
    reader: str  # delivery, contacts, corrections
    content: bytes


@dataclass
class Outcome:
    """How a run went. `failures`: what went wrong, with the sample's number."""

    samples: Counter = field(default_factory=Counter)  # (kind, what it ended in) → how many
    codes: Counter = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, 0)
    megabytes: int = 0

    def as_text(self) -> str:
        kinds = sorted({kind for kind, _ in self.samples})
        lines = [f"{sum(self.samples.values()):,} changed files:"]
        for kind in kinds:
            ended = {end: count for (of, end), count in self.samples.items() if of == kind}
            lines.append(
                f"  {kind}: {sum(ended.values()):,} – " + ", ".join(f"{end} {n:,}" for end, n in sorted(ended.items()))
            )
        lines += [
            f"  different findings: {len(self.codes)} of {len(MESSAGES)} that there are",
            f"  slowest: {self.slowest[0]:.2f} s (sample {self.slowest[1]}); memory grew by {self.megabytes} MB at most",
            f"  failures: {len(self.failures)}",
            *(f"    {failure}" for failure in self.failures[:50]),
        ]
        return "\n".join(lines)


def originals() -> list[Original]:
    """Small files of the shapes that are delivered."""
    figures = [
        Original(path.suffix[1:], "delivery", path.read_bytes())
        for path in sorted(SAMPLES.iterdir())
        if path.suffix in {".csv", ".json", ".xlsx"} and (not path.name.startswith("v3_y") or "y07" in path.name)
    ]
    rows = [row(), row(municipality="Vejen", share="100,0"), row(municipality="Hele landet", persons="1.204")]
    figures += [
        Original(
            "csv", "delivery", csv(*rows, row(share="-"), above=["Titel", ""], below=["Kilde: Jobindsats.dk"]).content
        ),
        Original("json", "delivery", answer(*rows, table_id="y01sam").content),
        Original(
            "json",
            "delivery",
            json.dumps({"answers": [{"month": "2018M04", "answer": json.loads(answer(*rows).content)}]}).encode(),
        ),
        Original(
            "xlsx", "delivery", xlsx(("Dagpenge", [HEADER, *rows, [None, "=1+1", 43191, 1.5, True, 0.714]])).content
        ),
    ]
    made = [("contacts", _CONTACTS, _PERSON), ("corrections", _CORRECTIONS, _CORRECTION)]
    for reader, header, cells in made:
        figures += [
            Original("csv", reader, csv(cells, header=header).content),
            Original("xlsx", reader, xlsx(("Ark1", [header, cells])).content),
            Original("json", reader, answer(cells, columns=header).content),
        ]
    return figures


def run(count: int, *, seed: int = 1, first: int = 0) -> Outcome:
    """Read `count` samples, from the number `first`."""
    there, outcome = originals(), Outcome()
    logging.disable(logging.CRITICAL)
    try:
        for number in range(first, first + count):
            random = Random(f"{seed}:{number}")
            original = random.choice(there)
            _read(number, original, mutated(original.kind, original.content, random), outcome)
    finally:
        logging.disable(logging.NOTSET)
    return outcome


def _read(number: int, original: Original, content: bytes, outcome: Outcome) -> None:
    file = InputFile(f"fil.{original.kind}", content)
    before, began = _memory(), time.process_time()
    try:
        with _at_most(LONGEST):
            end = _as_delivery(file, outcome) if original.reader == "delivery" else _as_sheet(file, original.reader)
    except Hangs:
        end = "hung"
    except Exception as error:
        end = f"{type(error).__name__}: {str(error)[:200]}"
    took, grown = time.process_time() - began, _memory() - before
    outcome.slowest = max(outcome.slowest, (took, number))
    outcome.megabytes = max(outcome.megabytes, grown)
    ended = end if end in {"figures", "findings", "both"} else "failure"
    outcome.samples[original.kind, ended] += 1
    if ended == "failure":
        outcome.failures.append(f"{number} ({original.kind}, {original.reader}): {end}")
    if took > MOST_SECONDS:
        outcome.failures.append(f"{number} ({original.kind}, {original.reader}): took {took:.1f} s")
    if grown > MOST_MEGABYTES:
        outcome.failures.append(f"{number} ({original.kind}, {original.reader}): took {grown} MB")


def _as_delivery(file: InputFile, outcome: Outcome) -> str:
    reading = read_files(file)
    outcome.codes.update({finding.code for finding in reading.findings})
    if any(finding.code == "unreadable" for finding in reading.findings):
        return "the readers raised"
    if not (reading.figures or reading.errors):
        return "neither figures nor errors"
    for finding in reading.findings:
        for text in (finding.message, finding.file, finding.value, json.dumps(finding.params)):
            if "\0" in text:
                return "a NUL that cannot be stored"
            text.encode()
        if not finding.message:
            return f"no message for {finding.code}"
    for figure in reading.figures:
        if (figure.persons or 0) < 0 or not 0 <= (figure.share or 0) <= 100:
            return f"an impossible figure: {figure}"
    return "figures" if not reading.findings else "both" if reading.figures else "findings"


def _as_sheet(file: InputFile, reader: str) -> str:
    columns = {"contacts": contacts_import.COLUMNS, "corrections": sheets.COLUMNS}[reader]
    rows, errors = read_rows(file, columns, most=1_000)
    if not (rows or errors) or not all(error.message for error in errors):
        return "neither rows nor errors with a message"
    for each in rows:
        for name in each.cells:
            each.text(name).encode()
            if "\0" in each.text(name):
                return "a NUL that cannot be stored"
    return "figures" if rows else "findings"


def _memory() -> int:
    """The most that the process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def stop(*_):
        raise Hangs

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
