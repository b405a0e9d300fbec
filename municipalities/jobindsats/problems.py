"""Why nothing could be fetched: a code that is stored, and the words made of it when it is shown."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "no_token": _("There is no token for Jobindsats. It is set with JOBINDSATS_TOKEN where Kontakt runs."),
    "no_sources": _(
        "No source configuration in use names a table in Jobindsats. Set them up in the administration first."
    ),
    "token_refused": _(
        "Jobindsats refuses the token (answer %(status)s). Get a new one from Jobindsats, and set JOBINDSATS_TOKEN."
    ),
    "away": _(
        "Jobindsats could not be reached, or did not answer, in %(tries)s tries: %(reason)s. It is tried again later."
    ),
    "unexpected": _(
        "Jobindsats answered something else than it should to %(asked)s: %(found)s. Nothing has been loaded. If it goes on, "
        "see whether the table or Jobindsats' interface has changed."
    ),
    "no_table": _(
        "Jobindsats does not know the table %(table)s. See whether it has another number, and correct the source "
        "configuration."
    ),
    "no_municipalities": _(
        "The table %(table)s is no longer divided by municipality (%(hierarchy)s). Correct the source configuration."
    ),
    "unknown_choice": _(
        "The table %(table)s does not have what the source configuration asks for: %(choice)s. Correct the configuration."
    ),
    "nothing_in_span": _("Jobindsats has no figures for the months that were asked for: %(months)s."),
    "broke_off": _("The fetching broke off by a mistake in Kontakt. The log says more."),
}


class SourceProblem(Exception):
    """What stopped the fetching; `code` and `params` make the words."""

    def __init__(self, code: str, **params) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params


def in_words(code: str, params: dict) -> str:
    return MESSAGES[code] % params
