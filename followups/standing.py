"""How the cases stand today: beside each its municipality's latest level, its next deadline, and whether ground is lost."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as Choice
from django.db.models import (
    CharField,
    DateField,
    DecimalField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import JSONObject
from django.utils import timezone

from followups.models import Case, Deadline, LostGround, Proposal, Stage
from municipalities.models import Assessment
from municipalities.names import search_key


def cases_as_they_stand(user):
    """The cases the user sees, with `level`, `share`, `due_on`, `ground_lost`, `stage_order`, and the names of
    the rules whose proposals are `waiting`."""
    latest = Assessment.objects.filter(
        scheme=OuterRef("scheme"), municipality=OuterRef("municipality"), indicator=None
    ).order_by("-month")
    deadlines = Deadline.objects.open().filter(case=OuterRef("pk")).order_by("due_on")
    waiting = (
        Proposal.objects.waiting(on=timezone.localdate()).filter(case=OuterRef("pk")).order_by("rule__position", "pk")
    )
    lost = LostGround.objects.filter(step__case=OuterRef("pk"), regained_at=None, seen_at=None)
    return (
        Case.objects.visible_to(user)
        .select_related("municipality__office", "responsible", "scheme")
        .annotate(
            level=Subquery(latest.values("level")[:1], output_field=CharField()),
            share=Subquery(latest.values("share")[:1], output_field=DecimalField()),
            due_on=Subquery(deadlines.values("due_on")[:1], output_field=DateField()),
            ground_lost=Exists(lost),
            waiting=ArraySubquery(
                waiting.values(json=JSONObject(label_da="rule__label_da", label_en="rule__label_en"))
            ),
            stage_order=Choice(
                *(When(stage=stage, then=Value(number)) for number, stage in enumerate(Stage.values)),
                output_field=IntegerField(),
            ),
        )
    )


def matching(queryset, text: str):
    """Cases by municipality's name or journal number, whole or in part."""
    year, _dash, serial = text.strip().partition("-")
    numbered = Q(journal_year=year) if year.isdecimal() else Q(pk__in=[])
    if year.isdecimal() and serial.isdecimal():
        numbered = Q(journal_year=year, journal_serial=serial)
    return queryset.filter(numbered | Q(municipality__search_key__contains=search_key(text)))


def opened_before(queryset, day: date):
    return queryset.filter(opened_at__date__lte=day)
