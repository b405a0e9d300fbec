"""Letters: drafted, approved by another, sent, and then never changed (DOMAIN.md section 8)."""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followups.models.cases import Case, CaseStep, Outcome, Step
from followups.models.documents import Document
from followups.models.letter_templates import LetterKind, LetterText
from followups.models.proposals import Proposal
from followups.models.rounds import Round
from followups.models.searched import SearchedManager, words_index, words_of
from municipalities.models import Contact, ContactRole, Municipality, Scheme
from municipalities.models.assessments import VisibleQuerySet, of_visible_municipalities
from municipalities.models.periods import MonthField, month_is_first_day

# What an approver answers for: when any of it changes, the approval is withdrawn.
CONTENT = (
    "kind", "municipality", "case", "round", "scheme", "template_text", "month", "baseline_month", "subject", "body",
    "figures", "sender", "due_on", "step", "proposal", "reason", "outcome", "checkpoint_month",
)  # fmt: skip


class LetterQuerySet(VisibleQuerySet):
    def live(self):
        """Those that are written or sent, not discarded."""
        return self.exclude(status=Letter.Status.DISCARDED)

    def on_their_way(self):
        return self.filter(status=Letter.Status.SENDING)

    def waiting_for(self, user, *, approves: bool):
        """Those of cases that a user must do something about: approve another's, or send or settle their own.

        A round's letters are handled together, on the round's page.
        """
        own = Q(writers__contains=[user.pk])
        waits = own & (
            Q(status=Letter.Status.APPROVED)
            | Q(status=Letter.Status.SENDING, by_hand=True)
            | Q(status=Letter.Status.SENDING, dispatches__outcome=Dispatch.Outcome.INTERRUPTED)
        )
        if approves:
            waits |= Q(status=Letter.Status.DRAFT) & ~own
        return self.filter(waits, round=None).distinct()


class Letter(models.Model):
    """One letter to one municipality. `followups.letters` is the way in.

    `figures` are the municipality's as they were known when the letter was written; `writers` are all who have written in
    it, none of whom may approve it. Its date is the day it is sent. What was sent is `document`, byte for byte.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVED = "approved", _("Approved")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        DISCARDED = "discarded", _("Discarded")

    UNFINISHED = (Status.DRAFT, Status.APPROVED, Status.SENDING)

    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="letters"
    )
    scheme = models.ForeignKey(Scheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, null=True, related_name="letters")
    round = models.ForeignKey(
        Round, verbose_name=_("round"), on_delete=models.PROTECT, null=True, related_name="letters"
    )
    template_text = models.ForeignKey(
        LetterText, verbose_name=_("template"), on_delete=models.PROTECT, related_name="letters"
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    month = MonthField(_("month"), help_text=_("The month of the figures in the letter."))
    baseline_month = MonthField(_("baseline month"), null=True)
    known_at = models.DateTimeField(_("figures as known"))
    figures = models.JSONField(_("figures"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    sender = models.JSONField(_("sender"))
    due_on = models.DateField(_("deadline"), null=True)

    step = models.CharField(_("step"), max_length=20, choices=Step, blank=True)
    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposal"), on_delete=models.PROTECT, null=True, related_name="letters"
    )
    reason = models.TextField(_("reason"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    checkpoint_month = MonthField(_("checkpoint month"), null=True)

    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("drafted by"), on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(_("drafted"), db_default=models.functions.Now())
    changed_at = models.DateTimeField(_("last changed"), db_default=models.functions.Now())
    writers = ArrayField(models.BigIntegerField(), verbose_name=_("written by"))
    version = models.PositiveIntegerField(default=1, editable=False)

    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("approved by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), null=True)

    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("sent by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    ordered_at = models.DateTimeField(_("ordered to be sent"), null=True)
    by_hand = models.BooleanField(_("sent outside Kontakt"), default=False)
    next_try_at = models.DateTimeField(_("next try"), null=True)

    sent_at = models.DateTimeField(_("sent"), null=True)
    dated_on = models.DateField(_("date of the letter"), null=True)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, null=True, related_name="letters"
    )
    step_taken = models.OneToOneField(
        CaseStep, verbose_name=_("step taken"), on_delete=models.PROTECT, null=True, related_name="letter"
    )
    step_refused = models.TextField(_("why the step was not taken"), blank=True)

    words = words_of(subject="A", body="C")

    objects = SearchedManager.from_queryset(LetterQuerySet)()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(status="sending"), name="letter_on_its_way"),
            words_index("letter_words"),
        ]
        constraints = [
            month_is_first_day("letter"),
            month_is_first_day("letter", "baseline_month"),
            models.CheckConstraint(condition=Q(subject__regex=r"\S", body__regex=r"\S"), name="letter_says_something"),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(round__isnull=False), name="letter_belongs_to_a_case_or_a_round"
            ),
            models.CheckConstraint(
                condition=Q(step="") | Q(case__isnull=False), name="letter_with_a_step_belongs_to_a_case"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=False, approved_at__isnull=False)
                & Q(status__in=["approved", "sending", "sent"])
                | Q(approved_by__isnull=True, approved_at__isnull=True) & Q(status__in=["draft", "discarded"]),
                name="letter_approved_before_it_is_sent",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="sent",
                    sent_at__isnull=False,
                    dated_on__isnull=False,
                    document__isnull=False,
                    ordered_by__isnull=False,
                )
                | ~Q(status="sent")
                & Q(sent_at__isnull=True, dated_on__isnull=True, document__isnull=True, step_taken__isnull=True),
                name="letter_sent_with_a_date_and_a_document",
            ),
            models.UniqueConstraint(
                fields=["case", "step"],
                condition=Q(status__in=["draft", "approved", "sending"]) & ~Q(step=""),
                name="letter_one_under_way_for_a_step",
            ),
            models.UniqueConstraint(
                fields=["round", "municipality"],
                condition=Q(round__isnull=False) & ~Q(status="discarded"),
                name="letter_one_of_a_round_for_each",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="letters_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="sent_letters_stay_as_they_were",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=["sent", "discarded"]),
            ),
            pgtrigger.Trigger(
                name="letter_is_approved_as_it_stands",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(*CONTENT),
                func="""
                    IF OLD.status <> 'draft' AND NEW.status <> 'draft' THEN
                        RAISE EXCEPTION 'letter_is_approved_as_it_stands: %', OLD.id USING ERRCODE = '23514';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="letter_goes_step_by_step",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__status__df=pgtrigger.F("new__status")),
                func="""
                    IF (OLD.status, NEW.status) NOT IN (
                        ('draft', 'approved'), ('draft', 'discarded'), ('approved', 'draft'), ('approved', 'sending'),
                        ('approved', 'discarded'), ('sending', 'approved'), ('sending', 'sent')
                    ) THEN
                        RAISE EXCEPTION 'letter_goes_step_by_step: % to %', OLD.status, NEW.status USING ERRCODE = '23514';
                    END IF;
                    IF NEW.status = 'approved' AND NEW.approved_by_id = ANY (NEW.writers || NEW.drafted_by_id) THEN
                        RAISE EXCEPTION 'letter_approved_by_another: %', OLD.id USING ERRCODE = '23514';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="letter_begins_as_a_draft",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=~pgtrigger.Q(new__status="draft"),
                func="RAISE EXCEPTION 'letter_begins_as_a_draft' USING ERRCODE = '23514';",
            ),
            pgtrigger.Trigger(
                name="sent_letters_are_journalled",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                condition=pgtrigger.Q(old__status__df="sent", new__status="sent"),
                func="""
                    INSERT INTO followups_journalentry
                        (case_id, round_id, municipality_id, direction, dated_on, theme, correspondent, letter_id, by_id)
                    VALUES (
                        NEW.case_id, CASE WHEN NEW.case_id IS NULL THEN NEW.round_id END, NEW.municipality_id, 'out',
                        NEW.dated_on, NEW.subject,
                        left((SELECT string_agg(name, ', ' ORDER BY position) FROM followups_addressee
                              WHERE letter_id = NEW.id), 500),
                        NEW.id, NEW.ordered_by_id
                    );
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.municipality}"

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.pk])

    @property
    def journal_number(self) -> str:
        """The number of the case, or of the round where the municipality has no case."""
        return (self.case or self.round).journal_number

    @property
    def may_be_changed(self) -> bool:
        return self.status in (self.Status.DRAFT, self.Status.APPROVED)


class OfLetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(letter__in=of_visible_municipalities(Letter.objects.all(), user))


_WITH_THE_LETTER = """
    IF EXISTS (
        SELECT 1 FROM followups_letter WHERE id IN (NEW.letter_id, OLD.letter_id) AND status <> 'draft'
    ) THEN
        RAISE EXCEPTION '%s' USING ERRCODE = '23514';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


def _fixed_with_the_letter(name: str) -> pgtrigger.Trigger:
    """Rows of a letter change with its draft, and not after."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=_WITH_THE_LETTER % name,
    )


class Addressee(models.Model):
    """Whom a letter is to: name, role and address as they are when it is sent, whoever holds the post later."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="addressees")
    position = models.PositiveSmallIntegerField()
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=ContactRole)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)

    objects = OfLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")
        ordering = ["letter", "position"]
        constraints = [models.UniqueConstraint(fields=["letter", "position"], name="addressee_one_at_each_place")]
        triggers = [_fixed_with_the_letter("addressees_are_fixed_with_the_letter")]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"


class Enclosure(models.Model):
    """A document that goes with a letter."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="enclosures")
    position = models.PositiveSmallIntegerField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="enclosed_with")
    title = models.CharField(_("title"), max_length=120)

    objects = OfLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("enclosure")
        verbose_name_plural = _("enclosures")
        ordering = ["letter", "position"]
        constraints = [models.UniqueConstraint(fields=["letter", "position"], name="enclosure_one_at_each_place")]
        triggers = [_fixed_with_the_letter("enclosures_are_fixed_with_the_letter")]

    def __str__(self) -> str:
        return self.title


class Dispatch(models.Model):
    """One try at sending a letter: with what document, when, and how it went. Written before anything leaves.

    No outcome: under way. `INTERRUPTED`: the process was killed while the message was being handed over, so nobody here
    knows whether it left; it is never sent again by itself. What a person then finds out is written as the outcome.
    """

    class Outcome(models.TextChoices):
        SENT = "sent", _("Sent")
        PUT_OFF = "put_off", _("Not sent: to be tried again")
        FAILED = "failed", _("Not sent")
        INTERRUPTED = "interrupted", _("Interrupted: not known whether it was sent")

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="dispatches")
    number = models.PositiveSmallIntegerField(_("try"))
    by_hand = models.BooleanField(_("outside Kontakt"), default=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="dispatches")
    dated_on = models.DateField(_("date of the letter"))
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    started_at = models.DateTimeField(_("begun"), db_default=models.functions.Now())
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    finished_at = models.DateTimeField(_("ended"), null=True)
    detail = models.TextField(_("detail"), blank=True)
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    channel = models.CharField(_("channel"), max_length=40)

    objects = OfLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        ordering = ["letter", "number"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="dispatch_numbered"),
            models.UniqueConstraint(
                fields=["letter"],
                condition=Q(outcome__in=["", "sent", "interrupted"]),
                name="dispatch_one_that_may_have_left",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", finished_at__isnull=True) | ~Q(outcome="") & Q(finished_at__isnull=False),
                name="dispatch_ended_with_an_outcome",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="dispatches_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="dispatch_ends_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__outcome__in=["", "interrupted"]),
            ),
            pgtrigger.Protect(
                name="dispatch_stays_as_it_was_begun",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "letter", "number", "by_hand", "document", "dated_on", "message_id", "started_at"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} ({self.number})"
