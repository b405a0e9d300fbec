"""/udforsk/: what each chart shows, and the way to it."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from kontakt.accounts.access import Action, may, requires


@requires(Action.VIEW_FIGURES)
class StartView(TemplateView):
    template_name = "explore/start.html"

    def get_context_data(self, **kwargs):
        pages = [page for page in _pages() if may(self.request.user, page[3]) and (page[0] is not None)]
        return super().get_context_data(**kwargs) | {
            "pages": [{"url": url, "name": name, "shows": shows} for url, name, shows, _action in pages]
        }


def _pages() -> list[tuple]:
    """Address (None: not there), name, what it shows, and what one must be allowed to see it."""
    return [
        (
            _address("explore-distribution"),
            _("Distribution"),
            _("How far apart the municipalities are in a month: a dot for each, the median, the quartiles and the country."),
            Action.VIEW_FIGURES,
        ),
        (
            _address("explore-ranking"),
            _("Ranking"),
            _("The municipalities by share, with how many places and points each has moved since a month you choose."),
            Action.VIEW_FIGURES,
        ),
        (
            _address("explore-areas"),
            _("Offices and councils"),
            _("A small chart for each regional office (AMK) or labour market council (RAR), beside the whole country."),
            Action.VIEW_FIGURES,
        ),
        (
            _address("explore-heat-map"),
            _("Heat map"),
            _("Every municipality month by month, by level: who has been behind for long, and who for the first time."),
            Action.VIEW_FIGURES,
        ),
        (
            _address("explore-compare"),
            _("Compare"),
            _("Up to five municipalities month by month, and help to find those that are alike."),
            Action.VIEW_FIGURES,
        ),
        (
            _address("explore-before-after"),
            _("Before and after"),
            _("The municipalities of a round, or those with assistance, before and after, beside all the others."),
            Action.VIEW_ASSISTANCE,
        ),
    ]  # fmt: skip


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
