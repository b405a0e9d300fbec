"""The statement that a round encloses: the whole country's, the same document in every letter."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.models import Document, Letter, Round
from kontakt.ui.templatetags import figures
from municipalities.statements import words
from municipalities.statements.pdf import statement_pdf
from municipalities.statements.statement import Statement, make_statement


def statement_of(round_: Round) -> Statement:
    """As known now, compared with the baseline where it is an earlier month. Raises NoStatement."""
    baseline = round_.baseline_month if round_.baseline_month < round_.month else None
    return make_statement(round_.month, baseline=baseline, scheme=round_.scheme)


def title_of(round_: Round) -> str:
    """What the enclosure is called, in Danish as everything that is sent."""
    with override(settings.LANGUAGE_CODE):
        return _("Statement of interviews held – %(month)s") % {"month": figures.month(round_.month)}


def keep_statement(round_: Round, *, anew: bool = False) -> list[tuple[str, Document]]:
    """What the round's letters enclose, as `Plan.enclosures`; nothing if it encloses no statement.

    It is made once, and again only if no letter has it, or `anew` for figures that have been revised. The round is not
    saved here. Raises NoStatement.
    """
    if not round_.encloses_statement:
        return []
    if anew or round_.statement is None or not Letter.objects.live().filter(round=round_).exists():
        with override(settings.LANGUAGE_CODE):
            statement = statement_of(round_)
            name = f"{words.file_name(statement)}.pdf"
            round_.statement = Document.objects.keep(name, statement_pdf(statement))
    return [(title_of(round_), round_.statement)]
