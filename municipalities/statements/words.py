"""What a statement says in words: the same on screen, in the PDF, in the workbook and in the CSV file."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontakt.ui.templatetags import figures
from municipalities.models import Indicator
from municipalities.statements.statement import Section, Statement


def title(statement: Statement) -> str:
    return _("Statement of interviews held – %(month)s") % {"month": figures.month(statement.month)}


def subtitle(statement: Statement) -> str:
    """Whose municipalities, compared with what, and as known when."""
    parts = [statement.office or _("The municipalities of the whole country")]
    if statement.baseline:
        parts.append(_("compared with %(month)s") % {"month": figures.month(statement.baseline)})
    parts.append(_("as known on %(day)s") % {"day": figures.day(statement.as_known)})
    return ", ".join(parts)


def footer(statement: Statement) -> str:
    """At the foot of every page of a file."""
    known = _("as known on %(day)s") % {"day": figures.day(statement.as_known)}
    return " · ".join(part for part in (title(statement), statement.office, known) if part)


def verdict(statement: Statement, section: Section) -> str:
    """The one sentence that matters: the country's share in the section, and how it has changed."""
    national = section.national
    if national.share is None:
        return _("No municipality is assessed in the month.")
    if national.change_pp is None:
        return _("Nationally, %(share)s have had the interviews the law requires.") % {
            "share": figures.share(national.share)
        }
    return _(
        "Nationally, %(share)s have had the interviews the law requires, against %(before)s in %(month)s (%(change)s)."
    ) % {
        "share": figures.share(national.share),
        "before": figures.share(national.baseline_share),
        "month": figures.month(statement.baseline),
        "change": figures.pp(national.change_pp),
    }


def requirement(indicator: Indicator | None) -> str:
    """What the law requires of a target group; for all together, nothing more is to be said."""
    if indicator is None:
        return ""
    return ngettext(
        "At least %(count)s interview at %(from)s–%(to)s months' seniority",
        "At least %(count)s interviews at %(from)s–%(to)s months' seniority",
        indicator.required_interviews,
    ) % {
        "count": indicator.required_interviews,
        "from": indicator.seniority_from_months,
        "to": indicator.seniority_to_months,
    }


def columns(statement: Statement) -> dict[str, str]:
    """The columns of every section's table, by field, in their order."""
    return {
        **({"rank": _("Rank")} if statement.ranked else {}),
        "municipality": _("Municipality"),
        "persons": _("Persons"),
        "share": _("Share, %(month)s") % {"month": figures.month_short(statement.month)},
        **(
            {
                "baseline_share": _("Share, %(month)s") % {"month": figures.month_short(statement.baseline)},
                "change_pp": _("Change"),
            }
            if statement.baseline
            else {}
        ),
        "level": _("Level"),
    }


def footnotes(statement: Statement) -> list[str]:
    """Under every table: the marks in it."""
    notes = []
    if statement.has_stars:
        notes.append(
            _(
                "* The municipality is, or within the past year has been, wholly or partly exempt from the rules, and so has"
                " not had the same requirements as the rest of the country."
            )
        )
    notes.append(_("– means that the figure is withheld or that there is none."))
    notes.append(
        ngettext(
            "Too few persons: with fewer than %(count)s person, the share is neither shown nor assessed.",
            "Too few persons: with fewer than %(count)s persons, the share is neither shown nor assessed.",
            statement.parameters.min_persons,
        )
        % {"count": statement.parameters.min_persons}
    )
    return notes


def source(statement: Statement) -> str:
    return _("Source: Jobindsats. As known on %(day)s.") % {"day": figures.day(statement.as_known)}


def about(statement: Statement) -> list[str]:
    """How the statement is made up: the share, the country, the comparison, and the scheme's parameters."""
    said = [
        _("The share is how many percent of the persons have had at least the number of interviews the law requires."),
        _(
            "The whole country, and all target groups together, cover what is assessed: not what is exempt, has too few"
            " persons or lacks figures."
        ),
    ]
    if statement.ranked:
        said.append(
            _(
                "Number 1 has the highest share in the country; equal shares have the same rank. Those not assessed have none."
            )
        )
    if statement.baseline:
        said.append(
            _("The change is in percentage points (pp) from %(baseline)s to %(month)s, both as known on the same day.")
            % {"baseline": figures.month(statement.baseline), "month": figures.month(statement.month)}
        )
    if not statement.same_groups:
        said.append(
            _("The target groups are not the same in the two months, so the shares of all together cannot be compared.")
        )
    return [*said, levels(statement), other_parameters(statement)]


def levels(statement: Statement) -> str:
    """The scheme, and the thresholds that the levels follow from."""
    parameters = statement.parameters
    return _(
        "Levels under “%(scheme)s”: the requirement is met from %(target)s; below that, the municipality is below the"
        " requirement, and below %(marked)s it is markedly below."
    ) % {
        "scheme": statement.scheme,
        "target": figures.percent(parameters.target),
        "marked": figures.percent(parameters.marked),
    }


def other_parameters(statement: Statement) -> str:
    """The rest of the scheme's parameters, which decide what follows from the figures."""
    parameters = statement.parameters
    return _(
        "Other parameters: written account below %(account)s unless risen by at least %(improvement)s pp; persistently below"
        " after %(persistent)s months; closing after %(close)s compliant months; few interviews in exempt municipalities:"
        " below %(ratio)s times the others' average."
    ) % {
        "account": figures.percent(parameters.account_below),
        "improvement": figures.exact(parameters.improvement_pp),
        "persistent": parameters.persistent_months,
        "close": parameters.close_months,
        "ratio": figures.exact(parameters.intensity_ratio),
    }


def file_name(statement: Statement) -> str:
    """Without its ending: opgoerelse-2018-04-mod-2018-01."""
    baseline = f"-mod-{statement.baseline:%Y-%m}" if statement.baseline else ""
    return f"opgoerelse-{statement.month:%Y-%m}{baseline}"
