"""One municipality: what its figures say in a month, how it came to that, and whom to talk to."""

from datetime import date, datetime

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Max, Min, OuterRef, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from kontakt.accounts.access import Action, may, requires
from kontakt.ui.tables import configure_together
from kontakt.ui.templatetags import figures
from municipalities.assessment.history import history
from municipalities.assessment.query import known_at
from municipalities.charts import line_chart, point
from municipalities.figures_shown import figures_shown
from municipalities.known_on import KnownOnField
from municipalities.models import (
    ContactRole,
    Delivery,
    DeliveryFile,
    Indicator,
    Municipality,
    Observation,
    Scheme,
)
from municipalities.months import add_months
from municipalities.tables.municipality import (
    ContactTable,
    DeliveryOfMunicipalityTable,
    ExemptionTable,
    FormerContactTable,
    GroupTable,
    HistoryTable,
    LevelChangeTable,
    VersionTable,
)
from municipalities.words import verdict

_SPANS = [
    (12, gettext_lazy("12 months")),
    (24, gettext_lazy("24 months")),
    (60, gettext_lazy("5 years")),
    (120, gettext_lazy("10 years")),
]
_USUAL_SPAN = 24


class ShownForm(forms.Form):
    """What the page shows: the month, how far back, and as known on which day (empty: now)."""

    month = forms.ChoiceField(label=gettext_lazy("Month"), required=False)
    span = forms.TypedChoiceField(
        label=gettext_lazy("History"), choices=_SPANS, coerce=int, empty_value=_USUAL_SPAN, required=False
    )
    known = KnownOnField()


@requires(Action.VIEW_FIGURES)
class MunicipalityView(TemplateView):
    """A month's figures, the months before it, and everything that touched them; now or as known on a day."""

    template_name = "municipalities/municipality.html"

    def get_context_data(self, **kwargs):
        found = Municipality.objects.visible_to(self.request.user).filter(code=self.kwargs["code"])
        found = found.select_related("region", "office", "council")
        shown = figures_shown(self.request.GET.get("month"), found)
        if not found:
            raise Http404
        (self.municipality,) = found
        form = self._form(shown.months, shown.month)
        as_known = form.cleaned_data.get("known")
        month = shown.month
        if as_known and not self.request.GET.get("month"):
            month = self._newest_known(as_known) or month
            form.data["month"] = f"{month:%Y-%m}" if month else ""
        context = super().get_context_data(**kwargs) | {
            "municipality": self.municipality,
            "form": form,
            "as_known": as_known,
            "list_url": reverse("municipalities") + (f"?month={month:%Y-%m}" if month else ""),
            "month": month,
        }
        exemptions = self.municipality.exemptions.filter(known_at(as_known)).select_related("target_group")
        contacts = self.municipality.contacts.all()
        if month is not None:
            span = form.cleaned_data.get("span") or _USUAL_SPAN
            months = (add_months(month, 1 - span), month)
            rows = history(shown.scheme, self.municipality, months=months, as_known=as_known)
            indicators = Indicator.objects.all()
            context |= self._what_touched(shown.scheme, month, as_known, exemptions, contacts, indicators)
            context |= self._figures(shown.scheme, rows, month, as_known, indicators)
        return context | self._people(contacts, as_known) | {"exemption_table": ExemptionTable(exemptions)}

    def _form(self, months: list[date], month: date | None) -> ShownForm:
        usual = {"month": f"{month:%Y-%m}" if month else "", "span": _USUAL_SPAN}
        form = ShownForm(usual | {name: value for name, value in self.request.GET.items() if value})
        form.fields["month"].choices = [(f"{choice:%Y-%m}", figures.month(choice)) for choice in months]
        form.is_valid()
        return form

    def _newest_known(self, as_known: datetime) -> date | None:
        return Observation.objects.filter(known_at(as_known)).aggregate(newest=Max("month"))["newest"]

    def _figures(self, scheme: Scheme, rows: list, month: date, as_known: datetime | None, all_indicators) -> dict:
        indicators = {indicator.pk: indicator for indicator in all_indicators}
        for row in rows:
            row.indicator = indicators.get(row.indicator_id)
            row.worst_indicator = indicators.get(row.worst_indicator_id)
        overall = [row for row in rows if row.indicator_id is None]
        groups = [row for row in rows if row.indicator_id is not None]
        now = next((row for row in overall if row.month == month), None)
        of_month = [row for pk in indicators for row in groups if row.month == month and row.indicator_id == pk]
        with_figures = {row.indicator_id for row in groups if row.share is not None}
        measured = [indicator for pk, indicator in indicators.items() if pk in with_figures]
        return {
            "now": now,
            "verdict": verdict(now),
            "group_table": GroupTable([*of_month, now]) if now else None,
            "history_table": HistoryTable.of(overall, groups, measured),
            "charts": [
                line_chart(name, title, overall, series, scheme, as_known)
                for name, title, series in (
                    ("whole", _("Share with the interviews the law requires"), self._whole(overall)),
                    ("groups", _("The target groups one by one"), _by_group(overall, groups, measured)),
                )
            ]
            if len(overall) > 1
            else [],
        }

    def _whole(self, overall: list) -> list[dict]:
        return [
            {"name": self.municipality.name, "values": [point(row.share) for row in overall], "emphasis": True},
            {"name": _("The whole country"), "values": [point(row.national_share) for row in overall]},
        ]

    def _what_touched(self, scheme: Scheme, month: date, as_known: datetime | None, *others: QuerySet) -> dict:
        """Level changes, deliveries and versions, until the moment the page is shown as known at.

        The `others` are fetched with them, in one query.
        """

        def until(field: str) -> dict:
            return {f"{field}__lte": as_known} if as_known else {}

        municipality = self.municipality
        links = {"links": may(self.request.user, Action.VIEW_DELIVERIES)}
        changes = municipality.level_changes.filter(scheme=scheme).select_related("delivery")
        if as_known:
            changes = changes.known_at(as_known)
        deliveries = (
            Delivery.objects.filter(observations__municipality=municipality, **until("loaded_at"))
            .annotate(
                cells=Count("observations"),
                first_month=Min("observations__month"),
                last_month=Max("observations__month"),
                names=ArraySubquery(DeliveryFile.objects.filter(delivery=OuterRef("pk")).order_by("pk").values("name")),
            )
            .order_by("-loaded_at")
        )
        versions = (
            Observation.objects.filter(municipality=municipality, month=month, **until("known_from"))
            .select_related("indicator", "delivery", "correction__proposed_by")
            .order_by("indicator__position", "indicator__slug", "known_from")
        )
        correct_url = None
        if may(self.request.user, Action.CORRECT_FIGURES) and not as_known:
            correct_url = reverse("correct", args=[municipality.code])
        change_table = LevelChangeTable(changes, prefix="change-", **links)
        delivery_table = DeliveryOfMunicipalityTable(deliveries, prefix="delivery-", **links)
        configure_together(self.request, {"changes": change_table, "deliveries": delivery_table}, versions, *others)
        return {
            "change_table": change_table,
            "delivery_table": delivery_table,
            "version_table": VersionTable(versions, correct_url=correct_url, **links),
            "correct_url": correct_url,
        }

    def _people(self, all_contacts: QuerySet, as_known: datetime | None) -> dict:
        """Contacts as of the day the page is shown as known on."""
        day = timezone.localdate(as_known) if as_known else timezone.localdate()
        order = ContactRole.values.index
        contacts = sorted(all_contacts, key=lambda c: (order(c.role), -c.valid_from.toordinal()))
        present = [contact for contact in contacts if contact.is_valid_on(day)]
        former = [contact for contact in contacts if contact not in present]
        return {
            "contact_table": ContactTable(present),
            "former_contact_table": FormerContactTable(former) if former else None,
        }


def _by_group(overall: list, groups: list, measured: list[Indicator]) -> list[dict]:
    shares = {(row.indicator_id, row.month): point(row.share) for row in groups if row.rank is not None}
    return [
        {"name": str(indicator), "values": [shares.get((indicator.pk, row.month)) for row in overall]}
        for indicator in measured
    ]
