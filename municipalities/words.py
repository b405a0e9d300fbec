"""What the figures say, in the one sentence that matters."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontakt.ui.templatetags import figures
from municipalities.models import Assessment, Delivery, Level

_MONTHS_WORTH_SAYING = 2


def verdict(row: Assessment | None) -> str:
    """An overall assessment in words: "39,2 % har fået de samtaler, loven kræver: markant under kravet. …"."""
    if row is None:
        return _("No figures were known for the month.")
    sentences = [_level_in_words(row)]
    if row.level in (Level.BELOW, Level.MARKEDLY_BELOW) and row.months_below >= _MONTHS_WORTH_SAYING:
        sentences.append(_("Month number %(count)s in a row below the requirement.") % {"count": row.months_below})
    if row.worst_indicator_id and row.worst_level in (Level.BELOW, Level.MARKEDLY_BELOW):
        sentences.append(
            _("The group furthest behind is %(group)s with %(share)s.")
            % {"group": row.worst_indicator, "share": figures.share(row.worst_share)}
        )
    if row.low_intensity:
        sentences.append(_("In a group that is exempt, people have markedly fewer interviews than elsewhere."))
    return " ".join(sentences)


def _level_in_words(row: Assessment) -> str:
    texts = {
        Level.COMPLIANT: _("%(share)s have had the interviews the law requires: the requirement is met."),
        Level.BELOW: _("%(share)s have had the interviews the law requires: below the requirement."),
        Level.MARKEDLY_BELOW: _("%(share)s have had the interviews the law requires: markedly below the requirement."),
        Level.EXEMPT: _("The municipality is exempt from the rules, and is not assessed."),
        Level.TOO_FEW: _("There are too few persons to assess the municipality."),
        Level.NO_DATA: _("The month's figures are missing or withheld."),
    }
    return texts[Level(row.level)] % {"share": figures.share(row.share)}


def delivery_in_words(delivery: Delivery) -> str:
    """What has become of a delivery, and what to do now."""
    status, counts = Delivery.Status, delivery.counts
    match delivery.status:
        case status.RECEIVED | status.READING:
            return _("The files are being read. Nothing is loaded before you have seen a preview and confirmed it.")
        case status.REJECTED:
            return ngettext(
                "The delivery was not loaded. %(count)s error must be corrected first – nothing has been changed.",
                "The delivery was not loaded. %(count)s errors must be corrected first – nothing has been changed.",
                counts["errors"],
            ) % {"count": figures.persons(counts["errors"])}
        case status.KNOWN:
            return _("The same content has been loaded before. Nothing has been changed.")
        case status.READY if counts["new"] + counts["changed"] == 0:
            return _("All figures are known already. Loading the delivery changes nothing.")
        case status.READY:
            return _(
                "The files are read: %(new)s new and %(changed)s changed figures. Nothing is loaded until you confirm."
            ) % {"new": figures.persons(counts["new"]), "changed": figures.persons(counts["changed"])}
        case status.DISCARDED:
            return _("The delivery was discarded, and was never loaded.")
        case status.LOADED:
            return _("Loaded on %(moment)s: %(new)s new and %(changed)s changed figures.") % {
                "moment": figures.moment(delivery.loaded_at),
                "new": figures.persons(counts["new"]),
                "changed": figures.persons(counts["changed"]),
            }
        case status.TAKEN_BACK:
            return _("Taken back on %(moment)s. What the other deliveries say holds again.") % {
                "moment": figures.moment(delivery.taken_back_at)
            }
