"""/udforsk/foer-og-efter/: `?of=2018-0001` is a round by its journal number, `?of=stoette` the courses of assistance."""

from dataclasses import replace
from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups.before_after import months_of, of_courses, of_round
from followups.models import Course, Round
from kontakt.accounts.access import Action, may, requires
from municipalities.explore.drawing import Chart
from municipalities.explore.reading import Question, read
from municipalities.figures_shown import FiguresShown, figures_shown
from municipalities.views.explore.page import ExploreForm, ExplorePage

_COURSES = "stoette"


class BeforeAfterForm(ExploreForm):
    of = forms.ChoiceField(label=gettext_lazy("Municipalities"), required=False)
    field_order = ("of", "group", "known")

    def __init__(self, data, *, page: "BeforeAfterView") -> None:
        super().__init__(data, page=page)
        del self.fields["month"]  # it follows from what is chosen
        self.fields["of"].choices = [
            *((one.journal_number, _("Round: %(round)s") % {"round": one}) for one in page.rounds),
            (_COURSES, _("With a course of assistance")),
        ]
        if not self.data.get("of"):
            self.data["of"] = page.of


@requires(Action.VIEW_ASSISTANCE)
class BeforeAfterView(ExplorePage):
    """Rounds for those who see them: a regional office has its own courses."""

    form_class = BeforeAfterForm
    heading = gettext_lazy("Before and after")
    file_name = "foer-og-efter"

    @cached_property
    def courses(self) -> QuerySet[Course]:
        return Course.objects.visible_to(self.request.user).order_by("started_on", "pk")

    @cached_property
    def rounds(self) -> QuerySet[Round]:
        """Those with a month to be measured in; the newest first."""
        if not may(self.request.user, Action.VIEW_CASES):
            return Round.objects.none()
        visible = Round.objects.visible_to(self.request.user)
        return visible.filter(checkpoint_month__isnull=False).select_related("scheme")

    @cached_property
    def shown(self) -> FiguresShown:
        return figures_shown(self.request.GET.get("month"), self.rounds, self.courses)

    @cached_property
    def round(self) -> Round | None:
        """The one that is asked for, or the newest whose figures are in; None: the courses."""
        asked = self.request.GET.get("of")
        if asked == _COURSES:
            return None
        months = self.shown.months
        measured = (one for one in self.rounds if one.checkpoint_month in months)
        found = (one for one in self.rounds if one.journal_number == asked)
        return next(found, None) or next(measured, None)

    @property
    def of(self) -> str:
        return self.round.journal_number if self.round else _COURSES

    @cached_property
    def month(self) -> date | None:
        return self.round.checkpoint_month if self.round and self.shown.months else super().month

    @cached_property
    def question(self) -> Question:
        question = super().question
        return replace(question, scheme=self.round.scheme) if self.round else question

    def chart(self) -> Chart | None:
        if self.round:
            found = read(self.question, [self.round.baseline_month, self.round.checkpoint_month])
            return of_round(found, self.round) if found.are_there else None
        months = months_of(self.courses, self.shown.months) or [self.month]
        found = read(self.question, months)
        return of_courses(found, self.courses, months) if found.are_there else None
