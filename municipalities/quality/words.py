"""What a finding shows, in words and figures."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from kontakt.ui.templatetags import figures
from municipalities.models import FindingDecision, FindingKind
from municipalities.quality.findings import Finding
from municipalities.readers import message


def where(row: Finding | FindingDecision) -> str:
    """The municipality, target group and month of a finding, as far as it has them."""
    names = (row.municipality, row.indicator, figures.month(row.month) if row.month else None)
    return ", ".join(str(name) for name in names if name) or _("The whole delivery")


def what_shows_it(row: Finding | FindingDecision) -> str:
    """The figures of a finding, or those that a decision was about."""
    values, everywhere = row.values, row.municipality is None
    if "code" in values:
        return _warning(row)
    match row.kind:
        case FindingKind.GAP if everywhere:
            return _("No municipality has figures; there are figures before and after.")
        case FindingKind.GAP:
            return _("No figures; the municipality has figures before and after.")
        case FindingKind.LATE if everywhere:
            return _("Not received: %(months)s.") % {"months": figures.months(row.month, _month(values["until"]))}
        case FindingKind.LATE:
            return _("No figures from this month on; the others have figures until %(month)s.") % {
                "month": figures.month(_month(values["until"]))
            }
        case FindingKind.SHARE:
            share, usual = Decimal(values["share"]), Decimal(values["usual"])
            return _(
                "%(share)s of %(persons)s persons; the median of the months before is %(usual)s (%(change)s, the country %(country)s)."
            ) % {
                "share": figures.share(share),
                "persons": figures.persons(values["persons"]),
                "usual": figures.share(usual),
                "change": figures.pp(share - usual),
                "country": figures.pp(Decimal(values["country_moved"])),
            }
        case FindingKind.PERSONS:
            return _("%(persons)s persons; %(before)s the month before.") % {
                "persons": figures.persons(values["persons"]),
                "before": figures.persons(values["persons_before"]),
            }
    return _(
        "%(meeting)s of %(persons)s persons meet the requirement: %(counted)s. The share is given as %(share)s."
    ) % {
        "meeting": figures.persons(values["meeting"]),
        "persons": figures.persons(values["persons"]),
        "counted": figures.share(Decimal(100 * values["meeting"]) / values["persons"]),
        "share": figures.share(Decimal(values["share"])),
    }


def _warning(row: Finding | FindingDecision) -> str:
    name = {"indicator": str(row.indicator)} if row.indicator else {}
    words = message(row.values["code"], row.values["params"] | name)
    place = row.values.get("place")
    return f"{place}: {words}" if place else words


def _month(written: str) -> date:
    return date.fromisoformat(f"{written}-01")
