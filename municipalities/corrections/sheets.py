"""Corrections by spreadsheet: read and looked at first, then made all at once, or not at all.

Through the deliveries' own readers, so that figures, months and names may be written as in a delivery, and an error says
row, column and value in the same words. (django-import-export writes model rows one by one past the services, where
approval, conflicts and the case log are.)
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from kontakt.cpr import refuse_cpr
from municipalities.corrections.checking import refuse_impossible
from municipalities.corrections.correcting import Asked, Foreseen, correct, foresee
from municipalities.corrections.refusals import CannotCorrect, FiguresChanged
from municipalities.corrections.standing import current, key, same_values
from municipalities.deliveries.preview import figures_version
from municipalities.deliveries.reading import areas
from municipalities.deliveries.turns import take_turn
from municipalities.models import Correction, CorrectionSheet, Indicator, Municipality
from municipalities.readers import InputFile, cells, message
from municipalities.readers.areas import AreaNames, Unknown
from municipalities.readers.areas import Municipality as AMunicipality
from municipalities.readers.spreadsheets import RowError, SheetRow, read_rows

MOST_ROWS = 1_000
COLUMNS = {
    "municipality": ("Kommune", "Kommunekode", "Municipality"),
    "indicator": ("Målgruppe", "Indikator", "Target group", "Indicator"),
    "month": ("Måned", "Periode", "Month"),
    "persons": ("Antal personer", "Personer", "Persons"),
    "average": ("Gnsn. antal samtaler", "Gennemsnit", "Average interviews", "Average"),
    "share": ("Andel (pct.)", "Andel", "Share (percent)", "Share"),
    "reason": ("Begrundelse", "Reason"),
}
_READ = {"persons": cells.persons, "average": cells.average, "share": cells.share}


@dataclass
class SheetRead:
    """What a spreadsheet asks for. `before` has what is known of each cell now; `unchanged` counts rows that say the same."""

    corrections: list[Correction] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    before: dict = field(default_factory=dict)
    unchanged: int = 0

    def foreseen(self) -> Foreseen:
        return foresee(self.corrections)


def read_sheet(file: InputFile) -> SheetRead:
    """The corrections in a file, or everything that is wrong with it. Nothing is saved."""
    rows, errors = read_rows(file, COLUMNS, most=MOST_ROWS)
    read = SheetRead(errors=errors)
    names, indicators = AreaNames(areas()), _indicators()
    municipalities = {municipality.code: municipality for municipality in Municipality.objects.all()}
    asked: list[tuple[SheetRow, Correction]] = []
    first_row: dict = {}
    for row in rows:
        correction = _correction(row, names, municipalities, indicators, read.errors)
        if correction is None:
            continue
        if (first := first_row.setdefault(key(correction), row.number)) != row.number:
            words = _("The same figures stand in row %(row)s already. Delete one of the rows.") % {"row": first}
            read.errors.append(row.error("municipality", words))
            continue
        asked.append((row, correction))
    if read.errors:
        return read
    read.before = current([correction for _row, correction in asked])
    for row, correction in asked:
        _check(row, correction, read)
    if not read.errors and not read.corrections:
        read.errors.append(RowError(_("Every row says what is known already. There is nothing to correct.")))
    return read


@transaction.atomic
def keep_sheet(file: InputFile, *, by) -> CorrectionSheet:
    """Keep a file as it came, to be looked at. Raises ValidationError for a name that holds a CPR number."""
    refuse_cpr(file.name)
    return CorrectionSheet.objects.create(
        name=file.name,
        file=ContentFile(file.content, name="sheet"),
        sha256=hashlib.sha256(file.content).hexdigest(),
        uploaded_by=by,
    )


def kept_file(sheet: CorrectionSheet) -> InputFile:
    with sheet.file.open("rb") as stored:
        return InputFile(sheet.name, stored.read())


@transaction.atomic
def make_corrections(sheet_id: int, *, by, basis: int) -> Sequence[Correction]:
    """Make all corrections of a spreadsheet. `basis` is `figures_version()` as its preview was made.

    A second time gives what the first made. Raises CannotCorrect.
    """
    take_turn()
    sheet = CorrectionSheet.objects.select_for_update().get(pk=sheet_id)
    if sheet.made_at:
        return list(sheet.corrections.order_by("pk"))
    if figures_version() != basis:
        raise FiguresChanged
    read = read_sheet(kept_file(sheet))
    if read.errors:
        raise CannotCorrect(read.errors[0].message)
    made = correct([Asked(correction) for correction in read.corrections], by=by, sheet=sheet)
    CorrectionSheet.objects.filter(pk=sheet.pk).update(made_at=Now())
    return made


def _indicators() -> dict[str, Indicator]:
    found = {}
    for indicator in Indicator.objects.all():
        for name in (indicator.slug, indicator.name_da, indicator.name_en):
            found[name.casefold()] = indicator
    return found


def _correction(row: SheetRow, names: AreaNames, municipalities, indicators, errors: list) -> Correction | None:
    """The correction that a row asks for; None, with the errors added, if it cannot be told."""
    before = len(errors)
    area = names.find(row.cells["municipality"])
    if isinstance(area, Unknown):
        errors.append(row.error("municipality", _unknown(row, area, names)))
    elif not isinstance(area, AMunicipality):
        errors.append(row.error("municipality", _("Only figures of municipalities can be corrected.")))
    indicator = indicators.get(row.text("indicator").casefold())
    if indicator is None:
        known = ", ".join(sorted({str(known) for known in indicators.values()}))
        words = _("The target group is not known. Write one of these: %(names)s.") % {"names": known}
        errors.append(row.error("indicator", words))
    values = {}
    for name, read in {"month": cells.month, **_READ}.items():
        try:
            if name in _READ and not row.text(name):
                errors.append(row.error(name, _("Write the figure, or “–” if it is withheld.")))
                continue
            values[name] = read(row.cells[name])
        except cells.Unfit as unfit:
            errors.append(row.unfit(name, unfit))
    if not row.text("reason"):
        errors.append(row.error("reason", _("State why the figures are corrected.")))
    if len(errors) > before:
        return None
    return Correction(municipality=municipalities[area.code], indicator=indicator, reason=row.text("reason"), **values)


def _unknown(row: SheetRow, area: Unknown, names: AreaNames) -> str:
    suggestions = names.suggestions(row.cells["municipality"])
    code = "unknown_municipality_like" if area.code == "unknown_municipality" and suggestions else area.code
    return message(code, {"value": row.text("municipality"), "suggestions": suggestions, "other": area.other})


def _check(row: SheetRow, correction: Correction, read: SheetRead) -> None:
    """Whether a row can be corrected as things stand."""
    now = read.before.get(key(correction))
    if now and (now.persons, now.share) == (correction.persons, correction.share):
        correction.meeting = now.meeting
    if same_values(now, correction):
        read.unchanged += 1
        return
    try:
        refuse_cpr(correction.reason)
        refuse_impossible(correction)
        waiting = Correction.objects.filter(
            municipality=correction.municipality, indicator=correction.indicator, month=correction.month,
            status=Correction.Status.PROPOSED,
        ).first()  # fmt: skip
        if waiting:
            raise CannotCorrect(
                _("%(correction)s of the same figures awaits approval. Have it approved or rejected first.")
                % {"correction": waiting}
            )
    except CannotCorrect as refused:
        read.errors.append(row.error("municipality", str(refused)))
    except ValidationError as refused:
        read.errors.append(row.error("reason", " ".join(refused.messages)))
    else:
        read.corrections.append(correction)
