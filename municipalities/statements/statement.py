"""Computing a statement: one question to the assessment query for the month, and one for the baseline."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from kontakt.accounts.access import sees_whole_country
from kontakt.ui.templatetags import figures
from municipalities.assessment.query import assess, known_at
from municipalities.models import Assessment, Indicator, Level, Municipality, Scheme, SchemeParameters

# Groups with so few persons are not assessed, and their share is not shown.
_SHARE_NOT_SHOWN = (Level.TOO_FEW, Level.NO_DATA)


class NoStatement(Exception):
    """The statement cannot be made; the message says why, and is for the user."""


@dataclass(frozen=True)
class Row:
    """A municipality in a section. Shares are percent 0–100, unrounded; None: withheld, absent, or of too few persons."""

    municipality: Municipality
    level: Level
    starred: bool
    persons: int | None
    share: Decimal | None
    baseline_share: Decimal | None
    change_pp: Decimal | None  # only where both months were assessed
    rank: int | None  # in the whole country; only where assessed

    @property
    def name(self) -> str:
        return self.municipality.name + ("*" if self.starred else "")


@dataclass(frozen=True)
class National:
    """The whole country in a section: over the municipalities that were assessed, whoever the statement is for."""

    persons: int
    share: Decimal | None
    baseline_share: Decimal | None
    change_pp: Decimal | None

    @property
    def name(self) -> str:
        return _("The whole country")


@dataclass(frozen=True)
class Section:
    """A target group, or all together (indicator None)."""

    indicator: Indicator | None
    national: National
    rows: list[Row]

    @property
    def name(self) -> str:
        return str(self.indicator) if self.indicator else _("All target groups together")

    @property
    def levels(self) -> list[tuple[Level, int]]:
        """How many municipalities are at each level, in the levels' order; levels without any are left out."""
        counted = Counter(row.level for row in self.rows)
        return [(level, counted[level]) for level in Level if counted[level]]


@dataclass(frozen=True)
class Statement:
    """A month's statement, overall first and then each target group; compared with a baseline month if there is one."""

    scheme: Scheme
    parameters: SchemeParameters
    month: date
    baseline: date | None
    as_known: datetime
    ranked: bool
    office: str  # the regional office whose municipalities it is limited to; empty: the whole country
    sections: list[Section]
    same_groups: bool  # whether the baseline month has the month's target groups

    @property
    def has_stars(self) -> bool:
        return any(row.starred for row in self.sections[0].rows)

    def section(self, slug: str | None) -> Section:
        """The section of a target group; overall for one that is not there."""
        found = (section for section in self.sections if section.indicator and section.indicator.slug == slug)
        return next(found, self.sections[0])


def make_statement(
    month: date,
    *,
    baseline: date | None = None,
    as_known: datetime | None = None,
    ranked: bool = False,
    scheme: Scheme | None = None,
    indicators: list[Indicator] | None = None,
    user=None,
) -> Statement:
    """The statement of a month, with both months as known at one moment (None: now).

    `ranked`: the highest share first, otherwise Danish order. `user`: limits the rows to the municipalities the user may
    see; `indicators`: the scheme's, where they are known already; the country's figures and the ranks stay the country's. Raises NoStatement.
    """
    if baseline and baseline >= month:
        raise NoStatement(_("The month to compare with must be earlier than the month of the statement."))
    scheme = scheme or Scheme.objects.get(is_default=True)
    parameters = list(scheme.parameters.filter(known_at(as_known)))
    if indicators is None:
        indicators = list(Indicator.objects.filter(schemes=scheme))
    indicators = {indicator.pk: indicator for indicator in indicators}
    assessed = _assessed(scheme, month, as_known, parameters)
    before = _assessed(scheme, baseline, as_known, parameters) if baseline else {}
    municipalities = Municipality.objects.all()
    limited = user is not None and not sees_whole_country(user)
    if limited:
        municipalities = municipalities.visible_to(user)
    municipalities = list(municipalities)
    measured = [pk for pk in (None, *indicators) if pk in assessed]
    return Statement(
        scheme=scheme,
        parameters=next(row for row in parameters if row.is_valid_on(month)),
        month=month,
        baseline=baseline,
        as_known=as_known or timezone.now(),
        ranked=ranked,
        office=str(user.office or "") if limited else "",
        sections=[
            _section(indicators.get(pk), assessed[pk], before.get(pk, {}), municipalities, ranked) for pk in measured
        ],
        same_groups=not before or before.keys() == assessed.keys(),
    )


type _OfMunicipalities = dict[int, Assessment]


def _assessed(scheme: Scheme, month: date, as_known, parameters) -> dict[int | None, _OfMunicipalities]:
    """The month's assessments by indicator (None: overall) and municipality. Raises NoStatement if nothing was known."""
    rows = assess(scheme, months=(month, month), since=month, until=month, as_known=as_known, parameters=parameters)
    found: dict[int | None, _OfMunicipalities] = {}
    for row in rows:
        found.setdefault(row.indicator_id, {})[row.municipality_id] = row
    if all(row.persons is None for row in rows):
        if as_known is None:
            raise NoStatement(_("There are no figures for %(month)s.") % {"month": figures.month(month)})
        raise NoStatement(
            _("No figures for %(month)s were known on %(day)s.")
            % {"month": figures.month(month), "day": figures.day(as_known)}
        )
    return found


def _section(
    indicator: Indicator | None,
    now: _OfMunicipalities,
    before: _OfMunicipalities,
    municipalities: list[Municipality],
    ranked: bool,
) -> Section:
    rows = [_row(municipality, now[municipality.pk], before.get(municipality.pk)) for municipality in municipalities]
    if ranked:
        rows.sort(key=lambda row: (row.rank is None, row.rank or 0, row.municipality.sort_key))
    share, baseline_share = _national_share(now), _national_share(before)
    national = National(
        persons=sum(row.persons for row in now.values() if row.rank is not None),
        share=share,
        baseline_share=baseline_share,
        change_pp=share - baseline_share if share is not None and baseline_share is not None else None,
    )
    return Section(indicator, national, rows)


def _row(municipality: Municipality, now: Assessment, before: Assessment | None) -> Row:
    both_assessed = before is not None and before.rank is not None and now.rank is not None
    return Row(
        municipality=municipality,
        level=Level(now.level),
        starred=now.starred,
        persons=now.persons,
        share=_shown_share(now),
        baseline_share=_shown_share(before) if before else None,
        change_pp=now.share - before.share if both_assessed else None,
        rank=now.rank,
    )


def _shown_share(row: Assessment) -> Decimal | None:
    return None if row.level in _SHARE_NOT_SHOWN else row.share


def _national_share(rows: _OfMunicipalities) -> Decimal | None:
    counted = [row for row in rows.values() if row.rank is not None]
    persons = sum(row.persons for row in counted)
    return 100 * sum((row.meeting for row in counted), Decimal(0)) / persons if persons else None
