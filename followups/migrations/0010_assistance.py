"""Assistance: requests for support, courses with their activities and actions; open offers get their request."""

from decimal import Decimal

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.math
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import followups.models.activities


def ask_for_what_was_offered(apps, schema_editor):
    """Cases where support is offered or under way get the request that the offer would have made; the office answers it."""
    cases, requests = (apps.get_model("followups", name).objects for name in ("Case", "SupportRequest"))
    offered = cases.filter(support__in=["offered", "under_way"]).exclude(stage="closed")
    asked = set()
    for case in offered.select_related("municipality").order_by("pk"):
        step = case.steps.filter(step="offer_support").order_by("-pk").first()
        if step is None or case.municipality_id in asked:
            continue
        asked.add(case.municipality_id)
        requests.create(
            municipality=case.municipality,
            office_id=case.municipality.office_id,
            case=case,
            asked_by="ministry",
            asked_on=step.taken_on,
            text=step.reason,
            registered_by_id=step.by_id,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_office_contact"),
        ("followups", "0009_records"),
        ("municipalities", "0004_versions_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("goal", models.TextField(verbose_name="goal")),
                ("plan", models.TextField(blank=True, verbose_name="plan")),
                (
                    "target_share",
                    models.DecimalField(
                        decimal_places=2, max_digits=5, null=True, verbose_name="target share (percent)"
                    ),
                ),
                ("target_by", models.DateField(null=True, verbose_name="target reached by")),
                ("started_on", models.DateField(verbose_name="begun")),
                ("planned_until", models.DateField(null=True, verbose_name="planned until")),
                (
                    "begun_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="registered"
                    ),
                ),
                ("ended_on", models.DateField(null=True, verbose_name="ended on")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="end registered")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "The goal was reached"),
                            ("partly", "The goal was partly reached"),
                            ("not_reached", "The goal was not reached"),
                            ("broken_off", "The course was broken off"),
                        ],
                        max_length=20,
                        verbose_name="outcome",
                    ),
                ),
                ("lessons", models.TextField(blank=True, verbose_name="what was learnt")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registered by",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to="followups.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "consultant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="consultant",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ended by",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to="municipalities.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to="accounts.regionaloffice",
                        verbose_name="regional office",
                    ),
                ),
            ],
            options={
                "verbose_name": "course of assistance",
                "verbose_name_plural": "courses of assistance",
                "ordering": ["-started_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("visit", "Visit"),
                            ("workshop", "Workshop"),
                            ("process", "Process consultant"),
                            ("data", "Data review"),
                            ("phone", "Phone"),
                            ("material", "Material"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")],
                        default="planned",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="date")),
                ("theme", models.CharField(max_length=120, verbose_name="theme")),
                ("participants", models.TextField(blank=True, verbose_name="participants")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                ("hours", models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="hours")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="recorded"),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="held or cancelled, recorded")),
                ("cancelled_reason", models.TextField(blank=True, verbose_name="reason for cancelling")),
                ("submission", models.UUIDField(editable=False, null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="held or cancelled by",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="planned by",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="followups.course",
                        verbose_name="course of assistance",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activities",
                "ordering": ["-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CourseAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="agreed")),
                ("responsible", models.CharField(max_length=200, verbose_name="who does it")),
                ("due_on", models.DateField(verbose_name="due by")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("dropped", "Dropped")],
                        default="open",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("set_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("ended_on", models.DateField(null=True, verbose_name="done or dropped")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("submission", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "activity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="followups.activity",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="followups.course"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "action agreed in a course",
                "verbose_name_plural": "actions agreed in courses",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CourseChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "changed_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="changed"),
                ),
                ("before", models.JSONField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="changed by",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="followups.course"
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a course",
                "verbose_name_plural": "changes of courses",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SupportRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "asked_by",
                    models.CharField(
                        choices=[("ministry", "Offered by the ministry"), ("municipality", "The municipality asks")],
                        max_length=20,
                        verbose_name="from",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="date of the request")),
                ("text", models.TextField(blank=True, verbose_name="what is asked for")),
                (
                    "registered_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="registered"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("accepted", "Accepted by the office"),
                            ("declined", "Declined by the office"),
                            ("not_wanted", "Declined by the municipality"),
                            ("withdrawn", "Withdrawn by those who asked"),
                        ],
                        default="waiting",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("answered_on", models.DateField(null=True, verbose_name="date of the answer")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("submission", models.UUIDField(editable=False, null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_requests",
                        to="followups.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="followups.course",
                        verbose_name="course of assistance",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_requests",
                        to="municipalities.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_requests",
                        to="accounts.regionaloffice",
                        verbose_name="regional office",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for support",
                "verbose_name_plural": "requests for support",
                "ordering": ["-asked_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ActivityFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                ("file", models.FileField(upload_to=followups.models.activities.opaque_name, verbose_name="file")),
                ("size", models.PositiveBigIntegerField(verbose_name="size (bytes)")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "content_type",
                    models.CharField(
                        help_text="As told by the content, not by whoever sent it.",
                        max_length=100,
                        verbose_name="content type",
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="followups.activity"
                    ),
                ),
            ],
            options={
                "verbose_name": "file of an activity",
                "verbose_name_plural": "files of activities",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="activity_file_sha256_is_a_digest"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="activity_file_has_a_name"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityfile",
            trigger=pgtrigger.compiler.Trigger(
                name="activity_files_stay_as_they_were",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="df949210e7b24ab11fdff2e40146aa09e65baf68",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_activity_files_stay_as_they_were_86197",
                    table="followups_activityfile",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityfile",
            trigger=pgtrigger.compiler.Trigger(
                name="activity_files_are_fixed_when_the_course_ends",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT 1 FROM followups_course WHERE id = (SELECT course_id FROM followups_activity WHERE id = NEW.activity_id) AND ended_on IS NOT NULL) THEN\n                RAISE EXCEPTION 'activity_files_are_fixed_when_the_course_ends' USING ERRCODE = '23514';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="b66020e073bd8733f10a2bdcaf3803f980b0f121",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_activity_files_are_fixed_when_the_course_ends_85d99",
                    table="followups_activityfile",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("municipality",),
                name="course_one_under_way_per_municipality",
                violation_error_message="A course is under way in the municipality already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(condition=models.Q(("goal__regex", "\\S")), name="course_has_a_goal"),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("indicator__isnull", True), ("target_by__isnull", True), ("target_share__isnull", True)),
                    models.Q(
                        ("target_share__gte", 0),
                        ("target_share__isnull", False),
                        ("target_share__lte", 100),
                        ("target_by__gt", models.F("started_on")),
                        ("target_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="course_target_is_a_share_by_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("planned_until__isnull", True), ("planned_until__gte", models.F("started_on")), _connector="OR"
                ),
                name="course_planned_until_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                        ("ended_on__isnull", True),
                        ("lessons", ""),
                        ("outcome", ""),
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("ended_on__isnull", False),
                        ("ended_on__gte", models.F("started_on")),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="course_ended_with_an_outcome",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="course",
            trigger=pgtrigger.compiler.Trigger(
                name="courses_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="3edad75b2b5ead6eec38f64e1a68f58656c2c305",
                    operation="DELETE",
                    pgid="pgtrigger_courses_are_never_deleted_5e939",
                    table="followups_course",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="course",
            trigger=pgtrigger.compiler.Trigger(
                name="course_identity_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."begun_by_id" IS DISTINCT FROM (NEW."begun_by_id") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."started_on" IS DISTINCT FROM (NEW."started_on"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="fb75c690eb793d4c2e3dc85c42000ecadfe898fe",
                    operation="UPDATE",
                    pgid="pgtrigger_course_identity_stays_a5938",
                    table="followups_course",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="course",
            trigger=pgtrigger.compiler.Trigger(
                name="course_keeps_its_case",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") AND OLD."case_id" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="345f60dd846b97c784d8bd3e8dd98f934a206c34",
                    operation="UPDATE",
                    pgid="pgtrigger_course_keeps_its_case_fd9ff",
                    table="followups_course",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="course",
            trigger=pgtrigger.compiler.Trigger(
                name="course_ends_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ended_on" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="cb3c71c2c83572af4f6062a44c91da51d575218e",
                    operation="UPDATE",
                    pgid="pgtrigger_course_ends_once_8e996",
                    table="followups_course",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="course",
            trigger=pgtrigger.compiler.Trigger(
                name="course_of_the_cases_municipality",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."case_id" IS NOT NULL)',
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM followups_case WHERE id = NEW.case_id AND municipality_id = NEW.municipality_id\n            ) THEN\n                RAISE EXCEPTION 'course_of_the_cases_municipality' USING ERRCODE = '23514';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="9bd05050e7d438b172dd822e166ede4af635c09d",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_course_of_the_cases_municipality_44215",
                    table="followups_course",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(condition=models.Q(("theme__regex", "\\S")), name="activity_has_a_theme"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hours__gte", 0), ("hours__isnull", False), ("status", "held")),
                    models.Q(models.Q(("status", "held"), _negated=True), ("hours__isnull", True)),
                    _connector="OR",
                ),
                name="activity_held_has_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    django.db.models.functions.math.Mod(models.F("hours"), models.Value(Decimal("0.25"))),
                    models.Value(Decimal("0")),
                ),
                name="activity_hours_are_quarters",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True), ("status", "planned")),
                    models.Q(
                        models.Q(("status", "planned"), _negated=True),
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="activity_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_reason__regex", "\\S"), ("status", "cancelled")),
                    models.Q(models.Q(("status", "cancelled"), _negated=True), ("cancelled_reason", "")),
                    _connector="OR",
                ),
                name="activity_cancelled_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="activities_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="ae92b25c7e65dd6f86086ae8d68989bc20e0b2f6",
                    operation="DELETE",
                    pgid="pgtrigger_activities_are_never_deleted_21cbf",
                    table="followups_activity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="activity_identity_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."planned_by_id" IS DISTINCT FROM (NEW."planned_by_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="8df7b9b43138529e6f5768d59a94de672e8a53f7",
                    operation="UPDATE",
                    pgid="pgtrigger_activity_identity_stays_9d258",
                    table="followups_activity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="activity_ends_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (OLD.\"status\" = 'planned'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="6a273a29d3bd6e6ff4937fe34a72e7897f7f1e1f",
                    operation="UPDATE",
                    pgid="pgtrigger_activity_ends_once_1c24b",
                    table="followups_activity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="activity_held_is_of_the_past",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"status\" = 'held')",
                    func="\n                    IF NEW.held_on > (now() AT TIME ZONE 'Europe/Copenhagen')::date THEN\n                        RAISE EXCEPTION 'activity_held_is_of_the_past: %', NEW.held_on USING ERRCODE = '23514';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="a62d8b7f52ccc7b53fbbd2a7693fc93d391f7b54",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_activity_held_is_of_the_past_9ded0",
                    table="followups_activity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="activities_are_fixed_when_the_course_ends",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT 1 FROM followups_course WHERE id = NEW.course_id AND ended_on IS NOT NULL) THEN\n                RAISE EXCEPTION 'activities_are_fixed_when_the_course_ends' USING ERRCODE = '23514';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="0c32d6c5c020f5971b9f19d432378fbae174cbb8",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_activities_are_fixed_when_the_course_ends_b13c4",
                    table="followups_activity",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="courseaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")), name="course_action_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="courseaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("responsible__regex", "\\S")), name="course_action_says_who"
            ),
        ),
        migrations.AddConstraint(
            model_name="courseaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_by__isnull", True), ("ended_on__isnull", True), ("note", ""), ("status", "open")),
                    models.Q(
                        models.Q(("status", "open"), _negated=True),
                        ("ended_by__isnull", False),
                        ("ended_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="course_action_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="courseaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "dropped"), _negated=True), ("note__regex", "\\S"), _connector="OR"
                ),
                name="course_action_dropped_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseaction",
            trigger=pgtrigger.compiler.Trigger(
                name="course_actions_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="0c338cb34a471a0e9c45ab8224a1b2fb37b26516",
                    operation="DELETE",
                    pgid="pgtrigger_course_actions_are_never_deleted_163a8",
                    table="followups_courseaction",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseaction",
            trigger=pgtrigger.compiler.Trigger(
                name="course_action_stays_as_agreed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."activity_id" IS DISTINCT FROM (NEW."activity_id") OR OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."responsible" IS DISTINCT FROM (NEW."responsible") OR OLD."set_at" IS DISTINCT FROM (NEW."set_at") OR OLD."set_by_id" IS DISTINCT FROM (NEW."set_by_id") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ea33bb714fade4ce3fde6eeb7f6876b29ec859ea",
                    operation="UPDATE",
                    pgid="pgtrigger_course_action_stays_as_agreed_68e34",
                    table="followups_courseaction",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseaction",
            trigger=pgtrigger.compiler.Trigger(
                name="course_action_ends_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (OLD.\"status\" = 'open'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="edcfea1b74dd50fd3a9c09f6a8809f1cdb50669e",
                    operation="UPDATE",
                    pgid="pgtrigger_course_action_ends_once_3f15c",
                    table="followups_courseaction",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseaction",
            trigger=pgtrigger.compiler.Trigger(
                name="course_actions_are_fixed_when_the_course_ends",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT 1 FROM followups_course WHERE id = NEW.course_id AND ended_on IS NOT NULL) THEN\n                RAISE EXCEPTION 'course_actions_are_fixed_when_the_course_ends' USING ERRCODE = '23514';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="98366565ac6c506031f1c3c9c00cf04bbfcbdcf5",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_course_actions_are_fixed_when_the_course_ends_6ec94",
                    table="followups_courseaction",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coursechange",
            trigger=pgtrigger.compiler.Trigger(
                name="course_changes_stay_as_they_were",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bc56c368f9a885f2628645912033447ba4b5fb6f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_course_changes_stay_as_they_were_412af",
                    table="followups_coursechange",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "waiting")),
                fields=("municipality",),
                name="support_request_one_waiting_per_municipality",
                violation_error_message="A request for support to the municipality is waiting already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_by", "ministry"), ("case__isnull", False)),
                    models.Q(("asked_by", "municipality"), ("text__regex", "\\S")),
                    _connector="OR",
                ),
                name="support_request_offered_in_a_case_or_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", True),
                        ("answered_by__isnull", True),
                        ("answered_on__isnull", True),
                        ("reason", ""),
                        ("status", "waiting"),
                    ),
                    models.Q(
                        models.Q(("status", "waiting"), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("answered_on__isnull", False),
                        ("answered_on__gte", models.F("asked_on")),
                    ),
                    _connector="OR",
                ),
                name="support_request_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["waiting", "accepted"]), ("reason__regex", "\\S"), _connector="OR"),
                name="support_request_declined_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("course__isnull", True), ("status", "accepted"), _connector="OR"),
                name="support_request_with_a_course_stands",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="support_requests_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="bb758408de23569048496a4727f247d4154c1dcf",
                    operation="DELETE",
                    pgid="pgtrigger_support_requests_are_never_deleted_2e67a",
                    table="followups_supportrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="support_request_stays_as_it_was_made",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."asked_by" IS DISTINCT FROM (NEW."asked_by") OR OLD."asked_on" IS DISTINCT FROM (NEW."asked_on") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."registered_at" IS DISTINCT FROM (NEW."registered_at") OR OLD."registered_by_id" IS DISTINCT FROM (NEW."registered_by_id") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="a1eaa9bee617e00454e3d7e5e21431854f7d364a",
                    operation="UPDATE",
                    pgid="pgtrigger_support_request_stays_as_it_was_made_7d637",
                    table="followups_supportrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="support_request_keeps_its_case",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") AND OLD."case_id" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="b5b390ea58d8ecd779bca7e9e21e2ebc4779f208",
                    operation="UPDATE",
                    pgid="pgtrigger_support_request_keeps_its_case_2cb1c",
                    table="followups_supportrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="support_request_is_answered_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"status\" IN ('declined', 'not_wanted', 'withdrawn') OR (NEW.\"status\" IN ('waiting', 'declined') AND OLD.\"status\" = 'accepted'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="4c66ea0da3467d6d5f9e5516543b97b6ce35d37a",
                    operation="UPDATE",
                    pgid="pgtrigger_support_request_is_answered_once_7fc2a",
                    table="followups_supportrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="support_request_begins_waiting",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (NEW.\"status\" = 'waiting'))",
                    func="RAISE EXCEPTION 'support_request_begins_waiting' USING ERRCODE = '23514';",
                    hash="bc3ea404b922dda225eb97a5f6ae86c269d6e158",
                    operation="INSERT",
                    pgid="pgtrigger_support_request_begins_waiting_ddd03",
                    table="followups_supportrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="support_request_keeps_its_course",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."course_id" IS DISTINCT FROM (NEW."course_id") AND OLD."course_id" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="006410bfb58aea262b5f4ac676e0669b35f8e41b",
                    operation="UPDATE",
                    pgid="pgtrigger_support_request_keeps_its_course_6bb67",
                    table="followups_supportrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="support_request_of_the_courses_municipality",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."course_id" IS NOT NULL)',
                    func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM followups_course WHERE id = NEW.course_id AND municipality_id = NEW.municipality_id\n                    ) THEN\n                        RAISE EXCEPTION 'support_request_of_the_courses_municipality' USING ERRCODE = '23514';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="5c4ff1338f6c6bfb5584c6b931a075449335093f",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_support_request_of_the_courses_municipality_80f95",
                    table="followups_supportrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="support_request_of_the_cases_municipality",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."case_id" IS NOT NULL)',
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM followups_case WHERE id = NEW.case_id AND municipality_id = NEW.municipality_id\n            ) THEN\n                RAISE EXCEPTION 'support_request_of_the_cases_municipality' USING ERRCODE = '23514';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="d7b8f8b095d11600bfebd338ff01ea4eee1af4ce",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_support_request_of_the_cases_municipality_130e6",
                    table="followups_supportrequest",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(ask_for_what_was_offered, migrations.RunPython.noop),
    ]
