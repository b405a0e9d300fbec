import functools

import django.contrib.postgres.fields
import django.core.validators
import django.db.migrations.operations.special
import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import followups.models.activities
import followups.models.log
import kontakt.audit.migrating
import kontakt.audit.tracking
import municipalities.models.periods


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_history_begins"),
        ("accounts", "__first__"),
        ("followups", "0010_assistance"),
        ("municipalities", "0007_history_begins"),
    ]

    operations = [
        kontakt.audit.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="ActivityFileHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=255, verbose_name="file name")),
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
                            "file",
                            models.FileField(upload_to=followups.models.activities.opaque_name, verbose_name="file"),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.activity",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_a_id_5b6b01_idx"),
                            models.Index(fields=["activity"], name="followups_a_activit_41bd3d_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
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
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="recorded"
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="held or cancelled, recorded")),
                        ("cancelled_reason", models.TextField(blank=True, verbose_name="reason for cancelling")),
                        (
                            "course",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.course",
                                verbose_name="course of assistance",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="held or cancelled by",
                            ),
                        ),
                        (
                            "planned_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="planned by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_a_id_09c83e_idx"),
                            models.Index(fields=["course"], name="followups_a_course__05ca5d_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AddresseeHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("borgmester", "Mayor"),
                                    ("udvalgsformand", "Chair of the employment committee"),
                                    ("jobcenterchef", "Jobcentre manager"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        (
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.contact",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.letter",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_a_id_842f27_idx"),
                            models.Index(fields=["letter"], name="followups_a_letter__b86a7d_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreedActionHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("text", models.TextField(verbose_name="agreed")),
                        ("responsible", models.CharField(max_length=200, verbose_name="who does it")),
                        ("due_on", models.DateField(verbose_name="due by")),
                        (
                            "deadline",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.deadline",
                                verbose_name="deadline",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.meeting",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_a_id_90da5a_idx"),
                            models.Index(fields=["meeting"], name="followups_a_meeting_31a81b_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseFlagHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("minister", "The minister follows it"),
                                    ("disputed", "The figures are disputed"),
                                    ("press", "In the press"),
                                    ("waiting", "Waits for others"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="flag",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="reason")),
                        ("raised_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("lowered_at", models.DateTimeField(null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.case",
                            ),
                        ),
                        (
                            "lowered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_c_id_fd90bc_idx"),
                            models.Index(fields=["case"], name="followups_c_case_id_ada4a6_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("journal_year", models.PositiveSmallIntegerField(verbose_name="journal year")),
                        ("journal_serial", models.PositiveIntegerField(verbose_name="journal serial number")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("opened", "Opened"),
                                    ("warned", "Warned"),
                                    ("account_requested", "Account requested"),
                                    ("summoned", "Summoned"),
                                    ("meeting_held", "Meeting held"),
                                    ("closed", "Closed"),
                                ],
                                default="opened",
                                max_length=20,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "support",
                            models.CharField(
                                choices=[
                                    ("none", "Not offered"),
                                    ("offered", "Offered"),
                                    ("declined", "Declined"),
                                    ("under_way", "Under way"),
                                    ("ended", "Ended"),
                                ],
                                default="none",
                                max_length=20,
                                verbose_name="support",
                            ),
                        ),
                        (
                            "priority",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "High"), (2, "Normal"), (3, "Low")], default=2, verbose_name="priority"
                            ),
                        ),
                        (
                            "baseline_month",
                            municipalities.models.periods.MonthField(
                                help_text="Improvement is measured from this month.", verbose_name="baseline month"
                            ),
                        ),
                        (
                            "checkpoint_month",
                            municipalities.models.periods.MonthField(
                                blank=True,
                                help_text="When this month's figures are in, the case is evaluated.",
                                null=True,
                                verbose_name="checkpoint month",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="opened")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("improved", "Improved"),
                                    ("exempt", "Exempt"),
                                    ("opened_in_error", "Opened in error"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="outcome",
                            ),
                        ),
                        ("lessons", models.TextField(blank=True, verbose_name="what was learnt")),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.municipality",
                                verbose_name="municipality",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="caseworker",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.scheme",
                                verbose_name="scheme",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="followups_c_id_baf5a8_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="CaseStepHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("open", "Open the case"),
                                    ("warn", "Warning"),
                                    ("offer_support", "Offer of support"),
                                    ("start_support", "Support under way"),
                                    ("decline_support", "Support declined"),
                                    ("end_support", "Support ended"),
                                    ("request_account", "Request for a written account"),
                                    ("summon", "Summons to a meeting"),
                                    ("hold_meeting", "Meeting held"),
                                    ("enquire", "Enquiry about intensity"),
                                    ("close", "Closing"),
                                    ("reopen", "Reopening"),
                                ],
                                max_length=20,
                                verbose_name="step",
                            ),
                        ),
                        (
                            "from_stage",
                            models.CharField(
                                choices=[
                                    ("opened", "Opened"),
                                    ("warned", "Warned"),
                                    ("account_requested", "Account requested"),
                                    ("summoned", "Summoned"),
                                    ("meeting_held", "Meeting held"),
                                    ("closed", "Closed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "to_stage",
                            models.CharField(
                                choices=[
                                    ("opened", "Opened"),
                                    ("warned", "Warned"),
                                    ("account_requested", "Account requested"),
                                    ("summoned", "Summoned"),
                                    ("meeting_held", "Meeting held"),
                                    ("closed", "Closed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "from_support",
                            models.CharField(
                                choices=[
                                    ("none", "Not offered"),
                                    ("offered", "Offered"),
                                    ("declined", "Declined"),
                                    ("under_way", "Under way"),
                                    ("ended", "Ended"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "to_support",
                            models.CharField(
                                choices=[
                                    ("none", "Not offered"),
                                    ("offered", "Offered"),
                                    ("declined", "Declined"),
                                    ("under_way", "Under way"),
                                    ("ended", "Ended"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("taken_on", models.DateField(verbose_name="date")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="recorded"
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        ("not_proposed", models.BooleanField(default=False, verbose_name="not proposed")),
                        ("out_of_order", models.BooleanField(default=False, verbose_name="out of order")),
                        (
                            "month",
                            municipalities.models.periods.MonthField(null=True, verbose_name="month of the figures"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("improved", "Improved"),
                                    ("exempt", "Exempt"),
                                    ("opened_in_error", "Opened in error"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="outcome",
                            ),
                        ),
                        ("lessons", models.TextField(blank=True, verbose_name="what was learnt")),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken by",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.case",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.proposal",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_c_id_d2a6ae_idx"),
                            models.Index(fields=["case"], name="followups_c_case_id_fae299_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseActionHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
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
                        (
                            "activity",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.activity",
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.course",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_c_id_a54d23_idx"),
                            models.Index(fields=["course"], name="followups_c_course__7a3cd4_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
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
                        (
                            "begun_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="registered by",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "consultant",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="consultant",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ended by",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.indicator",
                                verbose_name="indicator",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.municipality",
                                verbose_name="municipality",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.regionaloffice",
                                verbose_name="regional office",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_c_id_e230a7_idx"),
                            models.Index(fields=["case"], name="followups_c_case_id_024352_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeadlineHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("account", "Written account"),
                                    ("reply", "Reply"),
                                    ("meeting", "Meeting"),
                                    ("promise", "Promise"),
                                    ("review", "Review"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="what must be there")),
                        ("due_on", models.DateField(verbose_name="deadline")),
                        ("set_on", models.DateField(verbose_name="set on")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="recorded"
                            ),
                        ),
                        ("done_at", models.DateTimeField(null=True, verbose_name="done")),
                        ("done_note", models.TextField(blank=True, verbose_name="note")),
                        ("cancelled_at", models.DateTimeField(null=True, verbose_name="cancelled")),
                        ("cancelled_reason", models.TextField(blank=True, verbose_name="reason for cancelling")),
                        (
                            "cancelled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cancelled by",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="done by",
                            ),
                        ),
                        (
                            "log_entry",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.logentry",
                                verbose_name="log entry",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.deadline",
                                verbose_name="replaces",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Empty: the case's caseworker.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="responsible",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="set by",
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.casestep",
                                verbose_name="step",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_d_id_de2e4c_idx"),
                            models.Index(fields=["case"], name="followups_d_case_id_e59550_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DispatchHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="try")),
                        ("by_hand", models.BooleanField(default=False, verbose_name="outside Kontakt")),
                        ("dated_on", models.DateField(verbose_name="date of the letter")),
                        (
                            "started_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="begun"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("sent", "Sent"),
                                    ("put_off", "Not sent: to be tried again"),
                                    ("failed", "Not sent"),
                                    ("interrupted", "Interrupted: not known whether it was sent"),
                                ],
                                max_length=20,
                                verbose_name="outcome",
                            ),
                        ),
                        ("finished_at", models.DateTimeField(null=True, verbose_name="ended")),
                        ("detail", models.TextField(blank=True, verbose_name="detail")),
                        ("reference", models.CharField(blank=True, max_length=120, verbose_name="reference")),
                        ("channel", models.CharField(max_length=40, verbose_name="channel")),
                        (
                            "document",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.document",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.letter",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_d_id_eddcfc_idx"),
                            models.Index(fields=["letter"], name="followups_d_letter__3d7102_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnclosureHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "document",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.document",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.letter",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_e_id_c4c58b_idx"),
                            models.Index(fields=["letter"], name="followups_e_letter__3c076a_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("warning", "Warning"),
                                    ("support_offer", "Offer of support"),
                                    ("account_request", "Request for a written account"),
                                    ("reminder", "Reminder"),
                                    ("summons", "Summons to a meeting"),
                                    ("enquiry", "Enquiry about intensity"),
                                    ("recognition", "Recognition"),
                                    ("closing", "Closing of the case"),
                                    ("information", "For information"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("approved", "Approved"),
                                    ("sending", "Being sent"),
                                    ("sent", "Sent"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "month",
                            municipalities.models.periods.MonthField(
                                help_text="The month of the figures in the letter.", verbose_name="month"
                            ),
                        ),
                        (
                            "baseline_month",
                            municipalities.models.periods.MonthField(null=True, verbose_name="baseline month"),
                        ),
                        ("known_at", models.DateTimeField(verbose_name="figures as known")),
                        ("subject", models.CharField(max_length=200, verbose_name="subject")),
                        ("body", models.TextField(verbose_name="text")),
                        ("sender", models.JSONField(verbose_name="sender")),
                        ("due_on", models.DateField(null=True, verbose_name="deadline")),
                        (
                            "step",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("open", "Open the case"),
                                    ("warn", "Warning"),
                                    ("offer_support", "Offer of support"),
                                    ("start_support", "Support under way"),
                                    ("decline_support", "Support declined"),
                                    ("end_support", "Support ended"),
                                    ("request_account", "Request for a written account"),
                                    ("summon", "Summons to a meeting"),
                                    ("hold_meeting", "Meeting held"),
                                    ("enquire", "Enquiry about intensity"),
                                    ("close", "Closing"),
                                    ("reopen", "Reopening"),
                                ],
                                max_length=20,
                                verbose_name="step",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("improved", "Improved"),
                                    ("exempt", "Exempt"),
                                    ("opened_in_error", "Opened in error"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "checkpoint_month",
                            municipalities.models.periods.MonthField(null=True, verbose_name="checkpoint month"),
                        ),
                        (
                            "drafted_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="drafted"
                            ),
                        ),
                        (
                            "changed_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="last changed"
                            ),
                        ),
                        (
                            "writers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), verbose_name="written by"
                            ),
                        ),
                        ("approved_at", models.DateTimeField(null=True, verbose_name="approved")),
                        ("ordered_at", models.DateTimeField(null=True, verbose_name="ordered to be sent")),
                        ("by_hand", models.BooleanField(default=False, verbose_name="sent outside Kontakt")),
                        ("next_try_at", models.DateTimeField(null=True, verbose_name="next try")),
                        ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                        ("dated_on", models.DateField(null=True, verbose_name="date of the letter")),
                        ("step_refused", models.TextField(blank=True, verbose_name="why the step was not taken")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="approved by",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.document",
                                verbose_name="document",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="drafted by",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.municipality",
                                verbose_name="municipality",
                            ),
                        ),
                        (
                            "ordered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="sent by",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.proposal",
                                verbose_name="proposal",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.round",
                                verbose_name="round",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.scheme",
                                verbose_name="scheme",
                            ),
                        ),
                        (
                            "step_taken",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.casestep",
                                verbose_name="step taken",
                            ),
                        ),
                        (
                            "template_text",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.lettertext",
                                verbose_name="template",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_l_id_7d7a9b_idx"),
                            models.Index(fields=["case"], name="followups_l_case_id_86ce5c_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterTemplateHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("warning", "Warning"),
                                    ("support_offer", "Offer of support"),
                                    ("account_request", "Request for a written account"),
                                    ("reminder", "Reminder"),
                                    ("summons", "Summons to a meeting"),
                                    ("enquiry", "Enquiry about intensity"),
                                    ("recognition", "Recognition"),
                                    ("closing", "Closing of the case"),
                                    ("information", "For information"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "deadline_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="From the day the letter is sent until the municipality must answer. Empty: no answer is asked for.",
                                null=True,
                                verbose_name="deadline (working days)",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                        (
                            "sender",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.sender",
                                verbose_name="sender",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="followups_l_id_b523d6_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="LetterTextHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveIntegerField(verbose_name="version")),
                        ("subject", models.CharField(max_length=120, verbose_name="subject")),
                        ("body", models.TextField(verbose_name="text")),
                        (
                            "made_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="made"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.lettertemplate",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_l_id_02e963_idx"),
                            models.Index(fields=["template"], name="followups_l_templat_f0a39d_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LogEntryHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("phone_call", "Phone call"),
                                    ("email_in", "E-mail received"),
                                    ("email_out", "E-mail sent"),
                                    ("letter_in", "Letter received"),
                                    ("letter_out", "Letter sent"),
                                    ("meeting", "Meeting"),
                                    ("note", "Note"),
                                    ("document_in", "Document received"),
                                    ("records_out", "Access to records given"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "happened_on",
                            models.DateField(
                                help_text="The day it happened, was received or was sent.", verbose_name="date"
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="recorded"
                            ),
                        ),
                        (
                            "contact_name",
                            models.CharField(
                                blank=True,
                                help_text="Kept as it was, whoever holds the post later.",
                                max_length=200,
                                verbose_name="contact's name",
                            ),
                        ),
                        (
                            "theme",
                            models.CharField(
                                help_text="A few words, as shown in the journal list.",
                                max_length=120,
                                verbose_name="theme",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="text")),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="written by",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.contact",
                                verbose_name="contact",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.logentry",
                                verbose_name="corrects",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_l_id_1e7f80_idx"),
                            models.Index(fields=["case"], name="followups_l_case_id_939253_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LogFileHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=255, verbose_name="file name")),
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
                        ("file", models.FileField(upload_to=followups.models.log.opaque_name, verbose_name="file")),
                        (
                            "entry",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.logentry",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_l_id_6bebda_idx"),
                            models.Index(fields=["entry"], name="followups_l_entry_i_73b601_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LostGroundHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("noticed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("regained_at", models.DateTimeField(null=True)),
                        ("seen_at", models.DateTimeField(null=True)),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "seen_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.casestep",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_l_id_674a2f_idx"),
                            models.Index(fields=["step"], name="followups_l_step_id_f6a42c_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("held_on", models.DateField(verbose_name="date")),
                        ("begins_at", models.TimeField(verbose_name="begins")),
                        ("ends_at", models.TimeField(verbose_name="ends")),
                        ("place", models.CharField(max_length=200, verbose_name="place")),
                        (
                            "status",
                            models.CharField(
                                choices=[("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")],
                                default="planned",
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("agenda", models.TextField(blank=True, verbose_name="agenda")),
                        ("minutes", models.TextField(blank=True, verbose_name="minutes")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="recorded"
                            ),
                        ),
                        (
                            "changed_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="last changed"
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="held or cancelled, recorded")),
                        ("cancelled_reason", models.TextField(blank=True, verbose_name="reason for cancelling")),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="held or cancelled by",
                            ),
                        ),
                        (
                            "log_entry",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.logentry",
                                verbose_name="log entry",
                            ),
                        ),
                        (
                            "planned_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="planned by",
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.casestep",
                                verbose_name="step",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_m_id_1b5b68_idx"),
                            models.Index(fields=["case"], name="followups_m_case_id_aecac6_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParticipantHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("title", models.CharField(blank=True, max_length=120, verbose_name="title")),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("ministry", "The ministry"),
                                    ("municipality", "The municipality"),
                                    ("office", "Regional office"),
                                ],
                                max_length=20,
                                verbose_name="from",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.meeting",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_p_id_27e54c_idx"),
                            models.Index(fields=["meeting"], name="followups_p_meeting_d00d7d_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PromiseHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("measure", models.TextField(verbose_name="measure")),
                        (
                            "responsible",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="responsible in the municipality"
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="promised by")),
                        (
                            "target_share",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="promised share (percent)",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.writtenaccount",
                                verbose_name="written account",
                            ),
                        ),
                        (
                            "deadline",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.deadline",
                                verbose_name="deadline",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Empty: overall.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.indicator",
                                verbose_name="indicator",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_p_id_4d5966_idx"),
                            models.Index(fields=["account"], name="followups_p_account_08dcf2_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposalHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("month", municipalities.models.periods.MonthField(verbose_name="month")),
                        ("ground", models.TextField(blank=True, verbose_name="ground")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("postponed", "Postponed"),
                                    ("accepted", "Accepted"),
                                    ("dismissed", "Dismissed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="open",
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="proposed"
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        ("postponed_until", models.DateField(null=True, verbose_name="postponed until")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.municipality",
                                verbose_name="municipality",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.rule",
                                verbose_name="rule",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_p_id_c0a160_idx"),
                            models.Index(fields=["case"], name="followups_p_case_id_30122f_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecordsRequestHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("first_day", models.DateField(null=True, verbose_name="from")),
                        ("last_day", models.DateField(null=True, verbose_name="to")),
                        ("requester", models.CharField(max_length=200, verbose_name="requester")),
                        ("requested_on", models.DateField(verbose_name="date of the request")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "Under review"), ("given", "Given"), ("discarded", "Discarded")],
                                default="draft",
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="made"
                            ),
                        ),
                        ("given_at", models.DateTimeField(null=True, verbose_name="given")),
                        ("digest", models.CharField(blank=True, max_length=64, verbose_name="digest of the material")),
                        (
                            "archive",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.document",
                                verbose_name="archive",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="given by",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.municipality",
                                verbose_name="municipality",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="followups_r_id_0ec0bc_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="RoundHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("journal_year", models.PositiveSmallIntegerField(verbose_name="journal year")),
                        ("journal_serial", models.PositiveIntegerField(verbose_name="journal serial number")),
                        ("month", municipalities.models.periods.MonthField(verbose_name="month")),
                        ("baseline_month", municipalities.models.periods.MonthField(verbose_name="baseline month")),
                        (
                            "checkpoint_month",
                            municipalities.models.periods.MonthField(
                                blank=True, null=True, verbose_name="checkpoint month"
                            ),
                        ),
                        ("encloses_statement", models.BooleanField(default=True, verbose_name="enclose the statement")),
                        (
                            "made_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="made"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.scheme",
                                verbose_name="scheme",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.document",
                                verbose_name="statement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="followups_r_id_aa1625_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="RoundRecipientHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("is_included", models.BooleanField(default=True, verbose_name="included")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                        ("changed_at", models.DateTimeField(null=True, verbose_name="changed")),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="changed by",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.municipality",
                                verbose_name="municipality",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.round",
                            ),
                        ),
                        (
                            "variant",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.roundvariant",
                                verbose_name="letter",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_r_id_14c975_idx"),
                            models.Index(fields=["round"], name="followups_r_round_i_366b1d_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundVariantHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "levels",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("compliant", "Compliant"),
                                        ("below", "Below the requirement"),
                                        ("markedly_below", "Markedly below"),
                                        ("exempt", "Exempt"),
                                        ("too_few", "Too few persons"),
                                        ("no_data", "No data"),
                                    ],
                                    max_length=20,
                                ),
                                verbose_name="levels",
                            ),
                        ),
                        ("takes_step", models.BooleanField(default=False, verbose_name="take the step")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="deadline")),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.round",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.lettertemplate",
                                verbose_name="letter template",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_r_id_708fde_idx"),
                            models.Index(fields=["round"], name="followups_r_round_i_eda2f2_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RuleHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                        ("slug", models.SlugField(db_index=False, max_length=60, verbose_name="slug")),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("warn", "Warning"),
                                    ("offer_support", "Offer of support"),
                                    ("request_account", "Request for a written account"),
                                    ("summon", "Summons to a meeting"),
                                    ("enquire", "Enquiry about intensity"),
                                    ("close", "Closing"),
                                ],
                                max_length=20,
                                verbose_name="step",
                            ),
                        ),
                        (
                            "label_da",
                            models.CharField(
                                blank=True,
                                help_text="What the scheme calls the step. Empty: its usual name.",
                                max_length=80,
                                verbose_name="name in Danish",
                            ),
                        ),
                        ("label_en", models.CharField(blank=True, max_length=80, verbose_name="name in English")),
                        (
                            "conditions",
                            models.TextField(
                                help_text="One alternative a line; within a line all must hold, joined by “and”.",
                                verbose_name="conditions",
                            ),
                        ),
                        (
                            "sentence_da",
                            models.TextField(
                                help_text="One sentence, with figures in braces: {share}, {month}.",
                                verbose_name="why, in Danish",
                            ),
                        ),
                        ("sentence_en", models.TextField(verbose_name="why, in English")),
                        (
                            "deadline_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="What the municipality gets to answer in.",
                                null=True,
                                verbose_name="deadline (working days)",
                            ),
                        ),
                        (
                            "most_a_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="at most so many times a year",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="active")),
                        (
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.scheme",
                                verbose_name="scheme",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="followups_r_id_36be8f_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="SenderHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "name",
                            models.CharField(help_text="What it is chosen by.", max_length=80, verbose_name="name"),
                        ),
                        ("authority", models.CharField(max_length=120, verbose_name="authority")),
                        (
                            "address",
                            models.TextField(
                                blank=True, help_text="One line a line, as in the letterhead.", verbose_name="address"
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                        (
                            "email",
                            models.EmailField(
                                blank=True, help_text="Replies come here.", max_length=254, verbose_name="e-mail"
                            ),
                        ),
                        ("signer_name", models.CharField(blank=True, max_length=120, verbose_name="signed by")),
                        ("signer_title", models.CharField(blank=True, max_length=120, verbose_name="title")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="followups_s_id_7b16a8_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="SupportRequestHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "asked_by",
                            models.CharField(
                                choices=[
                                    ("ministry", "Offered by the ministry"),
                                    ("municipality", "The municipality asks"),
                                ],
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
                        (
                            "answered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="answered by",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.course",
                                verbose_name="course of assistance",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.municipality",
                                verbose_name="municipality",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.regionaloffice",
                                verbose_name="regional office",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="registered by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_s_id_7ba803_idx"),
                            models.Index(fields=["case"], name="followups_s_case_id_9b79dd_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WithholdingHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("entry", "Log entry"),
                                    ("letter", "Letter"),
                                    ("draft", "Draft letter"),
                                    ("journalled", "Journal entry"),
                                    ("step", "Step"),
                                    ("proposal", "Proposal"),
                                    ("deadline", "Deadline"),
                                    ("meeting", "Meeting"),
                                    ("lost_ground", "Lost ground"),
                                    ("flag", "Flag"),
                                    ("level", "Level change"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("record", models.PositiveBigIntegerField()),
                        (
                            "extent",
                            models.CharField(
                                choices=[("whole", "All of it"), ("file", "A file"), ("passage", "A passage")],
                                max_length=20,
                                verbose_name="what is withheld",
                            ),
                        ),
                        ("words", models.TextField(blank=True, verbose_name="passage")),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("offl_23", "offentlighedsloven § 23"),
                                    ("offl_24", "offentlighedsloven § 24"),
                                    ("offl_30_1", "offentlighedsloven § 30, no. 1"),
                                    ("offl_30_2", "offentlighedsloven § 30, no. 2"),
                                    ("offl_33_2", "offentlighedsloven § 33, no. 2"),
                                    ("offl_33_3", "offentlighedsloven § 33, no. 3"),
                                    ("offl_33_5", "offentlighedsloven § 33, no. 5"),
                                    ("offl_35", "offentlighedsloven § 35"),
                                    ("fvl_12", "forvaltningsloven § 12"),
                                    ("fvl_15", "forvaltningsloven § 15"),
                                    ("fvl_15b_5", "forvaltningsloven § 15 b, no. 5"),
                                    ("other", "another provision"),
                                ],
                                max_length=20,
                                verbose_name="legal ground",
                            ),
                        ),
                        ("ground_text", models.CharField(blank=True, max_length=120, verbose_name="which provision")),
                        ("extract", models.TextField(blank=True, verbose_name="facts that are given all the same")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "hides_line",
                            models.BooleanField(default=False, verbose_name="leave out its theme and correspondent"),
                        ),
                        (
                            "at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="withheld"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withheld by",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.document",
                            ),
                        ),
                        (
                            "log_file",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.logfile",
                            ),
                        ),
                        (
                            "replacement",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.document",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.recordsrequest",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_w_id_72c4f3_idx"),
                            models.Index(fields=["request"], name="followups_w_request_26092e_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WrittenAccountHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("received_on", models.DateField(verbose_name="received")),
                        ("summary", models.TextField(blank=True, verbose_name="summary")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="recorded"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.writtenaccount",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "log_entry",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.logentry",
                                verbose_name="log entry",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="registered by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="followups_w_id_754694_idx"),
                            models.Index(fields=["case"], name="followups_w_case_id_17105b_idx"),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_activityhistory" ("cancelled_reason", "course_id", "ended_at", "ended_by_id", "held_on", "hours", "id", "kind", "notes", "participants", "pgh_context", "pgh_created_at", "pgh_label", "planned_by_id", "recorded_at", "status", "theme") VALUES (NEW."cancelled_reason", NEW."course_id", NEW."ended_at", NEW."ended_by_id", NEW."held_on", NEW."hours", NEW."id", NEW."kind", NEW."notes", NEW."participants", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."planned_by_id", NEW."recorded_at", NEW."status", NEW."theme"); RETURN NULL;',
                            hash="753f9b40fe6b7745d2d31e64693bb919cdb93ae3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_728c1",
                            table="followups_activity",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."cancelled_reason" IS DISTINCT FROM (NEW."cancelled_reason") OR OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."participants" IS DISTINCT FROM (NEW."participants") OR OLD."planned_by_id" IS DISTINCT FROM (NEW."planned_by_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."theme" IS DISTINCT FROM (NEW."theme"))',
                            func='INSERT INTO "followups_activityhistory" ("cancelled_reason", "course_id", "ended_at", "ended_by_id", "held_on", "hours", "id", "kind", "notes", "participants", "pgh_context", "pgh_created_at", "pgh_label", "planned_by_id", "recorded_at", "status", "theme") VALUES (NEW."cancelled_reason", NEW."course_id", NEW."ended_at", NEW."ended_by_id", NEW."held_on", NEW."hours", NEW."id", NEW."kind", NEW."notes", NEW."participants", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."planned_by_id", NEW."recorded_at", NEW."status", NEW."theme"); RETURN NULL;',
                            hash="bfefc12cac4c6252538b75c8553da63d39a61c1a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_177d7",
                            table="followups_activity",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activity",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_activityhistory" ("cancelled_reason", "course_id", "ended_at", "ended_by_id", "held_on", "hours", "id", "kind", "notes", "participants", "pgh_context", "pgh_created_at", "pgh_label", "planned_by_id", "recorded_at", "status", "theme") VALUES (OLD."cancelled_reason", OLD."course_id", OLD."ended_at", OLD."ended_by_id", OLD."held_on", OLD."hours", OLD."id", OLD."kind", OLD."notes", OLD."participants", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."planned_by_id", OLD."recorded_at", OLD."status", OLD."theme"); RETURN NULL;',
                            hash="a5bcc202f09ad3a0c7428abf39d460162bf2e6fa",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_28a40",
                            table="followups_activity",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activityfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_activityfilehistory" ("activity_id", "content_type", "file", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "sha256", "size") VALUES (NEW."activity_id", NEW."content_type", NEW."file", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."sha256", NEW."size"); RETURN NULL;',
                            hash="b9d61caebca3758916909a3e34bc41893d9c0d73",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1d8d9",
                            table="followups_activityfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activityfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_activityfilehistory" ("activity_id", "content_type", "file", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "sha256", "size") VALUES (NEW."activity_id", NEW."content_type", NEW."file", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."sha256", NEW."size"); RETURN NULL;',
                            hash="580980af639266da099fddad34137cfcfce17ba8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ee598",
                            table="followups_activityfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activityfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_activityfilehistory" ("activity_id", "content_type", "file", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "sha256", "size") VALUES (OLD."activity_id", OLD."content_type", OLD."file", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."sha256", OLD."size"); RETURN NULL;',
                            hash="6b108991b7170a0b2b8a3fa67d0e5b187c0b5cd7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_24596",
                            table="followups_activityfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="addressee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_addresseehistory" ("contact_id", "email", "id", "letter_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "position", "role") VALUES (NEW."contact_id", NEW."email", NEW."id", NEW."letter_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."position", NEW."role"); RETURN NULL;',
                            hash="b9ce44ecb87e3ad2f799eabd807e2be56b76a934",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_49e12",
                            table="followups_addressee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="addressee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_addresseehistory" ("contact_id", "email", "id", "letter_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "position", "role") VALUES (NEW."contact_id", NEW."email", NEW."id", NEW."letter_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."position", NEW."role"); RETURN NULL;',
                            hash="8559686f653f31b30a390ab1b2bebe0a2a93360c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e703a",
                            table="followups_addressee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="addressee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_addresseehistory" ("contact_id", "email", "id", "letter_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "position", "role") VALUES (OLD."contact_id", OLD."email", OLD."id", OLD."letter_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."position", OLD."role"); RETURN NULL;',
                            hash="ab6d1ef6dc25556298eca9d9e77c3f43a881089d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a2783",
                            table="followups_addressee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreedaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_agreedactionhistory" ("deadline_id", "due_on", "id", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "responsible", "text") VALUES (NEW."deadline_id", NEW."due_on", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."responsible", NEW."text"); RETURN NULL;',
                            hash="08f47bf041f1b2e30e2b5cf8b7f0705a4e652927",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_87777",
                            table="followups_agreedaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreedaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_agreedactionhistory" ("deadline_id", "due_on", "id", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "responsible", "text") VALUES (NEW."deadline_id", NEW."due_on", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."responsible", NEW."text"); RETURN NULL;',
                            hash="f7b26ee1774ac5129f6080640851a25414ebc20b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_68a35",
                            table="followups_agreedaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreedaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_agreedactionhistory" ("deadline_id", "due_on", "id", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "responsible", "text") VALUES (OLD."deadline_id", OLD."due_on", OLD."id", OLD."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."responsible", OLD."text"); RETURN NULL;',
                            hash="78e81902d44aa0a8ddc9a57027090299e7681841",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e6dd0",
                            table="followups_agreedaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_casehistory" ("baseline_month", "checkpoint_month", "closed_at", "id", "journal_serial", "journal_year", "lessons", "municipality_id", "opened_at", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "priority", "responsible_id", "scheme_id", "stage", "support") VALUES (NEW."baseline_month", NEW."checkpoint_month", NEW."closed_at", NEW."id", NEW."journal_serial", NEW."journal_year", NEW."lessons", NEW."municipality_id", NEW."opened_at", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."priority", NEW."responsible_id", NEW."scheme_id", NEW."stage", NEW."support"); RETURN NULL;',
                            hash="e81538963200a88319654db75ce4e8e9e9677615",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_06358",
                            table="followups_case",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."baseline_month" IS DISTINCT FROM (NEW."baseline_month") OR OLD."checkpoint_month" IS DISTINCT FROM (NEW."checkpoint_month") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."journal_serial" IS DISTINCT FROM (NEW."journal_serial") OR OLD."journal_year" IS DISTINCT FROM (NEW."journal_year") OR OLD."lessons" IS DISTINCT FROM (NEW."lessons") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."responsible_id" IS DISTINCT FROM (NEW."responsible_id") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."support" IS DISTINCT FROM (NEW."support"))',
                            func='INSERT INTO "followups_casehistory" ("baseline_month", "checkpoint_month", "closed_at", "id", "journal_serial", "journal_year", "lessons", "municipality_id", "opened_at", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "priority", "responsible_id", "scheme_id", "stage", "support") VALUES (NEW."baseline_month", NEW."checkpoint_month", NEW."closed_at", NEW."id", NEW."journal_serial", NEW."journal_year", NEW."lessons", NEW."municipality_id", NEW."opened_at", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."priority", NEW."responsible_id", NEW."scheme_id", NEW."stage", NEW."support"); RETURN NULL;',
                            hash="89786544440e81a80cdc814961a9a7d49d4c245b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_73e0a",
                            table="followups_case",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_casehistory" ("baseline_month", "checkpoint_month", "closed_at", "id", "journal_serial", "journal_year", "lessons", "municipality_id", "opened_at", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "priority", "responsible_id", "scheme_id", "stage", "support") VALUES (OLD."baseline_month", OLD."checkpoint_month", OLD."closed_at", OLD."id", OLD."journal_serial", OLD."journal_year", OLD."lessons", OLD."municipality_id", OLD."opened_at", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."priority", OLD."responsible_id", OLD."scheme_id", OLD."stage", OLD."support"); RETURN NULL;',
                            hash="d7af38d8938773d6e51b2153e4b8608926c6b2aa",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c17fb",
                            table="followups_case",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="caseflag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_caseflaghistory" ("case_id", "id", "kind", "lowered_at", "lowered_by_id", "pgh_context", "pgh_created_at", "pgh_label", "raised_at", "raised_by_id", "reason") VALUES (NEW."case_id", NEW."id", NEW."kind", NEW."lowered_at", NEW."lowered_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."raised_at", NEW."raised_by_id", NEW."reason"); RETURN NULL;',
                            hash="2024c1b1dd854484e4048f5a29f4470a9398e753",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2f019",
                            table="followups_caseflag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="caseflag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_caseflaghistory" ("case_id", "id", "kind", "lowered_at", "lowered_by_id", "pgh_context", "pgh_created_at", "pgh_label", "raised_at", "raised_by_id", "reason") VALUES (NEW."case_id", NEW."id", NEW."kind", NEW."lowered_at", NEW."lowered_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."raised_at", NEW."raised_by_id", NEW."reason"); RETURN NULL;',
                            hash="1eefbe1d36b6c03244f35facca6aac637f727154",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_53be4",
                            table="followups_caseflag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="caseflag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_caseflaghistory" ("case_id", "id", "kind", "lowered_at", "lowered_by_id", "pgh_context", "pgh_created_at", "pgh_label", "raised_at", "raised_by_id", "reason") VALUES (OLD."case_id", OLD."id", OLD."kind", OLD."lowered_at", OLD."lowered_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."raised_at", OLD."raised_by_id", OLD."reason"); RETURN NULL;',
                            hash="aac85d8e4347d5f65336aa36561d702b20c88325",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_087d0",
                            table="followups_caseflag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_casestephistory" ("by_id", "case_id", "from_stage", "from_support", "id", "lessons", "month", "not_proposed", "out_of_order", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "proposal_id", "reason", "recorded_at", "step", "taken_on", "to_stage", "to_support") VALUES (NEW."by_id", NEW."case_id", NEW."from_stage", NEW."from_support", NEW."id", NEW."lessons", NEW."month", NEW."not_proposed", NEW."out_of_order", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."proposal_id", NEW."reason", NEW."recorded_at", NEW."step", NEW."taken_on", NEW."to_stage", NEW."to_support"); RETURN NULL;',
                            hash="90d833610c2d3bc347ada4a8c506a9d67899ce0b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bb400",
                            table="followups_casestep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."from_stage" IS DISTINCT FROM (NEW."from_stage") OR OLD."from_support" IS DISTINCT FROM (NEW."from_support") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."lessons" IS DISTINCT FROM (NEW."lessons") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."not_proposed" IS DISTINCT FROM (NEW."not_proposed") OR OLD."out_of_order" IS DISTINCT FROM (NEW."out_of_order") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."proposal_id" IS DISTINCT FROM (NEW."proposal_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."step" IS DISTINCT FROM (NEW."step") OR OLD."taken_on" IS DISTINCT FROM (NEW."taken_on") OR OLD."to_stage" IS DISTINCT FROM (NEW."to_stage") OR OLD."to_support" IS DISTINCT FROM (NEW."to_support"))',
                            func='INSERT INTO "followups_casestephistory" ("by_id", "case_id", "from_stage", "from_support", "id", "lessons", "month", "not_proposed", "out_of_order", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "proposal_id", "reason", "recorded_at", "step", "taken_on", "to_stage", "to_support") VALUES (NEW."by_id", NEW."case_id", NEW."from_stage", NEW."from_support", NEW."id", NEW."lessons", NEW."month", NEW."not_proposed", NEW."out_of_order", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."proposal_id", NEW."reason", NEW."recorded_at", NEW."step", NEW."taken_on", NEW."to_stage", NEW."to_support"); RETURN NULL;',
                            hash="f5832df71a294bd0aa80911a029d3157d4ccce22",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6aa48",
                            table="followups_casestep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_casestephistory" ("by_id", "case_id", "from_stage", "from_support", "id", "lessons", "month", "not_proposed", "out_of_order", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "proposal_id", "reason", "recorded_at", "step", "taken_on", "to_stage", "to_support") VALUES (OLD."by_id", OLD."case_id", OLD."from_stage", OLD."from_support", OLD."id", OLD."lessons", OLD."month", OLD."not_proposed", OLD."out_of_order", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."proposal_id", OLD."reason", OLD."recorded_at", OLD."step", OLD."taken_on", OLD."to_stage", OLD."to_support"); RETURN NULL;',
                            hash="ebc137cc2653f4443b32fc97c66b2fee84fa6971",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_795d9",
                            table="followups_casestep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="course",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_coursehistory" ("begun_at", "begun_by_id", "case_id", "consultant_id", "ended_at", "ended_by_id", "ended_on", "goal", "id", "indicator_id", "lessons", "municipality_id", "office_id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "plan", "planned_until", "started_on", "target_by", "target_share") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."case_id", NEW."consultant_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_on", NEW."goal", NEW."id", NEW."indicator_id", NEW."lessons", NEW."municipality_id", NEW."office_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."plan", NEW."planned_until", NEW."started_on", NEW."target_by", NEW."target_share"); RETURN NULL;',
                            hash="684294f7719c904cabf3f63febf1bc23ceddd18a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_573b0",
                            table="followups_course",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="course",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."begun_by_id" IS DISTINCT FROM (NEW."begun_by_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."consultant_id" IS DISTINCT FROM (NEW."consultant_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."goal" IS DISTINCT FROM (NEW."goal") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."indicator_id" IS DISTINCT FROM (NEW."indicator_id") OR OLD."lessons" IS DISTINCT FROM (NEW."lessons") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."plan" IS DISTINCT FROM (NEW."plan") OR OLD."planned_until" IS DISTINCT FROM (NEW."planned_until") OR OLD."started_on" IS DISTINCT FROM (NEW."started_on") OR OLD."target_by" IS DISTINCT FROM (NEW."target_by") OR OLD."target_share" IS DISTINCT FROM (NEW."target_share"))',
                            func='INSERT INTO "followups_coursehistory" ("begun_at", "begun_by_id", "case_id", "consultant_id", "ended_at", "ended_by_id", "ended_on", "goal", "id", "indicator_id", "lessons", "municipality_id", "office_id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "plan", "planned_until", "started_on", "target_by", "target_share") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."case_id", NEW."consultant_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_on", NEW."goal", NEW."id", NEW."indicator_id", NEW."lessons", NEW."municipality_id", NEW."office_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."plan", NEW."planned_until", NEW."started_on", NEW."target_by", NEW."target_share"); RETURN NULL;',
                            hash="5b188514cfbedf70e59a7a91c0ca4614f0cacb0b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_978bd",
                            table="followups_course",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="course",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_coursehistory" ("begun_at", "begun_by_id", "case_id", "consultant_id", "ended_at", "ended_by_id", "ended_on", "goal", "id", "indicator_id", "lessons", "municipality_id", "office_id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "plan", "planned_until", "started_on", "target_by", "target_share") VALUES (OLD."begun_at", OLD."begun_by_id", OLD."case_id", OLD."consultant_id", OLD."ended_at", OLD."ended_by_id", OLD."ended_on", OLD."goal", OLD."id", OLD."indicator_id", OLD."lessons", OLD."municipality_id", OLD."office_id", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."plan", OLD."planned_until", OLD."started_on", OLD."target_by", OLD."target_share"); RETURN NULL;',
                            hash="f7588ed40b9d1fc7cb739822caa5f21a96d3b043",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_036f9",
                            table="followups_course",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_courseactionhistory" ("activity_id", "course_id", "due_on", "ended_by_id", "ended_on", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "responsible", "set_at", "set_by_id", "status", "text") VALUES (NEW."activity_id", NEW."course_id", NEW."due_on", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."responsible", NEW."set_at", NEW."set_by_id", NEW."status", NEW."text"); RETURN NULL;',
                            hash="1236da81312f3a38881158eab578ae57d4b46e0d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fb218",
                            table="followups_courseaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."activity_id" IS DISTINCT FROM (NEW."activity_id") OR OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."responsible" IS DISTINCT FROM (NEW."responsible") OR OLD."set_at" IS DISTINCT FROM (NEW."set_at") OR OLD."set_by_id" IS DISTINCT FROM (NEW."set_by_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                            func='INSERT INTO "followups_courseactionhistory" ("activity_id", "course_id", "due_on", "ended_by_id", "ended_on", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "responsible", "set_at", "set_by_id", "status", "text") VALUES (NEW."activity_id", NEW."course_id", NEW."due_on", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."responsible", NEW."set_at", NEW."set_by_id", NEW."status", NEW."text"); RETURN NULL;',
                            hash="0f3e36fc9274252d715addae50abaa337188fd4f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_97bdd",
                            table="followups_courseaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_courseactionhistory" ("activity_id", "course_id", "due_on", "ended_by_id", "ended_on", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "responsible", "set_at", "set_by_id", "status", "text") VALUES (OLD."activity_id", OLD."course_id", OLD."due_on", OLD."ended_by_id", OLD."ended_on", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."responsible", OLD."set_at", OLD."set_by_id", OLD."status", OLD."text"); RETURN NULL;',
                            hash="559a72c804371733492cfaf8dda69b8377aeaa2b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_33f53",
                            table="followups_courseaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deadline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_deadlinehistory" ("cancelled_at", "cancelled_by_id", "cancelled_reason", "case_id", "done_at", "done_by_id", "done_note", "due_on", "id", "kind", "log_entry_id", "pgh_context", "pgh_created_at", "pgh_label", "recorded_at", "replaces_id", "responsible_id", "set_by_id", "set_on", "step_id", "title") VALUES (NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_reason", NEW."case_id", NEW."done_at", NEW."done_by_id", NEW."done_note", NEW."due_on", NEW."id", NEW."kind", NEW."log_entry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."recorded_at", NEW."replaces_id", NEW."responsible_id", NEW."set_by_id", NEW."set_on", NEW."step_id", NEW."title"); RETURN NULL;',
                            hash="642c23651ab0ad49d1941a440b79b0d6fda82481",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c0bbb",
                            table="followups_deadline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deadline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_deadlinehistory" ("cancelled_at", "cancelled_by_id", "cancelled_reason", "case_id", "done_at", "done_by_id", "done_note", "due_on", "id", "kind", "log_entry_id", "pgh_context", "pgh_created_at", "pgh_label", "recorded_at", "replaces_id", "responsible_id", "set_by_id", "set_on", "step_id", "title") VALUES (NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_reason", NEW."case_id", NEW."done_at", NEW."done_by_id", NEW."done_note", NEW."due_on", NEW."id", NEW."kind", NEW."log_entry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."recorded_at", NEW."replaces_id", NEW."responsible_id", NEW."set_by_id", NEW."set_on", NEW."step_id", NEW."title"); RETURN NULL;',
                            hash="1368e127691eddbbd619706aa144646b35956ea1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5cd5c",
                            table="followups_deadline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deadline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_deadlinehistory" ("cancelled_at", "cancelled_by_id", "cancelled_reason", "case_id", "done_at", "done_by_id", "done_note", "due_on", "id", "kind", "log_entry_id", "pgh_context", "pgh_created_at", "pgh_label", "recorded_at", "replaces_id", "responsible_id", "set_by_id", "set_on", "step_id", "title") VALUES (OLD."cancelled_at", OLD."cancelled_by_id", OLD."cancelled_reason", OLD."case_id", OLD."done_at", OLD."done_by_id", OLD."done_note", OLD."due_on", OLD."id", OLD."kind", OLD."log_entry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."recorded_at", OLD."replaces_id", OLD."responsible_id", OLD."set_by_id", OLD."set_on", OLD."step_id", OLD."title"); RETURN NULL;',
                            hash="5e5e7d8b190ee08a7dfc3941b4300bfad8987441",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fd14b",
                            table="followups_deadline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_dispatchhistory" ("by_hand", "channel", "dated_on", "detail", "document_id", "finished_at", "id", "letter_id", "number", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "reference", "started_at") VALUES (NEW."by_hand", NEW."channel", NEW."dated_on", NEW."detail", NEW."document_id", NEW."finished_at", NEW."id", NEW."letter_id", NEW."number", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."reference", NEW."started_at"); RETURN NULL;',
                            hash="b3821f45170b72b727c850411baa478adb89366d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0316e",
                            table="followups_dispatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."by_hand" IS DISTINCT FROM (NEW."by_hand") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."dated_on" IS DISTINCT FROM (NEW."dated_on") OR OLD."detail" IS DISTINCT FROM (NEW."detail") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."finished_at" IS DISTINCT FROM (NEW."finished_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at"))',
                            func='INSERT INTO "followups_dispatchhistory" ("by_hand", "channel", "dated_on", "detail", "document_id", "finished_at", "id", "letter_id", "number", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "reference", "started_at") VALUES (NEW."by_hand", NEW."channel", NEW."dated_on", NEW."detail", NEW."document_id", NEW."finished_at", NEW."id", NEW."letter_id", NEW."number", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."reference", NEW."started_at"); RETURN NULL;',
                            hash="c04453a3e7f7d45eb1e515ace9dbb0a55c74c1b0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6205f",
                            table="followups_dispatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_dispatchhistory" ("by_hand", "channel", "dated_on", "detail", "document_id", "finished_at", "id", "letter_id", "number", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "reference", "started_at") VALUES (OLD."by_hand", OLD."channel", OLD."dated_on", OLD."detail", OLD."document_id", OLD."finished_at", OLD."id", OLD."letter_id", OLD."number", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."reference", OLD."started_at"); RETURN NULL;',
                            hash="653738a6b2a8b0c5b763296bcee717335904c190",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ed9cc",
                            table="followups_dispatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="enclosure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_enclosurehistory" ("document_id", "id", "letter_id", "pgh_context", "pgh_created_at", "pgh_label", "position", "title") VALUES (NEW."document_id", NEW."id", NEW."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."position", NEW."title"); RETURN NULL;',
                            hash="9d3b3689071d9ad9eea5679ea18b48cdd54134e0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5ba6c",
                            table="followups_enclosure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="enclosure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_enclosurehistory" ("document_id", "id", "letter_id", "pgh_context", "pgh_created_at", "pgh_label", "position", "title") VALUES (NEW."document_id", NEW."id", NEW."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."position", NEW."title"); RETURN NULL;',
                            hash="3b2812202998b815ebed06eef7f77a5e799c1924",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a9460",
                            table="followups_enclosure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="enclosure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_enclosurehistory" ("document_id", "id", "letter_id", "pgh_context", "pgh_created_at", "pgh_label", "position", "title") VALUES (OLD."document_id", OLD."id", OLD."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."position", OLD."title"); RETURN NULL;',
                            hash="1c80460039fd081247d53b0f767fc3aa0da77a76",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_18b54",
                            table="followups_enclosure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_letterhistory" ("approved_at", "approved_by_id", "baseline_month", "body", "by_hand", "case_id", "changed_at", "checkpoint_month", "dated_on", "document_id", "drafted_at", "drafted_by_id", "due_on", "id", "kind", "known_at", "month", "municipality_id", "next_try_at", "ordered_at", "ordered_by_id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "proposal_id", "reason", "round_id", "scheme_id", "sender", "sent_at", "status", "step", "step_refused", "step_taken_id", "subject", "template_text_id", "writers") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."baseline_month", NEW."body", NEW."by_hand", NEW."case_id", NEW."changed_at", NEW."checkpoint_month", NEW."dated_on", NEW."document_id", NEW."drafted_at", NEW."drafted_by_id", NEW."due_on", NEW."id", NEW."kind", NEW."known_at", NEW."month", NEW."municipality_id", NEW."next_try_at", NEW."ordered_at", NEW."ordered_by_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."proposal_id", NEW."reason", NEW."round_id", NEW."scheme_id", NEW."sender", NEW."sent_at", NEW."status", NEW."step", NEW."step_refused", NEW."step_taken_id", NEW."subject", NEW."template_text_id", NEW."writers"); RETURN NULL;',
                            hash="a210f18bc1bfd8778e0c7d19e18baaf4be776968",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fff35",
                            table="followups_letter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."baseline_month" IS DISTINCT FROM (NEW."baseline_month") OR OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."by_hand" IS DISTINCT FROM (NEW."by_hand") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."checkpoint_month" IS DISTINCT FROM (NEW."checkpoint_month") OR OLD."dated_on" IS DISTINCT FROM (NEW."dated_on") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."drafted_at" IS DISTINCT FROM (NEW."drafted_at") OR OLD."drafted_by_id" IS DISTINCT FROM (NEW."drafted_by_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."known_at" IS DISTINCT FROM (NEW."known_at") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."next_try_at" IS DISTINCT FROM (NEW."next_try_at") OR OLD."ordered_at" IS DISTINCT FROM (NEW."ordered_at") OR OLD."ordered_by_id" IS DISTINCT FROM (NEW."ordered_by_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."proposal_id" IS DISTINCT FROM (NEW."proposal_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."sender" IS DISTINCT FROM (NEW."sender") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."step" IS DISTINCT FROM (NEW."step") OR OLD."step_refused" IS DISTINCT FROM (NEW."step_refused") OR OLD."step_taken_id" IS DISTINCT FROM (NEW."step_taken_id") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."template_text_id" IS DISTINCT FROM (NEW."template_text_id") OR OLD."writers" IS DISTINCT FROM (NEW."writers"))',
                            func='INSERT INTO "followups_letterhistory" ("approved_at", "approved_by_id", "baseline_month", "body", "by_hand", "case_id", "changed_at", "checkpoint_month", "dated_on", "document_id", "drafted_at", "drafted_by_id", "due_on", "id", "kind", "known_at", "month", "municipality_id", "next_try_at", "ordered_at", "ordered_by_id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "proposal_id", "reason", "round_id", "scheme_id", "sender", "sent_at", "status", "step", "step_refused", "step_taken_id", "subject", "template_text_id", "writers") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."baseline_month", NEW."body", NEW."by_hand", NEW."case_id", NEW."changed_at", NEW."checkpoint_month", NEW."dated_on", NEW."document_id", NEW."drafted_at", NEW."drafted_by_id", NEW."due_on", NEW."id", NEW."kind", NEW."known_at", NEW."month", NEW."municipality_id", NEW."next_try_at", NEW."ordered_at", NEW."ordered_by_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."proposal_id", NEW."reason", NEW."round_id", NEW."scheme_id", NEW."sender", NEW."sent_at", NEW."status", NEW."step", NEW."step_refused", NEW."step_taken_id", NEW."subject", NEW."template_text_id", NEW."writers"); RETURN NULL;',
                            hash="0826911eb63ab0695d8eb087d126463ac6ac0860",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3b852",
                            table="followups_letter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_letterhistory" ("approved_at", "approved_by_id", "baseline_month", "body", "by_hand", "case_id", "changed_at", "checkpoint_month", "dated_on", "document_id", "drafted_at", "drafted_by_id", "due_on", "id", "kind", "known_at", "month", "municipality_id", "next_try_at", "ordered_at", "ordered_by_id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "proposal_id", "reason", "round_id", "scheme_id", "sender", "sent_at", "status", "step", "step_refused", "step_taken_id", "subject", "template_text_id", "writers") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."baseline_month", OLD."body", OLD."by_hand", OLD."case_id", OLD."changed_at", OLD."checkpoint_month", OLD."dated_on", OLD."document_id", OLD."drafted_at", OLD."drafted_by_id", OLD."due_on", OLD."id", OLD."kind", OLD."known_at", OLD."month", OLD."municipality_id", OLD."next_try_at", OLD."ordered_at", OLD."ordered_by_id", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."proposal_id", OLD."reason", OLD."round_id", OLD."scheme_id", OLD."sender", OLD."sent_at", OLD."status", OLD."step", OLD."step_refused", OLD."step_taken_id", OLD."subject", OLD."template_text_id", OLD."writers"); RETURN NULL;',
                            hash="8779f52527eaa1d0a68d70f1a01c3ecd41c6f3b3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_26789",
                            table="followups_letter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lettertemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_lettertemplatehistory" ("deadline_days", "id", "is_active", "kind", "name", "pgh_context", "pgh_created_at", "pgh_label", "sender_id") VALUES (NEW."deadline_days", NEW."id", NEW."is_active", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."sender_id"); RETURN NULL;',
                            hash="84f9f1830b9264e93d3c9bd5c67b0c85798f883f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_aac23",
                            table="followups_lettertemplate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lettertemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_lettertemplatehistory" ("deadline_days", "id", "is_active", "kind", "name", "pgh_context", "pgh_created_at", "pgh_label", "sender_id") VALUES (NEW."deadline_days", NEW."id", NEW."is_active", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."sender_id"); RETURN NULL;',
                            hash="403a02a79c6ccda0f95bdce05ff6795163a388d5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b1146",
                            table="followups_lettertemplate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lettertemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_lettertemplatehistory" ("deadline_days", "id", "is_active", "kind", "name", "pgh_context", "pgh_created_at", "pgh_label", "sender_id") VALUES (OLD."deadline_days", OLD."id", OLD."is_active", OLD."kind", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."sender_id"); RETURN NULL;',
                            hash="077c87b040b46bdbddb1aa52b82d067422e8d94b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_102dc",
                            table="followups_lettertemplate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lettertext",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_lettertexthistory" ("body", "id", "made_at", "made_by_id", "pgh_context", "pgh_created_at", "pgh_label", "subject", "template_id", "version") VALUES (NEW."body", NEW."id", NEW."made_at", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."subject", NEW."template_id", NEW."version"); RETURN NULL;',
                            hash="26e14b938f6622c7277a526532e6b6f3ccf5ffdf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c7a55",
                            table="followups_lettertext",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lettertext",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_lettertexthistory" ("body", "id", "made_at", "made_by_id", "pgh_context", "pgh_created_at", "pgh_label", "subject", "template_id", "version") VALUES (NEW."body", NEW."id", NEW."made_at", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."subject", NEW."template_id", NEW."version"); RETURN NULL;',
                            hash="9722b0777bfd9bc62179e77cd3930907d2183084",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eaf65",
                            table="followups_lettertext",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lettertext",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_lettertexthistory" ("body", "id", "made_at", "made_by_id", "pgh_context", "pgh_created_at", "pgh_label", "subject", "template_id", "version") VALUES (OLD."body", OLD."id", OLD."made_at", OLD."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."subject", OLD."template_id", OLD."version"); RETURN NULL;',
                            hash="0ac771b121ef32d5dac5257f3402ec075545b496",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d172b",
                            table="followups_lettertext",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_logentryhistory" ("by_id", "case_id", "contact_id", "contact_name", "corrects_id", "happened_on", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "recorded_at", "text", "theme") VALUES (NEW."by_id", NEW."case_id", NEW."contact_id", NEW."contact_name", NEW."corrects_id", NEW."happened_on", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."recorded_at", NEW."text", NEW."theme"); RETURN NULL;',
                            hash="bdd7b03adf486e5bc4a9f79e88dbe249c37ccf3e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3015c",
                            table="followups_logentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."contact_id" IS DISTINCT FROM (NEW."contact_id") OR OLD."contact_name" IS DISTINCT FROM (NEW."contact_name") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."theme" IS DISTINCT FROM (NEW."theme"))',
                            func='INSERT INTO "followups_logentryhistory" ("by_id", "case_id", "contact_id", "contact_name", "corrects_id", "happened_on", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "recorded_at", "text", "theme") VALUES (NEW."by_id", NEW."case_id", NEW."contact_id", NEW."contact_name", NEW."corrects_id", NEW."happened_on", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."recorded_at", NEW."text", NEW."theme"); RETURN NULL;',
                            hash="727d9e053616936ab434a37f19da7cba6804b7ff",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a2c0d",
                            table="followups_logentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_logentryhistory" ("by_id", "case_id", "contact_id", "contact_name", "corrects_id", "happened_on", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "recorded_at", "text", "theme") VALUES (OLD."by_id", OLD."case_id", OLD."contact_id", OLD."contact_name", OLD."corrects_id", OLD."happened_on", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."recorded_at", OLD."text", OLD."theme"); RETURN NULL;',
                            hash="d408b95da60692a72eff2ca84503ce82447a178d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ec655",
                            table="followups_logentry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_logfilehistory" ("content_type", "entry_id", "file", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "sha256", "size") VALUES (NEW."content_type", NEW."entry_id", NEW."file", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."sha256", NEW."size"); RETURN NULL;',
                            hash="784c9f09bbd2ba61c82c6df6eb7efaba0e53b0c3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a06fa",
                            table="followups_logfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_logfilehistory" ("content_type", "entry_id", "file", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "sha256", "size") VALUES (NEW."content_type", NEW."entry_id", NEW."file", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."sha256", NEW."size"); RETURN NULL;',
                            hash="a9c1a4aab3c95f7a5dc895b46cdb99ba1ff09b81",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e2a96",
                            table="followups_logfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_logfilehistory" ("content_type", "entry_id", "file", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "sha256", "size") VALUES (OLD."content_type", OLD."entry_id", OLD."file", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."sha256", OLD."size"); RETURN NULL;',
                            hash="519cbe68bc9bff9abe11613578791efb14569977",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2d934",
                            table="followups_logfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lostground",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_lostgroundhistory" ("id", "note", "noticed_at", "pgh_context", "pgh_created_at", "pgh_label", "regained_at", "seen_at", "seen_by_id", "step_id") VALUES (NEW."id", NEW."note", NEW."noticed_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."regained_at", NEW."seen_at", NEW."seen_by_id", NEW."step_id"); RETURN NULL;',
                            hash="67b5f43cc358d98412f05920e343985326f1467a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a51f3",
                            table="followups_lostground",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lostground",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."noticed_at" IS DISTINCT FROM (NEW."noticed_at") OR OLD."regained_at" IS DISTINCT FROM (NEW."regained_at") OR OLD."seen_at" IS DISTINCT FROM (NEW."seen_at") OR OLD."seen_by_id" IS DISTINCT FROM (NEW."seen_by_id") OR OLD."step_id" IS DISTINCT FROM (NEW."step_id"))',
                            func='INSERT INTO "followups_lostgroundhistory" ("id", "note", "noticed_at", "pgh_context", "pgh_created_at", "pgh_label", "regained_at", "seen_at", "seen_by_id", "step_id") VALUES (NEW."id", NEW."note", NEW."noticed_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."regained_at", NEW."seen_at", NEW."seen_by_id", NEW."step_id"); RETURN NULL;',
                            hash="e7df9bef2bd283942f90d29df78a5a41ad8c7b10",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a1851",
                            table="followups_lostground",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lostground",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_lostgroundhistory" ("id", "note", "noticed_at", "pgh_context", "pgh_created_at", "pgh_label", "regained_at", "seen_at", "seen_by_id", "step_id") VALUES (OLD."id", OLD."note", OLD."noticed_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."regained_at", OLD."seen_at", OLD."seen_by_id", OLD."step_id"); RETURN NULL;',
                            hash="12c2859fc0776a7ba5b1bfcaf718de8be6794347",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a0d1d",
                            table="followups_lostground",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_meetinghistory" ("agenda", "begins_at", "cancelled_reason", "case_id", "changed_at", "ended_at", "ended_by_id", "ends_at", "held_on", "id", "log_entry_id", "minutes", "pgh_context", "pgh_created_at", "pgh_label", "place", "planned_by_id", "recorded_at", "status", "step_id") VALUES (NEW."agenda", NEW."begins_at", NEW."cancelled_reason", NEW."case_id", NEW."changed_at", NEW."ended_at", NEW."ended_by_id", NEW."ends_at", NEW."held_on", NEW."id", NEW."log_entry_id", NEW."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."place", NEW."planned_by_id", NEW."recorded_at", NEW."status", NEW."step_id"); RETURN NULL;',
                            hash="c3fd1e00d1e7087a39186595916910ceac96cbf9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0cfd8",
                            table="followups_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."agenda" IS DISTINCT FROM (NEW."agenda") OR OLD."begins_at" IS DISTINCT FROM (NEW."begins_at") OR OLD."cancelled_reason" IS DISTINCT FROM (NEW."cancelled_reason") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."log_entry_id" IS DISTINCT FROM (NEW."log_entry_id") OR OLD."minutes" IS DISTINCT FROM (NEW."minutes") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."planned_by_id" IS DISTINCT FROM (NEW."planned_by_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."step_id" IS DISTINCT FROM (NEW."step_id"))',
                            func='INSERT INTO "followups_meetinghistory" ("agenda", "begins_at", "cancelled_reason", "case_id", "changed_at", "ended_at", "ended_by_id", "ends_at", "held_on", "id", "log_entry_id", "minutes", "pgh_context", "pgh_created_at", "pgh_label", "place", "planned_by_id", "recorded_at", "status", "step_id") VALUES (NEW."agenda", NEW."begins_at", NEW."cancelled_reason", NEW."case_id", NEW."changed_at", NEW."ended_at", NEW."ended_by_id", NEW."ends_at", NEW."held_on", NEW."id", NEW."log_entry_id", NEW."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."place", NEW."planned_by_id", NEW."recorded_at", NEW."status", NEW."step_id"); RETURN NULL;',
                            hash="3a66d688a113eb3fc9125297e079bc8d78863b36",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ebc66",
                            table="followups_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_meetinghistory" ("agenda", "begins_at", "cancelled_reason", "case_id", "changed_at", "ended_at", "ended_by_id", "ends_at", "held_on", "id", "log_entry_id", "minutes", "pgh_context", "pgh_created_at", "pgh_label", "place", "planned_by_id", "recorded_at", "status", "step_id") VALUES (OLD."agenda", OLD."begins_at", OLD."cancelled_reason", OLD."case_id", OLD."changed_at", OLD."ended_at", OLD."ended_by_id", OLD."ends_at", OLD."held_on", OLD."id", OLD."log_entry_id", OLD."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."place", OLD."planned_by_id", OLD."recorded_at", OLD."status", OLD."step_id"); RETURN NULL;',
                            hash="95cc83181630990ccf84204dbc17f06dd17b75ab",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_17321",
                            table="followups_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_participanthistory" ("id", "meeting_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "side", "title") VALUES (NEW."id", NEW."meeting_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."side", NEW."title"); RETURN NULL;',
                            hash="2d7376efb9f24f525c53ac652719ec9793aedc36",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e3285",
                            table="followups_participant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_participanthistory" ("id", "meeting_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "side", "title") VALUES (NEW."id", NEW."meeting_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."side", NEW."title"); RETURN NULL;',
                            hash="3801fae8a4600c1c386350503548fa2957c780c1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_72bad",
                            table="followups_participant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_participanthistory" ("id", "meeting_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "side", "title") VALUES (OLD."id", OLD."meeting_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."side", OLD."title"); RETURN NULL;',
                            hash="3c2fc117bcc32765e2cffc9e0d1a060c6a0542df",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5621b",
                            table="followups_participant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_promisehistory" ("account_id", "deadline_id", "due_on", "id", "indicator_id", "measure", "pgh_context", "pgh_created_at", "pgh_label", "responsible", "target_share") VALUES (NEW."account_id", NEW."deadline_id", NEW."due_on", NEW."id", NEW."indicator_id", NEW."measure", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."responsible", NEW."target_share"); RETURN NULL;',
                            hash="02bd9fc29d6f70a0a338c86aeabca3b6ae76f772",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_72c5a",
                            table="followups_promise",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."account_id" IS DISTINCT FROM (NEW."account_id") OR OLD."deadline_id" IS DISTINCT FROM (NEW."deadline_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."indicator_id" IS DISTINCT FROM (NEW."indicator_id") OR OLD."measure" IS DISTINCT FROM (NEW."measure") OR OLD."responsible" IS DISTINCT FROM (NEW."responsible") OR OLD."target_share" IS DISTINCT FROM (NEW."target_share"))',
                            func='INSERT INTO "followups_promisehistory" ("account_id", "deadline_id", "due_on", "id", "indicator_id", "measure", "pgh_context", "pgh_created_at", "pgh_label", "responsible", "target_share") VALUES (NEW."account_id", NEW."deadline_id", NEW."due_on", NEW."id", NEW."indicator_id", NEW."measure", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."responsible", NEW."target_share"); RETURN NULL;',
                            hash="553923b81c44d27c6ef7ddd9e19c9b16f2481bb6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0132f",
                            table="followups_promise",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_promisehistory" ("account_id", "deadline_id", "due_on", "id", "indicator_id", "measure", "pgh_context", "pgh_created_at", "pgh_label", "responsible", "target_share") VALUES (OLD."account_id", OLD."deadline_id", OLD."due_on", OLD."id", OLD."indicator_id", OLD."measure", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."responsible", OLD."target_share"); RETURN NULL;',
                            hash="8d1b506050479cf84f2dd480093525cc18f82fdc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_44079",
                            table="followups_promise",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="proposal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_proposalhistory" ("case_id", "decided_at", "decided_by_id", "ended_at", "ground", "id", "made_at", "month", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "postponed_until", "reason", "rule_id", "status") VALUES (NEW."case_id", NEW."decided_at", NEW."decided_by_id", NEW."ended_at", NEW."ground", NEW."id", NEW."made_at", NEW."month", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."postponed_until", NEW."reason", NEW."rule_id", NEW."status"); RETURN NULL;',
                            hash="8c946b45c859e6253bcb19980cb90f09554187fe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4f09f",
                            table="followups_proposal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="proposal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."postponed_until" IS DISTINCT FROM (NEW."postponed_until") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."rule_id" IS DISTINCT FROM (NEW."rule_id") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "followups_proposalhistory" ("case_id", "decided_at", "decided_by_id", "ended_at", "ground", "id", "made_at", "month", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "postponed_until", "reason", "rule_id", "status") VALUES (NEW."case_id", NEW."decided_at", NEW."decided_by_id", NEW."ended_at", NEW."ground", NEW."id", NEW."made_at", NEW."month", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."postponed_until", NEW."reason", NEW."rule_id", NEW."status"); RETURN NULL;',
                            hash="790208767e2bbcd6a1a1ed3fed671c8ecdda0247",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_36514",
                            table="followups_proposal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="proposal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_proposalhistory" ("case_id", "decided_at", "decided_by_id", "ended_at", "ground", "id", "made_at", "month", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "postponed_until", "reason", "rule_id", "status") VALUES (OLD."case_id", OLD."decided_at", OLD."decided_by_id", OLD."ended_at", OLD."ground", OLD."id", OLD."made_at", OLD."month", OLD."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."postponed_until", OLD."reason", OLD."rule_id", OLD."status"); RETURN NULL;',
                            hash="a36ef6236527ba0baef40c7b52c29c466b5239fc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7f741",
                            table="followups_proposal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordsrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_recordsrequesthistory" ("archive_id", "case_id", "digest", "first_day", "given_at", "given_by_id", "id", "last_day", "made_at", "made_by_id", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "requested_on", "requester", "status") VALUES (NEW."archive_id", NEW."case_id", NEW."digest", NEW."first_day", NEW."given_at", NEW."given_by_id", NEW."id", NEW."last_day", NEW."made_at", NEW."made_by_id", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."requested_on", NEW."requester", NEW."status"); RETURN NULL;',
                            hash="5a79f98aeaf8d0a357f0edd2285a2abb113869e5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_37349",
                            table="followups_recordsrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordsrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."archive_id" IS DISTINCT FROM (NEW."archive_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."first_day" IS DISTINCT FROM (NEW."first_day") OR OLD."given_at" IS DISTINCT FROM (NEW."given_at") OR OLD."given_by_id" IS DISTINCT FROM (NEW."given_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."last_day" IS DISTINCT FROM (NEW."last_day") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."requested_on" IS DISTINCT FROM (NEW."requested_on") OR OLD."requester" IS DISTINCT FROM (NEW."requester") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "followups_recordsrequesthistory" ("archive_id", "case_id", "digest", "first_day", "given_at", "given_by_id", "id", "last_day", "made_at", "made_by_id", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "requested_on", "requester", "status") VALUES (NEW."archive_id", NEW."case_id", NEW."digest", NEW."first_day", NEW."given_at", NEW."given_by_id", NEW."id", NEW."last_day", NEW."made_at", NEW."made_by_id", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."requested_on", NEW."requester", NEW."status"); RETURN NULL;',
                            hash="d300c2ff5c1abc276e73be737d78236f823ce3ad",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_66259",
                            table="followups_recordsrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordsrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_recordsrequesthistory" ("archive_id", "case_id", "digest", "first_day", "given_at", "given_by_id", "id", "last_day", "made_at", "made_by_id", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "requested_on", "requester", "status") VALUES (OLD."archive_id", OLD."case_id", OLD."digest", OLD."first_day", OLD."given_at", OLD."given_by_id", OLD."id", OLD."last_day", OLD."made_at", OLD."made_by_id", OLD."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."requested_on", OLD."requester", OLD."status"); RETURN NULL;',
                            hash="c2d9563e621bdc1a366047a77aa9ef30cefad9d7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cf73b",
                            table="followups_recordsrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="round",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_roundhistory" ("baseline_month", "checkpoint_month", "encloses_statement", "id", "journal_serial", "journal_year", "made_at", "made_by_id", "month", "name", "pgh_context", "pgh_created_at", "pgh_label", "scheme_id", "statement_id") VALUES (NEW."baseline_month", NEW."checkpoint_month", NEW."encloses_statement", NEW."id", NEW."journal_serial", NEW."journal_year", NEW."made_at", NEW."made_by_id", NEW."month", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."scheme_id", NEW."statement_id"); RETURN NULL;',
                            hash="24f6b4f8dbee2a15f3936fea8a810ef7c003b289",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_41a5a",
                            table="followups_round",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="round",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."baseline_month" IS DISTINCT FROM (NEW."baseline_month") OR OLD."checkpoint_month" IS DISTINCT FROM (NEW."checkpoint_month") OR OLD."encloses_statement" IS DISTINCT FROM (NEW."encloses_statement") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."journal_serial" IS DISTINCT FROM (NEW."journal_serial") OR OLD."journal_year" IS DISTINCT FROM (NEW."journal_year") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."statement_id" IS DISTINCT FROM (NEW."statement_id"))',
                            func='INSERT INTO "followups_roundhistory" ("baseline_month", "checkpoint_month", "encloses_statement", "id", "journal_serial", "journal_year", "made_at", "made_by_id", "month", "name", "pgh_context", "pgh_created_at", "pgh_label", "scheme_id", "statement_id") VALUES (NEW."baseline_month", NEW."checkpoint_month", NEW."encloses_statement", NEW."id", NEW."journal_serial", NEW."journal_year", NEW."made_at", NEW."made_by_id", NEW."month", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."scheme_id", NEW."statement_id"); RETURN NULL;',
                            hash="13564a283cd8c57b72a8fb004d2cfc84c04953b6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_787d1",
                            table="followups_round",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="round",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_roundhistory" ("baseline_month", "checkpoint_month", "encloses_statement", "id", "journal_serial", "journal_year", "made_at", "made_by_id", "month", "name", "pgh_context", "pgh_created_at", "pgh_label", "scheme_id", "statement_id") VALUES (OLD."baseline_month", OLD."checkpoint_month", OLD."encloses_statement", OLD."id", OLD."journal_serial", OLD."journal_year", OLD."made_at", OLD."made_by_id", OLD."month", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."scheme_id", OLD."statement_id"); RETURN NULL;',
                            hash="ba4a7c499474eb3aa560af87d78b6f68145a71cf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_25585",
                            table="followups_round",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundrecipient",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_roundrecipienthistory" ("case_id", "changed_at", "changed_by_id", "id", "is_included", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "reason", "round_id", "variant_id") VALUES (NEW."case_id", NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."is_included", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."reason", NEW."round_id", NEW."variant_id"); RETURN NULL;',
                            hash="6aaf6d05db208d6b6901c0a961daf032f8b6bf23",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_aee87",
                            table="followups_roundrecipient",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundrecipient",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_roundrecipienthistory" ("case_id", "changed_at", "changed_by_id", "id", "is_included", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "reason", "round_id", "variant_id") VALUES (NEW."case_id", NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."is_included", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."reason", NEW."round_id", NEW."variant_id"); RETURN NULL;',
                            hash="a4f8e2f5cf0f91a1b31d32d308f20a076c014795",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_da1bb",
                            table="followups_roundrecipient",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundrecipient",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_roundrecipienthistory" ("case_id", "changed_at", "changed_by_id", "id", "is_included", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "reason", "round_id", "variant_id") VALUES (OLD."case_id", OLD."changed_at", OLD."changed_by_id", OLD."id", OLD."is_included", OLD."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."reason", OLD."round_id", OLD."variant_id"); RETURN NULL;',
                            hash="cc4e60bec7242017883fd7191891accae5d63302",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2c9fb",
                            table="followups_roundrecipient",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundvariant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_roundvarianthistory" ("due_on", "id", "levels", "pgh_context", "pgh_created_at", "pgh_label", "position", "round_id", "takes_step", "template_id") VALUES (NEW."due_on", NEW."id", NEW."levels", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."position", NEW."round_id", NEW."takes_step", NEW."template_id"); RETURN NULL;',
                            hash="db13cfb1d65e48be1ce7242d49789afb7ac327bb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4ca1c",
                            table="followups_roundvariant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundvariant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_roundvarianthistory" ("due_on", "id", "levels", "pgh_context", "pgh_created_at", "pgh_label", "position", "round_id", "takes_step", "template_id") VALUES (NEW."due_on", NEW."id", NEW."levels", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."position", NEW."round_id", NEW."takes_step", NEW."template_id"); RETURN NULL;',
                            hash="d3bfb395012817c4f6d4f9464eeceef0c245357f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_751ca",
                            table="followups_roundvariant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundvariant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_roundvarianthistory" ("due_on", "id", "levels", "pgh_context", "pgh_created_at", "pgh_label", "position", "round_id", "takes_step", "template_id") VALUES (OLD."due_on", OLD."id", OLD."levels", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."position", OLD."round_id", OLD."takes_step", OLD."template_id"); RETURN NULL;',
                            hash="5268a4dfe62f1350cdccee9a1a9c858bed3eea52",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9efce",
                            table="followups_roundvariant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_rulehistory" ("conditions", "deadline_days", "id", "is_active", "label_da", "label_en", "most_a_year", "pgh_context", "pgh_created_at", "pgh_label", "position", "scheme_id", "sentence_da", "sentence_en", "slug", "step") VALUES (NEW."conditions", NEW."deadline_days", NEW."id", NEW."is_active", NEW."label_da", NEW."label_en", NEW."most_a_year", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."position", NEW."scheme_id", NEW."sentence_da", NEW."sentence_en", NEW."slug", NEW."step"); RETURN NULL;',
                            hash="59e417e6893a74bc776a771edab83a3386d02aa0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_19aaa",
                            table="followups_rule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_rulehistory" ("conditions", "deadline_days", "id", "is_active", "label_da", "label_en", "most_a_year", "pgh_context", "pgh_created_at", "pgh_label", "position", "scheme_id", "sentence_da", "sentence_en", "slug", "step") VALUES (NEW."conditions", NEW."deadline_days", NEW."id", NEW."is_active", NEW."label_da", NEW."label_en", NEW."most_a_year", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."position", NEW."scheme_id", NEW."sentence_da", NEW."sentence_en", NEW."slug", NEW."step"); RETURN NULL;',
                            hash="556410378ea70dde9d556298e6b66b3993237b04",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_87114",
                            table="followups_rule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_rulehistory" ("conditions", "deadline_days", "id", "is_active", "label_da", "label_en", "most_a_year", "pgh_context", "pgh_created_at", "pgh_label", "position", "scheme_id", "sentence_da", "sentence_en", "slug", "step") VALUES (OLD."conditions", OLD."deadline_days", OLD."id", OLD."is_active", OLD."label_da", OLD."label_en", OLD."most_a_year", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."position", OLD."scheme_id", OLD."sentence_da", OLD."sentence_en", OLD."slug", OLD."step"); RETURN NULL;',
                            hash="80279302e1309cb501317058053f90bd44c34d79",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9da9b",
                            table="followups_rule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sender",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_senderhistory" ("address", "authority", "email", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "phone", "signer_name", "signer_title") VALUES (NEW."address", NEW."authority", NEW."email", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."phone", NEW."signer_name", NEW."signer_title"); RETURN NULL;',
                            hash="f2717b76dceb8caef7cf928524630dba4f196761",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f6b84",
                            table="followups_sender",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sender",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_senderhistory" ("address", "authority", "email", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "phone", "signer_name", "signer_title") VALUES (NEW."address", NEW."authority", NEW."email", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."phone", NEW."signer_name", NEW."signer_title"); RETURN NULL;',
                            hash="cc5b37efa52be5bc75b3f0e4d62671b82b745b47",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fbbb5",
                            table="followups_sender",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sender",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_senderhistory" ("address", "authority", "email", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "phone", "signer_name", "signer_title") VALUES (OLD."address", OLD."authority", OLD."email", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."phone", OLD."signer_name", OLD."signer_title"); RETURN NULL;',
                            hash="65f94845a0b8ea254072d1e7fe960db96083a782",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2770a",
                            table="followups_sender",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_supportrequesthistory" ("answered_at", "answered_by_id", "answered_on", "asked_by", "asked_on", "case_id", "course_id", "id", "municipality_id", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "reason", "registered_at", "registered_by_id", "status", "text") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."answered_on", NEW."asked_by", NEW."asked_on", NEW."case_id", NEW."course_id", NEW."id", NEW."municipality_id", NEW."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."reason", NEW."registered_at", NEW."registered_by_id", NEW."status", NEW."text"); RETURN NULL;',
                            hash="7ebf15f9a900b0faea07b4863681a9f8fc64be29",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d46ad",
                            table="followups_supportrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."answered_on" IS DISTINCT FROM (NEW."answered_on") OR OLD."asked_by" IS DISTINCT FROM (NEW."asked_by") OR OLD."asked_on" IS DISTINCT FROM (NEW."asked_on") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."registered_at" IS DISTINCT FROM (NEW."registered_at") OR OLD."registered_by_id" IS DISTINCT FROM (NEW."registered_by_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                            func='INSERT INTO "followups_supportrequesthistory" ("answered_at", "answered_by_id", "answered_on", "asked_by", "asked_on", "case_id", "course_id", "id", "municipality_id", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "reason", "registered_at", "registered_by_id", "status", "text") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."answered_on", NEW."asked_by", NEW."asked_on", NEW."case_id", NEW."course_id", NEW."id", NEW."municipality_id", NEW."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."reason", NEW."registered_at", NEW."registered_by_id", NEW."status", NEW."text"); RETURN NULL;',
                            hash="9d6936c47ad261e5907e08072016b289f5730e0f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_36a92",
                            table="followups_supportrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_supportrequesthistory" ("answered_at", "answered_by_id", "answered_on", "asked_by", "asked_on", "case_id", "course_id", "id", "municipality_id", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "reason", "registered_at", "registered_by_id", "status", "text") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."answered_on", OLD."asked_by", OLD."asked_on", OLD."case_id", OLD."course_id", OLD."id", OLD."municipality_id", OLD."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."reason", OLD."registered_at", OLD."registered_by_id", OLD."status", OLD."text"); RETURN NULL;',
                            hash="4c3168d4ab7ac0c76ed2d38572a88e637ace03d7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d4d17",
                            table="followups_supportrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="withholding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_withholdinghistory" ("at", "by_id", "document_id", "extent", "extract", "ground", "ground_text", "hides_line", "id", "kind", "log_file_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "record", "replacement_id", "request_id", "words") VALUES (NEW."at", NEW."by_id", NEW."document_id", NEW."extent", NEW."extract", NEW."ground", NEW."ground_text", NEW."hides_line", NEW."id", NEW."kind", NEW."log_file_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."record", NEW."replacement_id", NEW."request_id", NEW."words"); RETURN NULL;',
                            hash="a5c0b11af49e3f248325011301530a18ab3852da",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b072d",
                            table="followups_withholding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="withholding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_withholdinghistory" ("at", "by_id", "document_id", "extent", "extract", "ground", "ground_text", "hides_line", "id", "kind", "log_file_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "record", "replacement_id", "request_id", "words") VALUES (NEW."at", NEW."by_id", NEW."document_id", NEW."extent", NEW."extract", NEW."ground", NEW."ground_text", NEW."hides_line", NEW."id", NEW."kind", NEW."log_file_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."record", NEW."replacement_id", NEW."request_id", NEW."words"); RETURN NULL;',
                            hash="6daa3a722a72d651e86e77102608d6402832c69b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0c9bd",
                            table="followups_withholding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="withholding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_withholdinghistory" ("at", "by_id", "document_id", "extent", "extract", "ground", "ground_text", "hides_line", "id", "kind", "log_file_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "record", "replacement_id", "request_id", "words") VALUES (OLD."at", OLD."by_id", OLD."document_id", OLD."extent", OLD."extract", OLD."ground", OLD."ground_text", OLD."hides_line", OLD."id", OLD."kind", OLD."log_file_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."record", OLD."replacement_id", OLD."request_id", OLD."words"); RETURN NULL;',
                            hash="9a0ef9508ed80a551594ec0e186e03e0403ba9dc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7b51c",
                            table="followups_withholding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writtenaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_writtenaccounthistory" ("case_id", "corrects_id", "id", "log_entry_id", "pgh_context", "pgh_created_at", "pgh_label", "received_on", "recorded_at", "registered_by_id", "summary") VALUES (NEW."case_id", NEW."corrects_id", NEW."id", NEW."log_entry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."received_on", NEW."recorded_at", NEW."registered_by_id", NEW."summary"); RETURN NULL;',
                            hash="c23a91b2ed99c433ea560b1a97d1bd4b53d26a38",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_deace",
                            table="followups_writtenaccount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writtenaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_writtenaccounthistory" ("case_id", "corrects_id", "id", "log_entry_id", "pgh_context", "pgh_created_at", "pgh_label", "received_on", "recorded_at", "registered_by_id", "summary") VALUES (NEW."case_id", NEW."corrects_id", NEW."id", NEW."log_entry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."received_on", NEW."recorded_at", NEW."registered_by_id", NEW."summary"); RETURN NULL;',
                            hash="c95c1113e628dbb6547e5c9122e0f05391ce1952",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d992d",
                            table="followups_writtenaccount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writtenaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_writtenaccounthistory" ("case_id", "corrects_id", "id", "log_entry_id", "pgh_context", "pgh_created_at", "pgh_label", "received_on", "recorded_at", "registered_by_id", "summary") VALUES (OLD."case_id", OLD."corrects_id", OLD."id", OLD."log_entry_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."received_on", OLD."recorded_at", OLD."registered_by_id", OLD."summary"); RETURN NULL;',
                            hash="4df8979b6d5bb28a63a1fea218272f37a1287b2e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_794d9",
                            table="followups_writtenaccount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="senderhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8bfd26b38557334fc3d2456185e150b9e8eb6ba6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0351d",
                            table="followups_senderhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="senderhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="f8bb80abaf576b7ac9c8bc3024bd3317ac407662",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_a5e64",
                            table="followups_senderhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activityfilehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0b5af4b44aa8559bb4bc878e199a6edf9aa348b3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3b390",
                            table="followups_activityfilehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activityfilehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="27335cb771a542531301e9f2aed67550af1f464f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_11684",
                            table="followups_activityfilehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activityhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0f19aecf381a07990bc1c5f21090ce77ee43f3d1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6a272",
                            table="followups_activityhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activityhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="2db0829493a792bf7d523f10a9b7c095fba4bae5",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_24b81",
                            table="followups_activityhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="addresseehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="409a03cd4ab7430a8b388e5ef26f77aa041588c1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dc24c",
                            table="followups_addresseehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="addresseehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="80b62df9fe40abe57c662f9a6062d0969a7ab6e9",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_448bc",
                            table="followups_addresseehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreedactionhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f25b6bc044c6fe92ea8ea4338bf239e449873ab2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_49cbb",
                            table="followups_agreedactionhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreedactionhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="2e699bdbaf17a0e50d5503d7bf0953b4f00ddc4d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_c95b1",
                            table="followups_agreedactionhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="caseflaghistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1d32133f842c16bdcbae98ffeba82621d9944071",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_725f6",
                            table="followups_caseflaghistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="caseflaghistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="9e8e2c30d6bf92e3bdaa25eb06a0ed80394ba241",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_20165",
                            table="followups_caseflaghistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9a8652d397e4add3734bb54eda8ce2fda06aabd7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1cb64",
                            table="followups_casehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="0cb37f5e41a10b0ad4fbaad625ed8b4df5eb7e31",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_4c2d1",
                            table="followups_casehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casestephistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="16e6f5af7c532c6998db300e39a8b4f972191178",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3df45",
                            table="followups_casestephistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casestephistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="b292c4c86a94e76184d567bcf3c3e10019e781da",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_70655",
                            table="followups_casestephistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseactionhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a67a49c62f67b9444cdb41942884b0d71068c3db",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6c3b6",
                            table="followups_courseactionhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseactionhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="232beefe9ab959a61064e74fa5e206bc20cadb1a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_abd80",
                            table="followups_courseactionhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coursehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="304b430fcaae1efd1b8eacd57ddadf834bc43d4b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_887ad",
                            table="followups_coursehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coursehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="3a0bbc2fa3164ac1f1878aa3facc5b4ee31a2409",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_ab953",
                            table="followups_coursehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deadlinehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="78efc682be17846ddd965c46cf338ac6587b2d57",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c2a00",
                            table="followups_deadlinehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deadlinehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="a35396bcc20b73115c3573174b660da8f47b1119",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_76060",
                            table="followups_deadlinehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispatchhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="efdd856f3eb2893502b8ea11587fd600b4b15ae2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_26d39",
                            table="followups_dispatchhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispatchhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="249bf56252f228858440ed996320451286529ef6",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_f5a8c",
                            table="followups_dispatchhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="enclosurehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="01fe925ee35a043af8ba7f7c28bc0dc56afaada0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1bae2",
                            table="followups_enclosurehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="enclosurehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="2a04a92d04ab32c54029a0997f463b7798096e6e",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_0a4ac",
                            table="followups_enclosurehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3d971840fcc59843a7001e6e6146a7644123b325",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1e2dd",
                            table="followups_letterhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="a0f4cea0d72d2438362cd5d1a89268312426387e",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_cf309",
                            table="followups_letterhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lettertemplatehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2416dd0a1522244b412ea6ad228881153c2dac28",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e972f",
                            table="followups_lettertemplatehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lettertemplatehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="d2dbaa8e93e71962614386dd23576a006d042e1f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_108ff",
                            table="followups_lettertemplatehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lettertexthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a85d141734c67fb776d7c85e61e9fe259fbbf24b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4c92f",
                            table="followups_lettertexthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lettertexthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="4fc8e9fdf3b67665e0276fbcf770b23ff750cc7c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_38f86",
                            table="followups_lettertexthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logentryhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="31cfab6f3c87e5b79a599dbf27aec0961ee55ee5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_39397",
                            table="followups_logentryhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logentryhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="1e44f7ec1237093a03408252c93823c40246f26c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_dbf6c",
                            table="followups_logentryhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logfilehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6b5891f0a121bdc119833dc63e94b7b7e187a7b0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5fa92",
                            table="followups_logfilehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logfilehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="5d53568943908c3bee149d81b80da072fb1c4553",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_339d0",
                            table="followups_logfilehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lostgroundhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d22e0c946bf6d5583c8b1d45b45c9932bf5de701",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0d8d1",
                            table="followups_lostgroundhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lostgroundhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="8853db1d71bb81aa484e3ba2e4b6db4b7bb8cb22",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_243b1",
                            table="followups_lostgroundhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetinghistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="45edf431d70ecaa83d5896322c3589ba95b8cb6e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5d08a",
                            table="followups_meetinghistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetinghistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="493580f9ca22b5e74e283d9a2ac4fb476eaeb607",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_e8465",
                            table="followups_meetinghistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participanthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7ed2e1f23fe6a8ebafecefc2105bf1735f1e6c1d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fa8d5",
                            table="followups_participanthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="participanthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="3504b23b9b9ee877ee03811860d8c595743b8f88",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_df010",
                            table="followups_participanthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promisehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="42d4e75c2f256882e59ba351c3200b2036dec861",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_096e3",
                            table="followups_promisehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promisehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="14a0b82264419c33bf5666cbda1195aa315338b3",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_09355",
                            table="followups_promisehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="proposalhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="48b89c04f325a8cf785c3526c0874f5852399c66",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_64795",
                            table="followups_proposalhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="proposalhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="0c53f93becbd3295df5dac7c16d9fc98c763c9bc",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_a2f15",
                            table="followups_proposalhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordsrequesthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3783c70eb0387b0bce6a080565e04d2af3b25754",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_88d22",
                            table="followups_recordsrequesthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordsrequesthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="2a7a42bfa242acb3653c8458a91e18ce94927509",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_f5673",
                            table="followups_recordsrequesthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="79294ce9e7a7d8a467b39645012f51254be71334",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a0be9",
                            table="followups_roundhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="9c647a14172252317d35c513adde7be494dea441",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_a1aab",
                            table="followups_roundhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundrecipienthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="912734ae56637fc5742b81817aa1bbbedd80c0b8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_abd38",
                            table="followups_roundrecipienthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundrecipienthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="f1aca098150eac85a1c349b32d5d35beee4ec6ae",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_d21bf",
                            table="followups_roundrecipienthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundvarianthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f5d71141d53a91fe749ad7cafec52fb4e9770039",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_908ba",
                            table="followups_roundvarianthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roundvarianthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="41876bffa153e5e7ddb3e7999a3007101a139b49",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_74f57",
                            table="followups_roundvarianthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rulehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="564749efedbad5e3dc69ba3aba0ee55c48f400c9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_98a86",
                            table="followups_rulehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rulehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="20ca0d968355967451088b7af2a5b6cb423569a4",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_fb1c2",
                            table="followups_rulehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportrequesthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d7e3f40997170569ccb0a935dca6a59b91cbc9af",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7ce61",
                            table="followups_supportrequesthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportrequesthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="0270015e6705f5fc8aa7c152e29d02e8e8496b3d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_80e8f",
                            table="followups_supportrequesthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="withholdinghistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4390e6ee272df66694a9e7a5506d9c006f5aed99",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_522e6",
                            table="followups_withholdinghistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="withholdinghistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="799f50bfb1f16a3e06823ad42f749bcab9ffdd97",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_fad17",
                            table="followups_withholdinghistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writtenaccounthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="46ebf159f1729b9bdac4de9533615855408c368d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d6bee",
                            table="followups_writtenaccounthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writtenaccounthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="f0325b3c88d9e12d5545c1635f32a438c0b7e540",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_63891",
                            table="followups_writtenaccounthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
        migrations.RunPython(
            code=functools.partial(kontakt.audit.tracking.lay_in_what_there_is, app="followups"),
            reverse_code=django.db.migrations.operations.special.RunPython.noop,
        ),
    ]
