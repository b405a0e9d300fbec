"""Assistance is searched and given access to, and what was agreed in a course can be moved to another day."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_office_contact"),
        ("followups", "0010_assistance"),
        ("municipalities", "0005_corrections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="courseaction",
            name="course_action_stays_as_agreed",
        ),
        migrations.RemoveConstraint(
            model_name="courseaction",
            name="course_action_dropped_with_a_reason",
        ),
        migrations.RemoveConstraint(
            model_name="withholding",
            name="withholding_says_what",
        ),
        migrations.AddField(
            model_name="courseaction",
            name="replaces",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="followups.courseaction",
            ),
        ),
        migrations.AddField(
            model_name="withholding",
            name="activity_file",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followups.activityfile"
            ),
        ),
        migrations.AlterField(
            model_name="courseaction",
            name="status",
            field=models.CharField(
                choices=[("open", "Open"), ("done", "Done"), ("dropped", "Dropped"), ("moved", "Moved")],
                default="open",
                max_length=20,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="withholding",
            name="kind",
            field=models.CharField(
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
                    ("support_request", "Request for support"),
                    ("course", "Course of assistance"),
                    ("activity", "Activity"),
                    ("action", "Agreed action"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="courseaction",
            trigger=pgtrigger.compiler.Trigger(
                name="course_action_stays_as_agreed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."activity_id" IS DISTINCT FROM (NEW."activity_id") OR OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."responsible" IS DISTINCT FROM (NEW."responsible") OR OLD."set_at" IS DISTINCT FROM (NEW."set_at") OR OLD."set_by_id" IS DISTINCT FROM (NEW."set_by_id") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ea6c85a7adc2391e19be1ed18c18eb608d7a3074",
                    operation="UPDATE",
                    pgid="pgtrigger_course_action_stays_as_agreed_68e34",
                    table="followups_courseaction",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="courseaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["dropped", "moved"]), _negated=True),
                    ("note__regex", "\\S"),
                    _connector="OR",
                ),
                name="course_action_dropped_or_moved_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("activity_file__isnull", True), ("document__isnull", True), ("log_file__isnull", True)
                        ),
                        ("extent", "whole"),
                        ("words", ""),
                    ),
                    models.Q(
                        models.Q(
                            ("activity_file__isnull", True), ("document__isnull", True), ("log_file__isnull", True)
                        ),
                        ("extent", "passage"),
                        ("words__regex", "\\S"),
                    ),
                    models.Q(
                        models.Q(
                            models.Q(
                                ("activity_file__isnull", True), ("document__isnull", True), ("log_file__isnull", False)
                            ),
                            models.Q(
                                ("activity_file__isnull", False), ("document__isnull", True), ("log_file__isnull", True)
                            ),
                            models.Q(
                                ("activity_file__isnull", True), ("document__isnull", False), ("log_file__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        ("extent", "file"),
                        ("words", ""),
                    ),
                    _connector="OR",
                ),
                name="withholding_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("extent", "file")),
                fields=("request", "activity_file"),
                name="withholding_of_an_activity_file_once",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.CombinedSearchVector(
                        django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector(
                                django.db.models.functions.text.Left("theme", 200000), config="danish", weight="A"
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                django.db.models.functions.text.Left("participants", 200000),
                                config="danish",
                                weight="B",
                            ),
                            django.contrib.postgres.search.SearchConfig("danish"),
                        ),
                        "||",
                        django.contrib.postgres.search.SearchVector(
                            django.db.models.functions.text.Left("notes", 200000), config="danish", weight="C"
                        ),
                        django.contrib.postgres.search.SearchConfig("danish"),
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        django.db.models.functions.text.Left("cancelled_reason", 200000), config="danish", weight="C"
                    ),
                    django.contrib.postgres.search.SearchConfig("danish"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddField(
            model_name="course",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.CombinedSearchVector(
                        django.contrib.postgres.search.SearchVector(
                            django.db.models.functions.text.Left("goal", 200000), config="danish", weight="A"
                        ),
                        "||",
                        django.contrib.postgres.search.SearchVector(
                            django.db.models.functions.text.Left("plan", 200000), config="danish", weight="C"
                        ),
                        django.contrib.postgres.search.SearchConfig("danish"),
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        django.db.models.functions.text.Left("lessons", 200000), config="danish", weight="C"
                    ),
                    django.contrib.postgres.search.SearchConfig("danish"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddField(
            model_name="courseaction",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.CombinedSearchVector(
                        django.contrib.postgres.search.SearchVector(
                            django.db.models.functions.text.Left("text", 200000), config="danish", weight="A"
                        ),
                        "||",
                        django.contrib.postgres.search.SearchVector(
                            django.db.models.functions.text.Left("responsible", 200000), config="danish", weight="B"
                        ),
                        django.contrib.postgres.search.SearchConfig("danish"),
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        django.db.models.functions.text.Left("note", 200000), config="danish", weight="C"
                    ),
                    django.contrib.postgres.search.SearchConfig("danish"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector(
                        django.db.models.functions.text.Left("text", 200000), config="danish", weight="A"
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        django.db.models.functions.text.Left("reason", 200000), config="danish", weight="C"
                    ),
                    django.contrib.postgres.search.SearchConfig("danish"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="activity_words"),
        ),
        migrations.AddIndex(
            model_name="course",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="course_words"),
        ),
        migrations.AddIndex(
            model_name="courseaction",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="course_action_words"),
        ),
        migrations.AddIndex(
            model_name="supportrequest",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="support_request_words"),
        ),
    ]
