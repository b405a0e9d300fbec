"""Access to records (aktindsigt): who asked for what, what is withheld with which legal ground, and what was given.

Sources: offentlighedsloven (act no. 606 of 12 June 2013) and forvaltningsloven. The right to the documents of a case and to
the journal's lines about them is offentlighedsloven § 7; what can be withheld, §§ 23–35; the time to answer, § 36.
"""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followups.models.activities import ActivityFile
from followups.models.cases import Case
from followups.models.documents import Document
from followups.models.journal import JournalEntry
from followups.models.log import LogFile
from followups.working_days import add_working_days
from municipalities.models import Municipality
from municipalities.models.assessments import VisibleQuerySet

# Offentlighedsloven § 36, stk. 2: a request is settled within seven working days of being received.
ANSWER_WITHIN = 7


class Ground(models.TextChoices):
    """The provisions that something is withheld by. The label is how the law is cited (GROUNDS_MEAN says what it covers)."""

    INTERNAL = "offl_23", _("offentlighedsloven § 23")
    MINISTER = "offl_24", _("offentlighedsloven § 24")
    PRIVATE = "offl_30_1", _("offentlighedsloven § 30, no. 1")
    BUSINESS = "offl_30_2", _("offentlighedsloven § 30, no. 2")
    SUPERVISION = "offl_33_2", _("offentlighedsloven § 33, no. 2")
    ECONOMY = "offl_33_3", _("offentlighedsloven § 33, no. 3")
    SPECIAL = "offl_33_5", _("offentlighedsloven § 33, no. 5")
    SECRECY = "offl_35", _("offentlighedsloven § 35")
    PARTY_INTERNAL = "fvl_12", _("forvaltningsloven § 12")
    PARTY_STATE = "fvl_15", _("forvaltningsloven § 15")
    PARTY_SPECIAL = "fvl_15b_5", _("forvaltningsloven § 15 b, no. 5")
    OTHER = "other", _("another provision")


GROUNDS_MEAN = {
    Ground.INTERNAL: _("internal document"),
    Ground.MINISTER: _("advice to a minister; not in supervision (subsection 3, no. 3)"),
    Ground.PRIVATE: _("private circumstances of individuals"),
    Ground.BUSINESS: _("trade secrets and business matters"),
    Ground.SUPERVISION: _("public control and planning"),
    Ground.ECONOMY: _("public economic interests"),
    Ground.SPECIAL: _("private and public interests that require secrecy"),
    Ground.SECRECY: _("special provisions on secrecy"),
    Ground.PARTY_INTERNAL: _("internal document, to a party"),
    Ground.PARTY_STATE: _("security of the state, to a party"),
    Ground.PARTY_SPECIAL: _("private and public interests, to a party"),
    Ground.OTHER: _("write which"),
}


class RecordKind(models.TextChoices):
    """What a piece of the material is (followups/records/items.py)."""

    ENTRY = "entry", _("Log entry")
    LETTER = "letter", _("Letter")
    DRAFT = "draft", _("Draft letter")
    JOURNALLED = "journalled", _("Journal entry")
    STEP = "step", _("Step")
    PROPOSAL = "proposal", _("Proposal")
    DEADLINE = "deadline", _("Deadline")
    MEETING = "meeting", _("Meeting")
    LOST_GROUND = "lost_ground", _("Lost ground")
    FLAG = "flag", _("Flag")
    LEVEL = "level", _("Level change")
    SUPPORT_REQUEST = "support_request", _("Request for support")
    COURSE = "course", _("Course of assistance")
    ACTIVITY = "activity", _("Activity")
    ACTION = "action", _("Agreed action")


class RecordsRequestQuerySet(VisibleQuerySet):
    def about(self, *, case=None, municipality=None):
        """Those of a case, or of a municipality over periods."""
        return self.filter(case=case) if case else self.filter(municipality=municipality, case=None)


class RecordsRequest(models.Model):
    """A request for access to the records of a case, or of a municipality over a period (both days included).

    It is a draft while the material is reviewed. Then it is given, once, with the archive that went out, or discarded; and
    after that neither it nor what was withheld can be changed. `followups.records` is the way in. `digest` tells the
    material that was given: the same material has the same digest.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Under review")
        GIVEN = "given", _("Given")
        DISCARDED = "discarded", _("Discarded")

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="records_requests"
    )
    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, null=True, related_name="records_requests"
    )
    first_day = models.DateField(_("from"), null=True)
    last_day = models.DateField(_("to"), null=True)
    requester = models.CharField(_("requester"), max_length=200)
    requested_on = models.DateField(_("date of the request"))
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), db_default=models.functions.Now())
    # Made with the form: the same one sent twice is one request.
    submission = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    given_at = models.DateTimeField(_("given"), null=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    archive = models.OneToOneField(
        Document, verbose_name=_("archive"), on_delete=models.PROTECT, null=True, related_name="records_request"
    )
    digest = models.CharField(_("digest of the material"), max_length=64, blank=True)

    objects = RecordsRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for access to records")
        verbose_name_plural = _("requests for access to records")
        ordering = ["-requested_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(requester__regex=r"\S"), name="records_request_has_a_requester"),
            models.CheckConstraint(
                condition=Q(case__isnull=False, first_day__isnull=True, last_day__isnull=True)
                | Q(case__isnull=True, first_day__isnull=False, last_day__gte=F("first_day")),
                name="records_request_of_a_case_or_a_period",
            ),
            models.CheckConstraint(
                condition=Q(status="given", given_at__isnull=False, given_by__isnull=False, archive__isnull=False)
                & Q(digest__regex=r"^[0-9a-f]{64}$")
                | ~Q(status="given") & Q(given_at__isnull=True, given_by__isnull=True, archive__isnull=True, digest=""),
                name="records_request_given_with_an_archive",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="records_requests_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="records_request_ends_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status="draft"),
            ),
            pgtrigger.Protect(
                name="records_request_stays_as_it_was_made",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("municipality", "case", "first_day", "last_day", "made_by", "made_at"),
            ),
            pgtrigger.Trigger(
                name="records_request_begins_as_a_draft",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=~pgtrigger.Q(new__status="draft"),
                func="RAISE EXCEPTION 'records_request_begins_as_a_draft' USING ERRCODE = '23514';",
            ),
            pgtrigger.Trigger(
                name="records_request_of_the_cases_municipality",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__case__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM followups_case WHERE id = NEW.case_id AND municipality_id = NEW.municipality_id
                    ) THEN
                        RAISE EXCEPTION 'records_request_of_the_cases_municipality' USING ERRCODE = '23514';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requester}: {self.case or self.municipality}"

    def get_absolute_url(self) -> str:
        return reverse("records-request", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def due_on(self) -> date:
        """The day by which it is settled (offentlighedsloven § 36, stk. 2)."""
        return add_working_days(self.requested_on, ANSWER_WITHIN)

    @property
    def is_overdue(self) -> bool:
        return self.is_draft and self.due_on < timezone.localdate()


class OfRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(request__in=RecordsRequest.objects.visible_to(user))


def _fixed_with_the_request(name: str) -> pgtrigger.Trigger:
    """Rows of a request change with its draft, and not after."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"""
            IF EXISTS (
                SELECT 1 FROM followups_recordsrequest
                WHERE id IN (NEW.request_id, OLD.request_id) AND status <> 'draft'
            ) THEN
                RAISE EXCEPTION '{name}' USING ERRCODE = '23514';
            END IF;
            RETURN COALESCE(NEW, OLD);
        """,
    )


# What a file of the material is, one of them.
FILES = ("log_file", "activity_file", "document")


def _files_are(*there: str) -> Q:
    return Q(**{f"{name}__isnull": name not in there for name in FILES})


_no_file = _files_are()
_one_file = _files_are("log_file") | _files_are("activity_file") | _files_are("document")


class Withholding(models.Model):
    """Something that is not given, with the provision that says so: a piece of the material, a file, or some words.

    `kind` and `record` name the piece. A file is `log_file`, `activity_file` or `document`; a `replacement` is a copy without what is
    withheld, which is given instead. `words` are the passage, exactly; they are withheld wherever they stand. `extract` are
    the facts that are given all the same (offentlighedsloven §§ 28–29), `note` is for the ministry only. With `hides_line`
    the theme and the correspondent are left out of the journal list, too, to which there is else a right (§ 7, stk. 2).
    """

    class Extent(models.TextChoices):
        WHOLE = "whole", _("All of it")
        FILE = "file", _("A file")
        PASSAGE = "passage", _("A passage")

    request = models.ForeignKey(RecordsRequest, on_delete=models.PROTECT, related_name="withholdings")
    kind = models.CharField(_("kind"), max_length=20, choices=RecordKind)
    record = models.PositiveBigIntegerField()
    extent = models.CharField(_("what is withheld"), max_length=20, choices=Extent)
    log_file = models.ForeignKey(LogFile, on_delete=models.PROTECT, null=True, related_name="+")
    activity_file = models.ForeignKey(ActivityFile, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    replacement = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="replaces")
    words = models.TextField(_("passage"), blank=True)
    ground = models.CharField(_("legal ground"), max_length=20, choices=Ground)
    ground_text = models.CharField(_("which provision"), max_length=120, blank=True)
    extract = models.TextField(_("facts that are given all the same"), blank=True)
    note = models.TextField(_("note"), blank=True)
    hides_line = models.BooleanField(_("leave out its theme and correspondent"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("withheld by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("withheld"), db_default=models.functions.Now())

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("withholding")
        verbose_name_plural = _("withholdings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(_no_file, extent="whole", words="")
                | Q(_no_file, extent="passage", words__regex=r"\S")
                | Q(_one_file, extent="file", words=""),
                name="withholding_says_what",
            ),
            models.CheckConstraint(
                condition=Q(replacement__isnull=True) | Q(extent="file"), name="withholding_replaces_a_file"
            ),
            models.CheckConstraint(
                condition=Q(ground="other", ground_text__regex=r"\S") | ~Q(ground="other") & Q(ground_text=""),
                name="withholding_has_a_ground",
            ),
            models.UniqueConstraint(
                fields=["request", "kind", "record"], condition=Q(extent="whole"), name="withholding_of_a_record_once"
            ),
            models.UniqueConstraint(
                fields=["request", "log_file"], condition=Q(extent="file"), name="withholding_of_a_log_file_once"
            ),
            models.UniqueConstraint(
                fields=["request", "activity_file"],
                condition=Q(extent="file"),
                name="withholding_of_an_activity_file_once",
            ),
            models.UniqueConstraint(
                fields=["request", "document"], condition=Q(extent="file"), name="withholding_of_a_document_once"
            ),
        ]
        triggers = [_fixed_with_the_request("withholdings_are_fixed_with_the_request")]

    def __str__(self) -> str:
        return f"{self.get_extent_display()}: {self.citation}"

    @property
    def citation(self) -> str:
        """The provision, as it is cited."""
        return self.ground_text or str(self.get_ground_display())

    @property
    def file(self) -> LogFile | ActivityFile | Document | None:
        """The file that is withheld, if it is one."""
        return self.log_file or self.activity_file or self.document

    @property
    def mark(self) -> str:
        """What stands in the place of what is withheld."""
        return gettext("[withheld under %(provision)s]") % {"provision": self.citation}


class RecordsJournalled(models.Model):
    """A line in the journal that says that the access was given: one in each case, or round, whose records went out."""

    request = models.ForeignKey(RecordsRequest, on_delete=models.PROTECT, related_name="journalled")
    journal_entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="records_given")

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("access in the journal")
        verbose_name_plural = _("accesses in the journal")
        ordering = ["pk"]
        triggers = [_fixed_with_the_request("journalled_access_is_fixed_with_the_request")]
