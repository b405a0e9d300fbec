"""The tile map of a month: all target groups together, or one; now or as known on a day."""

from datetime import datetime
from urllib.parse import urlencode

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from kontakt.accounts.access import Action, requires, sees_whole_country
from kontakt.numbers import sent_number
from kontakt.ui.exports import file_response
from kontakt.ui.templatetags import figures
from municipalities.figures_shown import FiguresShown, figures_shown
from municipalities.filtersets import NOT_MEASURED
from municipalities.known_on import KnownOnField, month_as_known
from municipalities.models import Assessment, Indicator
from municipalities.overview.drawing import drawing, map_png, map_svg
from municipalities.overview.standing import levels_of, share_of
from municipalities.tables.tile_map import TileMapTable

_FILES = {"svg": map_svg, "png": map_png}


class MapForm(forms.Form):
    """What the map shows beside the month, which has a slider of its own."""

    group = forms.ChoiceField(
        label=gettext_lazy("Target group"), required=False, error_messages={"invalid_choice": NOT_MEASURED}
    )
    known = KnownOnField()

    def __init__(self, data, *, groups: list[Indicator]) -> None:
        super().__init__(data)
        self.fields["group"].choices = [("", _("All together")), *((group.slug, str(group)) for group in groups)]


@requires(Action.VIEW_FIGURES)
class TileMapView(TemplateView):
    """`?month=2018-04&group=dagpenge&known=2018-05-01` says what is shown; `?at=` of the slider leads there.
    `?export=svg|png`: a file."""

    template_name = "overview/map.html"

    @cached_property
    def shown(self) -> FiguresShown:
        return figures_shown(self.request.GET.get("month"))

    @cached_property
    def months(self) -> list:
        """The earliest first."""
        return self.shown.months[::-1]

    @cached_property
    def groups(self) -> list[Indicator]:
        """What is measured in the month."""
        month = self.shown.month
        return [i for i in Indicator.objects.filter(schemes=self.shown.scheme) if month is None or i.is_valid_on(month)]

    @cached_property
    def form(self) -> MapForm:
        form = MapForm(self.request.GET, groups=self.groups)
        form.is_valid()
        return form

    @cached_property
    def group(self) -> Indicator | None:
        slug = self.form.cleaned_data.get("group")
        return next((indicator for indicator in self.groups if indicator.slug == slug), None)

    @cached_property
    def as_known(self) -> datetime | None:
        return self.form.cleaned_data.get("known")

    @cached_property
    def of_country(self) -> list[Assessment]:
        if self.shown.month is None:
            return []
        return month_as_known(self.shown.scheme, self.shown.month, self.group, self.as_known)

    @cached_property
    def rows(self) -> list[Assessment]:
        """What the user may see of it, in Danish order."""
        user = self.request.user
        if sees_whole_country(user):
            return self.of_country
        return [row for row in self.of_country if row.municipality.office_id == user.office_id]

    def get(self, request, *args, **kwargs):
        at = sent_number(request.GET.get("at"))
        if at is not None and self.months:
            chosen = self.months[min(at, len(self.months) - 1)]
            return redirect(self.address(chosen))
        draw = _FILES.get(request.GET.get("export"))
        if draw and self.rows:
            return file_response(
                draw(self.rows, title=self.title, notes=self.notes),
                file_format=request.GET["export"],
                name=self.file_name,
            )
        return super().get(request, *args, **kwargs)

    def address(self, month) -> str:
        """The same map of another month."""
        kept = {name: value for name in self.form.fields if (value := self.request.GET.get(name))}
        return f"{reverse('map')}?{urlencode({'month': f'{month:%Y-%m}'} | kept)}"

    @property
    def file_name(self) -> str:
        known = self.as_known and f"kendt-{timezone.localdate(self.as_known)}"
        return "-".join(filter(None, ("kort", f"{self.shown.month:%Y-%m}", self.group and self.group.slug, known)))

    @property
    def title(self) -> str:
        parts = (_("Map of the municipalities"), figures.month(self.shown.month), self.group and str(self.group))
        return " – ".join(filter(None, parts))

    @property
    def notes(self) -> list[str]:
        """What stands under the picture."""
        notes = [
            _("Nationally, %(share)s have had the interviews the law requires.")
            % {"share": figures.share(share_of(self.of_country))},
            figures.source_in_words(self.as_known),
        ]
        if any(row.starred for row in self.rows):
            notes.insert(1, _("* The municipality is, or within the past year has been, exempt from the rules."))
        return notes

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {
            "shown": self.shown,
            "form": self.form,
            "as_known": self.as_known,
        }
        if self.shown.month is None:
            return context
        place = self.months.index(self.shown.month)
        return context | {
            "whole_country": sees_whole_country(self.request.user),
            "group": self.group,
            "summary": {"share": share_of(self.of_country), "levels": levels_of(self.rows)},
            "map": drawing(self.rows, as_known=self.as_known) if self.rows else None,
            "has_bare_tiles": len(self.rows) < len(self.of_country),
            "table": TileMapTable(self.rows),
            "place": place,
            "last_place": len(self.months) - 1,
            "month_names": [figures.month(month) for month in self.months],
            "before": self._beside(place - 1),
            "after": self._beside(place + 1),
        }

    def _beside(self, place: int) -> dict | None:
        """The month before or after; None where there is none."""
        if not 0 <= place < len(self.months):
            return None
        return {"month": self.months[place], "url": self.address(self.months[place])}
