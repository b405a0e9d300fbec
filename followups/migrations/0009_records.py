"""Access to records: requests, what is withheld and where it is journalled; its log entries are documents out."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("followups", "0008_search"),
        ("municipalities", "0004_versions_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordsJournalled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "verbose_name": "access in the journal",
                "verbose_name_plural": "accesses in the journal",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RecordsRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="made"),
                ),
                ("submission", models.UUIDField(editable=False, null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("given_at", models.DateTimeField(null=True, verbose_name="given")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="digest of the material")),
            ],
            options={
                "verbose_name": "request for access to records",
                "verbose_name_plural": "requests for access to records",
                "ordering": ["-requested_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Withholding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="withheld"),
                ),
            ],
            options={
                "verbose_name": "withholding",
                "verbose_name_plural": "withholdings",
                "ordering": ["pk"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="logentry",
            name="documents_of_the_log_are_journalled",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="logfile",
            name="entries_with_files_are_journalled",
        ),
        migrations.AlterField(
            model_name="logentry",
            name="kind",
            field=models.CharField(
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
        pgtrigger.migrations.AddTrigger(
            model_name="logentry",
            trigger=pgtrigger.compiler.Trigger(
                name="documents_of_the_log_are_journalled",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"kind\" IN ('document_in', 'email_in', 'email_out', 'letter_in', 'letter_out', 'meeting', 'records_out'))",
                    func="\n    INSERT INTO followups_journalentry\n        (case_id, municipality_id, direction, dated_on, theme, correspondent, log_entry_id, by_id)\n    SELECT entry.case_id, followups_case.municipality_id,\n        CASE WHEN entry.kind IN ('email_in', 'letter_in', 'document_in') THEN 'in'\n             WHEN entry.kind IN ('email_out', 'letter_out', 'records_out') THEN 'out' ELSE 'internal' END,\n        entry.happened_on, entry.theme, entry.contact_name, entry.id, entry.by_id\n    FROM followups_logentry entry JOIN followups_case ON followups_case.id = entry.case_id\n    WHERE entry.id = NEW.id\n    ON CONFLICT (log_entry_id) DO NOTHING;\n    RETURN NULL;\n",
                    hash="b4427bab535d739d3d9a44bbb07261f7e9946c40",
                    operation="INSERT",
                    pgid="pgtrigger_documents_of_the_log_are_journalled_c4744",
                    table="followups_logentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="logfile",
            trigger=pgtrigger.compiler.Trigger(
                name="entries_with_files_are_journalled",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO followups_journalentry\n        (case_id, municipality_id, direction, dated_on, theme, correspondent, log_entry_id, by_id)\n    SELECT entry.case_id, followups_case.municipality_id,\n        CASE WHEN entry.kind IN ('email_in', 'letter_in', 'document_in') THEN 'in'\n             WHEN entry.kind IN ('email_out', 'letter_out', 'records_out') THEN 'out' ELSE 'internal' END,\n        entry.happened_on, entry.theme, entry.contact_name, entry.id, entry.by_id\n    FROM followups_logentry entry JOIN followups_case ON followups_case.id = entry.case_id\n    WHERE entry.id = NEW.entry_id\n    ON CONFLICT (log_entry_id) DO NOTHING;\n    RETURN NULL;\n",
                    hash="ff507100f3053dce36b2f6a7ecfc6171094c16b5",
                    operation="INSERT",
                    pgid="pgtrigger_entries_with_files_are_journalled_12d0e",
                    table="followups_logfile",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="recordsjournalled",
            name="journal_entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="records_given", to="followups.journalentry"
            ),
        ),
        migrations.AddField(
            model_name="recordsrequest",
            name="archive",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records_request",
                to="followups.document",
                verbose_name="archive",
            ),
        ),
        migrations.AddField(
            model_name="recordsrequest",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records_requests",
                to="followups.case",
                verbose_name="case",
            ),
        ),
        migrations.AddField(
            model_name="recordsrequest",
            name="given_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="given by",
            ),
        ),
        migrations.AddField(
            model_name="recordsrequest",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="made by",
            ),
        ),
        migrations.AddField(
            model_name="recordsrequest",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records_requests",
                to="municipalities.municipality",
                verbose_name="municipality",
            ),
        ),
        migrations.AddField(
            model_name="recordsjournalled",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="journalled", to="followups.recordsrequest"
            ),
        ),
        migrations.AddField(
            model_name="withholding",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="withheld by",
            ),
        ),
        migrations.AddField(
            model_name="withholding",
            name="document",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followups.document"
            ),
        ),
        migrations.AddField(
            model_name="withholding",
            name="log_file",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followups.logfile"
            ),
        ),
        migrations.AddField(
            model_name="withholding",
            name="replacement",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replaces", to="followups.document"
            ),
        ),
        migrations.AddField(
            model_name="withholding",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="withholdings", to="followups.recordsrequest"
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("requester__regex", "\\S")), name="records_request_has_a_requester"
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("first_day__isnull", True), ("last_day__isnull", True)),
                    models.Q(
                        ("case__isnull", True), ("first_day__isnull", False), ("last_day__gte", models.F("first_day"))
                    ),
                    _connector="OR",
                ),
                name="records_request_of_a_case_or_a_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("archive__isnull", False),
                        ("given_at__isnull", False),
                        ("given_by__isnull", False),
                        ("status", "given"),
                        ("digest__regex", "^[0-9a-f]{64}$"),
                    ),
                    models.Q(
                        models.Q(("status", "given"), _negated=True),
                        ("archive__isnull", True),
                        ("digest", ""),
                        ("given_at__isnull", True),
                        ("given_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="records_request_given_with_an_archive",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordsrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="records_requests_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="d0eca900b4736bebbbb0bccdbe40d7f61372a72a",
                    operation="DELETE",
                    pgid="pgtrigger_records_requests_are_never_deleted_02b30",
                    table="followups_recordsrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordsrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="records_request_ends_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (OLD.\"status\" = 'draft'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="77e241c39958d6323cddeefdd9f12f57877608a3",
                    operation="UPDATE",
                    pgid="pgtrigger_records_request_ends_once_720f6",
                    table="followups_recordsrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordsrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="records_request_stays_as_it_was_made",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."first_day" IS DISTINCT FROM (NEW."first_day") OR OLD."last_day" IS DISTINCT FROM (NEW."last_day") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="05e990226a09243c1353461cfca942047200992f",
                    operation="UPDATE",
                    pgid="pgtrigger_records_request_stays_as_it_was_made_f360e",
                    table="followups_recordsrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordsrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="records_request_begins_as_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (NEW.\"status\" = 'draft'))",
                    func="RAISE EXCEPTION 'records_request_begins_as_a_draft' USING ERRCODE = '23514';",
                    hash="fc9448a3e60a8ff6624949fbf7d9502ec7e75c2b",
                    operation="INSERT",
                    pgid="pgtrigger_records_request_begins_as_a_draft_05735",
                    table="followups_recordsrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordsrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="records_request_of_the_cases_municipality",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."case_id" IS NOT NULL)',
                    func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM followups_case WHERE id = NEW.case_id AND municipality_id = NEW.municipality_id\n                    ) THEN\n                        RAISE EXCEPTION 'records_request_of_the_cases_municipality' USING ERRCODE = '23514';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="ed0da18b167f6e9286cd6db4196a4574bce88ec2",
                    operation="INSERT",
                    pgid="pgtrigger_records_request_of_the_cases_municipality_1b5f3",
                    table="followups_recordsrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordsjournalled",
            trigger=pgtrigger.compiler.Trigger(
                name="journalled_access_is_fixed_with_the_request",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (\n                SELECT 1 FROM followups_recordsrequest\n                WHERE id IN (NEW.request_id, OLD.request_id) AND status <> 'draft'\n            ) THEN\n                RAISE EXCEPTION 'journalled_access_is_fixed_with_the_request' USING ERRCODE = '23514';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="ceea318268b543821d80248d27249bf17764bc2a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_journalled_access_is_fixed_with_the_request_3c4f6",
                    table="followups_recordsjournalled",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("document__isnull", True), ("extent", "whole"), ("log_file__isnull", True), ("words", "")
                    ),
                    models.Q(
                        ("document__isnull", True),
                        ("extent", "passage"),
                        ("log_file__isnull", True),
                        ("words__regex", "\\S"),
                    ),
                    models.Q(
                        ("extent", "file"),
                        ("words", ""),
                        models.Q(
                            models.Q(("document__isnull", True), ("log_file__isnull", False)),
                            models.Q(("document__isnull", False), ("log_file__isnull", True)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="withholding_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.CheckConstraint(
                condition=models.Q(("replacement__isnull", True), ("extent", "file"), _connector="OR"),
                name="withholding_replaces_a_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", "other"), ("ground_text__regex", "\\S")),
                    models.Q(models.Q(("ground", "other"), _negated=True), ("ground_text", "")),
                    _connector="OR",
                ),
                name="withholding_has_a_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("extent", "whole")),
                fields=("request", "kind", "record"),
                name="withholding_of_a_record_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("extent", "file")),
                fields=("request", "log_file"),
                name="withholding_of_a_log_file_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("extent", "file")),
                fields=("request", "document"),
                name="withholding_of_a_document_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withholding",
            trigger=pgtrigger.compiler.Trigger(
                name="withholdings_are_fixed_with_the_request",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (\n                SELECT 1 FROM followups_recordsrequest\n                WHERE id IN (NEW.request_id, OLD.request_id) AND status <> 'draft'\n            ) THEN\n                RAISE EXCEPTION 'withholdings_are_fixed_with_the_request' USING ERRCODE = '23514';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="5ac9d757a4ec7d31b6c3aad109acb91e39fac1eb",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_withholdings_are_fixed_with_the_request_b4884",
                    table="followups_withholding",
                    when="BEFORE",
                ),
            ),
        ),
    ]
